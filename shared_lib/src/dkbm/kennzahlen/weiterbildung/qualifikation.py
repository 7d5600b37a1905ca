"""Kennzahlen of chapter Weiterbildung (area G of the Anwendungsleitfaden)."""

from __future__ import annotations

from dkbm.kennzahlen.kennzahl import Kennzahl
from dkbm.kennzahlen.nenner import BEVOELKERUNG
from dkbm.kennzahlen.rechnen import Auswahl, quotient

__all__ = ["KENNZAHLEN"]

_AM_30_6 = "am 30. Juni {jahr}"
_BERUFSABSCHLUSS_FEHLT = "Neuere Jahre bringt die Tabelle 13111-12-03-4 der Regionaldatenbank."


def _beschaeftigte(berufsabschluss: str) -> Auswahl:
    return Auswahl(
        "beschaeftigte_berufsabschluss",
        "beschaeftigte",
        {
            "berufsabschluss": berufsabschluss,
            "nationalitaet": "insgesamt",
            "geschlecht": "insgesamt",
        },
    )


def _berufsabschluss(id_: str, gruppe: str, merkmal: str) -> Kennzahl:
    return Kennzahl(
        id=id_,
        code="A15",
        name=f"Anteil der Beschäftigten {gruppe}",
        subjekt=f"der Anteil der sozialversicherungspflichtig Beschäftigten {gruppe}",
        einheit="%",
        definition=f"Anteil der sozialversicherungspflichtig Beschäftigten {gruppe} an allen "
        "sozialversicherungspflichtig Beschäftigten am Wohnort.",
        formel=f"Beschäftigte {gruppe} / Beschäftigte insgesamt × 100",
        zaehler=f"Sozialversicherungspflichtig Beschäftigte {gruppe} am Wohnort",
        nenner="Sozialversicherungspflichtig Beschäftigte am Wohnort insgesamt",
        zeitangabe=_AM_30_6,
        raum="Wohnort",
        regel="Stand am 30. Juni",
        tabellen=("13111-12-03-4",),
        hinweise=("Der Nenner enthält auch Beschäftigte ohne Angabe zum Abschluss.",),
        beschafft=_BERUFSABSCHLUSS_FEHLT,
        berechne=quotient(_beschaeftigte(merkmal), _beschaeftigte("insgesamt")),
    )


KENNZAHLEN = (
    _berufsabschluss("anteil_ohne_berufsabschluss", "ohne Berufsabschluss", "ohne"),
    _berufsabschluss("anteil_akademisch", "mit akademischem Abschluss", "akademisch"),
    Kennzahl(
        id="abendschulen_und_kollegs",
        code="G12",
        name="Lernende an Abendschulen und Kollegs",
        subjekt="die Zahl der Lernenden an Abendschulen und Kollegs",
        einheit="je 10.000 Personen",
        definition="Lernende an Abendschulen und Kollegs (Zweiter Bildungsweg) je 10.000 Personen "
        "der Bevölkerung.",
        formel="Lernende an Abendschulen und Kollegs / Bevölkerung am 31.12. × 10.000",
        zaehler="Lernende an Abendschulen und Kollegs",
        nenner="Bevölkerung am 31. Dezember des Jahres, in dem das Schuljahr beginnt",
        zeitangabe="im Schuljahr {jahr}/{folge}",
        raum="gemischt",
        regel="Beginn des Schuljahres",
        tabellen=("21111-01-03-4", "12411-01-01-4"),
        hinweise=("Gezählt wird am Ort der Schule; viele Kreise haben keine solche Schule.",),
        beschafft="Weitere Jahre bringt die Tabelle 21111-01-03-4 der Regionaldatenbank.",
        berechne=quotient(
            Auswahl(
                "schueler", "schueler", {"gruppe": "insgesamt", "schulart": "abendschule_kolleg"}
            ),
            BEVOELKERUNG,
            faktor=10_000,
        ),
    ),
    Kennzahl(
        id="langzeitarbeitslosenanteil",
        code="G11",
        name="Anteil der Langzeitarbeitslosen",
        subjekt="der Anteil der Langzeitarbeitslosen an allen Arbeitslosen",
        einheit="%",
        definition="Anteil der Arbeitslosen, die ein Jahr oder länger arbeitslos sind, an allen "
        "Arbeitslosen.",
        formel="Langzeitarbeitslose / Arbeitslose × 100",
        zaehler="Langzeitarbeitslose",
        nenner="Arbeitslose insgesamt",
        zeitangabe="im Jahresdurchschnitt {jahr}",
        raum="Wohnort",
        regel="Jahresdurchschnitt",
        tabellen=("13211-02-05-4",),
        richtung="niedrig_guenstig",
        hinweise=(
            "Zeigt einen Teil des Bedarfs an beruflicher Weiterbildung, nicht das Angebot.",
            "Nennt die Quelle mehr Langzeitarbeitslose als Arbeitslose (2009 in drei Kreisen in "
            "Rheinland-Pfalz, 2010 in einem in Baden-Württemberg), bleibt der Wert leer.",
        ),
        beschafft="Die Jahre 2017 bis 2024 bringt die Tabelle 13211-02-05-4 der Regionaldatenbank.",
        berechne=quotient(
            Auswahl("arbeitslose", "arbeitslose", {"gruppe": "langzeitarbeitslos"}),
            Auswahl("arbeitslose", "arbeitslose", {"gruppe": "insgesamt"}),
            hoechstens=100,
        ),
    ),
)
