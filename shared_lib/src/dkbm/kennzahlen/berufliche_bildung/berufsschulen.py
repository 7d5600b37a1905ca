"""Kennzahlen of chapter Berufliche Bildung (area E of the Anwendungsleitfaden)."""

from __future__ import annotations

from dkbm.kennzahlen.besonderheiten import RUNDUNG_BERUFLICH
from dkbm.kennzahlen.kennzahl import Kennzahl
from dkbm.kennzahlen.rechnen import Auswahl, quotient, wert

__all__ = ["KENNZAHLEN"]

_SCHULJAHR = "im Schuljahr {jahr}/{folge}"
_ABGANG = "im Abgangsjahr {jahr}"
_SCHULORT = "Gezählt wird am Ort der Schule, nicht am Wohnort."
_SCHUELER_FEHLEN = "Weitere Jahre bringt die Tabelle 21121-01-05-4 der Regionaldatenbank."
_ABGAENGE_FEHLEN = (
    "Die Jahre 2016 bis 2022 und neuere bringt die Tabelle 21121-02-02-4 der Regionaldatenbank."
)
_SCHULARTEN = {
    "berufsschule": "Berufsschulen",
    "berufsfachschule": "Berufsfachschulen",
    "fachoberschule": "Fachoberschulen",
    "fachgymnasium": "Fachgymnasien",
    "berufsoberschule": "Berufsober- und Technische Oberschulen",
    "fachschule": "Fachschulen",
    "fachakademie": "Fach- und Berufsakademien",
    "berufsaufbauschule": "Berufsaufbauschulen",
}
_ABSCHLUESSE = {
    "hauptschulabschluss": "Hauptschulabschluss",
    "mittlerer_abschluss": "Mittlerer Abschluss",
    "fachhochschulreife": "Fachhochschulreife",
    "hochschulreife": "Hochschulreife (einschließlich fachgebundener)",
}


def _schueler(gruppe: str) -> Auswahl:
    filter_ = {"gruppe": gruppe, "berufliche_schulart": "insgesamt"}
    return Auswahl("berufsschueler", "schueler", filter_)


_ABGAENGE = Auswahl(
    "berufliche_abgaenge", "abgaenge", {"abschluss": "insgesamt", "geschlecht": "insgesamt"}
)


def _je_abschluss(geschlecht: str) -> Auswahl:
    return Auswahl(
        "berufliche_abgaenge",
        "abgaenge",
        {"geschlecht": geschlecht},
        gliederung="abschluss",
        je={code: (code,) for code in _ABSCHLUESSE},
    )


