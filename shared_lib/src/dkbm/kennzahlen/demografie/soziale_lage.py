"""Kennzahlen of chapter Demografie (area A of the Anwendungsleitfaden).

Formulas: Regionalatlas of the Statistische Ämter; Anwendungsleitfaden kommunales
Bildungsmonitoring, area A.
"""

from __future__ import annotations

from dkbm.kennzahlen.altersgruppen import (
    UNTER_15,
)
from dkbm.kennzahlen.kennzahl import Kennzahl
from dkbm.kennzahlen.nenner import (
    ZENSUS,
    personen,
)
from dkbm.kennzahlen.rechnen import Auswahl, quotient, wert

__all__ = ["KENNZAHLEN"]

_STICHTAG = "Stand am 31. Dezember des Jahres"
_AM_31_12 = "am 31. Dezember {jahr}"
_IM_JAHR = "im Jahr {jahr}"

KENNZAHLEN = (
    Kennzahl(
        id="sgb2_quote_unter_15",
        code="A13",
        name="SGB-II-Quote der unter 15-Jährigen",
        subjekt="die SGB-II-Quote der unter 15-Jährigen",
        einheit="%",
        definition="Anteil der nicht erwerbsfähigen Regelleistungsberechtigten unter 15 Jahren an "
        "allen Kindern dieses Alters.",
        formel="Nicht erwerbsfähige Regelleistungsberechtigte unter 15 / Kinder unter 15 × 100",
        zaehler="Nicht erwerbsfähige Regelleistungsberechtigte unter 15 Jahren am 31.12.",
        nenner="Kinder unter 15 Jahren am 31.12. desselben Jahres",
        zeitangabe=_AM_31_12,
        regel=_STICHTAG,
        raum="Wohnort",
        tabellen=("22811-02-02-4", "12411-02-03-4"),
        hinweise=(
            "Die Bundesagentur für Arbeit bezieht die Quote auf die Bevölkerung des Vorjahres "
            "und erhält etwas höhere Werte.",
        ),
        brueche=ZENSUS,
        beschafft="Neuere Jahre bringen die Tabellen 22811-02-02-4 und 12411-02-03-4.",
        berechne=quotient(Auswahl("sgb2", "nicht_erwerbsfaehige_unter_15"), personen(UNTER_15)),
    ),
    Kennzahl(
        id="einkommen_je_einwohner",
        code="A16",
        name="Verfügbares Einkommen je Person",
        subjekt="das verfügbare Einkommen je Person",
        einheit="Euro",
        stellen=0,
        definition="Verfügbares Einkommen der privaten Haushalte je Person der Bevölkerung.",
        formel="veröffentlichter Wert",
        zaehler="verfügbares Einkommen der privaten Haushalte",
        nenner="durchschnittliche Bevölkerung",
        zeitangabe=_IM_JAHR,
        raum="Wohnort",
        regel="Summe des Kalenderjahres, nicht preisbereinigt",
        tabellen=("82411-01-03-4",),
        hinweise=("Zwischen 2014 und 2021 liegt eine Generalrevision der Gesamtrechnungen.",),
        beschafft="Neuere Jahre bringt die Tabelle 82411-01-03-4 der Regionaldatenbank.",
        berechne=wert(Auswahl("einkommen", "einkommen_je_einwohner")),
    ),
)
