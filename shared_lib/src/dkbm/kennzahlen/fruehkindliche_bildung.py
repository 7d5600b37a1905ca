"""Kennzahlen of chapter Frühkindliche Bildung (area C of the Anwendungsleitfaden).

The official Betreuungsquote divides by the population of the previous 31 December; INKAR
divides by the same year's. Both are kept apart, each with its name.
"""

from __future__ import annotations

from functools import partial

from dkbm.kennzahlen.kennzahl import Kennzahl
from dkbm.kennzahlen.rechnen import Auswahl, quotient, wert

__all__ = ["KENNZAHLEN"]

_AM_1_MAERZ = "am 1. März {jahr}"
_STICHTAG = "1. März (bis 2008: 15. März)"
_TABELLEN = ("22543-01-01-4", "22543-01-02-4")
_NEUERE = (
    "Der mitgelieferte Datenbestand endet 2016. Neuere Jahre bringt die Tabelle 22543-01-03-4 "
    "der Regionaldatenbank; eigene Werte lassen sich als daten/eigene/kinder_betreut.csv ergänzen."
)
_MITTAG_2011 = "2011 enthalten die Angaben für sechs Länder und Deutschland Doppelzählungen."


def _kinder(merkmal: str = "kinder", alter: str = "insgesamt", art: str = "insgesamt") -> Auswahl:
    return Auswahl("kinder_betreut", merkmal, {"alter": alter, "betreuungsart": art})


def _bevoelkerung(alter: str) -> Auswahl:
    filter_ = {"alter": alter, "geschlecht": "insgesamt", "nationalitaet": "insgesamt"}
    return Auswahl("bevoelkerung_alter", "bevoelkerung", filter_)


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
        zeitangabe=_AM_1_MAERZ,
        regel=f"{_STICHTAG}, Bevölkerung am 31.12. des Vorjahres",
        tabellen=(*_TABELLEN, "12411-02-03-4"),
        richtung="neutral",
        hinweise=(
            "Kinder werden am Ort der Einrichtung gezählt, die Bevölkerung am Wohnort.",
            hinweis,
        ),
        beschafft=f"{_NEUERE} Der Nenner braucht die Bevölkerung nach Alter des Vorjahres "
        "(vorhanden: 2010, 2015, 2019, 2023, 2024).",
        berechne=quotient(_kinder(alter=alter), _bevoelkerung(alter), versatz=-1),
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
        regel="Bevölkerung am 31.12. desselben Jahres",
        tabellen=("INKAR",),
        hinweise=(
            "INKAR bezieht auf die Bevölkerung am Ende desselben Jahres, die amtliche Quote auf "
            "das Ende des Vorjahres. Beide Reihen sind nicht vergleichbar.",
        ),
        beschafft="Neuere Jahre veröffentlicht das BBSR unter inkar.de.",
        berechne=wert(Auswahl("inkar", merkmal)),
    )


_kita_anteil = partial(
    Kennzahl, einheit="%", zeitangabe=_AM_1_MAERZ, regel=_STICHTAG, beschafft=_NEUERE
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
        "Tagespflege, ohne Doppelzählungen.",
        formel="Bestand",
        zaehler="Betreute Kinder unter 3 Jahren",
        nenner="",
        zeitangabe=_AM_1_MAERZ,
        regel=_STICHTAG,
        tabellen=_TABELLEN,
        beschafft=_NEUERE,
        berechne=wert(_kinder(alter="00-02")),
    ),
    _kita_anteil(
        id="tagespflegeanteil_u3",
        code="C3",
        name="Anteil der Tagespflege an den betreuten unter 3-Jährigen",
        subjekt="der Anteil der Tagespflege an den betreuten unter 3-Jährigen",
        definition="Anteil der Kinder in öffentlich geförderter Tagespflege an allen betreuten "
        "Kindern unter 3 Jahren.",
        formel="Kinder in Tagespflege / betreute Kinder × 100, jeweils unter 3 Jahren",
        zaehler="Kinder unter 3 Jahren in öffentlich geförderter Tagespflege",
        nenner="Betreute Kinder unter 3 Jahren insgesamt",
        tabellen=_TABELLEN,
        hinweise=("Kinder in beiden Formen zählen im Nenner nur einmal (seit 2009).",),
        berechne=quotient(_kinder(alter="00-02", art="tagespflege"), _kinder(alter="00-02")),
    ),
    _kita_anteil(
        id="anteil_auslaendische_herkunft",
        code="C9",
        name="Anteil der Kita-Kinder mit ausländischem Herkunftsland mindestens eines Elternteils",
        subjekt="der Anteil der Kita-Kinder mit ausländischem Herkunftsland mindestens eines "
        "Elternteils",
        definition="Anteil der Kinder in Tageseinrichtungen, bei denen mindestens ein Elternteil "
        "aus dem Ausland stammt.",
        formel="Kinder mit ausländischem Herkunftsland mindestens eines Elternteils / Kinder in "
        "Tageseinrichtungen × 100",
        zaehler="Kinder in Tageseinrichtungen, mindestens ein Elternteil mit ausländischem "
        "Herkunftsland",
        nenner="Kinder in Tageseinrichtungen insgesamt",
        tabellen=_TABELLEN,
        hinweise=("Herkunft der Eltern, nicht Staatsangehörigkeit des Kindes.",),
        berechne=quotient(
            _kinder("kinder_auslaendische_herkunft", art="tageseinrichtung"),
            _kinder(art="tageseinrichtung"),
        ),
    ),
    _kita_anteil(
        id="anteil_mittagsverpflegung",
        code="C12",
        name="Anteil der betreuten Kinder mit Mittagsverpflegung",
        subjekt="der Anteil der betreuten Kinder mit Mittagsverpflegung",
        definition="Anteil der Kinder mit Mittagsverpflegung an allen betreuten Kindern.",
        formel="Kinder mit Mittagsverpflegung / betreute Kinder × 100",
        zaehler="Kinder mit Mittagsverpflegung",
        nenner="Betreute Kinder insgesamt",
        tabellen=_TABELLEN,
        hinweise=(_MITTAG_2011,),
        berechne=quotient(_kinder("kinder_mittag"), _kinder()),
    ),
    _kita_anteil(
        id="anteil_integrative_einrichtungen",
        code="C11",
        name="Anteil integrativer Tageseinrichtungen",
        subjekt="der Anteil integrativer Tageseinrichtungen",
        definition="Anteil der Tageseinrichtungen, in denen mindestens ein Kind "
        "Eingliederungshilfe erhält.",
        formel="Einrichtungen mit integrativer Betreuung / Einrichtungen × 100",
        zaehler="Einrichtungen mit integrativer Kinderbetreuung",
        nenner="Tageseinrichtungen insgesamt",
        tabellen=("22541-01-04-4",),
        brueche=((2012, "Integrative Einrichtungen sind seit 2012 anders abgegrenzt"),),
        berechne=quotient(
            Auswahl("kita_einrichtungen", "einrichtungen_integrativ"),
            Auswahl("kita_einrichtungen", "einrichtungen"),
        ),
    ),
)
