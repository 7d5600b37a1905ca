"""Net migration: a national level and profile, and how each Kreis differs from it by age.

The national level of each year returns from that of the last year to the mean of all known
years (an autoregressive process of order one), so that single years (flight in 2015 and 2022)
and corrections by a Zensus do not run on for ever. The difference of a Kreis comes from what
its cohorts did, relative to the same cohorts in Germany: cohort change ratios between stocks
(Hamilton and Perry 1962), and children against the births of their year. Only differences
count, so that a break that strikes all Kreise alike drops out. What a Kreis gains or loses
over all ages returns to nil in the same way; the form by age (who comes to study, who leaves
to work) stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from scipy.ndimage import gaussian_filter1d

from dkbm.kennzahlen.vorausberechnung.altersjahre import ALTERSJAHRE, Feld
from dkbm.kennzahlen.vorausberechnung.lage import Lage

__all__ = [
    "PROFIL",
    "Niveau",
    "estimate_abweichung",
    "estimate_niveau",
    "profile",
    "revert",
    "spread_abweichung",
]

PROFIL = {0: 1.68, 18: 3.52, 25: 2.41, 30: 1.02, 50: 0.15, 65: -0.02}
"""Net migration rate by age group (its first year), relative to that of all ages: Deutschland
2015, 12711-04-02-4 by 12411-04-02-4."""
BEHARRUNG = 0.75
"""What is left of a difference from the mean one year later: half of it after 2.4 years.
Between the first autocorrelations of net migration up to 2010 (0.65) and up to 2015 (0.82)."""
SCHRUMPFUNG = ([5, 9, 11, 15, 18], [0.8, 0.8, 0.4, 0.4, 0.9])
"""Share of a Kreis' own difference that is kept, by age; fits 2010 to 2015 best."""
ANTEIL_KOHORTEN = 0.7
"""Weight of cohort change ratios against the age profile of the start, where both exist."""
GLAETTUNG_KOHORTEN, GLAETTUNG_PROFIL = 1.0, 2.0
"""Standard deviation of the smoothing, in years of age."""

_ALTER = np.arange(ALTERSJAHRE)
_ERWACHSEN = 16
"""From this age on men and women move differently; below, both together are less noisy."""
_FAMILIEN = (20, 45)


class Niveau(NamedTuple):
    """Net migration of Germany a year per person: last year, mean and spread of all years."""

    juengst: float
    langfristig: float
    streuung: float


def profile() -> Feld:
    """Return the national profile by single year of age, shape ``(76,)``."""
    stufen = np.searchsorted(list(PROFIL), np.arange(ALTERSJAHRE), side="right") - 1
    return gaussian_filter1d(np.array(list(PROFIL.values()))[stufen], 1.0, mode="nearest")


def estimate_niveau(saldo: Mapping[int, float]) -> Niveau:
    """Return the level from the national net migration rates of all known years.

    Parameters
    ----------
    saldo
        Net migration per person by year; a break of the counting base may be part of it.
    """
    werte = np.array([saldo[jahr] for jahr in sorted(saldo)])
    return Niveau(float(werte[-1]), float(werte.mean()), float(werte.std(ddof=1)))


def revert(niveau: Niveau, jahre: int, versatz: float = 0.0) -> Feld:
    """Return the level of each projected year, shape ``(jahre,)``.

    Parameters
    ----------
    versatz
        By how many standard deviations of a year the long-run mean is off: how a variant
        differs.
    """
    rest = BEHARRUNG ** (np.arange(jahre) + 1)
    ziel = niveau.langfristig + versatz * niveau.streuung
    return np.asarray(ziel + (niveau.juengst - ziel) * rest)


def estimate_abweichung(lage: Lage, bestaende: Mapping[int, Feld]) -> Feld:
    """Return how the cohorts of each Kreis grow beyond those of all Kreise a year.

    Parameters
    ----------
    lage
        Births, to compare children with.
    bestaende
        Persons by single year of age on 31.12., by year; the last one is the start.

    Returns
    -------
    numpy.ndarray
        Logarithm of the yearly growth by the age reached, shape ``(K, 2, 76)``; centred so
        that the Kreise together grow as Germany does.
    """
    jahre = sorted(bestaende)
    start = bestaende[jahre[-1]]
    roh = _from_profile(lage, start, jahre[-1])
    if len(jahre) > 1:
        kohorten = _from_cohorts(lage, bestaende)
        roh = ANTEIL_KOHORTEN * kohorten + (1 - ANTEIL_KOHORTEN) * roh
    roh = roh * np.interp(np.arange(ALTERSJAHRE), *SCHRUMPFUNG)
    roh[..., -1] = 0
    return roh - _centre(roh, start)


