"""Compute the smallest and largest value that each hidden cell can have.

Whole numbers throughout: the intervals are those of a careful attacker, not the wider ones of
fractions of people.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from dkbm.geheimhaltung.angriff.gerundet import is_too_narrow
from dkbm.geheimhaltung.angriff.tatsachen import Tatsachen
from dkbm.geheimhaltung.felder import Schluessel

__all__ = ["Befund", "Zeile", "attack"]

_WEIT = 1e6
Zeile = tuple[dict[int, float], float, float]
"""Coefficients by unknown, lower and upper bound."""


@dataclass(frozen=True)
class Befund:
    """What the attacker learns of one cell.

    Attributes
    ----------
    unten, oben
        Smallest and largest possible value, own value of one person counted in it included.
    noetig
        Width demanded.
    gesperrt
        Whether a sign stands there; otherwise the cell is rounded, or no table shows it, but
        arithmetic yields it.
    undicht
        Whether the cell gives somebody away.
    gerundet
        Whether a rounded number stands there.
    """

    schluessel: Schluessel
    unten: float
    oben: float
    noetig: float
    gesperrt: bool
    undicht: bool
    gerundet: bool = False

    @property
    def breite(self) -> float:
        """Width of the interval."""
        return self.oben - self.unten


def attack(
    tatsachen: Tatsachen,
    schwelle: Mapping[str, int] | int,
    *,
    nullen_sichtbar: bool = True,
    genau: bool = False,
) -> list[Befund]:
    """Attack every hidden and every rounded cell.

    Parameters
    ----------
    tatsachen
        What is published.
    schwelle
        Published threshold, for all or by data set (``"*"`` for others): every interval must
        hold as many whole numbers.
    nullen_sichtbar
        Whether the notes say that zeros are shown: then a sign means at least one.
    genau
        Compute the ends of every interval; otherwise stop where it is wide enough.

    Returns
    -------
    list of Befund
        Hidden and rounded cells, and unseen cells that give somebody away, by key.
    """
    je = {"*": schwelle} if isinstance(schwelle, int) else dict(schwelle)
    namen, zeilen = _set_up(tatsachen)
    unten = np.zeros(len(namen))
    oben = np.full(len(namen), _WEIT)
    for i, key in enumerate(namen):
        if key in tatsachen.bekannt:
            unten[i], oben[i] = tatsachen.bekannt[key]
        elif key in tatsachen.gesperrt and nullen_sichtbar:
            unten[i] = 1.0
    befunde = []
    ziele = tatsachen.gesperrt | tatsachen.gerundet.keys()
    for teil, rows in _split(len(namen), zeilen):
        if rows or not {namen[i] for i in teil}.isdisjoint(ziele):
            modell = _Modell(teil, rows, unten, oben)
            befunde += _attack_hidden(tatsachen, namen, modell, je, genau)
            befunde += _attack_rounded(tatsachen, namen, modell, je, null_harmlos=nullen_sichtbar)
    return sorted(befunde, key=lambda b: b.schluessel)


def _set_up(tatsachen: Tatsachen) -> tuple[list[Schluessel], list[Zeile]]:
    """Number the unknowns, and move what is known exactly to the right-hand side."""
    ziele = tatsachen.gesperrt | tatsachen.gerundet.keys()
    fest = {k: u for k, (u, o) in tatsachen.bekannt.items() if u == o and k not in ziele}
    beteiligt = {k for ganzes, teile in tatsachen.summen for k in (ganzes, *teile)}
    beteiligt |= {k for q in tatsachen.quoten for k in (q.zaehler, q.nenner)}
    namen = sorted((beteiligt | ziele) - set(fest))
    nummer = {key: i for i, key in enumerate(namen)}
    roh: list[tuple[dict[Schluessel, float], float, float]] = [
        ({ganzes: -1.0, **dict.fromkeys(teile, 1.0)}, 0.0, 0.0)
        for ganzes, teile in tatsachen.summen
    ]
    for q in tatsachen.quoten:
        halb = 0.5 * 10.0**-q.stellen + 1e-12
        roh.append(({q.zaehler: q.faktor, q.nenner: -(q.wert - halb)}, 0.0, math.inf))
        roh.append(({q.zaehler: q.faktor, q.nenner: -(q.wert + halb)}, -math.inf, 0.0))
    zeilen = []
    for summe, lo, up in roh:
        bekannt = sum(k * fest[f] for f, k in summe.items() if f in fest)
        offen = {nummer[f]: k for f, k in summe.items() if f not in fest}
        if offen:
            zeilen.append((offen, lo - bekannt, up - bekannt))
    return namen, zeilen


def _split(n: int, zeilen: list[Zeile]) -> list[tuple[list[int], list[Zeile]]]:
    """Return the unknowns that hang together, with their rows."""
    wurzel = list(range(n))

    def find(i: int) -> int:
        while wurzel[i] != i:
            wurzel[i] = wurzel[wurzel[i]]
            i = wurzel[i]
        return i

    for summe, _, _ in zeilen:
        erster, *andere = summe
        for i in andere:
            wurzel[find(i)] = find(erster)
    teile: dict[int, list[int]] = defaultdict(list)
    rows: dict[int, list[Zeile]] = defaultdict(list)
    for i in range(n):
        teile[find(i)].append(i)
    for zeile in zeilen:
        rows[find(next(iter(zeile[0])))].append(zeile)
    return [(teil, rows[w]) for w, teil in teile.items()]


def _attack_hidden(
    tatsachen: Tatsachen,
    namen: list[Schluessel],
    modell: _Modell,
    schwelle: Mapping[str, int],
    genau: bool,
) -> list[Befund]:
    befunde = []
    for i in modell.stelle:
        key = namen[i]
        if key in tatsachen.bekannt:
            continue
        noetig = _get_schwelle(schwelle, key) - 1
        if key not in tatsachen.gesperrt:
            if modell.may_be_harmless(i, noetig):
                continue
            lo, up = modell.bound(i, noetig, genau=True)
            if lo >= 1 and up <= noetig:
                befunde.append(Befund(key, lo, up, noetig, gesperrt=False, undicht=True))
            continue
        lo, up = modell.bound(i, noetig, genau)
        # Somebody counted in the cell knows that it holds at least one.
        undicht = up - max(lo, 1.0) < noetig
        befunde.append(Befund(key, lo, up, noetig, gesperrt=True, undicht=undicht))
    return befunde


def _attack_rounded(
    tatsachen: Tatsachen,
    namen: list[Schluessel],
    modell: _Modell,
    schwelle: Mapping[str, int],
    *,
    null_harmlos: bool,
) -> list[Befund]:
    """Compare what the sums tell of a rounded cell with what its own number tells."""
    befunde = []
    for i in modell.stelle:
        key = namen[i]
        if (allein := tatsachen.gerundet.get(key)) is None:
            continue
        grenze = _get_schwelle(schwelle, key)
        spanne = modell.bound(i, grenze, genau=True)
        undicht = is_too_narrow(spanne, allein, grenze, null_harmlos=null_harmlos)
        noetig = min(grenze - 1, allein[1] - allein[0])
        befunde.append(Befund(key, *spanne, noetig, gesperrt=False, undicht=undicht, gerundet=True))
    return befunde


def _get_schwelle(schwelle: Mapping[str, int], key: Schluessel) -> float:
    return float(schwelle.get(key.datensatz, schwelle.get("*", 3)))


class _Modell:
    """One part as a programme in whole numbers; every solution widens what is known possible."""

    def __init__(
        self,
        teil: list[int],
        zeilen: list[Zeile],
        unten: np.ndarray[tuple[int], np.dtype[np.float64]],
        oben: np.ndarray[tuple[int], np.dtype[np.float64]],
    ) -> None:
        self.stelle = {f: i for i, f in enumerate(teil)}
        self.unten, self.oben = unten[teil], oben[teil]
        self.fertig = False
        self.moeglich_unten = np.full(len(teil), math.inf)
        self.moeglich_oben = np.full(len(teil), -math.inf)
        r = [n for n, z in enumerate(zeilen) for _ in z[0]]
        c = [self.stelle[f] for z in zeilen for f in z[0]]
        v = [k for z in zeilen for k in z[0].values()]
        self.grenzen = (
            LinearConstraint(
                csr_array((v, (r, c)), shape=(len(zeilen), len(teil))),
                np.array([z[1] for z in zeilen]) - 1e-9,
                np.array([z[2] for z in zeilen]) + 1e-9,
            )
            if zeilen
            else ()
        )
        if len(teil) == 1:
            self._solve_single(zeilen)
        else:
            self._push(0, 0.0)

    def _solve_single(self, zeilen: list[Zeile]) -> None:
        """One unknown needs no programme: every row is an interval."""
        lo, up = float(self.unten[0]), float(self.oben[0])
        for summe, unten, oben in zeilen:
            (k,) = summe.values()
            enden = sorted((unten / k, oben / k))
            lo = max(lo, np.ceil(enden[0] - 1e-6))
            up = min(up, np.floor(enden[1] + 1e-6))
        if lo <= up:
            self.moeglich_unten[0], self.moeglich_oben[0] = lo, up
        else:
            self.moeglich_unten[0], self.moeglich_oben[0] = self.unten[0], self.oben[0]
        self.fertig = True

    def may_be_harmless(self, feld: int, noetig: float) -> bool:
        """Whether a solution is known in which nobody stands out in a cell no table shows."""
        i = self.stelle[feld]
        return bool(self.moeglich_oben[i] > noetig or self.moeglich_unten[i] < 1)

    def bound(self, feld: int, noetig: float, genau: bool) -> tuple[float, float]:
        i = self.stelle[feld]
        for richtung in () if self.fertig else (-1.0, 1.0):
            lo, up = self.moeglich_unten[i], self.moeglich_oben[i]
            if not genau and up - max(lo, 1.0) >= noetig:
                break
            if lo > self.unten[i] if richtung < 0 else up < self.oben[i]:
                self._push(i, richtung)
        return float(self.moeglich_unten[i]), float(self.moeglich_oben[i])

    def _push(self, i: int, richtung: float) -> None:
        ziel = np.zeros(len(self.unten))
        ziel[i] = -richtung
        loesung = milp(
            ziel,
            constraints=self.grenzen,
            bounds=Bounds(self.unten, self.oben),
            integrality=np.ones(len(ziel), dtype=np.int64),
        )
        if loesung.x is None:  # contradictory tables tell nothing certain
            np.minimum(self.moeglich_unten, self.unten, out=self.moeglich_unten)
            np.maximum(self.moeglich_oben, self.oben, out=self.moeglich_oben)
            return
        punkt = np.round(loesung.x)
        self.moeglich_unten = np.minimum(self.moeglich_unten, punkt)
        self.moeglich_oben = np.maximum(self.moeglich_oben, punkt)
