"""The fast way for large parts: protect one cell after the other, then give back what can be.

For each open cell one linear programme finds the cheapest pair of deviations that lie far enough
apart (Kelly, Golden and Assad 1992); what deviates is hidden. The result is safe, but may hide
more than needed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import scipy.optimize
from scipy.sparse import block_array, csr_array, vstack

from dkbm.geheimhaltung.aufgabe import Aufgabe, Maske
from dkbm.geheimhaltung.schranken import bound_cells
from dkbm.geheimhaltung.sicherheit import (
    find_fractional,
    find_open,
    keep_open,
    list_targets,
)

__all__ = ["approximate", "give_back"]

_linprog: Callable[..., Any] = scipy.optimize.linprog
"""Its stubs know neither sparse matrices nor absent constraints."""

_GENAU = 1e-6
_VERSUCHE = 20
_JE_SCHRITT = 8
"""Attacks at a time: most unsafe choices fail at the first few."""


def approximate(aufgabe: Aufgabe, *, start: Maske | None = None, schlank: bool = True) -> Maske:
    """Return a safe choice.

    Parameters
    ----------
    start
        Cells hidden already; the compulsory ones where omitted.
    schlank
        Give back cells that are not needed after all; takes one attack per hidden cell.
    """
    gesperrt = (aufgabe.muss if start is None else start).copy()
    while offen := sorted(find_open(aufgabe, gesperrt), key=lambda f: aufgabe.wert[f]):
        vorher = gesperrt.copy()
        for f in offen:
            if f == offen[0] or find_open(aufgabe, gesperrt, [f]):
                gesperrt |= _protect(aufgabe, gesperrt, f)
        if (gesperrt == vorher).all():
            gesperrt = gesperrt | ~aufgabe.darf_nicht
            break
    gesperrt = _make_whole(aufgabe, gesperrt)
    return give_back(aufgabe, gesperrt) if schlank else gesperrt


def _make_whole(aufgabe: Aufgabe, gesperrt: Maske) -> Maske:
    """Hide more, cheapest first, where only fractions of people would protect."""
    while True:
        schranken = bound_cells(aufgabe, gesperrt, list_targets(aufgabe, gesperrt))
        if not find_fractional(aufgabe, gesperrt, schranken):
            return gesperrt
        frei = np.flatnonzero(~gesperrt & ~aufgabe.darf_nicht)
        if not len(frei):
            return gesperrt
        gesperrt = gesperrt.copy()
        gesperrt[frei[np.argsort(aufgabe.kosten[frei], kind="stable")[:3]]] = True
        for f in find_open(aufgabe, gesperrt):
            gesperrt |= _protect(aufgabe, gesperrt, f)


def _protect(aufgabe: Aufgabe, gesperrt: Maske, ziel: int) -> Maske:
    """Return what the cheapest two deviations of a cell touch."""
    beweglich = np.flatnonzero(~aufgabe.darf_nicht | (aufgabe.grob > 0))
    teil = csr_array(aufgabe.matrix[:, beweglich])
    n = len(beweglich)
    kosten = np.where(gesperrt, 1e-4, aufgabe.kosten)[beweglich]
    sperrbar = ~aufgabe.darf_nicht[beweglich]
    rauf = np.where(sperrbar, aufgabe.rauf[beweglich], 0.0) + aufgabe.grob[beweglich]
    runter = np.where(sperrbar, aufgabe.runter[beweglich], 0.0) + aufgabe.grob[beweglich]
    eigener = int(np.flatnonzero(beweglich == ziel)[0])
    runter[eigener] = aufgabe.lowered_for(ziel) + aufgabe.grob[ziel]
    # Two deviations, each split in a part upwards and a part downwards: four blocks.
    leer = csr_array(teil.shape)
    doppelt = csr_array(block_array([[teil, -teil, leer, leer], [leer, leer, teil, -teil]]))
    abstand = np.zeros(4 * n)
    abstand[[eigener, 3 * n + eigener]] = -1.0
    abstand[[n + eigener, 2 * n + eigener]] = 1.0
    hoch = np.zeros(4 * n)
    hoch[eigener], hoch[n + eigener] = -1.0, 1.0
    lo, up = np.tile(aufgabe.zeile_unten, 2), np.tile(aufgabe.zeile_oben, 2)
    gleich, oben, unten = lo == up, np.isfinite(up) & (lo != up), np.isfinite(lo) & (lo != up)
    extra = csr_array(np.vstack([abstand, hoch]))
    loesung = _linprog(
        np.tile(kosten, 4),
        A_eq=doppelt[gleich] if gleich.any() else None,
        b_eq=lo[gleich] if gleich.any() else None,
        A_ub=vstack([doppelt[oben], -doppelt[unten], extra], format="csr"),
        b_ub=np.concatenate([up[oben], -lo[unten], [-aufgabe.breite[ziel], -aufgabe.oben[ziel]]]),
        bounds=np.column_stack([np.zeros(4 * n), np.concatenate([rauf, runter, rauf, runter])]),
        method="highs",
    )
    result = np.zeros(aufgabe.anzahl, dtype=bool)
    if loesung.x is None:
        return result
    bewegt = (loesung.x.reshape(4, n) > aufgabe.grob[beweglich] + _GENAU).any(axis=0)
    result[beweglich[bewegt & sperrbar]] = True
    return result


def give_back(aufgabe: Aufgabe, gesperrt: Maske) -> Maske:
    """Show again what is not needed; only the dearest are tried, each takes an attack."""
    result = gesperrt.copy()
    kandidaten = np.flatnonzero(result & ~aufgabe.muss)
    for f in kandidaten[np.argsort(-aufgabe.kosten[kandidaten], kind="stable")][:_VERSUCHE]:
        probe = result.copy()
        probe[f] = False
        nachbarn = _list_neighbours(aufgabe, int(f))
        ziele = sorted(list_targets(aufgabe, probe), key=lambda z: (not nachbarn[z], z))
        if _is_safe(aufgabe, probe, ziele):
            result = probe
    return result


def _list_neighbours(aufgabe: Aufgabe, feld: int) -> Maske:
    """Mark the cells that share a relation with a cell: they are the first to give way."""
    zeilen = np.flatnonzero(abs(aufgabe.matrix[:, [feld]]).sum(axis=1))
    gemeinsam: Maske = np.asarray(abs(aufgabe.matrix[zeilen]).sum(axis=0)).ravel() > 0
    return gemeinsam


def _is_safe(aufgabe: Aufgabe, gesperrt: Maske, ziele: Sequence[int]) -> bool:
    """Attack a few targets at a time, so that an unsafe choice fails early."""
    for ab in range(0, len(ziele), _JE_SCHRITT):
        teil = ziele[ab : ab + _JE_SCHRITT]
        schranken = bound_cells(aufgabe, gesperrt, teil)
        if keep_open(aufgabe, schranken) or find_fractional(aufgabe, gesperrt, schranken):
            return False
    return True
