"""Crosswalk from dissolved Kreise to today's boundaries.

Source: BBSR Kreis-Umsteigeschlüssel, population-proportional, latest year in which
the old Kreis existed; Eisenach to Wartburgkreis (1.7.2021) added by hand.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = ["Umstieg", "load_umstiege"]


@dataclass(frozen=True)
class Umstieg:
    """Share of a dissolved Kreis that belongs to one of today's Kreise.

    Attributes
    ----------
    alt, name_alt
        Key and name of the dissolved Kreis.
    letztes_jahr
        Last year in which it existed on 31.12.
    neu
        Key of today's Kreis.
    anteil
        Share of the old population in it, 0 to 1; 1 for a pure merger.
    """

    alt: str
    name_alt: str
    letztes_jahr: int
    neu: str
    anteil: float


@cache
def load_umstiege() -> tuple[Umstieg, ...]:
    """Return all crosswalk rows, sorted by old and new key."""
    text = files("dkbm.gebiete").joinpath("daten/umstieg.csv").read_text(encoding="utf-8")
    return tuple(
        Umstieg(z["alt"], z["name_alt"], int(z["letztes_jahr"]), z["neu"], float(z["anteil"]))
        for z in csv.DictReader(text.splitlines(), delimiter=";")
    )
