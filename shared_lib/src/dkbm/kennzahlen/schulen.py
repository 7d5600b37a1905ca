"""Kennzahlen of chapter Allgemeinbildende Schulen (area D of the Anwendungsleitfaden).

The year of 21111-02-06-4 is the one in which the school year ends; the year of 21111-01-03-4
is the one in which it begins.
"""

from __future__ import annotations

from dkbm.kennzahlen.kennzahl import Kennzahl, Richtung
from dkbm.kennzahlen.rechnen import Auswahl, quotient, wert

__all__ = ["KENNZAHLEN"]

_SCHULJAHR = "im Schuljahr {jahr}/{folge}"
_ABGANG = "zum Ende des Schuljahres im Jahr {jahr}"
_SCHULORT = "Gezählt wird am Ort der Schule, nicht am Wohnort."
_RUNDUNG = (
    "Seit 2018/19 runden Schleswig-Holstein, Sachsen-Anhalt und Bremen auf Vielfache von 3, "
    "Nordrhein-Westfalen seit 2019/20 auf Vielfache von 5."
)
_DEUTSCHLAND = (
    "Der Wert für Deutschland enthält seit 2012 auch Schulfremdenprüfungen und ist nicht die Summe "
    "der Länder."
)
_DOPPELT = (
    "Doppelte Abiturjahrgänge: Sachsen-Anhalt 2007, Bayern und Niedersachsen 2011, "
    "Baden-Württemberg, Berlin, Brandenburg und Bremen 2012, Nordrhein-Westfalen 2013, Hessen "
    "2012–2014."
)
_SCHUELER_FEHLEN = "Weitere Jahre bringt die Tabelle 21111-01-03-4 der Regionaldatenbank."
_ABGAENGE_FEHLEN = (
    "Die Jahre 2016 bis 2022 und neuere bringt die Tabelle 21111-02-06-4 der Regionaldatenbank."
)

_SCHULARTEN = {
    "grundschule": "Grundschulen",
    "orientierungsstufe": "Schulartunabhängige Orientierungsstufe",
    "hauptschule": "Hauptschulen",
    "mehrere_bildungsgaenge": "Schularten mit mehreren Bildungsgängen",
    "realschule": "Realschulen",
    "gymnasium": "Gymnasien",
    "gesamtschule": "Integrierte Gesamtschulen",
    "waldorfschule": "Freie Waldorfschulen",
    "foerderschule": "Förderschulen",
    "abendschule_kolleg": "Abendschulen und Kollegs",
    "vorschulbereich": "Vorschulbereich",
}
_ABSCHLUESSE = {
    "ohne_hauptschulabschluss": "ohne Hauptschulabschluss",
    "hauptschulabschluss": "Hauptschulabschluss",
    "mittlerer_abschluss": "Mittlerer Abschluss",
    "fachhochschulreife": "Fachhochschulreife",
    "hochschulreife": "Allgemeine Hochschulreife",
}


def _schueler(gruppe: str, schulart: str = "insgesamt") -> Auswahl:
    return Auswahl("schueler", "schueler", {"gruppe": gruppe, "schulart": schulart})


def _abgaenge(abschluss: str) -> Auswahl:
    return Auswahl("abgaenge", "abgaenge", {"abschluss": abschluss, "geschlecht": "insgesamt"})


def _abgangsquote(
    id_: str, code: str, gruppe: str, abschluss: str, richtung: Richtung, *hinweise: str
) -> Kennzahl:
    return Kennzahl(
        id=id_,
        code=code,
        name=f"Anteil der Abgänge {gruppe}",
        subjekt=f"der Anteil der Abgänge {gruppe}",
        einheit="%",
        definition=f"Anteil der Absolvierenden und Abgehenden {gruppe} an allen Absolvierenden und "
        "Abgehenden allgemeinbildender Schulen.",
        formel=f"Abgänge {gruppe} / Abgänge insgesamt × 100",
        zaehler=f"Absolvierende und Abgehende {gruppe}",
        nenner="Absolvierende und Abgehende insgesamt",
        zeitangabe=_ABGANG,
        regel="Jahr, in dem das Schuljahr endet",
        tabellen=("21111-02-06-4",),
        richtung=richtung,
        hinweise=(
            "Anteil an allen Abgängen, nicht am Altersjahrgang.",
            _SCHULORT,
            _RUNDUNG,
            _DEUTSCHLAND,
            *hinweise,
        ),
        beschafft=_ABGAENGE_FEHLEN,
        berechne=quotient(_abgaenge(abschluss), _abgaenge("insgesamt")),
    )


