"""The cohort-component method as pure arithmetic: no data, no assumptions.

With age ``a``, sex ``s``, year ``t`` and the open group ``A+``::

    P(a+1,s,t+1) = P(a,s,t) · S(a,s) + M(a+1,s,t)
    P(A+,s,t+1)  = P(A−1,s,t) · S(A−1,s) + P(A+,s,t) · S(A+,s) + M(A+,s,t)
    B(t)         = Σ f(a) · (P(a,w,t) + P(a,w,t+1)) / 2
    P(0,s,t+1)   = B(t) · k(s) · S_birth(s) + M(0,s,t)

Source: Preston, Heuveline, Guillot (2001), Demography, chapter 6; Statistisches Bundesamt,
coordinated population projections.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from dkbm.kennzahlen.vorausberechnung.altersjahre import Feld

__all__ = ["KNABENANTEIL", "Lauf", "Raten", "project"]

KNABENANTEIL = 0.513
"""Share of boys among live births (12612-01-01-4: 0.513 in Deutschland, 1995-2015)."""


@dataclass(frozen=True)
class Raten:
    """Rates of all years; ``R`` stands for any axes of Gebiete.

    Attributes
    ----------
    ueberleben
        Share of those of age ``a`` at the end of a year who live one year later,
        shape ``(R, 2, 76)``.
    ueberleben_geburt
        Share of the live births of a year who live at its end, shape ``(R, 2)``.
    fruchtbarkeit
        Live births per woman and year by her age, shape ``(T, R, 76)``.
    wanderung
        Net migration of a year per survivor of the age reached at its end (age 0: per
        surviving live birth), shape ``(T, R, 2, 76)``; never below −1.
    geburten
        Live births where they are known instead of computed, shape ``(T, R)``; NaN elsewhere.
    """

    ueberleben: Feld
    ueberleben_geburt: Feld
    fruchtbarkeit: Feld
    wanderung: Feld
    geburten: Feld | None = None

    @property
    def jahre(self) -> int:
        """Number of years to project."""
        return len(self.wanderung)


class Lauf(NamedTuple):
    """A projection: persons on 31.12. of start and all years after, and what changed them.

    ``personen`` has the shape ``(T + 1, R, 2, 76)``; ``geburten``, ``gestorbene`` and
    ``wanderungssaldo`` are the sums of each year, shape ``(T, R)``.
    """

    personen: Feld
    geburten: Feld
    gestorbene: Feld
    wanderungssaldo: Feld


def project(start: Feld, raten: Raten) -> Lauf:
    """Carry a population forward year by year.

    Parameters
    ----------
    start
        Persons by sex and single year of age, shape ``(R, 2, 76)``; the last age is open.
    raten
        What happens in each year.
    """
    personen, geburten, gestorbene, saldo = [start], [], [], []
    for t in range(raten.jahre):
        bestand, wanderung = personen[-1], np.maximum(raten.wanderung[t], -1)
        ueberlebende = _age(bestand, raten.ueberleben)
        neu = ueberlebende * (1 + wanderung)
        geboren = _bear(bestand, neu, raten, t)
        saeuglinge = geboren[..., None] * _SEXES * raten.ueberleben_geburt
        neu[..., 0] = saeuglinge * (1 + wanderung[..., 0])
        ueberlebende[..., 0] = saeuglinge
        personen.append(neu)
        geburten.append(geboren)
        gestorbene.append((bestand.sum((-2, -1)) + geboren) - ueberlebende.sum((-2, -1)))
        saldo.append((neu - ueberlebende).sum((-2, -1)))
    leer = np.empty((0, *start.shape[:-2]))
    return Lauf(
        np.stack(personen),
        *(np.stack(teil) if teil else leer for teil in (geburten, gestorbene, saldo)),
    )


_SEXES = np.array([KNABENANTEIL, 1 - KNABENANTEIL])


def _age(bestand: Feld, ueberleben: Feld) -> Feld:
    """Return the survivors one year older; age 0 is still empty."""
    lebend = bestand * ueberleben
    aelter = np.zeros_like(lebend)
    aelter[..., 1:] = lebend[..., :-1]
    aelter[..., -1] += lebend[..., -1]
    return aelter


def _bear(bestand: Feld, neu: Feld, raten: Raten, t: int) -> Feld:
    """Return the live births of the year; women of age 0 bear none, so ``neu[0]`` may wait."""
    frauen = (bestand[..., 1, :] + neu[..., 1, :]) / 2
    berechnet: Feld = (raten.fruchtbarkeit[t] * frauen).sum(-1)
    if raten.geburten is None:
        return berechnet
    bekannt = raten.geburten[t]
    return np.where(np.isnan(bekannt), berechnet, bekannt)
