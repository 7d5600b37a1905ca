"""Kennzahlen of the way through school: entry, transition, change, repetition."""

from __future__ import annotations

from typing import Any

from dkbm.kennzahlen.auswahl import Auswahl
from dkbm.kennzahlen.bauplan import Lieferung, quote
from dkbm.kennzahlen.besonderheiten import Besonderheit
from dkbm.kennzahlen.kennzahl import Kennzahl

__all__ = ["KENNZAHLEN"]

_TITEL = "Schulverläufe: Übergänge, Wiederholung, Förderung"
_WOHER = (
    "Die Regionaldatenbank enthält diese Zahlen nicht; die Kommunale Bildungsdatenbank, das "
    "Statistische Landesamt und die Schulaufsicht haben sie je Kreis."
)
_SCHULJAHR: dict[str, Any] = {
    "zeitangabe": "im Schuljahr {jahr}/{folge}",
    "regel": "Schuljahr",
    "raum": "Schulort",
}
EINSCHULUNG = Lieferung(
    "einschulung",
    "Einschulung: Untersuchung und Zeitpunkt",
    "Einschulungen",
    "einschulungen",
    _WOHER,
)
UEBERGANG = Lieferung("schulverlauf", _TITEL, "Übergänge", "uebergaenge", _WOHER)
VERLAUF = Lieferung("schulverlauf", _TITEL, "Wechsel und Wiederholung", "schulverlauf", _WOHER)
_ZEITPUNKT = {
    "einschulungen_vorzeitig": "vorzeitig",
    "einschulungen_fristgerecht": "fristgerecht",
    "einschulungen_verspaetet": "verspätet",
}
_UEBERGANG = {
    "uebergang_hauptschule": "Hauptschulen",
    "uebergang_mehrere_bildungsgaenge": "Schularten mit mehreren Bildungsgängen",
    "uebergang_realschule": "Realschulen",
    "uebergang_gesamtschule": "Gesamt- und Gemeinschaftsschulen",
    "uebergang_gymnasium": "Gymnasien",
    "uebergang_sonstige": "sonstige Schulen",
}
_SECHS_JAHRE = Besonderheit(
    "abgrenzung",
    1990,
    9999,
    "In Berlin und Brandenburg dauert die Grundschule sechs Jahre; gezählt wird der Übergang nach "
    "Klasse 6.",
    ("11", "12"),
)
_STICHTAG = "Der Stichtag der Schulpflicht ist in den Ländern verschieden und wurde verschoben."
_SYSTEME = "Die Schulsysteme der Länder sind verschieden; nicht jede Schulart gibt es überall."
_STUFEN = {
    "primarstufe": "Primarstufe ab Klasse 3",
    "sek_1": "Sekundarstufe I",
    "sek_2": "Sekundarstufe II",
}


def _je_stufe(merkmal: str) -> Auswahl:
    je = {stufe: (f"{merkmal}_{stufe}",) for stufe in _STUFEN}
    return Auswahl(VERLAUF.datensatz, gliederung="merkmal", je=je)


