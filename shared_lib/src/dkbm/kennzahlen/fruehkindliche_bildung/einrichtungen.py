"""Kennzahlen of chapter Frühkindliche Bildung: what Einrichtungen offer, and to whom.

Places, hours, meals, languages and staff; some from official tables, most from forms.
"""

from __future__ import annotations

from typing import Any

from dkbm.kennzahlen.bauplan import Lieferung, anzahl, quote
from dkbm.kennzahlen.besonderheiten import Besonderheit
from dkbm.kennzahlen.fruehkindliche_bildung.statistik import (
    AM_1_MAERZ,
    STICHTAG,
    TABELLEN,
    anteil,
    kinder,
)
from dkbm.kennzahlen.kennzahl import Kennzahl
from dkbm.kennzahlen.nenner import ZENSUS_VORJAHR, personen
from dkbm.kennzahlen.rechnen import Auswahl, quotient

__all__ = ["KENNZAHLEN"]

_HERKUNFT_BERLIN = Besonderheit(
    "abgrenzung",
    2007,
    2007,
    "Berlin nennt für 2007 nur 9.273 Kita-Kinder mit ausländischem Herkunftsland der Eltern, ein "
    "Jahr später 38.514; der Wert von 2007 ist mit den folgenden nicht vergleichbar.",
    ("11",),
)
_MITTAG_2011 = "2011 enthalten die Angaben für sechs Länder und Deutschland Doppelzählungen."


_TITEL = "Kindertagesbetreuung: Umfang, Ganztag, Personal"
_WOHER = (
    "Die Regionaldatenbank enthält diese Zahlen nicht; die Kommunale Bildungsdatenbank und das "
    "Statistische Landesamt haben sie je Kreis."
)
BETREUUNG = Lieferung("betreuung", _TITEL, "Betreuung", "kita_betreuung", _WOHER)
PERSONAL = Lieferung("betreuung", _TITEL, "Personal", "kita_personal", _WOHER)
_NEUERE_PLAETZE = (
    "Der mitgelieferte Datenbestand endet 2016. Neuere Jahre bringt die Tabelle 22541-01-04-4 der "
    "Regionaldatenbank, die Bevölkerung des Vorjahres die Tabelle 12411-02-03-4."
)
_STAND: dict[str, Any] = {
    "zeitangabe": AM_1_MAERZ,
    "regel": "1. März",
    "raum": "Einrichtungsort",
}
_UMFANG = {
    "umfang_bis_25": "bis 25 Stunden",
    "umfang_25_35": "mehr als 25 bis 35 Stunden",
    "umfang_35_45": "mehr als 35 bis unter 45 Stunden",
    "umfang_ab_45": "45 und mehr Stunden",
}
_GRUPPENFORM = {
    "schluessel_u3": "Gruppen unter 3 Jahren",
    "schluessel_3_6": "Gruppen ab 3 Jahren",
    "schluessel_uebergreifend": "altersübergreifende Gruppen",
}


def _je(u3: str, ab_3: str) -> Auswahl:
    je = {"u3": (u3,), "3_6": (ab_3,)}
    return Auswahl(BETREUUNG.datensatz, gliederung="merkmal", je=je)


def _ganztagsquote(kurz: str, alter: str, gruppe: str, kinder: str) -> Kennzahl:
    return quote(
        BETREUUNG,
        id=f"ganztagsquote_{kurz}",
        code="C4",
        name=f"Ganztagsquote der {gruppe}",
        subjekt=f"die Ganztagsquote der {gruppe}",
        definition=f"Anteil der {gruppe} mit vertraglich mehr als 7 Stunden Betreuung am Tag an "
        "allen Kindern dieses Alters.",
        zeitangabe=AM_1_MAERZ,
        regel="1. März, Bevölkerung am 31.12. des Vorjahres",
        raum="gemischt",
        zaehler=f"Ganztags betreute {kinder}",
        nenner=f"{kinder} am 31. Dezember des Vorjahres",
        hinweise=("Mehr als 7 Stunden am Tag sind nicht dasselbe wie 45 Stunden je Woche.",),
        brueche=ZENSUS_VORJAHR,
        oben=BETREUUNG.summe(f"kinder_ganztag_{kurz}"),
        unten=personen(alter),
        versatz=-1,
        tabellen=("12411-02-03-4",),
    )


