"""One connected part of a run as arrays: what can be hidden, what it costs, what must hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from dkbm.geheimhaltung.felder import Feldsystem
from dkbm.geheimhaltung.primaer import Schutz
from dkbm.geheimhaltung.regeln import Regelwerk

__all__ = ["Aufgabe", "build_aufgabe", "complete_values"]

Zahlen = npt.NDArray[np.float64]
Maske = npt.NDArray[np.bool_]
_SPIELRAUM = 12.0
"""Times the widest protection: how far a hidden value may be thought to lie off. A real attacker
may think further, so the intervals here are rather too narrow than too wide."""


@dataclass(frozen=True)
class Aufgabe:
    """Arrays over the n cells and m relations of one part.

    Attributes
    ----------
    matrix
        (m, n) coefficients.
    zeile_unten, zeile_oben
        (m,) what the deviations from the true values may sum to.
    runter, rauf
        (n,) how far an attacker may think a hidden cell lies below or above its true value.
    grob
        (n,) the same for a shown cell: its source's rounding.
    kosten
        (n,) loss if hidden.
    muss, darf_nicht
        (n,) hidden in any case, never hidden.
    breite, oben
        (n,) least width of the interval if hidden, least excess of its upper end.
    mindestens_eins
        (n,) whether somebody counted in the cell knows that it is not empty.
    """

    matrix: csr_array
    zeile_unten: Zahlen
    zeile_oben: Zahlen
    runter: Zahlen
    rauf: Zahlen
    grob: Zahlen
    kosten: Zahlen
    muss: Maske
    darf_nicht: Maske
    breite: Zahlen
    oben: Zahlen
    mindestens_eins: Maske
    wert: Zahlen

    @property
    def anzahl(self) -> int:
        """Number of cells."""
        return len(self.kosten)

    def lowered_for(self, ziel: int) -> float:
        """Return ``runter`` of a cell as somebody sees it who is counted in it."""
        runter = float(self.runter[ziel])
        return min(runter, self.wert[ziel] - 1) if self.mindestens_eins[ziel] else runter


def complete_values(system: Feldsystem) -> Zahlen:
    """Return the values, with possible ones where the source hides them.

    What stands behind a sign nobody here knows; any values that fit the relations will do as
    the point from which deviations are measured.
    """
    werte = system.werte
    offen = np.isnan(werte)
    if not offen.any() or not system.beziehungen:
        return np.where(offen, 3.0, werte)
    grob = np.array([feld.unschaerfe for feld in system.felder])
    hoechstens = max(float(np.nanmax(werte, initial=0.0)), 100.0) * 2
    bekannt_unten = np.maximum(werte - grob, 0)
    oben = np.where(offen, hoechstens, werte + grob)
    rows = system.beziehungen
    grenzen = LinearConstraint(
        system.matrix, np.array([b.unten for b in rows]), np.array([b.oben for b in rows])
    )
    implizit = np.array([feld.implizit for feld in system.felder])
    # Whoever sees a sign reckons with at least one; only if the sums rule that out, with none.
    for mindestens, ganz in ((1.0, 1), (0.0, 1), (0.0, 0)):
        unten = np.where(offen, np.where(implizit, 0.0, mindestens), bekannt_unten)
        # Small values are the likely ones behind a sign, and the hardest to protect.
        loesung = milp(
            np.where(offen, 1.0, 0.0),
            constraints=grenzen,
            bounds=Bounds(unten, oben),
            integrality=np.full(len(werte), ganz),
            options={"node_limit": 2000},
        )
        if loesung.x is not None:
            return np.where(offen, np.round(loesung.x, 6), werte)
    return np.where(offen, 3.0, werte)


def build_aufgabe(
    system: Feldsystem, regeln: Regelwerk, schutz: Mapping[int, Schutz], je_summe: float
) -> Aufgabe:
    """Return the arrays of one part.

    Parameters
    ----------
    schutz
        Cells that primary rules hide, by their number in this part.
    je_summe
        Loss of a hidden unit of value, against 1 for a hidden cell.
    """
    wert = complete_values(system)
    profile = [regeln.profil(f.schluessel.datensatz.rstrip("*")) for f in system.felder]
    kleinster = np.array([float(p.kleinster) for p in profile])
    implizit = np.array([f.implizit for f in system.felder])
    kleinster = np.where(implizit, 0.0, np.minimum(kleinster, wert))
    sperrbar = np.array([p.verfahren == "sperren" for p in profile])
    breite = np.array([float(p.schutzbreite) for p in profile])
    nullen = np.array([p.nullen == "sichtbar" for p in profile]) & (wert <= 0)
    muss, oben = implizit.copy(), np.zeros(len(wert))
    for i, s in schutz.items():
        muss[i], breite[i], oben[i] = True, s.breite, s.oben
    breite = np.where(implizit & ~np.isin(np.arange(len(wert)), list(schutz)), 0.0, breite)
    # A sign of the source that can only be a zero: others take it for at least one, and so see
    # every interval of this part narrower by one.
    scheinbar = np.isnan(system.werte) & ~implizit & (wert < 1)
    breite = np.where(breite > 0, breite + float(scheinbar.sum()), 0.0)
    weit = _SPIELRAUM * max(float(breite.max(initial=0)), 3.0) + oben
    bekannt = np.array([f.bekannt for f in system.felder])
    matrix = system.matrix
    rest = matrix @ wert if system.beziehungen else np.zeros(0)
    gewicht = np.array([f.gewicht for f in system.felder])
    return Aufgabe(
        matrix=matrix,
        zeile_unten=np.array([b.unten for b in system.beziehungen]) - rest,
        zeile_oben=np.array([b.oben for b in system.beziehungen]) - rest,
        runter=np.minimum(np.maximum(wert - kleinster, 0), weit),
        rauf=weit,
        grob=np.array([f.unschaerfe for f in system.felder]),
        kosten=np.where(implizit, 0.0, gewicht * (1 + je_summe * wert)) + _tie_break(len(wert)),
        muss=muss,
        darf_nicht=(bekannt | nullen | ~sperrbar) & ~muss,
        breite=breite,
        oben=oben,
        mindestens_eins=wert >= 1,
        wert=wert,
    )


def _tie_break(n: int) -> Zahlen:
    """Return tiny different amounts: of equal losses always the same cells are chosen."""
    return 1e-5 * ((np.arange(n) * 7919) % 1009) / 1009


def relax(aufgabe: Aufgabe, breite: Zahlen, oben: Zahlen, darf_nicht: Maske) -> Aufgabe:
    """Return the task with other demands."""
    return replace(aufgabe, breite=breite, oben=oben, darf_nicht=darf_nicht)
