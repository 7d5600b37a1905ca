"""Kennzahlen of sonderpädagogische Förderung; the three rates are constantly mixed up.

Förderquote = Förderschulbesuchsquote + Inklusionsquote; the Inklusionsanteil has another
denominator (all with Förderbedarf). Concept: KMK, Klemm.
"""

from __future__ import annotations

from typing import Any

from dkbm.kennzahlen.bauplan import Lieferung, quote
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
FOERDERUNG = Lieferung("schulverlauf", _TITEL, "Förderung", "foerderbedarf", _WOHER)
_KLASSEN = FOERDERUNG.summe("schueler_1_10")
_NENNER = "Schülerinnen und Schüler der Klassen 1 bis 10 einschließlich Förderschulen"
_REGELN = "Die Länder stellen Förderbedarf nach verschiedenen Regeln fest."
_SCHWERPUNKTE = {
    "bedarf_lernen": "Lernen",
    "bedarf_sprache": "Sprache",
    "bedarf_emotional": "emotionale und soziale Entwicklung",
    "bedarf_geistig": "geistige Entwicklung",
    "bedarf_sonstige": "sonstige Förderschwerpunkte",
}

KENNZAHLEN: tuple[Kennzahl, ...] = (
    quote(
        FOERDERUNG,
        **_SCHULJAHR,
        id="foerderquote",
        code="D10",
        name="Sonderpädagogische Förderquote",
        subjekt="die sonderpädagogische Förderquote",
        definition="Anteil der Schülerinnen und Schüler mit sonderpädagogischem Förderbedarf an "
        "allen der Klassen 1 bis 10.",
        zaehler="Schülerinnen und Schüler mit Förderbedarf in Förderschulen und allgemeinen "
        "Schulen",
        nenner=_NENNER,
        hinweise=(_REGELN,),
        oben=FOERDERUNG.summe("foerderschule", "inklusiv"),
        unten=_KLASSEN,
    ),
    quote(
        FOERDERUNG,
        **_SCHULJAHR,
        id="foerderschulbesuchsquote",
        code="D11",
        name="Förderschulbesuchsquote",
        subjekt="die Förderschulbesuchsquote",
        definition="Anteil der Schülerinnen und Schüler in Förderschulen an allen der Klassen 1 "
        "bis 10; auch Exklusionsquote genannt.",
        zaehler="Schülerinnen und Schüler in Förderschulen",
        nenner=_NENNER,
        hinweise=(_REGELN,),
        oben=FOERDERUNG.summe("foerderschule"),
        unten=_KLASSEN,
    ),
    quote(
        FOERDERUNG,
        **_SCHULJAHR,
        id="inklusionsquote",
        code="D12",
        name="Inklusionsquote",
        subjekt="die Inklusionsquote",
        definition="Anteil der Schülerinnen und Schüler mit Förderbedarf in allgemeinen Schulen an "
        "allen der Klassen 1 bis 10.",
        zaehler="Schülerinnen und Schüler mit Förderbedarf in allgemeinen Schulen",
        nenner=_NENNER,
        hinweise=(_REGELN, "Nicht der Inklusionsanteil, der durch alle mit Förderbedarf teilt."),
        oben=FOERDERUNG.summe("inklusiv"),
        unten=_KLASSEN,
    ),
    quote(
        FOERDERUNG,
        **_SCHULJAHR,
        id="inklusionsanteil",
        code="D12",
        name="Inklusionsanteil",
        subjekt="der Inklusionsanteil",
        definition="Anteil der Schülerinnen und Schüler in allgemeinen Schulen an allen mit "
        "sonderpädagogischem Förderbedarf.",
        zaehler="Schülerinnen und Schüler mit Förderbedarf in allgemeinen Schulen",
        nenner="Schülerinnen und Schüler mit Förderbedarf",
        hinweise=(
            _REGELN,
            "Nicht die Inklusionsquote, die durch alle Schülerinnen und Schüler teilt.",
        ),
        oben=FOERDERUNG.summe("inklusiv"),
        unten=FOERDERUNG.summe("foerderschule", "inklusiv"),
    ),
    quote(
        FOERDERUNG,
        **_SCHULJAHR,
        id="foerderschwerpunkte",
        code="D10",
        name="Förderquote nach Förderschwerpunkten",
        subjekt="die Förderquote nach Förderschwerpunkt",
        definition="Anteil der Schülerinnen und Schüler mit einem Förderschwerpunkt an allen der "
        "Klassen 1 bis 10.",
        zaehler="Schülerinnen und Schüler mit diesem Förderschwerpunkt",
        nenner=_NENNER,
        hinweise=(_REGELN,),
        gliederung="Förderschwerpunkt",
        auspraegungen=_SCHWERPUNKTE,
        oben=FOERDERUNG.teile(_SCHWERPUNKTE),
        unten=_KLASSEN,
    ),
)
