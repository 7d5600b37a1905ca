"""Kennzahlen of chapter Demografie (area A of the Anwendungsleitfaden).

Formulas: Regionalatlas of the Statistische Ämter; Anwendungsleitfaden kommunales
Bildungsmonitoring, area A.
"""

from __future__ import annotations

from dkbm.kennzahlen.altersgruppen import (
    AB_65,
    BILDUNGSRELEVANT,
    BILDUNGSRELEVANT_LABELS,
    UNTER_15,
    UNTER_20,
    VON_20_BIS_64,
)
from dkbm.kennzahlen.kennzahl import Kennzahl
from dkbm.kennzahlen.rechnen import Auswahl, differenz, index, quotient, wert

__all__ = ["KENNZAHLEN"]

_ALLE = {"geschlecht": "insgesamt", "nationalitaet": "insgesamt"}
_ZENSUS = (
    (2011, "Fortschreibung ab 2011 auf Grundlage des Zensus 2011"),
    (2022, "Fortschreibung ab 2022 auf Grundlage des Zensus 2022"),
)
_STICHTAG = "Stand am 31. Dezember des Jahres"
_AM_31_12 = "am 31. Dezember {jahr}"
_IM_JAHR = "im Jahr {jahr}"
_ALTER_FEHLT = (
    "Neuere Jahre bringt die Tabelle 12411-02-03-4 der Regionaldatenbank (Bevölkerung nach "
    "Geschlecht und Altersgruppen)."
)
_NEUERE_BEWEGUNG = (
    "Der mitgelieferte Datenbestand endet 2015. Neuere Jahre bringen die Tabellen 12612-01-01-4, "
    "12613-01-01-4, 12711-05-02-4 und 12411-05-01-4 der Regionaldatenbank."
)


def _personen(**alter: str | tuple[str, ...]) -> Auswahl:
    return Auswahl("bevoelkerung_alter", "bevoelkerung", {**_ALLE, **alter})


_BEVOELKERUNG = Auswahl(
    "bevoelkerung",
    "bevoelkerung",
    {"geschlecht": "insgesamt"},
    ersatz=_personen(alter="insgesamt"),
)
_MITTLERE = Auswahl("jahresbevoelkerung", "jahresbevoelkerung", {"geschlecht": "insgesamt"})
_GEBURTEN = Auswahl("geburten", "lebendgeborene", {"geschlecht": "insgesamt"})
_STERBEFAELLE = Auswahl("sterbefaelle", "gestorbene", {"geschlecht": "insgesamt"})

