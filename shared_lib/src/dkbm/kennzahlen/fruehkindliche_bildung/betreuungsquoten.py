"""Kennzahlen of chapter Frühkindliche Bildung (area C of the Anwendungsleitfaden).

The official Betreuungsquote divides by the population of the previous 31 December; INKAR
divides by the same year's. Both are kept apart, each with its name.
"""

from __future__ import annotations

from dkbm.kennzahlen.fruehkindliche_bildung.statistik import (
    AM_1_MAERZ,
    NEUERE,
    STICHTAG,
    TABELLEN,
    anteil,
    kinder,
)
from dkbm.kennzahlen.kennzahl import Kennzahl
from dkbm.kennzahlen.nenner import ZENSUS, ZENSUS_VORJAHR, personen
from dkbm.kennzahlen.rechnen import Auswahl, quotient, wert

__all__ = ["KENNZAHLEN"]

_DOPPELT = (
    "Bis 2010 zählt die Quelle Kinder, die eine Tageseinrichtung und Tagespflege besuchen, zweimal."
)


def _betreuungsquote(id_: str, code: str, gruppe: str, alter: str, hinweis: str) -> Kennzahl:
    return Kennzahl(
        id=id_,
        code=code,
        name=f"Betreuungsquote der {gruppe}",
        subjekt=f"die Betreuungsquote der {gruppe}",
        einheit="%",
        definition=f"Anteil der {gruppe} in Tageseinrichtungen und öffentlich geförderter "
        "Tagespflege an allen Kindern dieses Alters.",
        formel="Betreute Kinder am 1. März / Kinder dieses Alters am 31.12. des Vorjahres × 100",
        zaehler="Betreute Kinder ohne Doppelzählungen am 1. März",
        nenner="Kinder dieses Alters am 31. Dezember des Vorjahres",
        zeitangabe=AM_1_MAERZ,
        raum="gemischt",
        brueche=ZENSUS_VORJAHR,
        regel=f"{STICHTAG}, Bevölkerung am 31.12. des Vorjahres",
        tabellen=(*TABELLEN, "12411-02-03-4"),
        richtung="neutral",
        hinweise=(
            "Kinder werden am Ort der Einrichtung gezählt, die Bevölkerung am Wohnort.",
            hinweis,
        ),
        beschafft=f"{NEUERE} Der Nenner braucht die Bevölkerung nach Alter des Vorjahres "
        "(vorhanden: 2010, 2015, 2019, 2023, 2024).",
        berechne=quotient(kinder(alter=alter), personen(alter), versatz=-1),
    )


def _inkar_quote(id_: str, gruppe: str, merkmal: str) -> Kennzahl:
    return Kennzahl(
        id=id_,
        code="C1" if merkmal.endswith("u3") else "C2",
        name=f"Betreuungsquote der {gruppe} (INKAR)",
        subjekt=f"die Betreuungsquote der {gruppe} nach der Berechnung des BBSR (INKAR)",
        einheit="%",
        definition=f"Anteil der {gruppe} in Tageseinrichtungen an allen Kindern dieses Alters, "
        "bezogen auf die Bevölkerung desselben Jahres.",
        formel="veröffentlichter Wert (INKAR)",
        zaehler="Betreute Kinder am 1. März",
        nenner="Kinder dieses Alters am 31. Dezember desselben Jahres",
        zeitangabe="im Jahr {jahr}",
        raum="gemischt",
        brueche=ZENSUS,
        regel="Bevölkerung am 31.12. desselben Jahres",
        tabellen=("INKAR",),
        hinweise=(
            "INKAR bezieht die Quote auf die Bevölkerung am Ende desselben Jahres, die amtliche "
            "Quote auf das Ende des Vorjahres. Beide Reihen sind nicht vergleichbar.",
        ),
        beschafft="Neuere Jahre veröffentlicht das BBSR unter inkar.de.",
        berechne=wert(Auswahl("inkar", merkmal)),
    )


