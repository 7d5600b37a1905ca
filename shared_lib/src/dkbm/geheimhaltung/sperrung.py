"""Decide for a whole run which cells are hidden: part by part, exactly or fast."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from dkbm.geheimhaltung.aufgabe import Aufgabe, Maske, build_aufgabe, relax
from dkbm.geheimhaltung.felder import Feldsystem
from dkbm.geheimhaltung.naeherung import approximate
from dkbm.geheimhaltung.optimierung import LUECKE, optimize
from dkbm.geheimhaltung.primaer import Schutz
from dkbm.geheimhaltung.regeln import Regelwerk
from dkbm.geheimhaltung.schranken import bound_cells
from dkbm.geheimhaltung.sicherheit import find_fractional, find_open, keep_open, list_targets

__all__ = ["FOLGE", "GROSS", "JE_SUMME", "Sperrung", "measure_loss", "suppress"]

FOLGE = "Folgesperrung"
GROSS = 700
"""Number of cells that could be hidden above which a part is solved by `approximate`."""
JE_SUMME = 0.02
"""Loss of a hidden unit of value, against 1 for a hidden cell."""


@dataclass(frozen=True)
class Sperrung:
    """What is hidden in a system.

    Attributes
    ----------
    regel
        Number of each hidden cell that tables show, with the name of its rule.
    ungeschuetzt
        Number of each cell that nothing can protect, with the width that can be reached: what
        is known already gives it away.
    genaehert
        Number of parts (of ``teile``) whose loss is not proven to be nearly the least.
    verlust_felder, verlust_summe
        Share of shown cells and of their sum that is lost.
    """

    regel: Mapping[int, str]
    ungeschuetzt: Mapping[int, float]
    teile: int
    genaehert: int
    verlust_felder: float
    verlust_summe: float


def suppress(
    system: Feldsystem,
    regeln: Regelwerk,
    schutz: Mapping[int, Schutz],
    *,
    gross: int = GROSS,
    je_summe: float = JE_SUMME,
) -> Sperrung:
    """Hide the primary cells and what else is needed, at the least loss.

    Parameters
    ----------
    schutz
        Primary cells as `apply_primary` returns them.
    gross
        Parts with more cells to choose from are solved by `approximate`.
    je_summe
        Loss of a hidden unit of value, against 1 for a hidden cell.
    """
    regel: dict[int, str] = {}
    ungeschuetzt: dict[int, float] = {}
    genaehert = teile = 0
    for nummern, teil in system.split():
        eigene = {i: schutz[int(f)] for i, f in enumerate(nummern) if int(f) in schutz}
        if not eigene:
            continue
        teile += 1
        aufgabe = build_aufgabe(teil, regeln, eigene, je_summe)
        gesperrt, erreichbar, genau = _protect_part(aufgabe, gross)
        genaehert += not genau
        ungeschuetzt |= {int(nummern[i]): breite for i, breite in erreichbar.items()}
        for f in map(int, np.flatnonzero(gesperrt)):
            if not teil.felder[f].implizit:
                regel[int(nummern[f])] = eigene[f].regel if f in eigene else FOLGE
    felder, summe = measure_loss(system, set(regel))
    return Sperrung(regel, ungeschuetzt, teile, genaehert, felder, summe)


def _protect_part(aufgabe: Aufgabe, gross: int) -> tuple[Maske, dict[int, float], bool]:
    """Return the hidden cells, what of the demands is out of reach, and whether it costs least."""
    ziele = list_targets(aufgabe, aufgabe.muss)
    schranken = bound_cells(aufgabe, aufgabe.muss, ziele)
    offen = sorted(keep_open(aufgabe, schranken))
    if not offen and not find_fractional(aufgabe, aufgabe.muss, schranken):
        # Most parts need no more than their primary cells: nothing is cheaper than that.
        return aufgabe.muss, {}, True
    aufgabe, erreichbar = _lower_demands(aufgabe, offen)
    gesperrt, genau = _choose(aufgabe, gross)
    # Whatever the search promised is checked once more before anything is published.
    for i, (tief, hoch) in find_open(aufgabe, gesperrt).items():
        erreichbar[i] = max(0.0, np.floor(tief.weite + hoch.weite + 1e-6))
    return gesperrt, erreichbar, genau


def _choose(aufgabe: Aufgabe, gross: int) -> tuple[Maske, bool]:
    """Return the hidden cells, and whether the loss is proven to be (nearly) the least."""
    if int((~aufgabe.muss & ~aufgabe.darf_nicht).sum()) <= gross:
        wahl = optimize(aufgabe)
        if wahl is None:
            wahl = optimize(_forbid_unprotectable(aufgabe))
        if wahl is not None:
            return wahl.gesperrt, wahl.verlust <= wahl.schranke * (1 + 2 * LUECKE) + 1e-3
    return approximate(aufgabe, schlank=aufgabe.anzahl <= 3 * gross), False


def _lower_demands(aufgabe: Aufgabe, ziele: Sequence[int]) -> tuple[Aufgabe, dict[int, float]]:
    """Lower what cannot be reached even if everything is hidden, and say where."""
    breite, oben = aufgabe.breite.copy(), aufgabe.oben.copy()
    erreichbar: dict[int, float] = {}
    for f, (tief, hoch) in find_open(aufgabe, ~aufgabe.darf_nicht, ziele).items():
        breite[f] = erreichbar[f] = max(0.0, np.floor(tief.weite + hoch.weite + 1e-6))
        oben[f] = min(oben[f], max(0.0, hoch.weite - 1e-6))
    return relax(aufgabe, breite, oben, aufgabe.darf_nicht), erreichbar


def _forbid_unprotectable(aufgabe: Aufgabe) -> Aufgabe:
    """A cell that could not be protected itself is not hidden for others' sake."""
    offen = find_open(aufgabe, ~aufgabe.darf_nicht)
    darf_nicht = aufgabe.darf_nicht.copy()
    darf_nicht[[f for f in offen if not aufgabe.muss[f]]] = True
    return relax(aufgabe, aufgabe.breite, aufgabe.oben, darf_nicht)


def measure_loss(system: Feldsystem, gesperrt: set[int]) -> tuple[float, float]:
    """Return the hidden share of the shown cells and of their sum; source signs do not count."""
    gezeigt = [i for i, f in enumerate(system.felder) if not f.implizit and not np.isnan(f.wert)]
    summe = sum(system.felder[i].wert for i in gezeigt)
    weg = [i for i in gezeigt if i in gesperrt]
    return (
        len(weg) / len(gezeigt) if gezeigt else 0.0,
        sum(system.felder[i].wert for i in weg) / summe if summe else 0.0,
    )