KENNZAHLEN = (
    Kennzahl(
        id="schueler",
        code="D1",
        name="Schülerinnen und Schüler an allgemeinbildenden Schulen",
        subjekt="die Zahl der Schülerinnen und Schüler an allgemeinbildenden Schulen",
        einheit="",
        zaehlt="Personen",
        stellen=0,
        definition="Schülerinnen und Schüler aller allgemeinbildenden Schulen zu Beginn des "
        "Schuljahres.",
        formel="Bestand",
        zaehler="Schülerinnen und Schüler",
        nenner="",
        zeitangabe=_SCHULJAHR,
        regel="Beginn des Schuljahres",
        tabellen=("21111-01-03-4",),
        hinweise=(_SCHULORT, _RUNDUNG),
        beschafft=_SCHUELER_FEHLEN,
        berechne=wert(_schueler("insgesamt")),
    ),
    Kennzahl(
        id="schulartverteilung",
        code="D1",
        name="Verteilung der Schülerinnen und Schüler auf die Schularten",
        subjekt="der Anteil der Schülerinnen und Schüler",
        einheit="%",
        definition="Anteil der Schülerinnen und Schüler einer Schulart an allen Schülerinnen und "
        "Schülern allgemeinbildender Schulen.",
        formel="Schülerinnen und Schüler der Schulart / Schülerinnen und Schüler insgesamt × 100",
        zaehler="Schülerinnen und Schüler der Schulart",
        nenner="Schülerinnen und Schüler insgesamt",
        zeitangabe=_SCHULJAHR,
        regel="Beginn des Schuljahres",
        tabellen=("21111-01-03-4",),
        hinweise=(
            _SCHULORT,
            _RUNDUNG,
            "Die Schulsysteme der Länder sind verschieden; nicht jede Schulart gibt es überall.",
        ),
        auspraegungen=_SCHULARTEN,
        beschafft=_SCHUELER_FEHLEN,
        berechne=quotient(
            Auswahl(
                "schueler",
                "schueler",
                {"gruppe": "insgesamt"},
                gliederung="schulart",
                je={code: (code,) for code in _SCHULARTEN},
            ),
            _schueler("insgesamt"),
        ),
    ),
    Kennzahl(
        id="auslaenderanteil_schueler",
        code="D2",
        name="Anteil der Schülerinnen und Schüler mit ausländischer Staatsangehörigkeit",
        subjekt="der Anteil der Schülerinnen und Schüler mit ausländischer Staatsangehörigkeit",
        einheit="%",
        definition="Anteil der Schülerinnen und Schüler ohne deutsche Staatsangehörigkeit an allen "
        "Schülerinnen und Schülern allgemeinbildender Schulen.",
        formel="Schülerinnen und Schüler mit ausländischer Staatsangehörigkeit / insgesamt × 100",
        zaehler="Schülerinnen und Schüler ohne deutsche Staatsangehörigkeit",
        nenner="Schülerinnen und Schüler insgesamt",
        zeitangabe=_SCHULJAHR,
        regel="Beginn des Schuljahres",
        tabellen=("21111-01-03-4",),
        hinweise=(
            "Staatsangehörigkeit ist nicht Migrationshintergrund.",
            _SCHULORT,
            _RUNDUNG,
        ),
        beschafft=_SCHUELER_FEHLEN,
        berechne=quotient(_schueler("auslaendisch"), _schueler("insgesamt")),
    ),
    Kennzahl(
        id="abgaenge",
        code="D8",
        name="Absolvierende und Abgehende allgemeinbildender Schulen",
        subjekt="die Zahl der Absolvierenden und Abgehenden",
        einheit="",
        zaehlt="Personen",
        stellen=0,
        definition="Personen, die eine allgemeinbildende Schule mit oder ohne Abschluss verlassen.",
        formel="Summe des Schuljahres",
        zaehler="Absolvierende und Abgehende",
        nenner="",
        zeitangabe=_ABGANG,
        regel="Jahr, in dem das Schuljahr endet",
        tabellen=("21111-02-06-4",),
        hinweise=(_SCHULORT, _RUNDUNG, _DEUTSCHLAND, _DOPPELT),
        beschafft=_ABGAENGE_FEHLEN,
        berechne=wert(_abgaenge("insgesamt")),
    ),
    _abgangsquote(
        "abgaenge_ohne_hauptschulabschluss",
        "D8a",
        "ohne Hauptschulabschluss",
        "ohne_hauptschulabschluss",
        "niedrig_guenstig",
        "Einschließlich Abgängen von Förderschulen mit deren eigenen Abschlüssen.",
    ),
    _abgangsquote(
        "abgaenge_mittlerer_abschluss",
        "D9",
        "mit mittlerem Abschluss",
        "mittlerer_abschluss",
        "neutral",
    ),
    _abgangsquote(
        "abgaenge_hochschulreife",
        "D9",
        "mit allgemeiner Hochschulreife",
        "hochschulreife",
        "hoch_guenstig",
        _DOPPELT,
    ),
    Kennzahl(
        id="abschlussverteilung",
        code="D9",
        name="Abgänge nach Abschluss",
        subjekt="der Anteil der Abgänge",
        einheit="%",
        definition="Verteilung der Absolvierenden und Abgehenden auf die Abschlüsse.",
        formel="Abgänge mit dem Abschluss / Abgänge insgesamt × 100",
        zaehler="Absolvierende und Abgehende mit dem Abschluss",
        nenner="Absolvierende und Abgehende insgesamt",
        zeitangabe=_ABGANG,
        regel="Jahr, in dem das Schuljahr endet",
        tabellen=("21111-02-06-4",),
        hinweise=(_SCHULORT, _RUNDUNG, _DEUTSCHLAND, _DOPPELT),
        auspraegungen=_ABSCHLUESSE,
        beschafft=_ABGAENGE_FEHLEN,
        berechne=quotient(
            Auswahl(
                "abgaenge",
                "abgaenge",
                {"geschlecht": "insgesamt"},
                gliederung="abschluss",
                je={code: (code,) for code in _ABSCHLUESSE},
            ),
            _abgaenge("insgesamt"),
        ),
    ),
)
