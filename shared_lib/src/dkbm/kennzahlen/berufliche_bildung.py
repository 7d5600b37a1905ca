"""Kennzahlen of chapter Berufliche Bildung (area E of the Anwendungsleitfaden)."""

from __future__ import annotations

from dkbm.kennzahlen.kennzahl import Kennzahl
from dkbm.kennzahlen.rechnen import Auswahl, quotient, wert

__all__ = ["KENNZAHLEN"]

_SCHULJAHR = "im Schuljahr {jahr}/{folge}"
_ABGANG = "zum Ende des Schuljahres im Jahr {jahr}"
_JAHRESMITTEL = "im Jahresdurchschnitt {jahr}"
_SCHULORT = "Gezählt wird am Ort der Schule, nicht am Wohnort."
_SCHUELER_FEHLEN = "Weitere Jahre bringt die Tabelle 21121-01-05-4 der Regionaldatenbank."
_ABGAENGE_FEHLEN = (
    "Die Jahre 2016 bis 2022 und neuere bringt die Tabelle 21121-02-02-4 der Regionaldatenbank."
)
_QUOTE_FEHLT = (
    "Die Jahre 2017 bis 2024 und neuere bringt die Tabelle 13211-02-05-4 der Regionaldatenbank."
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


def _arbeitslosenquote(id_: str, code: str, gruppe: str, name: str, nenner: str) -> Kennzahl:
    return Kennzahl(
        id=id_,
        code=code,
        name=name,
        subjekt=f"die {name}",
        einheit="%",
        definition=f"Anteil der Arbeitslosen an allen zivilen Erwerbspersonen{nenner}.",
        formel="veröffentlichter Wert",
        zaehler=f"Arbeitslose{nenner}",
        nenner=f"alle zivilen Erwerbspersonen{nenner}",
        zeitangabe=_JAHRESMITTEL,
        regel="Jahresdurchschnitt",
        tabellen=("13211-02-05-4",),
        richtung="niedrig_guenstig",
        hinweise=(
            "Veröffentlichte Quote; die Erwerbspersonen sind je Kreis nicht ausgewiesen. Für "
            "Kreise, die zusammengelegt wurden, liegt für die Jahre davor keine Quote vor.",
        ),
        beschafft=_QUOTE_FEHLT,
        berechne=wert(Auswahl("arbeitslose", "arbeitslosenquote", {"gruppe": gruppe})),
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
        subjekt="der Anteil der Schülerinnen und Schüler",
        einheit="%",
        definition="Anteil der Schülerinnen und Schüler einer Schulart an allen Schülerinnen und "
        "Schülern beruflicher Schulen.",
        formel="Schülerinnen und Schüler der Schulart / Schülerinnen und Schüler insgesamt × 100",
        zaehler="Schülerinnen und Schüler der Schulart",
        nenner="Schülerinnen und Schüler beruflicher Schulen insgesamt",
        zeitangabe=_SCHULJAHR,
        regel="Beginn des Schuljahres",
        tabellen=("21121-01-05-4",),
        hinweise=(
            _SCHULORT,
            "Berufsschulen einschließlich Schülerinnen und Schülern ohne Ausbildungsvertrag.",
        ),
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
        regel="Beginn des Schuljahres",
        tabellen=("21121-01-05-4",),
        hinweise=("Staatsangehörigkeit ist nicht Migrationshintergrund.", _SCHULORT),
        beschafft=_SCHUELER_FEHLEN,
        berechne=quotient(_schueler("auslaendisch"), _schueler("insgesamt")),
    ),
    _arbeitslosenquote("arbeitslosenquote", "A14", "insgesamt", "Arbeitslosenquote", ""),
    _arbeitslosenquote(
        "jugendarbeitslosenquote",
        "E9",
        "15-24",
        "Arbeitslosenquote der 15- bis unter 25-Jährigen",
        " von 15 bis unter 25 Jahren",
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
        regel="Jahr, in dem das Schuljahr endet",
        tabellen=("21121-02-02-4",),
        hinweise=(
            _SCHULORT,
            "Rheinland-Pfalz zählt Abschlüsse, nicht Personen; mehrere Länder runden.",
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
        regel="Jahr, in dem das Schuljahr endet",
        tabellen=("21121-02-02-4",),
        hinweise=(
            _SCHULORT,
            "Rheinland-Pfalz zählt Abschlüsse, nicht Personen; mehrere Länder runden.",
        ),
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
)
