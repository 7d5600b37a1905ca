"""Births of years without a count, for Germany as a whole, from the age groups of later years.

An age group of children is the sum of the births of some years, grown by migration. Groups of
several Stichtage overlap, so that most years are tied down; where they are not, the series is
smooth (second differences, as in Whittaker's graduation). Only the national series is estimated
in this way: for single Kreise the differences of groups are too noisy.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from dkbm.kennzahlen.vorausberechnung.altersjahre import ALTERSGRUPPEN, Feld
from dkbm.kennzahlen.vorausberechnung.sterblichkeit import SAEUGLINGE

__all__ = ["GLAETTE", "estimate_geburten"]

GLAETTE = 0.3
"""Weight of the smoothness against the groups, both relative to their size."""
KINDER = 15
"""Groups below this age are used."""


def estimate_geburten(
    gezaehlt: Mapping[int, float],
    gruppen: Mapping[int, Feld],
    zuwachs: float,
) -> dict[int, float]:
    """Estimate the live births of all years after the last count.

    Parameters
    ----------
    gezaehlt
        Counted live births by year.
    gruppen
        Persons in 17 age groups by year, shape ``(17,)``.
    zuwachs
        Growth of a cohort of children a year by net migration.

    Returns
    -------
    dict
        Births by year, up to the last year of ``gruppen``.
    """
    letztes, ende = max(gezaehlt), max(gruppen, default=0)
    gesucht = range(letztes + 1, ende + 1)
    if not gesucht:
        return {}
    jahre = [jahr for jahr in sorted(gezaehlt) if jahr > letztes - KINDER] + list(gesucht)
    zeilen = _list_equations(gruppen, jahre, letztes, zuwachs)
    bekannt = len(jahre) - len(gesucht)
    fest = np.array([gezaehlt[jahr] for jahr in jahre[:bekannt]])
    glatt = np.diff(np.eye(len(jahre)), 2, axis=0)[bekannt - 2 :] * GLAETTE / fest[-1]
    matrix = np.concatenate([zeilen, glatt])
    ziel = np.concatenate([np.ones(len(zeilen)), np.zeros(len(glatt))])
    loesung = np.linalg.lstsq(matrix[:, bekannt:], ziel - matrix[:, :bekannt] @ fest, rcond=None)[0]
    return {jahr: max(float(x), 0.0) for jahr, x in zip(gesucht, loesung, strict=True)}


def _list_equations(
    gruppen: Mapping[int, Feld], jahre: Sequence[int], letztes: int, zuwachs: float
) -> Feld:
    """Return one row per group that holds children of an uncounted year; each sums to 1."""
    zeilen = [np.empty((0, len(jahre)))]
    for stichtag, personen in gruppen.items():
        for (von, bis), zahl in zip(ALTERSGRUPPEN.values(), personen, strict=True):
            geboren = [stichtag - alter for alter in range(von, bis)]
            if bis > KINDER or max(geboren) <= letztes:
                continue
            zeile = np.zeros((1, len(jahre)))
            for jahr in geboren:
                lebend = (1 - SAEUGLINGE) * (1 + zuwachs) ** (stichtag - jahr + 0.5)
                zeile[0, jahre.index(jahr)] = lebend / zahl
            zeilen.append(zeile)
    return np.concatenate(zeilen)
