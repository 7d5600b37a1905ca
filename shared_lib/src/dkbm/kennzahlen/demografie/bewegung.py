"""Kennzahlen of chapter Demografie (area A of the Anwendungsleitfaden).

Formulas: Regionalatlas of the Statistische Ämter; Anwendungsleitfaden kommunales
Bildungsmonitoring, area A.
"""

from __future__ import annotations

from dkbm.kennzahlen.altersgruppen import LEBENSPHASEN, LEBENSPHASEN_LABELS
from dkbm.kennzahlen.bauplan import Lieferung
from dkbm.kennzahlen.kennzahl import Kennzahl
from dkbm.kennzahlen.nenner import (
    ZENSUS,
    personen,
)
from dkbm.kennzahlen.rechnen import Auswahl, differenz, quotient, quotientensumme

__all__ = ["KENNZAHLEN"]

_IM_JAHR = "im Jahr {jahr}"
_NEUERE_BEWEGUNG = (
    "Der mitgelieferte Datenbestand endet 2015. Neuere Jahre bringen die Tabellen 12612-01-01-4, "
    "12613-01-01-4, 12711-05-02-4 und 12411-05-01-4 der Regionaldatenbank."
)


_MITTLERE = Auswahl("jahresbevoelkerung", "jahresbevoelkerung", {"geschlecht": "insgesamt"})
_GEBURTEN = Auswahl("geburten", "lebendgeborene", {"geschlecht": "insgesamt"})
_STERBEFAELLE = Auswahl("sterbefaelle", "gestorbene", {"geschlecht": "insgesamt"})

GEBURTEN_MUTTER = Lieferung(
    "geburten",
    "Geburten nach dem Alter der Mutter",
    "Geburten",
    "geburten_mutter",
    "Lebendgeborene nach dem Alter der Mutter hat das Statistische Landesamt.",
)
_MUETTER = {
    "mutter_15_19": ("15-17", "18-19"),
    "mutter_20_24": ("20-24",),
    "mutter_25_29": ("25-29",),
    "mutter_30_34": ("30-34",),
    "mutter_35_39": ("35-39",),
    "mutter_40_44": ("40-44",),
}
"""Births by the mother's age, and the population groups of that age."""
_ZU_FORT = {
    "unter_18": ("00-17",),
    "18_25": ("18-24",),
    "25_30": ("25-29",),
    "30_50": ("30-49",),
    "50_65": ("50-64",),
    "ab_65": ("65+",),
}


def _wanderungen(merkmal: str) -> Auswahl:
    return Auswahl(
        "wanderungen_alter", merkmal, {"geschlecht": "insgesamt"}, gliederung="alter", je=_ZU_FORT
    )