def spread_abweichung(abweichung: Feld, start: Feld, jahre: int) -> Feld:
    """Return the difference of a Kreis in each projected year, shape ``(jahre, K, 2, 76)``.

    Its level, the mean over the ages at which families move, returns to nil; its form stays.
    """
    gewicht = start * ((_FAMILIEN[0] <= _ALTER) & (_FAMILIEN[1] > _ALTER))
    hoehe = (abweichung * gewicht).sum((-2, -1)) / gewicht.sum((-2, -1))
    hoehe = (hoehe - hoehe.mean())[:, None, None] * np.interp(_ALTER, [50, 65], [1, 0])
    rest = BEHARRUNG ** np.arange(jahre)
    return np.asarray(abweichung - (1 - rest)[:, None, None, None] * hoehe)


def _centre(roh: Feld, start: Feld) -> Feld:
    juenger = np.concatenate([start[..., :1], start[..., :-1]], axis=-1)
    return np.asarray(np.log((juenger * np.exp(roh)).sum(axis=0) / juenger.sum(axis=0)))


def _relative(zaehler: Feld, nenner: Feld) -> Feld:
    """Return the logarithm of a ratio against that of all Kreise; 0 where nothing is known."""
    bekannt = np.isfinite(nenner) & np.isfinite(zaehler) & (nenner > 0) & (zaehler > 0)
    oben, unten = (np.where(bekannt, feld, 0) for feld in (zaehler, nenner))
    alle = np.log(oben.sum(axis=0) / unten.sum(axis=0))
    quotient = np.divide(oben, unten, out=np.ones_like(oben), where=bekannt)
    return np.where(bekannt, np.log(np.where(bekannt, quotient, 1)) - alle, 0)


def _from_profile(lage: Lage, start: Feld, jahr: int) -> Feld:
    """Read growth from the age profile of one stock: children by births, others by share.

    Children are taken of both sexes together; the profile beyond them follows each sex.
    """
    alter = 0
    kinder = []
    while (geboren := lage.geburten.get(jahr - alter)) is not None:
        kinder.append(_relative(start[..., alter].sum(axis=-1), geboren))
        alter += 1
    anteil = _relative(start, np.broadcast_to(start.sum(-1, keepdims=True), start.shape))
    if kinder:
        reihe = np.stack(kinder, axis=-1)[:, None, :]
        anschluss = anteil[..., alter:] - anteil[..., [alter - 1]] + reihe[..., [-1]]
        anteil = np.concatenate([np.broadcast_to(reihe, (*anteil.shape[:2], alter)), anschluss], -1)
    glatt = gaussian_filter1d(anteil, GLAETTUNG_PROFIL, axis=-1, mode="nearest")
    return np.diff(glatt, axis=-1, prepend=glatt[..., :1])


def _from_cohorts(lage: Lage, bestaende: Mapping[int, Feld]) -> Feld:
    """Read growth from what happened to each cohort between two stocks, and since birth.

    The change of a cohort is shared evenly among the ages that it passed.
    """
    summe, jahre = np.zeros_like(next(iter(bestaende.values()))), sorted(bestaende)
    zahl = np.zeros(ALTERSJAHRE)
    for von, bis in pairwise(jahre):
        for passed, wachstum in (
            *_follow(bestaende[von], bestaende[bis], bis - von),
            *_follow_births(lage, bestaende[bis], bis, bis - von),
        ):
            summe[..., passed] += wachstum
            zahl[passed] += passed.stop - passed.start
    zuwachs = summe / np.maximum(zahl, 1)
    return gaussian_filter1d(zuwachs, GLAETTUNG_KOHORTEN, axis=-1, mode="nearest")


def _follow(frueher: Feld, spaeter: Feld, spanne: int) -> Iterator[tuple[slice, Feld]]:
    """Yield the ages that a cohort passed, and the logarithm of its growth."""
    for alter in range(ALTERSJAHRE - 1 - spanne):
        oben, unten = spaeter[..., alter + spanne], frueher[..., alter]
        if alter + spanne < _ERWACHSEN:
            oben, unten = (x.sum(axis=-1, keepdims=True) for x in (oben, unten))
        yield slice(alter + 1, alter + spanne + 1), _relative(oben, unten)[..., None]


def _follow_births(
    lage: Lage, spaeter: Feld, jahr: int, spanne: int
) -> Iterator[tuple[slice, Feld]]:
    """Yield the same for the children born between both stocks, where births were counted."""
    for alter in range(spanne):
        if (geboren := lage.geburten.get(jahr - alter)) is not None:
            seit = _relative(spaeter[..., alter].sum(axis=-1), geboren)
            yield slice(0, alter + 1), seit[:, None, None]
