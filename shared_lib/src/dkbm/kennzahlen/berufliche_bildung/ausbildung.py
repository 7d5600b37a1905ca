"""Kennzahlen of the course of training: contracts, dissolutions, examinations, Pflege."""

from __future__ import annotations

from typing import Any

from dkbm.kennzahlen.bauplan import Lieferung, anzahl, quote
from dkbm.kennzahlen.kennzahl import Kennzahl
from dkbm.kennzahlen.rechnen import quotientensumme

__all__ = ["KENNZAHLEN"]

AUSBILDUNG = Lieferung(
    "beruf",
    "Berufliche Bildung: Ausbildungsmarkt, Ausbildung, Sektoren",
    "Ausbildung",
    "ausbildung",
    "Die Regionaldatenbank enthält diese Zahlen nicht; das Statistische Landesamt (Verträge, "
    "Prüfungen, Pflege) und die Bundesagentur für Arbeit (Betriebe) haben sie je Kreis.",
)
_JAHR: dict[str, Any] = {
    "zeitangabe": "im Jahr {jahr}",
    "regel": "Kalenderjahr",
    "raum": "Arbeitsort",
}

KENNZAHLEN: tuple[Kennzahl, ...] = (
    anzahl(
        AUSBILDUNG,
        **_JAHR,
        id="neue_vertraege_31_12",
        code="E5",
        name="Neue Ausbildungsverträge (Berufsbildungsstatistik zum 31. Dezember)",
        subjekt="die Zahl der neuen Ausbildungsverträge nach der Berufsbildungsstatistik",
        definition="Im Kalenderjahr begonnene und am 31. Dezember nicht gelöste "
        "Ausbildungsverträge.",
        zaehlt="Verträge",
        auswahl=AUSBILDUNG.summe("neu_begonnen"),
        hinweise=("Nicht mit den Verträgen der BIBB-Erhebung (30. September) mischen.",),
    ),
    Kennzahl(
        id="vertragsloesungsquote",
        code="E6",
        name="Vertragslösungsquote",
        subjekt="die Vertragslösungsquote",
        einheit="%",
        definition="Anteil der Ausbildungsverträge, die vorzeitig gelöst werden, nach dem "
        "Schichtenmodell: Lösungen des Jahres, bezogen auf die Verträge ihres Beginnjahres.",
        formel="Summe über vier Beginnjahre: Lösungen / begonnene Verträge des Beginnjahres × 100",
        zaehler="Im Jahr gelöste Verträge nach dem Jahr des Beginns",
        nenner="Neue Verträge des Beginnjahres",
        **_JAHR,
        tabellen=(AUSBILDUNG.titel,),
        richtung="niedrig_guenstig",
        hinweise=(
            "Eine Lösung ist kein Abbruch: Viele setzen die Ausbildung anderswo fort.",
            "Braucht die neuen Verträge des Jahres und der drei Jahre davor.",
        ),
        brueche=((2009, "Bis 2008 anders berechnet (LQ alt)"),),
        formular=AUSBILDUNG.formular,
        beschafft=AUSBILDUNG.beschafft,
        berechne=quotientensumme(
            *(
                (AUSBILDUNG.summe(f"geloest_{k}"), AUSBILDUNG.summe("neu_begonnen"), -k)
                for k in range(4)
            )
        ),
    ),
    quote(
        AUSBILDUNG,
        **_JAHR,
        id="ausbildungsquote",
        code="E8",
        name="Ausbildungsquote",
        subjekt="die Ausbildungsquote",
        definition="Anteil der Auszubildenden an allen sozialversicherungspflichtig Beschäftigten"
        " am Arbeitsort.",
        zaehler="Auszubildende",
        nenner="Sozialversicherungspflichtig Beschäftigte",
        oben=AUSBILDUNG.summe("auszubildende"),
        unten=AUSBILDUNG.summe("beschaeftigte"),
    ),
    quote(
        AUSBILDUNG,
        **_JAHR,
        id="ausbildungsbetriebsquote",
        code="E8",
        name="Ausbildungsbetriebsquote",
        subjekt="die Ausbildungsbetriebsquote",
        definition="Anteil der Betriebe mit Auszubildenden an allen Betrieben.",
        zaehler="Betriebe mit Auszubildenden",
        nenner="Betriebe",
        oben=AUSBILDUNG.summe("ausbildungsbetriebe"),
        unten=AUSBILDUNG.summe("betriebe"),
    ),
    quote(
        AUSBILDUNG,
        **_JAHR,
        id="pruefungserfolgsquote",
        code="E11",
        name="Prüfungserfolgsquote",
        subjekt="die Prüfungserfolgsquote",
        definition="Anteil der bestandenen an allen Teilnahmen an Abschlussprüfungen.",
        zaehler="Bestandene Abschlussprüfungen",
        nenner="Teilnahmen an Abschlussprüfungen",
        oben=AUSBILDUNG.summe("pruefungen_bestanden"),
        unten=AUSBILDUNG.summe("pruefungen"),
        richtung="hoch_guenstig",
        hinweise=("Je Teilnahme, nicht je Person: Wer wiederholt, zählt zweimal.",),
    ),
    anzahl(
        AUSBILDUNG,
        **_JAHR,
        id="pflegeausbildung_neu",
        code="E13",
        name="Neu begonnene Pflegeausbildungen",
        subjekt="die Zahl der neu begonnenen Pflegeausbildungen",
        definition="Im Kalenderjahr neu begonnene Ausbildungen zur Pflegefachfrau und zum "
        "Pflegefachmann.",
        zaehlt="Personen",
        auswahl=AUSBILDUNG.summe("pflege_neu"),
    ),
    anzahl(
        AUSBILDUNG,
        **_JAHR,
        id="pflegeausbildung",
        code="E13",
        name="Auszubildende in der Pflege",
        subjekt="die Zahl der Auszubildenden in der Pflege",
        definition="Personen, die am 31. Dezember eine Ausbildung zur Pflegefachfrau oder zum "
        "Pflegefachmann machen.",
        zaehlt="Personen",
        auswahl=AUSBILDUNG.summe("pflege_bestand"),
    ),
)