KENNZAHLEN = (
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
        raum="Wohnort",
        regel="Summe des Kalenderjahres",
        tabellen=("12612-01-01-4", "12411-05-01-4"),
        brueche=ZENSUS[:1],
        beschafft=_NEUERE_BEWEGUNG,
        berechne=quotient(_GEBURTEN, _MITTLERE, faktor=1000),
    ),
    Kennzahl(
        id="allgemeine_geburtenziffer",
        code="A8",
        name="Allgemeine Geburtenziffer",
        subjekt="die allgemeine Geburtenziffer",
        einheit="je 1.000 Frauen",
        definition="Lebendgeborene je 1.000 Frauen von 15 bis unter 45 Jahren.",
        formel="Lebendgeborene / Frauen von 15 bis unter 45 × 1.000",
        zaehler="Lebendgeborene des Jahres",
        nenner="Frauen von 15 bis unter 45 Jahren am 31. Dezember",
        zeitangabe=_IM_JAHR,
        raum="Wohnort",
        regel="Summe des Kalenderjahres, Bevölkerung am 31. Dezember",
        tabellen=("12612-01-01-4", "12411-03-02-4"),
        hinweise=(
            "Bezogen auf den Bestand am Jahresende; andere rechnen mit der durchschnittlichen "
            "Bevölkerung oder bis unter 50 Jahre.",
        ),
        brueche=ZENSUS,
        beschafft="Neuere Jahre bringen die Tabellen 12612-01-01-4 und 12411-02-03-4 der "
        "Regionaldatenbank.",
        berechne=quotient(
            _GEBURTEN,
            personen(tuple(alter for gruppe in _MUETTER.values() for alter in gruppe), "weiblich"),
            faktor=1000,
        ),
    ),
    Kennzahl(
        id="zusammengefasste_geburtenziffer",
        code="A8",
        name="Zusammengefasste Geburtenziffer",
        subjekt="die zusammengefasste Geburtenziffer",
        zaehlt="Kinder je Frau",
        stellen=2,
        gezaehlt=False,
        definition="Zahl der Kinder, die eine Frau im Laufe ihres Lebens bekäme, wenn die "
        "Geburtenhäufigkeit des Jahres für jedes Alter gälte.",
        formel="Summe über sechs Altersgruppen: 5 × Lebendgeborene / Frauen der Altersgruppe",
        zaehler="Lebendgeborene nach dem Alter der Mutter",
        nenner="Frauen der Altersgruppe am 31. Dezember",
        zeitangabe=_IM_JAHR,
        raum="Wohnort",
        regel="Summe des Kalenderjahres, Bevölkerung am 31. Dezember",
        tabellen=(GEBURTEN_MUTTER.titel, "12411-02-03-4"),
        hinweise=("Aus Altersgruppen von fünf Jahren; aus einzelnen Jahren weicht sie leicht ab.",),
        brueche=ZENSUS,
        formular=GEBURTEN_MUTTER.formular,
        beschafft=GEBURTEN_MUTTER.beschafft,
        berechne=quotientensumme(
            *(
                (GEBURTEN_MUTTER.summe(merkmal), personen(alter, "weiblich"), 0)
                for merkmal, alter in _MUETTER.items()
            ),
            faktor=5,
        ),
    ),
    Kennzahl(
        id="natuerlicher_saldo",
        saldo=True,
        code="A9",
        name="Saldo aus Geburten und Sterbefällen",
        subjekt="der Saldo aus Geburten und Sterbefällen",
        einheit="je 1.000 Personen",
        definition="Lebendgeborene minus Gestorbene je 1.000 Personen.",
        formel="(Lebendgeborene − Gestorbene) / durchschnittliche Jahresbevölkerung × 1.000",
        zaehler="Lebendgeborene minus Gestorbene des Jahres",
        nenner="durchschnittliche Jahresbevölkerung",
        zeitangabe=_IM_JAHR,
        raum="Wohnort",
        regel="Summe des Kalenderjahres",
        tabellen=("12612-01-01-4", "12613-01-01-4", "12411-05-01-4"),
        brueche=ZENSUS[:1],
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
        raum="Wohnort",
        regel="Summe des Kalenderjahres",
        tabellen=("12711-05-02-4", "12411-05-01-4"),
        hinweise=("Gezählt werden Wanderungsfälle, nicht Personen.",),
        brueche=ZENSUS[:1],
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
        id="wanderungssaldo_lebensphasen",
        saldo=True,
        code="A11",
        name="Wanderungssaldo nach Lebensphasen",
        subjekt="der Wanderungssaldo der Altersgruppe",
        einheit="je 1.000 Personen",
        definition="Zuzüge minus Fortzüge über die Kreisgrenzen je 1.000 Personen der "
        "Altersgruppe.",
        formel="(Zuzüge − Fortzüge) / Personen der Altersgruppe × 1.000",
        zaehler="Zuzüge minus Fortzüge der Altersgruppe über die Kreisgrenzen",
        nenner="Personen der Altersgruppe am 31. Dezember",
        zeitangabe=_IM_JAHR,
        raum="Wohnort",
        regel="Summe des Kalenderjahres, Bevölkerung am 31. Dezember",
        tabellen=("12711-04-02-4", "12411-03-02-4"),
        hinweise=("Gezählt werden Wanderungsfälle, nicht Personen.",),
        brueche=ZENSUS,
        gliederung="Lebensphase",
        auspraegungen=LEBENSPHASEN_LABELS,
        beschafft="Weitere Jahre bringen die Tabellen 12711-04-02-4 und 12411-02-03-4 der "
        "Regionaldatenbank.",
        berechne=differenz(
            _wanderungen("zuzuege"),
            _wanderungen("fortzuege"),
            Auswahl(
                "bevoelkerung_alter",
                "bevoelkerung",
                {"geschlecht": "insgesamt", "nationalitaet": "insgesamt"},
                gliederung="alter",
                je=LEBENSPHASEN,
            ),
            faktor=1000,
        ),
    ),
)
