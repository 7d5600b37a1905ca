"""Mortality: Gompertz's law with the slope of the literature, levelled to the deaths of each Kreis.

No life table is at hand. The law ``m(a) = c + α · exp(β · a)`` (Gompertz 1825, Makeham 1860)
needs a slope; the deaths of the Kreise do not tell it (the likelihood grows towards the
border), so it is set. In the ages of education mortality is nearly nil (about 1 in 10,000 a
year), so that its form hardly matters there.
"""

from __future__ import annotations

import numpy as np

from dkbm.kennzahlen.vorausberechnung.altersjahre import ALTERSJAHRE, OFFEN, Feld
from dkbm.kennzahlen.vorausberechnung.lage import Lage

__all__ = ["SAEUGLINGE", "estimate_sterblichkeit"]

SAEUGLINGE = 0.0033
"""Deaths in the first year of life per live birth: Deutschland 2015, Statistisches Bundesamt."""
SOCKEL = 0.0001
"""Mortality that does not depend on age (Makeham), about that of children."""
STEIGUNG = 0.11
"""Growth of mortality per year of age (Gompertz)."""
ALTER_OFFEN = 82.5
"""Age whose mortality the group 75+ has: its mean age, and a year more as the law is bent."""
GRENZEN = (0.75, 1.33)
"""How far the mortality of a Kreis may lie from that of all Kreise."""
JAHRE = 3
"""Deaths of so many years make the level."""
_ALTER = np.append(np.arange(OFFEN) + 0.5, ALTER_OFFEN)


def estimate_sterblichkeit(lage: Lage, start: Feld) -> tuple[Feld, Feld]:
    """Return survival by age, shape ``(K, 2, 76)``, and of the newborn, shape ``(K, 2)``.

    Both sexes have the same rates: only deaths of both are used, and the ages of education
    hardly differ. The deaths of a Kreis are compared with the population of their own time,
    where its single years are known.
    """
    jahre = sorted(lage.gestorbene)[-JAHRE:]
    gestorbene = np.mean([lage.gestorbene[jahr] for jahr in jahre], axis=0)
    bezug = min(lage.altersjahre, key=lambda jahr: abs(jahr - jahre[-1]), default=None)
    personen = (start if bezug is None else lage.altersjahre[bezug]).sum(axis=1)
    gompertz = np.exp(STEIGUNG * _ALTER)
    niveau = (gestorbene - SOCKEL * personen.sum(axis=1)) / (personen @ gompertz)
    mitte = np.nansum(gestorbene) / np.nansum(personen @ gompertz)
    niveau = np.clip(np.nan_to_num(niveau, nan=mitte), *(g * mitte for g in GRENZEN))
    ueberleben = np.exp(-SOCKEL - niveau[:, None] * gompertz)
    form = (len(lage.ags), 2, ALTERSJAHRE)
    return (
        np.broadcast_to(ueberleben[:, None, :], form),
        np.full((len(lage.ags), 2), 1 - SAEUGLINGE),
    )
