"""The cells of a run and the linear relations between them.

The official word for a cell of a table is Tabellenfach, in short `Feld`. One `Feld` stands for
one number, in however many tables, figures and sentences it appears: a decision about it holds
in all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

__all__ = ["INSGESAMT", "Beziehung", "Feld", "Feldsystem", "Schluessel", "to_schluessel"]

INSGESAMT = "insgesamt"
"""Code of the total in every breakdown; a key leaves it out, so tables share their margins."""


class Schluessel(NamedTuple):
    """What a cell counts; ``bis`` differs from ``jahr`` where years are cumulated."""

    datensatz: str
    merkmal: str
    ags: str
    jahr: int
    bis: int
    codes: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        zeit = str(self.jahr) if self.jahr == self.bis else f"{self.jahr}–{self.bis}"
        teile = [self.datensatz, self.merkmal, self.ags, zeit, *(f"{g}={c}" for g, c in self.codes)]
        return " | ".join(teile)


def to_schluessel(
    datensatz: str,
    merkmal: str,
    ags: str,
    jahr: int,
    codes: Mapping[str, str] | None = None,
    bis: int | None = None,
) -> Schluessel:
    """Return the key of a cell; totals of a breakdown are the cell without that breakdown."""
    teile = sorted((g, c) for g, c in (codes or {}).items() if c not in (INSGESAMT, ""))
    return Schluessel(datensatz, merkmal, ags, jahr, bis or jahr, tuple(teile))


@dataclass(frozen=True)
class Feld:
    """One number that tables may show.

    Attributes
    ----------
    schluessel
        What it counts.
    wert
        True value; NaN where its source already hides it.
    zeichen
        Sign of the source.
    gewicht
        How much its loss costs, against 1 for an ordinary inner cell.
    implizit
        Never shown, but there: the boys where a table shows all children and the girls.
    bekannt
        Cannot be hidden any more: an earlier edition or an open official table shows it.
    unschaerfe
        How far the true value may lie from ``wert``, where the source rounds.
    beitraege
        Largest contributions, for dominance rules; empty for counts of persons.
    """

    schluessel: Schluessel
    wert: float
    zeichen: str = ""
    gewicht: float = 1.0
    implizit: bool = False
    bekannt: bool = False
    unschaerfe: float = 0.0
    beitraege: tuple[float, ...] = ()


@dataclass(frozen=True)
class Beziehung:
    """``unten <= sum(koeffizient * wert) <= oben`` holds for the true values of some cells."""

    felder: tuple[int, ...]
    koeffizienten: tuple[float, ...]
    unten: float = 0.0
    oben: float = 0.0
    art: str = "Summe"


@dataclass(frozen=True)
class Feldsystem:
    """All cells of a run with all relations between them."""

    felder: tuple[Feld, ...]
    beziehungen: tuple[Beziehung, ...]

    @property
    def matrix(self) -> csr_array:
        """Coefficients, one row per relation and one column per cell."""
        zeilen = [r for r, b in enumerate(self.beziehungen) for _ in b.felder]
        spalten = [f for b in self.beziehungen for f in b.felder]
        zahlen = [k for b in self.beziehungen for k in b.koeffizienten]
        form = (len(self.beziehungen), len(self.felder))
        return csr_array((np.array(zahlen, dtype=float), (zeilen, spalten)), shape=form)

    @property
    def werte(self) -> npt.NDArray[np.float64]:
        """True values, NaN where the source hides them."""
        return np.array([feld.wert for feld in self.felder], dtype=float)

    def split(self) -> list[tuple[npt.NDArray[np.intp], Feldsystem]]:
        """Return the parts that no relation links, each with the numbers of its cells here."""
        n = len(self.felder)
        kanten = [(b.felder[0], f) for b in self.beziehungen for f in b.felder[1:]]
        von, nach = ([k[i] for k in kanten] for i in (0, 1))
        graph = csr_array((np.ones(len(kanten)), (von, nach)), shape=(n, n))
        anzahl, teil = connected_components(graph, directed=False)
        je_teil: list[list[Beziehung]] = [[] for _ in range(anzahl)]
        neu = np.zeros(n, dtype=np.intp)
        gruppen = [np.flatnonzero(teil == t) for t in range(anzahl)]
        for gruppe in gruppen:
            neu[gruppe] = np.arange(len(gruppe))
        for b in self.beziehungen:
            umgezaehlt = tuple(int(neu[f]) for f in b.felder)
            je_teil[teil[b.felder[0]]].append(
                Beziehung(umgezaehlt, b.koeffizienten, b.unten, b.oben, b.art)
            )
        return [
            (gruppe, Feldsystem(tuple(self.felder[i] for i in gruppe), tuple(rows)))
            for gruppe, rows in zip(gruppen, je_teil, strict=True)
        ]

    def index(self) -> dict[Schluessel, int]:
        """Return the number of each cell by its key."""
        return {feld.schluessel: i for i, feld in enumerate(self.felder)}


def drop_broken(system: Feldsystem, toleranz: float = 1e-6) -> tuple[Feldsystem, list[Beziehung]]:
    """Leave out relations that the values contradict: nobody can conclude from them.

    Returns
    -------
    Feldsystem
        With the relations that hold, a source's rounding allowed for.
    list of Beziehung
        Those that do not hold.
    """
    gut: list[Beziehung] = []
    falsch: list[Beziehung] = []
    for b in system.beziehungen:
        (gut if _holds(system.felder, b, toleranz) else falsch).append(b)
    return Feldsystem(system.felder, tuple(gut)), falsch


def _holds(felder: tuple[Feld, ...], b: Beziehung, toleranz: float) -> bool:
    teile: Iterable[tuple[float, Feld]] = (
        (k, felder[f]) for k, f in zip(b.koeffizienten, b.felder, strict=True)
    )
    unten = oben = 0.0
    for k, feld in teile:
        if np.isnan(feld.wert):
            unten, oben = (unten, np.inf) if k > 0 else (-np.inf, oben)
            continue
        unten += k * feld.wert - abs(k) * feld.unschaerfe
        oben += k * feld.wert + abs(k) * feld.unschaerfe
    return unten <= b.oben + toleranz and oben >= b.unten - toleranz
