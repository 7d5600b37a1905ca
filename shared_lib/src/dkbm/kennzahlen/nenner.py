"""Populations that many Kennzahlen divide by, and what breaks their series."""

from __future__ import annotations

from collections.abc import Mapping

from dkbm.kennzahlen.auswahl import Auswahl

__all__ = [
    "ALTER_FEHLT",
    "ALTER_TABELLEN",
    "BEVOELKERUNG",
    "BEVOELKERUNG_TABELLEN",
    "ZENSUS",
    "ZENSUS_VORJAHR",
    "altersjahre",
    "jahrgangsgroesse",
    "personen",
]

ZENSUS = (
    (2011, "Fortschreibung ab 2011 auf Grundlage des Zensus 2011"),
    (2022, "Fortschreibung ab 2022 auf Grundlage des Zensus 2022"),
)
"""Breaks of every series that rests on the population."""
ZENSUS_VORJAHR = tuple(
    (jahr + 1, f"Nenner ab {jahr + 1} auf Grundlage des Zensus {jahr}") for jahr in (2011, 2022)
)
"""Breaks of rates that divide by the population of the previous 31 December."""
ALTER_TABELLEN = ("12411-02-03-4", "12411-03-02-4", "12411-0017")
BEVOELKERUNG_TABELLEN = ("12411-01-01-4", "12411-02-03-4", "12411-0017")
ALTER_FEHLT = (
    "Neuere Jahre bringt die Tabelle 12411-02-03-4 der Regionaldatenbank (Bevölkerung nach "
    "Geschlecht und Altersgruppen)."
)


def personen(
    alter: str | tuple[str, ...] = "insgesamt",
    geschlecht: str = "insgesamt",
    nationalitaet: str = "insgesamt",
) -> Auswahl:
    """Select the population on 31.12. by the age groups of the official tables."""
    filter_: dict[str, str | tuple[str, ...]] = {
        "alter": alter,
        "geschlecht": geschlecht,
        "nationalitaet": nationalitaet,
    }
    return Auswahl("bevoelkerung_alter", "bevoelkerung", filter_)


def altersjahre(von: int, bis: int) -> Auswahl:
    """Select the population on 31.12. from age ``von`` to below ``bis`` by single years."""
    return Auswahl(
        "bevoelkerung_altersjahre",
        "bevoelkerung",
        {"alter": _list_jahre(von, bis), "geschlecht": "insgesamt"},
    )


def jahrgangsgroesse(je: Mapping[str, tuple[int, int]]) -> Auswahl:
    """Select the mean size of the age cohorts from ``von`` to below ``bis``, part by part."""
    return Auswahl(
        "bevoelkerung_altersjahre",
        "bevoelkerung",
        {"geschlecht": "insgesamt"},
        gliederung="alter",
        je={teil: _list_jahre(*spanne) for teil, spanne in je.items()},
        mittel=True,
    )


def _list_jahre(von: int, bis: int) -> tuple[str, ...]:
    return tuple(f"{jahr:02d}" for jahr in range(von, bis))


BEVOELKERUNG = Auswahl(
    "bevoelkerung", "bevoelkerung", {"geschlecht": "insgesamt"}, ersatz=personen()
)
"""The whole population on 31.12."""