KENNZAHLEN = (
    Kennzahl(
        id="berufsschueler",
        code="E1",
        name="Schülerinnen und Schüler an beruflichen Schulen",
        subjekt="die Zahl der Schülerinnen und Schüler an beruflichen Schulen",
        einheit="",
        zaehlt="Personen",
        stellen=0,
        definition="Schülerinnen und Schüler aller beruflichen Schulen zu Beginn des Schuljahres.",
        formel="Bestand",
        zaehler="Schülerinnen und Schüler an beruflichen Schulen",
        nenner="",
        zeitangabe=_SCHULJAHR,
        raum="Schulort",
        regel="Beginn des Schuljahres",
        tabellen=("21121-01-05-4",),
        hinweise=(_SCHULORT,),
        beschafft=_SCHUELER_FEHLEN,
        berechne=wert(_schueler("insgesamt")),
    ),
    Kennzahl(
        id="berufliche_schulartverteilung",
        code="E1",
        name="Verteilung der Schülerinnen und Schüler auf die beruflichen Schularten",
        subjekt="der Anteil der Schulart an den Schülerinnen und Schülern beruflicher Schulen",
        einheit="%",
        definition="Anteil der Schülerinnen und Schüler einer Schulart an allen Schülerinnen und "
        "Schülern beruflicher Schulen.",
        formel="Schülerinnen und Schüler der Schulart / Schülerinnen und Schüler insgesamt × 100",
        zaehler="Schülerinnen und Schüler der Schulart",
        nenner="Schülerinnen und Schüler beruflicher Schulen insgesamt",
        zeitangabe=_SCHULJAHR,
        raum="Schulort",
        regel="Beginn des Schuljahres",
        tabellen=("21121-01-05-4",),
        hinweise=(
            _SCHULORT,
            "Berufsschulen einschließlich Schülerinnen und Schülern ohne Ausbildungsvertrag.",
        ),
        gliederung="Schulart",
        auspraegungen=_SCHULARTEN,
        beschafft=_SCHUELER_FEHLEN,
        berechne=quotient(
            Auswahl(
                "berufsschueler",
                "schueler",
                {"gruppe": "insgesamt"},
                gliederung="berufliche_schulart",
                je={code: (code,) for code in _SCHULARTEN},
            ),
            _schueler("insgesamt"),
        ),
    ),
    Kennzahl(
        id="auslaenderanteil_berufsschueler",
        code="E1",
        name="Anteil der Schülerinnen und Schüler mit ausländischer Staatsangehörigkeit an "
        "beruflichen Schulen",
        subjekt="der Anteil der Schülerinnen und Schüler mit ausländischer Staatsangehörigkeit an "
        "beruflichen Schulen",
        einheit="%",
        definition="Anteil der Schülerinnen und Schüler ohne deutsche Staatsangehörigkeit an allen "
        "Schülerinnen und Schülern beruflicher Schulen.",
        formel="Schülerinnen und Schüler mit ausländischer Staatsangehörigkeit / insgesamt × 100",
        zaehler="Schülerinnen und Schüler ohne deutsche Staatsangehörigkeit",
        nenner="Schülerinnen und Schüler beruflicher Schulen insgesamt",
        zeitangabe=_SCHULJAHR,
        raum="Schulort",
        regel="Beginn des Schuljahres",
        tabellen=("21121-01-05-4",),
        hinweise=("Staatsangehörigkeit ist nicht Migrationshintergrund.", _SCHULORT),
        beschafft=_SCHUELER_FEHLEN,
        berechne=quotient(_schueler("auslaendisch"), _schueler("insgesamt")),
    ),
    Kennzahl(
        id="berufliche_abgaenge_mit_abschluss",
        code="E10",
        name="Abgänge beruflicher Schulen mit zusätzlichem allgemeinbildendem Abschluss",
        subjekt="die Zahl der Abgänge beruflicher Schulen mit zusätzlichem allgemeinbildendem "
        "Abschluss",
        einheit="",
        zaehlt="Personen",
        stellen=0,
        definition="Absolvierende und Abgehende beruflicher Schulen, die dort zusätzlich einen "
        "allgemeinbildenden Abschluss erworben haben.",
        formel="Summe des Schuljahres",
        zaehler="Absolvierende und Abgehende mit zusätzlichem allgemeinbildendem Abschluss",
        nenner="",
        zeitangabe=_ABGANG,
        raum="Schulort",
        besonderheiten=RUNDUNG_BERUFLICH,
        regel="Jahr, in dem das Schuljahr endet",
        tabellen=("21121-02-02-4",),
        hinweise=(
            _SCHULORT,
            "Rheinland-Pfalz zählt Abschlüsse, nicht Personen.",
        ),
        beschafft=_ABGAENGE_FEHLEN,
        berechne=wert(_ABGAENGE),
    ),
    Kennzahl(
        id="zusaetzliche_abschluesse",
        code="E10",
        name="An beruflichen Schulen zusätzlich erworbene Abschlüsse",
        subjekt="der Anteil an den zusätzlich erworbenen Abschlüssen",
        einheit="%",
        definition="Verteilung der an beruflichen Schulen zusätzlich erworbenen "
        "allgemeinbildenden Abschlüsse.",
        formel="Abgänge mit dem Abschluss / Abgänge mit zusätzlichem Abschluss insgesamt × 100",
        zaehler="Absolvierende und Abgehende mit dem zusätzlich erworbenen Abschluss",
        nenner="Absolvierende und Abgehende mit zusätzlichem Abschluss insgesamt",
        zeitangabe=_ABGANG,
        raum="Schulort",
        besonderheiten=RUNDUNG_BERUFLICH,
        regel="Jahr, in dem das Schuljahr endet",
        tabellen=("21121-02-02-4",),
        hinweise=(
            _SCHULORT,
            "Rheinland-Pfalz zählt Abschlüsse, nicht Personen.",
        ),
        gliederung="Abschluss",
        auspraegungen=_ABSCHLUESSE,
        beschafft=_ABGAENGE_FEHLEN,
        berechne=quotient(
            Auswahl(
                "berufliche_abgaenge",
                "abgaenge",
                {"geschlecht": "insgesamt"},
                gliederung="abschluss",
                je={code: (code,) for code in _ABSCHLUESSE},
            ),
            _ABGAENGE,
        ),
    ),
    Kennzahl(
        id="zusaetzliche_abschluesse_frauenanteil",
        code="E10",
        name="Frauenanteil an den zusätzlich erworbenen Abschlüssen",
        subjekt="der Frauenanteil an den zusätzlich erworbenen Abschlüssen",
        einheit="%",
        definition="Anteil der Frauen an allen, die an beruflichen Schulen zusätzlich einen "
        "allgemeinbildenden Abschluss erworben haben.",
        formel="Frauen mit dem Abschluss / Abgänge mit dem Abschluss × 100",
        zaehler="Absolventinnen mit dem zusätzlich erworbenen Abschluss",
        nenner="Absolvierende und Abgehende mit dem zusätzlich erworbenen Abschluss",
        zeitangabe=_ABGANG,
        raum="Schulort",
        besonderheiten=RUNDUNG_BERUFLICH,
        regel="Jahr, in dem das Schuljahr endet",
        tabellen=("21121-02-02-4",),
        hinweise=(_SCHULORT, "Rheinland-Pfalz zählt Abschlüsse, nicht Personen."),
        gliederung="Abschluss",
        auspraegungen=_ABSCHLUESSE,
        beschafft=_ABGAENGE_FEHLEN,
        berechne=quotient(_je_abschluss("weiblich"), _je_abschluss("insgesamt")),
    ),
)