KENNZAHLEN = (
    Kennzahl(
        id="bevoelkerung",
        code="A1",
        name="Bevölkerung",
        subjekt="die Bevölkerungszahl",
        einheit="",
        zaehlt="Personen",
        stellen=0,
        definition="Zahl der Personen mit alleiniger oder Hauptwohnung im Gebiet.",
        formel="Bestand",
        zaehler="Personen",
        nenner="",
        zeitangabe=_AM_31_12,
        regel=_STICHTAG,
        tabellen=("12411-01-01-4", "12411-02-03-4", "12411-0017"),
        brueche=_ZENSUS,
        berechne=wert(_BEVOELKERUNG),
    ),
    Kennzahl(
        id="bevoelkerung_index",
        code="A1",
        name="Bevölkerungsentwicklung",
        subjekt="die Bevölkerungszahl gemessen am Jahr 1995 (= 100)",
        einheit="",
        zaehlt="Index, 1995 = 100",
        definition="Bevölkerungsstand im Verhältnis zum Bevölkerungsstand am 31.12.1995.",
        formel="Bevölkerung im Jahr t / Bevölkerung 1995 × 100",
        zaehler="Bevölkerung am 31.12. des Jahres",
        nenner="Bevölkerung am 31.12.1995",
        zeitangabe=_AM_31_12,
        regel=_STICHTAG,
        tabellen=("12411-01-01-4", "12411-02-03-4", "12411-0017"),
        brueche=_ZENSUS,
        berechne=index(_BEVOELKERUNG, 1995),
    ),
    Kennzahl(
        id="altersgruppen",
        code="A2",
        name="Bildungsrelevante Altersgruppen",
        subjekt="der Anteil der Altersgruppe",
        einheit="%",
        definition="Anteil der Personen einer Altersgruppe an der Bevölkerung.",
        formel="Personen der Altersgruppe / Bevölkerung × 100",
        zaehler="Personen der Altersgruppe",
        nenner="Bevölkerung insgesamt",
        zeitangabe=_AM_31_12,
        regel=_STICHTAG,
        tabellen=("12411-02-03-4", "12411-03-02-4", "12411-0017"),
        hinweise=(
            "Die Gruppen folgen den Altersgruppen der amtlichen Tabelle; die Grenze bei 16 Jahren "
            "lässt sich aus ihr nicht bilden.",
        ),
        brueche=_ZENSUS,
        auspraegungen=BILDUNGSRELEVANT_LABELS,
        beschafft=_ALTER_FEHLT,
        berechne=quotient(
            Auswahl(
                "bevoelkerung_alter",
                "bevoelkerung",
                _ALLE,
                gliederung="alter",
                je=BILDUNGSRELEVANT,
            ),
            _personen(alter="insgesamt"),
        ),
    ),
    Kennzahl(
        id="jugendquotient",
        code="A3",
        name="Jugendquotient",
        subjekt="der Jugendquotient",
        einheit="je 100",
        definition="Personen unter 20 Jahren je 100 Personen von 20 bis unter 65 Jahren.",
        formel="Personen unter 20 / Personen von 20 bis unter 65 × 100",
        zaehler="Personen unter 20 Jahren",
        nenner="Personen von 20 bis unter 65 Jahren",
        zeitangabe=_AM_31_12,
        regel=_STICHTAG,
        tabellen=("12411-02-03-4", "12411-03-02-4", "12411-0017"),
        brueche=_ZENSUS,
        beschafft=_ALTER_FEHLT,
        berechne=quotient(_personen(alter=UNTER_20), _personen(alter=VON_20_BIS_64)),
    ),
    Kennzahl(
        id="altenquotient",
        code="A4",
        name="Altenquotient",
        subjekt="der Altenquotient",
        einheit="je 100",
        definition="Personen ab 65 Jahren je 100 Personen von 20 bis unter 65 Jahren.",
        formel="Personen ab 65 / Personen von 20 bis unter 65 × 100",
        zaehler="Personen ab 65 Jahren",
        nenner="Personen von 20 bis unter 65 Jahren",
        zeitangabe=_AM_31_12,
        regel=_STICHTAG,
        tabellen=("12411-02-03-4", "12411-03-02-4", "12411-0017"),
        hinweise=("Andere Veröffentlichungen ziehen die Grenze bei 67 Jahren.",),
        brueche=_ZENSUS,
        beschafft=_ALTER_FEHLT,
        berechne=quotient(_personen(alter=AB_65), _personen(alter=VON_20_BIS_64)),
    ),
    Kennzahl(
        id="auslaenderanteil",
        code="A6",
        name="Anteil der Personen mit ausländischer Staatsangehörigkeit",
        subjekt="der Anteil der Personen mit ausländischer Staatsangehörigkeit",
        einheit="%",
        definition="Anteil der Personen ohne deutsche Staatsangehörigkeit an der Bevölkerung.",
        formel="Personen mit ausländischer Staatsangehörigkeit / Bevölkerung × 100",
        zaehler="Personen ohne deutsche Staatsangehörigkeit",
        nenner="Bevölkerung insgesamt",
        zeitangabe=_AM_31_12,
        regel=_STICHTAG,
        tabellen=("12411-03-02-4", "12411-03-03-4"),
        hinweise=("Staatsangehörigkeit ist nicht Migrationshintergrund.",),
        brueche=_ZENSUS,
        beschafft="Neuere Jahre bringt die Tabelle 12411-03-03-4 der Regionaldatenbank.",
        berechne=quotient(
            Auswahl(
                "bevoelkerung_alter",
                "bevoelkerung",
                {"geschlecht": "insgesamt", "nationalitaet": "auslaendisch", "alter": "insgesamt"},
            ),
            _personen(alter="insgesamt"),
        ),
    ),
    Kennzahl(
        id="geburtenrate",
        code="A7",
        name="Geburtenrate",
        subjekt="die Geburtenrate",
        einheit="je 1.000 Personen",
        definition="Lebendgeborene je 1.000 Personen der durchschnittlichen Jahresbevölkerung.",
        formel="Lebendgeborene / durchschnittliche Jahresbevölkerung × 1.000",
        zaehler="Lebendgeborene des Jahres",
        nenner="durchschnittliche Jahresbevölkerung",
        zeitangabe=_IM_JAHR,
        regel="Summe des Kalenderjahres",
        tabellen=("12612-01-01-4", "12411-05-01-4"),
        brueche=_ZENSUS[:1],
        beschafft=_NEUERE_BEWEGUNG,
        berechne=quotient(_GEBURTEN, _MITTLERE, faktor=1000),
    ),
    Kennzahl(
        id="natuerlicher_saldo",
        saldo=True,
        code="A9",
        name="Natürlicher Saldo",
        subjekt="der Saldo aus Geburten und Sterbefällen",
        einheit="je 1.000 Personen",
        definition="Lebendgeborene minus Gestorbene je 1.000 Personen.",
        formel="(Lebendgeborene − Gestorbene) / durchschnittliche Jahresbevölkerung × 1.000",
        zaehler="Lebendgeborene minus Gestorbene des Jahres",
        nenner="durchschnittliche Jahresbevölkerung",
        zeitangabe=_IM_JAHR,
        regel="Summe des Kalenderjahres",
        tabellen=("12612-01-01-4", "12613-01-01-4", "12411-05-01-4"),
        brueche=_ZENSUS[:1],
        beschafft=_NEUERE_BEWEGUNG,
        berechne=differenz(_GEBURTEN, _STERBEFAELLE, _MITTLERE, faktor=1000),
    ),
    Kennzahl(
        id="wanderungssaldo",
        saldo=True,
        code="A10",
        name="Wanderungssaldo",
        subjekt="der Wanderungssaldo",
        einheit="je 1.000 Personen",
        definition="Zuzüge minus Fortzüge über die Kreisgrenzen je 1.000 Personen.",
        formel="(Zuzüge − Fortzüge) / durchschnittliche Jahresbevölkerung × 1.000",
        zaehler="Zuzüge minus Fortzüge über die Kreisgrenzen",
        nenner="durchschnittliche Jahresbevölkerung",
        zeitangabe=_IM_JAHR,
        regel="Summe des Kalenderjahres",
        tabellen=("12711-05-02-4", "12411-05-01-4"),
        hinweise=("Gezählt werden Wanderungsfälle, nicht Personen.",),
        brueche=_ZENSUS[:1],
        beschafft=_NEUERE_BEWEGUNG,
        berechne=differenz(
            Auswahl(
                "wanderungen", "zuzuege", {"geschlecht": "insgesamt", "nationalitaet": "insgesamt"}
            ),
            Auswahl(
                "wanderungen",
                "fortzuege",
                {"geschlecht": "insgesamt", "nationalitaet": "insgesamt"},
            ),
            _MITTLERE,
            faktor=1000,
        ),
    ),
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
        tabellen=("22811-02-02-4", "12411-02-03-4"),
        hinweise=(
            "Die Bundesagentur für Arbeit bezieht auf die Bevölkerung des Vorjahres und erhält "
            "etwas höhere Werte.",
        ),
        brueche=_ZENSUS,
        beschafft="Neuere Jahre bringen die Tabellen 22811-02-02-4 und 12411-02-03-4.",
        berechne=quotient(
            Auswahl("sgb2", "nicht_erwerbsfaehige_unter_15"), _personen(alter=UNTER_15)
        ),
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
        regel="Summe des Kalenderjahres, nicht preisbereinigt",
        tabellen=("82411-01-03-4",),
        hinweise=("Zwischen 2014 und 2021 liegt eine Generalrevision der Gesamtrechnungen.",),
        beschafft="Neuere Jahre bringt die Tabelle 82411-01-03-4 der Regionaldatenbank.",
        berechne=wert(Auswahl("einkommen", "einkommen_je_einwohner")),
    ),
)
