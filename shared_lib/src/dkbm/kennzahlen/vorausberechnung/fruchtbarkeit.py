"""Fertility: one schedule by age of the mother, scaled to the births of each Kreis."""

from __future__ import annotations

import numpy as np
from scipy.interpolate import PchipInterpolator

from dkbm.kennzahlen.vorausberechnung.altersjahre import ALTERSJAHRE, Feld
from dkbm.kennzahlen.vorausberechnung.lage import Lage
from dkbm.kennzahlen.vorausberechnung.sterblichkeit import SAEUGLINGE

__all__ = ["GEBURTEN_NACH_ALTER", "estimate_niveau", "schedule"]

GEBURTEN_NACH_ALTER = {15: 7.9, 20: 36.2, 25: 81.3, 30: 103.8, 35: 57.7, 40: 5.2}
"""Live births per 1,000 women by age group of the mother (its first year; the last one is 40 to
under 50): Deutschland 2015, 12612-02-01-4 by 12411-04-02-4."""
_ENDE = 50
JAHRE = 2
"""Births of so many years make the level: more lag behind, fewer shake small Kreise."""


def schedule() -> Feld:
    """Return live births per woman by single year of age, shape ``(76,)``.

    The rates of the age groups are cumulated, joined by a monotone curve (PCHIP), and cut into
    single years: no group changes its sum, none becomes negative.
    """
    grenzen = np.array([*GEBURTEN_NACH_ALTER, _ENDE])
    summen = np.cumsum(np.array([*GEBURTEN_NACH_ALTER.values()]) / 1000 * np.diff(grenzen))
    kurve = PchipInterpolator(grenzen, [0, *summen])
    form = np.zeros(ALTERSJAHRE)
    form[grenzen[0] : _ENDE] = np.diff(kurve(np.arange(grenzen[0], _ENDE + 1)))
    return form


def estimate_niveau(lage: Lage, start: Feld, jahr: int) -> Feld:
    """Return the births of a Kreis relative to the schedule, shape ``(K,)``.

    Counted births of the last years where the store has them, else the youngest children of the
    start population: they have moved little yet. The women are those of the start, one year
    younger for each year back.
    """
    erwartet, geboren = [], []
    for alter in range(JAHRE):
        gezaehlt = lage.geburten.get(jahr - alter)
        lebend = start[..., alter].sum(axis=-1) / (1 - SAEUGLINGE)
        if gezaehlt is not None:
            lebend = np.where(np.isnan(gezaehlt), lebend, gezaehlt)
        geboren.append(lebend)
        erwartet.append(_expect(start, alter))
    niveau: Feld = np.sum(geboren, axis=0) / np.sum(erwartet, axis=0)
    return niveau


def _expect(start: Feld, alter: int) -> Feld:
    """Return the births by schedule ``alter`` years ago, by the women who live here now."""
    damals = np.roll(start[..., 1, :], -alter, axis=-1)
    return np.asarray(damals @ schedule())