KENNZAHLEN = (
    _betreuungsquote(
        "betreuungsquote_u3",
        "C1",
        "unter 3-Jährigen",
        "00-02",
        "Privat finanzierte Betreuung ist nicht enthalten.",
    ),
    _betreuungsquote(
        "betreuungsquote_3_6",
        "C2",
        "3- bis unter 6-Jährigen",
        "03-05",
        "Kinder, die schon die Schule besuchen, stehen im Nenner.",
    ),
    _inkar_quote("betreuungsquote_u3_inkar", "unter 3-Jährigen", "betreuungsquote_u3"),
    _inkar_quote("betreuungsquote_3_6_inkar", "3- bis unter 6-Jährigen", "betreuungsquote_3_6"),
    Kennzahl(
        id="betreute_kinder_u3",
        code="C1",
        name="Betreute Kinder unter 3 Jahren",
        subjekt="die Zahl der betreuten Kinder unter 3 Jahren",
        einheit="",
        zaehlt="Kinder",
        stellen=0,
        definition="Kinder unter 3 Jahren in Tageseinrichtungen und öffentlich geförderter "
        "Tagespflege; seit 2011 ohne Doppelzählungen.",
        formel="Bestand",
        zaehler="Betreute Kinder unter 3 Jahren",
        nenner="",
        zeitangabe=AM_1_MAERZ,
        raum="Einrichtungsort",
        regel=STICHTAG,
        tabellen=TABELLEN,
        hinweise=(_DOPPELT,),
        beschafft=NEUERE,
        berechne=wert(kinder(alter="00-02")),
    ),
    anteil(
        id="tagespflegeanteil_u3",
        code="C3",
        name="Anteil der Tagespflege an den betreuten unter 3-Jährigen",
        subjekt="der Anteil der Tagespflege an den betreuten unter 3-Jährigen",
        definition="Anteil der Kinder in öffentlich geförderter Tagespflege an allen betreuten "
        "Kindern unter 3 Jahren.",
        formel="Kinder in Tagespflege / betreute Kinder × 100, jeweils unter 3 Jahren",
        zaehler="Kinder unter 3 Jahren in öffentlich geförderter Tagespflege",
        nenner="Betreute Kinder unter 3 Jahren insgesamt",
        tabellen=TABELLEN,
        hinweise=(_DOPPELT,),
        berechne=quotient(kinder(alter="00-02", art="tagespflege"), kinder(alter="00-02")),
    ),
    Kennzahl(
        id="betreuungsquote_u3_art",
        code="C1",
        name="Betreuungsquote der unter 3-Jährigen nach Art der Betreuung",
        subjekt="die Betreuungsquote der unter 3-Jährigen",
        einheit="%",
        definition="Anteil der unter 3-Jährigen in Tageseinrichtungen und der in öffentlich "
        "geförderter Tagespflege an allen Kindern dieses Alters.",
        formel="Betreute Kinder am 1. März / Kinder dieses Alters am 31.12. des Vorjahres × 100",
        zaehler="Kinder unter 3 Jahren in dieser Art der Betreuung am 1. März",
        nenner="Kinder unter 3 Jahren am 31. Dezember des Vorjahres",
        zeitangabe=AM_1_MAERZ,
        regel=f"{STICHTAG}, Bevölkerung am 31.12. des Vorjahres",
        raum="gemischt",
        tabellen=(*TABELLEN, "12411-02-03-4"),
        hinweise=(
            "Beide Quoten zusammen können größer sein als die Betreuungsquote: Ein Kind, das in "
            "beiden Formen betreut wird, zählt in beiden.",
        ),
        brueche=ZENSUS_VORJAHR,
        gliederung="Art der Betreuung",
        auspraegungen={
            "tageseinrichtung": "Tageseinrichtung",
            "tagespflege": "öffentlich geförderte Tagespflege",
        },
        beschafft=NEUERE,
        berechne=quotient(
            Auswahl(
                "kinder_betreut",
                "kinder",
                {"alter": "00-02"},
                gliederung="betreuungsart",
                je={"tageseinrichtung": ("tageseinrichtung",), "tagespflege": ("tagespflege",)},
            ),
            personen("00-02"),
            versatz=-1,
        ),
    ),
)
