"""Hide the cells that cost least so that no hidden cell can be computed: exact, by cuts.

A master programme chooses cells; the attacks on its choice (`schranken`) return inequalities
that every safe choice fulfils; both are repeated until no attack succeeds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.optimize
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from dkbm.geheimhaltung.aufgabe import Aufgabe, Maske, Zahlen
from dkbm.geheimhaltung.naeherung import approximate, give_back
from dkbm.geheimhaltung.schranken import Schranke, bound_cells
from dkbm.geheimhaltung.sicherheit import find_fractional, list_targets

__all__ = ["LUECKE", "Schnitt", "Wahl", "optimize"]

_linprog: Callable[..., Any] = scipy.optimize.linprog
"""Its stubs know neither sparse matrices nor absent constraints."""

LUECKE = 0.02
"""By how much the loss may exceed the least possible."""
_RUNDEN, _RUNDEN_GELOCKERT = 3, 6
_KNOTEN = 60
"""Limits count rounds and nodes, never seconds: same input, same result on every machine."""
_GENAU = 1e-6


@dataclass(frozen=True)
class Wahl:
    """A safe choice, its loss, and what no safe choice can undercut.

    Loss counts the cells that are hidden for others' sake.
    """

    gesperrt: Maske
    verlust: float
    schranke: float


@dataclass(frozen=True)
class Schnitt:
    """``sum(zahlen * y[felder]) >= schwelle * y[ziel]`` for every safe choice ``y``."""

    ziel: int
    felder: tuple[int, ...]
    zahlen: tuple[float, ...]
    schwelle: float


def optimize(aufgabe: Aufgabe) -> Wahl | None:
    """Return a safe choice, as cheap as can be found within the limits; None if there is none.

    The demands must be such that hiding everything allowed fulfils them.
    """
    schnitte = _start_cuts(aufgabe)
    beste: Maske | None = None
    schranke = 0.0
    for runde in range(_RUNDEN):
        if runde == 1:
            schnitte += _cut_relaxed(aufgabe, schnitte)
        gesperrt, unten = _solve_master(aufgabe, schnitte)
        if gesperrt is None:
            return None
        schranke = max(schranke, unten)
        schranken = bound_cells(aufgabe, gesperrt, list_targets(aufgabe, gesperrt))
        if neu := _cut(aufgabe, gesperrt.astype(float), schranken):
            schnitte += neu
        elif ungerade := find_fractional(aufgabe, gesperrt, schranken):
            schnitte += [_cover(aufgabe, gesperrt, f) for f in ungerade]
        else:
            return Wahl(gesperrt, _cost(aufgabe, gesperrt), schranke)
        if runde < _RUNDEN - 1:
            continue
        ergaenzt = approximate(aufgabe, start=gesperrt, schlank=False)
        if beste is None or _cost(aufgabe, ergaenzt) < _cost(aufgabe, beste):
            beste = ergaenzt
        if _cost(aufgabe, beste) <= schranke * (1 + LUECKE):
            break
    assert beste is not None
    beste = give_back(aufgabe, beste)
    return Wahl(beste, _cost(aufgabe, beste), schranke)


def _cost(aufgabe: Aufgabe, gesperrt: Maske) -> float:
    return float(aufgabe.kosten[gesperrt & ~aufgabe.muss].sum())


def _cut_relaxed(aufgabe: Aufgabe, start: Sequence[Schnitt]) -> list[Schnitt]:
    """Gather inequalities cheaply, while cells may still be hidden by half."""
    schnitte: list[Schnitt] = []
    for _ in range(_RUNDEN_GELOCKERT):
        anteil = _solve_relaxed(aufgabe, [*start, *schnitte])
        if anteil is None:
            break
        ziele = [f for f in list_targets(aufgabe, anteil > 0) if anteil[f] > 0.05]
        neu = _cut(aufgabe, anteil, bound_cells(aufgabe, anteil, ziele))
        if not neu:
            break
        schnitte += neu
    return schnitte


def _cut(
    aufgabe: Aufgabe, anteil: Zahlen, schranken: Mapping[int, tuple[Schranke, Schranke]]
) -> list[Schnitt]:
    """Return the inequalities that a choice breaks, at most a few per cell."""
    neu = []
    for f, (tief, hoch) in schranken.items():
        for schnitt in _to_cuts(aufgabe, f, tief, hoch, float(anteil[f])):
            links = float(anteil[list(schnitt.felder)] @ np.array(schnitt.zahlen))
            if links < schnitt.schwelle * anteil[f] - 1e-5:
                neu.append(schnitt)
    return neu


def _start_cuts(aufgabe: Aufgabe) -> list[Schnitt]:
    """A cell is held by every relation it is in: the others must be able to give way."""
    schnitte = []
    spiel = aufgabe.runter + aufgabe.rauf
    matrix = aufgabe.matrix
    gleich = np.flatnonzero(aufgabe.zeile_unten == aufgabe.zeile_oben)
    for r in gleich:
        felder = matrix.indices[matrix.indptr[r] : matrix.indptr[r + 1]]
        zahlen = matrix.data[matrix.indptr[r] : matrix.indptr[r + 1]]
        for f, c in zip(felder, zahlen, strict=True):
            if aufgabe.darf_nicht[f] or aufgabe.breite[f] <= 0:
                continue
            je_feld = np.zeros(aufgabe.anzahl)
            je_feld[felder] = np.abs(zahlen / c) * spiel[felder]
            fest = 2 * float((np.abs(zahlen / c) * aufgabe.grob[felder]).sum())
            je_feld[f] = 0
            schnitte += _cap(aufgabe, int(f), je_feld, fest, float(aufgabe.breite[f]))
    return schnitte


def _to_cuts(
    aufgabe: Aufgabe, ziel: int, tief: Schranke, hoch: Schranke, anteil: float
) -> list[Schnitt]:
    schnitte = []
    if tief.weite + hoch.weite < aufgabe.breite[ziel] * anteil - _GENAU:
        summe, fest = tief.je_feld + hoch.je_feld, tief.fest + hoch.fest
        schnitte += _cap(aufgabe, ziel, summe, fest, float(aufgabe.breite[ziel]))
    if hoch.weite < aufgabe.oben[ziel] * anteil - _GENAU:
        schnitte += _cap(aufgabe, ziel, hoch.je_feld, hoch.fest, float(aufgabe.oben[ziel]))
    return schnitte


def _cap(aufgabe: Aufgabe, ziel: int, je_feld: Zahlen, fest: float, noetig: float) -> list[Schnitt]:
    """Return the inequality with coefficients no larger than needed, where it says anything."""
    schwelle = noetig - fest - float(je_feld[ziel])
    if schwelle <= _GENAU:
        return []
    zahlen = np.minimum(je_feld, schwelle)
    zahlen[ziel] = 0
    # What is hidden in any case, such as implicit cells, is no longer a choice.
    immer = float(zahlen[aufgabe.muss].sum())
    if immer >= schwelle - _GENAU:
        return []
    schwelle -= immer
    zahlen = np.minimum(np.where(aufgabe.muss | aufgabe.darf_nicht, 0.0, zahlen), schwelle)
    felder = np.flatnonzero(zahlen > _GENAU)
    return [Schnitt(ziel, tuple(map(int, felder)), tuple(map(float, zahlen[felder])), schwelle)]


def _cover(aufgabe: Aufgabe, gesperrt: Maske, ziel: int) -> Schnitt:
    """With whole numbers this choice fails, and so does every part of it: hide one more."""
    felder = np.flatnonzero(~gesperrt & ~aufgabe.darf_nicht)
    return Schnitt(ziel, tuple(map(int, felder)), (1.0,) * len(felder), 1.0)


def _build_master(
    aufgabe: Aufgabe, schnitte: Sequence[Schnitt], frei: npt.NDArray[np.intp]
) -> tuple[csr_array, Zahlen]:
    stelle = np.full(aufgabe.anzahl, -1)
    stelle[frei] = np.arange(len(frei))
    zeilen, spalten, zahlen = [], [], []
    rechts = np.zeros(len(schnitte))
    for r, schnitt in enumerate(schnitte):
        zeilen += [r] * len(schnitt.felder)
        spalten += [int(stelle[f]) for f in schnitt.felder]
        zahlen += [z / schnitt.schwelle for z in schnitt.zahlen]
        if stelle[schnitt.ziel] >= 0:
            zeilen.append(r)
            spalten.append(int(stelle[schnitt.ziel]))
            zahlen.append(-1.0)
        else:
            rechts[r] = 1.0
    matrix = csr_array((zahlen, (zeilen, spalten)), shape=(len(schnitte), len(frei)))
    return matrix, rechts - _GENAU


def _solve_relaxed(aufgabe: Aufgabe, schnitte: Sequence[Schnitt]) -> Zahlen | None:
    frei = np.flatnonzero(~aufgabe.muss & ~aufgabe.darf_nicht)
    anteil = aufgabe.muss.astype(float)
    if not schnitte or not len(frei):
        return anteil
    matrix, rechts = _build_master(aufgabe, schnitte, frei)
    loesung = _linprog(aufgabe.kosten[frei], A_ub=-matrix, b_ub=-rechts, bounds=(0, 1))
    if loesung.x is None:
        return None
    anteil[frei] = np.where(loesung.x < 1e-6, 0.0, loesung.x)
    return anteil


def _solve_master(aufgabe: Aufgabe, schnitte: Sequence[Schnitt]) -> tuple[Maske | None, float]:
    """Return the choice (None: impossible) and what no safe choice can undercut."""
    frei = np.flatnonzero(~aufgabe.muss & ~aufgabe.darf_nicht)
    gesperrt = aufgabe.muss.copy()
    if not schnitte or not len(frei):
        return gesperrt, 0.0
    matrix, rechts = _build_master(aufgabe, schnitte, frei)
    loesung = milp(
        aufgabe.kosten[frei],
        constraints=LinearConstraint(matrix, rechts, np.inf),
        bounds=Bounds(0, 1),
        integrality=np.ones(len(frei), dtype=np.int64),
        options={"node_limit": _KNOTEN, "mip_rel_gap": LUECKE},
    )
    if loesung.x is None:
        return None, 0.0
    gesperrt[frei[loesung.x > 0.5]] = True
    return gesperrt, float(loesung.mip_dual_bound or 0.0)
