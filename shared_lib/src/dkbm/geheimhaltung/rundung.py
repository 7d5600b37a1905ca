"""Rounding in place of suppression: each number for itself, or so that sums still add up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, hstack

from dkbm.geheimhaltung.felder import Feldsystem

__all__ = ["Gerundet", "round_additive", "round_each"]

Zahlen = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Gerundet:
    """Rounded numbers of n cells.

    Attributes
    ----------
    werte
        (n,) the numbers shown.
    spielraum
        (n,) how far the true number may lie from the one shown: whoever knows the method knows it.
    additiv
        Whether all sums hold.
    """

    werte: Zahlen
    spielraum: Zahlen
    additiv: bool


def round_each(werte: Sequence[float] | Zahlen, basis: int) -> Zahlen:
    """Round every number to the nearest multiple; sums may miss their totals.

    Parameters
    ----------
    basis
        3 or 5: odd, so that no number lies in the middle.
    """
    zahlen = np.asarray(werte, dtype=float)
    gerundet = np.floor(zahlen / basis + 0.5) * basis
    return np.asarray(gerundet, dtype=float)


def round_additive(system: Feldsystem, basis: int) -> Gerundet:
    """Round so that every sum still holds (controlled rounding, zero-restricted).

    Each number goes to one of its two neighbouring multiples, multiples stay; among all ways
    that keep the sums the one with the least total deviation is taken, of equal ones always
    the same.

    Parameters
    ----------
    system
        Cells with their sums; numbers that a source hides stay NaN, and no sum binds them.
    basis
        3 or 5.

    Returns
    -------
    Gerundet
        In three and more dimensions no such rounding need exist; then the sums of that part are
        kept by moves of one more step where these exist, and otherwise each number is rounded
        for itself.
    """
    result = system.werte
    spielraum = np.full(len(result), float(basis // 2))
    additiv = True
    for nummern, teil in system.split():
        for schritte in (1, 2):
            if (gerundet := _round_part(teil, basis, schritte)) is not None:
                result[nummern], spielraum[nummern] = gerundet, schritte * basis - 1
                break
        else:
            additiv = False
            result[nummern] = round_each(teil.werte, basis)
    return Gerundet(result, spielraum, additiv)


def _round_part(teil: Feldsystem, basis: int, schritte: int) -> Zahlen | None:
    """Solve for the multiple of each cell: ``wert = basis * (unten + schritt)``."""
    werte = teil.werte
    offen = np.isnan(werte)
    unten = np.floor(np.where(offen, 0.0, werte) / basis)
    rest = np.where(offen, 0.0, werte) - unten * basis
    # Split into steps up from the lower multiple: each has its own price, so that
    # the sum of deviations is what is minimised.
    n = len(werte)
    hoch = np.where(rest > 0, 1.0, 0.0) + (schritte - 1)
    tief = np.minimum(unten, schritte - 1)
    preis = np.where(rest > 0, basis - 2 * rest, basis)
    preis = preis + 1e-4 * (np.arange(n) + 1) / (n + 1)
    frei = np.where(offen, np.inf, 0.0)
    zeilen = [b for b in teil.beziehungen if b.unten == b.oben == 0 and _is_sum(b.koeffizienten)]
    grenzen = []
    if zeilen:
        matrix = Feldsystem(teil.felder, tuple(zeilen)).matrix
        links = -(matrix @ unten)
        grenzen = [LinearConstraint(csr_array(hstack([matrix, matrix, -matrix])), links, links)]
    erster = np.where(rest > 0, 1.0, 0.0)
    loesung = milp(
        np.concatenate(
            [np.where(offen, 0, preis), np.full(n, 3.0 * basis), np.full(n, 3.0 * basis)]
        ),
        constraints=grenzen,
        bounds=Bounds(0, np.concatenate([erster + frei, hoch - erster + frei, tief + frei])),
        integrality=np.ones(3 * n, dtype=np.int64),
        options={"node_limit": 2000, "mip_rel_gap": 0.0},
    )
    if loesung.x is None:
        return None
    x = np.round(loesung.x).reshape(3, n)
    return np.where(offen, np.nan, basis * (unten + x[0] + x[1] - x[2]))


def _is_sum(koeffizienten: Sequence[float]) -> bool:
    return set(koeffizienten) <= {1.0, -1.0}