KENNZAHLEN = (
    anteil(
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
        tabellen=TABELLEN,
        hinweise=("Herkunft der Eltern, nicht Staatsangehörigkeit des Kindes.",),
        besonderheiten=(_HERKUNFT_BERLIN,),
        berechne=quotient(
            kinder("kinder_auslaendische_herkunft", art="tageseinrichtung"),
            kinder(art="tageseinrichtung"),
        ),
    ),
    anteil(
        id="anteil_mittagsverpflegung",
        code="C12",
        name="Anteil der betreuten Kinder mit Mittagsverpflegung",
        subjekt="der Anteil der betreuten Kinder mit Mittagsverpflegung",
        definition="Anteil der Kinder mit Mittagsverpflegung an allen betreuten Kindern.",
        formel="Kinder mit Mittagsverpflegung / betreute Kinder × 100",
        zaehler="Kinder mit Mittagsverpflegung",
        nenner="Betreute Kinder insgesamt",
        tabellen=TABELLEN,
        hinweise=(_MITTAG_2011,),
        berechne=quotient(kinder("kinder_mittag"), kinder()),
    ),
    anteil(
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
    Kennzahl(
        id="platzversorgung_unter_6",
        code="C6",
        name="Genehmigte Plätze je 100 Kinder unter 6 Jahren",
        subjekt="die Zahl der genehmigten Plätze je 100 Kinder unter 6 Jahren",
        einheit="je 100",
        definition="Genehmigte Plätze in Tageseinrichtungen je 100 Kinder unter 6 Jahren.",
        formel="Genehmigte Plätze / Kinder unter 6 Jahren am 31.12. des Vorjahres × 100",
        zaehler="Genehmigte Plätze in Tageseinrichtungen am 1. März",
        nenner="Kinder unter 6 Jahren am 31. Dezember des Vorjahres",
        zeitangabe=AM_1_MAERZ,
        regel=f"{STICHTAG}, Bevölkerung am 31.12. des Vorjahres",
        raum="gemischt",
        tabellen=("22541-01-04-4", "12411-02-03-4"),
        hinweise=(
            "Die Plätze sind nicht nach Alter getrennt und enthalten Hortplätze; Tagespflege "
            "fehlt.",
        ),
        brueche=ZENSUS_VORJAHR,
        beschafft=_NEUERE_PLAETZE,
        berechne=quotient(
            Auswahl("kita_einrichtungen", "plaetze"), personen(("00-02", "03-05")), versatz=-1
        ),
    ),
    _ganztagsquote("u3", "00-02", "unter 3-Jährigen", "Kinder unter 3 Jahren"),
    _ganztagsquote("3_6", "03-05", "3- bis unter 6-Jährigen", "Kinder von 3 bis unter 6 Jahren"),
    quote(
        BETREUUNG,
        **_STAND,
        id="ganztagsanteil_betreute",
        code="C4",
        name="Anteil der ganztags betreuten an allen betreuten Kindern",
        subjekt="der Anteil der ganztags betreuten Kinder an allen betreuten Kindern",
        definition="Anteil der Kinder mit vertraglich mehr als 7 Stunden am Tag an allen betreuten "
        "Kindern derselben Altersgruppe.",
        zaehler="Ganztags betreute Kinder der Altersgruppe",
        nenner="Betreute Kinder der Altersgruppe",
        hinweise=("Anteil an den betreuten Kindern, nicht an allen Kindern dieses Alters.",),
        gliederung="Altersgruppe",
        auspraegungen={"u3": "unter 3 Jahre", "3_6": "3 bis unter 6 Jahre"},
        oben=_je(u3="kinder_ganztag_u3", ab_3="kinder_ganztag_3_6"),
        unten=_je(u3="kinder_u3", ab_3="kinder_3_6"),
    ),
    quote(
        BETREUUNG,
        **_STAND,
        id="betreuungsumfang",
        code="C5",
        name="Vertraglicher Betreuungsumfang",
        subjekt="der Anteil der Kinder nach Betreuungsumfang",
        definition="Verteilung der betreuten Kinder auf die vereinbarten Wochenstunden.",
        zaehler="Kinder mit diesem Betreuungsumfang",
        nenner="Kinder aller vier Gruppen",
        hinweise=("45 Stunden je Woche sind nicht dasselbe wie mehr als 7 Stunden am Tag.",),
        gliederung="Wochenstunden",
        auspraegungen=_UMFANG,
        oben=BETREUUNG.teile(_UMFANG),
        unten=BETREUUNG.summe(*_UMFANG),
    ),
    quote(
        BETREUUNG,
        **_STAND,
        id="familiensprache_kita",
        code="C10",
        name="Anteil der Kita-Kinder mit nichtdeutscher Familiensprache",
        subjekt="der Anteil der Kita-Kinder mit nichtdeutscher Familiensprache",
        definition="Anteil der Kinder in Tageseinrichtungen, in deren Familie vorrangig nicht "
        "Deutsch gesprochen wird.",
        zaehler="Kinder mit nichtdeutscher Familiensprache",
        nenner="Kinder in Tageseinrichtungen",
        hinweise=("Etwas anderes als ausländische Herkunft eines Elternteils.",),
        oben=BETREUUNG.summe("kinder_familiensprache"),
        unten=BETREUUNG.summe("kinder_kita"),
    ),
    quote(
        BETREUUNG,
        **_STAND,
        id="eingliederungshilfe_kita",
        code="C11",
        name="Anteil der Kita-Kinder mit Eingliederungshilfe",
        subjekt="der Anteil der Kita-Kinder mit Eingliederungshilfe",
        definition="Anteil der Kinder in Tageseinrichtungen, die Eingliederungshilfe erhalten.",
        zaehler="Kinder mit Eingliederungshilfe",
        nenner="Kinder in Tageseinrichtungen",
        oben=BETREUUNG.summe("kinder_eingliederungshilfe"),
        unten=BETREUUNG.summe("kinder_kita"),
    ),
    anzahl(
        PERSONAL,
        **_STAND,
        id="personal_kind_schluessel",
        code="C7",
        name="Personal-Kind-Schlüssel",
        subjekt="der Personal-Kind-Schlüssel",
        definition="Kinder in Ganztagsbetreuungsäquivalenten je Vollzeitstelle des pädagogischen "
        "Personals, Median der Gruppen.",
        formel="veröffentlichter Wert",
        zaehler="Kinder in Ganztagsbetreuungsäquivalenten",
        nenner="Vollzeitbeschäftigungsäquivalente des pädagogischen Personals",
        stellen=1,
        zaehlt="Kinder je Vollzeitstelle",
        gezaehlt=False,
        richtung="niedrig_guenstig",
        hinweise=("Nicht die Fachkraft-Kind-Relation im Alltag der Gruppe.",),
        brueche=(
            (2012, "Seit 2012 nach genauen Wochenstunden gerechnet"),
            (2022, "Seit 2022 als Personal-Kind-Schlüssel neu abgegrenzt, davor Personalschlüssel"),
        ),
        gliederung="Gruppenform",
        auspraegungen=_GRUPPENFORM,
        auswahl=PERSONAL.teile(_GRUPPENFORM),
    ),
    quote(
        PERSONAL,
        **_STAND,
        id="qualifikation_kita_personal",
        code="C8",
        name="Qualifikation des pädagogischen Personals",
        subjekt="der Anteil am pädagogischen Personal",
        definition="Anteil des pädagogischen Personals in Tageseinrichtungen mit einschlägigem "
        "Hochschul- oder Fachschulabschluss.",
        zaehler="Pädagogisches Personal mit diesem Abschluss",
        nenner="Pädagogisches Personal",
        gliederung="Abschluss",
        auspraegungen={
            "personal_hochschule": "Hochschulabschluss",
            "personal_fachschule": "Fachschulabschluss",
        },
        oben=PERSONAL.teile(("personal_hochschule", "personal_fachschule")),
        unten=PERSONAL.summe("personal"),
    ),
)