KENNZAHLEN: tuple[Kennzahl, ...] = (
    quote(
        EINSCHULUNG,
        **_SCHULJAHR,
        id="einschulungen",
        code="D3",
        name="Einschulungen nach dem Zeitpunkt",
        subjekt="der Anteil an den Einschulungen",
        definition="Anteil der vorzeitigen, fristgerechten und verspäteten Einschulungen an allen "
        "Einschulungen an Grundschulen.",
        zaehler="Einschulungen zu diesem Zeitpunkt",
        nenner="Einschulungen an Grundschulen insgesamt",
        hinweise=(_STICHTAG,),
        gliederung="Zeitpunkt",
        auspraegungen=_ZEITPUNKT,
        oben=EINSCHULUNG.teile(_ZEITPUNKT),
        unten=EINSCHULUNG.summe("einschulungen"),
    ),
    quote(
        EINSCHULUNG,
        **_SCHULJAHR,
        id="zurueckstellungsquote",
        code="D4",
        name="Zurückstellungsquote",
        subjekt="die Zurückstellungsquote",
        definition="Anteil der zurückgestellten an allen erstmals schulpflichtigen Kindern.",
        zaehler="Zurückgestellte Kinder",
        nenner="Erstmals schulpflichtige Kinder",
        hinweise=(
            _STICHTAG,
            "Bezogen auf die Schulpflichtigen, nicht auf die Einschulungen; mit dem Anteil "
            "verspäteter Einschulungen nicht vergleichbar.",
        ),
        oben=EINSCHULUNG.summe("zurueckgestellt"),
        unten=EINSCHULUNG.summe("schulpflichtige"),
    ),
    quote(
        UEBERGANG,
        **_SCHULJAHR,
        id="uebergangsquote",
        code="D5",
        name="Übergangsquoten von der Grundschule",
        subjekt="die Übergangsquote",
        definition="Anteil der Übergänge auf eine Schulart an allen Schülerinnen und Schülern, die "
        "im Vorjahr die 4. Klasse besuchten.",
        zaehler="Übergänge auf die Schulart",
        nenner="Schülerinnen und Schüler der 4. Klassen im Vorjahr",
        hinweise=(_SYSTEME, "Andere Berichte teilen durch die Fünftklässlerinnen und -klässler."),
        besonderheiten=(_SECHS_JAHRE,),
        gliederung="Schulart",
        auspraegungen=_UEBERGANG,
        oben=UEBERGANG.teile(_UEBERGANG),
        unten=UEBERGANG.summe("klasse_4_vorjahr"),
    ),
    quote(
        UEBERGANG,
        **_SCHULJAHR,
        id="uebergangsquote_klasse_5",
        code="D5",
        name="Verteilung der Klasse 5 auf die Schularten",
        subjekt="der Anteil der Schulart an den Fünftklässlerinnen und Fünftklässlern",
        definition="Anteil der Übergänge auf eine Schulart an allen Fünftklässlerinnen und "
        "Fünftklässlern, die im Vorjahr eine Grundschule besuchten.",
        zaehler="Übergänge auf die Schulart",
        nenner="Fünftklässlerinnen und Fünftklässler aus der Grundschule",
        hinweise=(_SYSTEME, "Nenner des nationalen Bildungsberichts, nicht der Länder."),
        besonderheiten=(_SECHS_JAHRE,),
        gliederung="Schulart",
        auspraegungen=_UEBERGANG,
        oben=UEBERGANG.teile(_UEBERGANG),
        unten=UEBERGANG.summe("klasse_5_aus_grundschule"),
    ),
    quote(
        VERLAUF,
        **_SCHULJAHR,
        id="schulartwechsel",
        code="D6",
        name="Schulartwechsel in den Klassen 7 bis 9",
        subjekt="der Anteil der Schulartwechsel in den Klassen 7 bis 9",
        definition="Anteil der Wechsel auf eine Schulart mit höherem oder niedrigerem Abschluss an "
        "allen Schülerinnen und Schülern der Klassen 7 bis 9.",
        zaehler="Wechsel in dieser Richtung",
        nenner="Schülerinnen und Schüler der Klassen 7 bis 9",
        hinweise=(_SYSTEME,),
        gliederung="Richtung",
        auspraegungen={"aufwaertswechsel": "aufwärts", "abwaertswechsel": "abwärts"},
        oben=VERLAUF.teile(("aufwaertswechsel", "abwaertswechsel")),
        unten=VERLAUF.summe("klassen_7_9"),
    ),
    quote(
        VERLAUF,
        **_SCHULJAHR,
        id="abwaertswechsel_je_aufwaertswechsel",
        code="D6",
        name="Abwärtswechsel je Aufwärtswechsel",
        subjekt="die Zahl der Abwärtswechsel je Aufwärtswechsel",
        einheit="je Aufwärtswechsel",
        definition="Wechsel auf eine Schulart mit niedrigerem Abschluss je Wechsel auf eine mit "
        "höherem, Klassen 7 bis 9.",
        zaehler="Abwärtswechsel",
        nenner="Aufwärtswechsel",
        hinweise=(_SYSTEME,),
        oben=VERLAUF.summe("abwaertswechsel"),
        unten=VERLAUF.summe("aufwaertswechsel"),
        faktor=1,
    ),
    quote(
        VERLAUF,
        **_SCHULJAHR,
        id="wiederholerquote",
        code="D7",
        name="Wiederholungsquote",
        subjekt="die Wiederholungsquote",
        definition="Anteil der Wiederholenden an allen Schülerinnen und Schülern derselben "
        "Schulstufe und desselben Schuljahres.",
        zaehler="Nicht versetzte und freiwillig wiederholende Schülerinnen und Schüler",
        nenner="Schülerinnen und Schüler der Schulstufe im selben Schuljahr",
        richtung="niedrig_guenstig",
        hinweise=(
            "Ohne Klassen 1 und 2, Förder- und Waldorfschulen; gezählt an der aufnehmenden Schule.",
        ),
        gliederung="Schulstufe",
        auspraegungen=_STUFEN,
        oben=_je_stufe("wiederholung"),
        unten=_je_stufe("schueler"),
    ),
)
