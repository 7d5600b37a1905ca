"""Whether a choice of hidden cells is safe: every demand met, in whole numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import block_array, csr_array

from dkbm.geheimhaltung.aufgabe import Aufgabe, Maske, Zahlen
from dkbm.geheimhaltung.schranken import Schranke, bound_cells

__all__ = ["find_fractional", "find_open", "keep_open", "list_targets"]

_KNOTEN = 500
_GENAU = 1e-6


def list_targets(aufgabe: Aufgabe, gesperrt: Maske) -> list[int]:
    """Return the hidden cells with a demand."""
    return [int(i) for i in np.flatnonzero(gesperrt & ((aufgabe.breite > 0) | (aufgabe.oben > 0)))]


def find_open(
    aufgabe: Aufgabe, gesperrt: Maske, ziele: Sequence[int] | None = None
) -> dict[int, tuple[Schranke, Schranke]]:
    """Return the hidden cells whose demand is not met, with what holds them."""
    alle = list_targets(aufgabe, gesperrt) if ziele is None else ziele
    return keep_open(aufgabe, bound_cells(aufgabe, gesperrt, alle))


def keep_open(
    aufgabe: Aufgabe, schranken: Mapping[int, tuple[Schranke, Schranke]]
) -> dict[int, tuple[Schranke, Schranke]]:
    """Keep those whose demand is not met."""
    return {
        f: (tief, hoch)
        for f, (tief, hoch) in schranken.items()
        if tief.weite + hoch.weite < aufgabe.breite[f] - _GENAU
        or hoch.weite < aufgabe.oben[f] - _GENAU
    }


def find_fractional(
    aufgabe: Aufgabe, gesperrt: Maske, schranken: Mapping[int, tuple[Schranke, Schranke]]
) -> list[int]:
    """Return hidden cells that are safe only if people came in fractions."""
    return [
        f
        for f, (tief, hoch) in schranken.items()
        if not (_is_whole(tief.punkt) and _is_whole(hoch.punkt))
        and not _has_whole_pair(aufgabe, gesperrt, f)
    ]


def _is_whole(punkt: Zahlen) -> bool:
    return bool((np.abs(punkt - np.round(punkt)) < _GENAU).all())


def _has_whole_pair(aufgabe: Aufgabe, gesperrt: Maske, ziel: int) -> bool:
    """Whether two whole solutions exist that lie as far apart as demanded."""
    beweglich = np.flatnonzero(gesperrt | (aufgabe.grob > 0))
    teil = aufgabe.matrix[:, beweglich]
    zeilen = np.flatnonzero(np.diff(teil.indptr))
    teil, n = csr_array(teil[zeilen]), len(beweglich)
    eigener = int(np.flatnonzero(beweglich == ziel)[0])
    runter = np.where(gesperrt, aufgabe.runter, 0.0) + aufgabe.grob
    rauf = np.where(gesperrt, aufgabe.rauf, 0.0) + aufgabe.grob
    runter[ziel] = aufgabe.lowered_for(ziel) + aufgabe.grob[ziel]
    unten, oben = -runter[beweglich], rauf[beweglich]
    reihen = csr_array(teil)
    leer = csr_array(teil.shape)
    abstand = np.zeros(2 * n)
    abstand[eigener], abstand[n + eigener] = -1.0, 1.0
    lo, up = aufgabe.zeile_unten[zeilen], aufgabe.zeile_oben[zeilen]
    loesung = milp(
        np.zeros(2 * n),
        constraints=[
            LinearConstraint(
                csr_array(block_array([[reihen, leer], [leer, reihen]])),
                np.tile(lo, 2),
                np.tile(up, 2),
            ),
            LinearConstraint(csr_array([abstand]), aufgabe.breite[ziel] - _GENAU, np.inf),
            LinearConstraint(
                csr_array([np.where(np.arange(2 * n) == n + eigener, 1.0, 0.0)]),
                aufgabe.oben[ziel] - _GENAU if aufgabe.oben[ziel] else -np.inf,
                np.inf,
            ),
        ],
        bounds=Bounds(np.tile(unten, 2), np.tile(oben, 2)),
        integrality=np.ones(2 * n, dtype=np.int64),
        options={"node_limit": _KNOTEN},
    )
    return loesung.x is not None
