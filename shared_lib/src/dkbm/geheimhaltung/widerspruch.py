"""Leave out relations that contradict each other only together, through numbers nobody knows.

Hessen 1995: men and women are secret, and Germans and foreigners do not add up to all. Each
relation could hold for some numbers behind the signs, all of them together for none.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import scipy.optimize
from scipy.sparse import csr_array, eye_array, hstack, vstack

from dkbm.geheimhaltung.felder import Beziehung, Feldsystem

__all__ = ["drop_contradictory"]

_linprog: Callable[..., Any] = scipy.optimize.linprog
"""Its stubs know neither sparse matrices nor absent constraints."""
_GENAU = 1e-6


def drop_contradictory(system: Feldsystem) -> tuple[Feldsystem, list[Beziehung]]:
    """Return the system without relations that cannot hold together, and those.

    Of all ways to make the others hold, one with the least total deviation is taken.
    """
    werte = system.werte
    offen = np.isnan(werte)
    matrix = system.matrix
    zeilen = np.flatnonzero(abs(matrix[:, np.flatnonzero(offen)]).sum(axis=1))
    if len(zeilen) < 2:
        return system, []
    teil = csr_array(matrix[zeilen])
    grob = np.array([feld.unschaerfe for feld in system.felder])
    spiel = abs(teil) @ grob
    fest = teil @ np.where(offen, 0.0, werte)
    unten = np.array([system.beziehungen[z].unten for z in zeilen]) - fest - spiel
    oben = np.array([system.beziehungen[z].oben for z in zeilen]) - fest + spiel
    frei = csr_array(teil[:, np.flatnonzero(offen)])
    abweichung = _deviate(frei, unten, oben)
    weg = {int(z) for z in zeilen[abweichung > _GENAU]}
    if not weg:
        return system, []
    falsch = [b for i, b in enumerate(system.beziehungen) if i in weg]
    gut = tuple(b for i, b in enumerate(system.beziehungen) if i not in weg)
    return Feldsystem(system.felder, gut), falsch


def _deviate(matrix: csr_array, unten: Any, oben: Any) -> Any:
    """Return by how much each row must give way so that all others hold."""
    m, n = matrix.shape
    eins = eye_array(m, format="csr")
    a = [np.isfinite(oben), np.isfinite(unten)]
    stuetze = csr_array((m, m))
    links = vstack(
        [
            hstack([matrix[a[0]], -eins[a[0]], stuetze[a[0]]]),
            hstack([-matrix[a[1]], stuetze[a[1]], -eins[a[1]]]),
        ],
        format="csr",
    )
    loesung = _linprog(
        np.concatenate([np.zeros(n), np.ones(2 * m)]),
        A_ub=links,
        b_ub=np.concatenate([oben[a[0]], -unten[a[1]]]),
        bounds=(0, None),
        method="highs",
    )
    if loesung.x is None:
        return np.zeros(m)
    return loesung.x[n : n + m] + loesung.x[n + m :]
