"""The few ways in which Kennzahlen are computed.

Rates are recomputed from sums, never averaged; a missing part makes the sum missing;
``0 / 0`` is undefined (sign ``x``).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import reduce

import pandas as pd

from dkbm.bestand import Bestand
from dkbm.bestand.gebietsstand import worse_marks
from dkbm.kennzahlen.auswahl import KEYS, Auswahl
from dkbm.kennzahlen.kennzahl import Berechnung

__all__ = ["Auswahl", "differenz", "index", "quotient", "quotientensumme", "wert"]


def wert(auswahl: Auswahl) -> Berechnung:
    """Return a published or counted value as it is."""

    def compute(bestand: Bestand, ags: Sequence[str] | None) -> pd.DataFrame:
        frame = auswahl.load(bestand, ags)
        return frame.assign(zaehler=frame["wert"], nenner=float("nan"))

    return compute


def quotient(
    zaehler: Auswahl,
    nenner: Auswahl,
    *,
    faktor: float = 100,
    versatz: int = 0,
    hoechstens: float = math.inf,
) -> Berechnung:
    """Return ``zaehler / nenner × faktor``.

    Parameters
    ----------
    versatz
        Years by which the denominator's Stichtag lies off: ``-1`` for the 31.12. before.
    hoechstens
        Largest value that the definition allows: a part cannot exceed its whole. Where the
        source says more it contradicts itself, and the value is missing (sign ``.``).
    """

    def compute(bestand: Bestand, ags: Sequence[str] | None) -> pd.DataFrame:
        unten = nenner.load(bestand, ags)
        unten["jahr"] = (unten["jahr"] - versatz).astype("int16")
        result = _divide(zaehler.load(bestand, ags), unten, faktor, by_detail=bool(nenner.je))
        absurd = result["wert"] > hoechstens
        result["wert"] = result["wert"].mask(absurd)
        result["zeichen"] = result["zeichen"].mask(absurd, ".")
        return result

    return compute


def quotientensumme(*teile: tuple[Auswahl, Auswahl, int], faktor: float = 100) -> Berechnung:
    """Return ``Σ zaehler / nenner × faktor``: each part has its own denominator.

    The Quotensummenverfahren, the Schichtenmodell of the Vertragslösungen and the
    zusammengefasste Geburtenziffer add rates of age groups or cohorts. The sum has no
    numerator and denominator of its own; ``zaehler`` is the sum of the numerators and
    ``nenner`` is missing. A missing part makes the sum missing.

    Parameters
    ----------
    *teile
        Numerator, denominator and ``versatz`` of each part.
    """

    def compute(bestand: Bestand, ags: Sequence[str] | None) -> pd.DataFrame:
        quoten = [
            quotient(oben, unten, faktor=faktor, versatz=versatz)(bestand, ags)
            for oben, unten, versatz in teile
        ]
        return reduce(_add_quoten, quoten).assign(nenner=float("nan"))

    return compute


def differenz(plus: Auswahl, minus: Auswahl, nenner: Auswahl, *, faktor: float) -> Berechnung:
    """Return ``(plus − minus) / nenner × faktor``, for balances.

    Where ``nenner`` is broken down as the others are, each part has its own denominator.
    """

    def compute(bestand: Bestand, ags: Sequence[str] | None) -> pd.DataFrame:
        oben = _join(plus.load(bestand, ags), minus.load(bestand, ags))
        oben["wert"] = oben["wert"] - oben["wert_andere"]
        unten = nenner.load(bestand, ags)
        return _divide(oben, unten, faktor, by_detail=bool(nenner.je))

    return compute


def index(auswahl: Auswahl, basisjahr: int) -> Berechnung:
    """Return the value as an index, ``basisjahr`` = 100.

    A row keeps the mark of its own year: a converted base year does not mark all others.
    """

    def compute(bestand: Bestand, ags: Sequence[str] | None) -> pd.DataFrame:
        frame = auswahl.load(bestand, ags)
        basis = frame[frame["jahr"] == basisjahr]
        basis = basis.drop(columns="jahr").assign(gebietsstand="")
        return _divide(frame, basis, 100, by_detail=False)

    return compute


def _add_quoten(eine: pd.DataFrame, andere: pd.DataFrame) -> pd.DataFrame:
    both = _join(eine, andere)
    for name in ("wert", "zaehler"):
        both[name] = both[name] + both[f"{name}_andere"]
    return both[eine.columns]


def _join(eine: pd.DataFrame, andere: pd.DataFrame) -> pd.DataFrame:
    """Put two results side by side; signs, marks and sources of both count."""
    both = eine.merge(andere, on=KEYS, suffixes=("", "_andere"))
    both["zeichen"] = both["zeichen"].mask(both["zeichen"] == "", both["zeichen_andere"])
    both["gebietsstand"] = worse_marks(both["gebietsstand"], both["gebietsstand_andere"])
    both["quellen"] = both["quellen"] + both["quellen_andere"]
    return both


def _divide(
    oben: pd.DataFrame, unten: pd.DataFrame, faktor: float, *, by_detail: bool
) -> pd.DataFrame:
    keys = [key for key in ("ags", "jahr") if key in unten.columns]
    if by_detail:
        keys.append("auspraegung")
    else:
        unten = unten.drop(columns="auspraegung")
    frame = oben.merge(unten, on=keys, suffixes=("", "_nenner"))
    frame["zaehler"], frame["nenner"] = frame["wert"], frame["wert_nenner"]
    frame["wert"] = (frame["zaehler"] / frame["nenner"] * faktor).where(frame["nenner"] != 0)
    undefined = frame["wert"].isna()
    signs = frame["zeichen"].where(frame["zaehler"].isna(), frame["zeichen_nenner"])
    signs = signs.mask(frame["nenner"] == 0, "x").replace({"": "."})
    frame["zeichen"] = signs.where(undefined, "")
    frame["gebietsstand"] = worse_marks(frame["gebietsstand"], frame["gebietsstand_nenner"])
    frame["quellen"] = frame["quellen"] + frame["quellen_nenner"]
    columns = ["zaehler", "nenner", "wert", "zeichen", "gebietsstand", "quellen"]
    return frame[[*KEYS, *columns]]
