"""Single years of age of the projection and the official groups that they add up to."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "ALTERSGRUPPEN",
    "ALTERSJAHRE",
    "GESCHLECHTER",
    "GRUPPEN",
    "OFFEN",
    "Feld",
    "count_gruppe",
    "to_altersgruppen",
]

Feld = NDArray[np.float64]
"""Persons or rates; the last axes are sex (männlich, weiblich) and single year of age."""

OFFEN = 75
"""The open group: 75 years and older. The table of 17 age groups ends there as well."""
ALTERSJAHRE = OFFEN + 1
GESCHLECHTER = ("maennlich", "weiblich")

_GRENZEN = (0, 3, 6, 10, 15, 18, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, OFFEN, ALTERSJAHRE)
ALTERSGRUPPEN = {
    (f"{von:02d}-{bis - 1:02d}" if von < OFFEN else "75+"): (von, bis)
    for von, bis in pairwise(_GRENZEN)
}
"""The 17 age groups of table 12411-02-03-4: first year and the year after the last one."""

GRUPPEN = {
    "u3": (0, 3),
    "3_6": (3, 6),
    "6_10": (6, 10),
    "10_15": (10, 15),
    "15_18": (15, 18),
    "18_25": (18, 25),
    "25_65": (25, 65),
    "ab_65": (65, ALTERSJAHRE),
}
"""The bildungsrelevante Altersgruppen: first year and the year after the last one."""

_STARTS = [von for von, _ in ALTERSGRUPPEN.values()]


def to_altersgruppen(personen: Feld) -> Feld:
    """Add single years (last axis, 76) up to the 17 official age groups."""
    return np.add.reduceat(personen, _STARTS, axis=-1)


def count_gruppe(personen: Feld, gruppe: str) -> Feld:
    """Return the persons of a bildungsrelevante Altersgruppe, both sexes.

    Parameters
    ----------
    personen
        Shape ``(…, 2, 76)``.
    gruppe
        Key of `GRUPPEN`.
    """
    von, bis = GRUPPEN[gruppe]
    return np.asarray(personen[..., von:bis].sum(axis=(-2, -1)))
