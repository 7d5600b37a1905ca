"""How far a hidden cell can be thought to lie off, and why no further.

For given hidden cells two linear programmes per cell find the deviations; their dual solutions
say which cells hold it fast. After Fischetti and Salazar (2001), "Solving the Cell Suppression
Problem on Tabular Data with Linear Constraints".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.optimize
from scipy.sparse import csr_array, eye_array, kron, vstack

from dkbm.geheimhaltung.aufgabe import Aufgabe, Maske, Zahlen

__all__ = ["Schranke", "bound_cells"]

_linprog: Callable[..., Any] = scipy.optimize.linprog
"""Its stubs know neither sparse matrices nor absent constraints."""

_BLOCK = 5000
"""Variables that are solved in one go."""
_FEIN = 1e-7


@dataclass(frozen=True)
class Schranke:
    """How far one cell reaches in one direction.

    Attributes
    ----------
    weite
        Largest deviation.
    punkt
        (n,) the deviations of all cells at it.
    je_feld
        (n,) by how much hiding a cell adds to the bound.
    fest
        What the bound is without any hidden cell.
    """

    weite: float
    punkt: Zahlen
    je_feld: Zahlen
    fest: float


def bound_cells(
    aufgabe: Aufgabe, gesperrt: Maske | Zahlen, ziele: Sequence[int]
) -> dict[int, tuple[Schranke, Schranke]]:
    """Return how far each of some hidden cells reaches downwards and upwards.

    Parameters
    ----------
    gesperrt
        (n,) which cells are hidden; between 0 and 1 for the relaxed choice, in which a cell
        hidden by half may deviate half as far.
    """
    anteil = np.asarray(gesperrt, dtype=float)
    beweglich = np.flatnonzero((anteil > 0) | (aufgabe.grob > 0))
    teil = aufgabe.matrix[:, beweglich]
    zeilen = np.flatnonzero(np.diff(teil.indptr))
    teil = csr_array(teil[zeilen])
    result: dict[int, tuple[Schranke, Schranke]] = {}
    je_block = max(1, _BLOCK // max(1, 2 * len(beweglich)))
    for i in range(0, len(ziele), je_block):
        auswahl = list(ziele[i : i + je_block])
        schranken = list(_solve_block(aufgabe, anteil, auswahl, beweglich, zeilen, teil))
        paare = zip(schranken[0::2], schranken[1::2], strict=True)
        result.update(zip(auswahl, paare, strict=True))
    return result


def _solve_block(
    aufgabe: Aufgabe,
    gesperrt: Zahlen,
    ziele: list[int],
    beweglich: npt.NDArray[np.intp],
    zeilen: npt.NDArray[np.intp],
    teil: csr_array,
) -> Iterator[Schranke]:
    """Solve downwards and upwards for several cells as one block-diagonal programme."""
    n, bloecke = len(beweglich), 2 * len(ziele)
    stelle = {int(f): i for i, f in enumerate(beweglich)}
    runter = gesperrt * aufgabe.runter + aufgabe.grob
    rauf = gesperrt * aufgabe.rauf + aufgabe.grob
    unten, oben = np.tile(-runter[beweglich], bloecke), np.tile(rauf[beweglich], bloecke)
    ziel = np.zeros(n * bloecke)
    for b, f in enumerate(ziele):
        eigener = stelle[f]
        for richtung in (0, 1):
            ab = (2 * b + richtung) * n
            ziel[ab + eigener] = 1.0 if richtung == 0 else -1.0
            unten[ab + eigener] = -aufgabe.lowered_for(f) * gesperrt[f] - aufgabe.grob[f]
    pi, punkte = _solve(aufgabe, teil, zeilen, ziel, np.column_stack([unten, oben]), bloecke)
    for b in range(bloecke):
        weg = 1.0 if b % 2 else -1.0
        yield _to_schranke(aufgabe, ziele[b // 2], weg, pi[b], punkte[b], beweglich)


def _solve(
    aufgabe: Aufgabe,
    teil: csr_array,
    zeilen: npt.NDArray[np.intp],
    ziel: Zahlen,
    grenzen: Zahlen,
    bloecke: int,
) -> tuple[Zahlen, Zahlen]:
    """Return the duals of all relations and the solution, a row per block."""
    lo, up = aufgabe.zeile_unten[zeilen], aufgabe.zeile_oben[zeilen]
    gleich, oben, unten = lo == up, np.isfinite(up) & (lo != up), np.isfinite(lo) & (lo != up)
    block = eye_array(bloecke, format="csr")
    ungleich = vstack([teil[oben], -teil[unten]], format="csr")
    loesung = _linprog(
        ziel,
        A_eq=kron(block, teil[gleich], format="csr") if gleich.any() else None,
        b_eq=np.tile(lo[gleich], bloecke) if gleich.any() else None,
        A_ub=kron(block, ungleich, format="csr") if ungleich.shape[0] else None,
        b_ub=np.tile(np.concatenate([up[oben], -lo[unten]]), bloecke)
        if ungleich.shape[0]
        else None,
        bounds=grenzen,
        method="highs",
    )
    pi = np.zeros((bloecke, len(aufgabe.zeile_unten)))
    if loesung.x is None:  # only where the source contradicts itself: nothing can move
        return pi, np.zeros((bloecke, teil.shape[1]))
    if gleich.any():
        pi[:, zeilen[gleich]] = -loesung.eqlin.marginals.reshape(bloecke, -1)
    if ungleich.shape[0]:
        marginal = -loesung.ineqlin.marginals.reshape(bloecke, -1)
        anzahl = int(oben.sum())
        pi[:, zeilen[oben]] += marginal[:, :anzahl]
        pi[:, zeilen[unten]] -= marginal[:, anzahl:]
    return pi, loesung.x.reshape(bloecke, -1)


def _to_schranke(
    aufgabe: Aufgabe,
    ziel: int,
    richtung: float,
    pi: Zahlen,
    punkt: Zahlen,
    beweglich: npt.NDArray[np.intp],
) -> Schranke:
    pi = np.where(np.abs(pi) < _FEIN, 0.0, pi)
    rand = -(aufgabe.matrix.T @ pi)
    rand[ziel] += richtung
    rand = np.where(np.abs(rand) < _FEIN, 0.0, rand)
    hoch, tief = np.maximum(rand, 0), np.maximum(-rand, 0)
    runter = aufgabe.runter.copy()
    runter[ziel] = aufgabe.lowered_for(ziel)
    with np.errstate(invalid="ignore"):
        zeilen = np.where(pi > 0, pi * aufgabe.zeile_oben, pi * aufgabe.zeile_unten)
    fest = float(np.where(pi == 0, 0.0, zeilen).sum() + ((hoch + tief) * aufgabe.grob).sum())
    ganz = np.zeros(aufgabe.anzahl)
    ganz[beweglich] = punkt
    je_feld = hoch * aufgabe.rauf + tief * runter
    return Schranke(float(richtung * ganz[ziel]), ganz, je_feld, fest)
