"""The few ways in which Kennzahlen are computed.

Rates are recomputed from sums, never averaged; a missing part makes the sum missing;
``0 / 0`` is undefined (sign ``x``).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from dkbm.bestand import Bestand
from dkbm.bestand.gebietsstand import worse_marks, worst_mark
from dkbm.kennzahlen.kennzahl import Berechnung

__all__ = ["Auswahl", "differenz", "index", "quotient", "wert"]


@dataclass(frozen=True)
class Auswahl:
    """Which numbers of the store.

    Attributes
    ----------
    datensatz, merkmal
        As in the catalogue.
    filter
        Breakdown to code, or to several codes that are added.
    je
        Breakdown to keep as ``auspraegung``: code of the result to the codes it adds.
    gliederung
        Name of the breakdown that ``je`` splits.
    ersatz
        Used for the years that this selection lacks.
    """

    datensatz: str
    merkmal: str
    filter: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    gliederung: str = ""
    je: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ersatz: Auswahl | None = None

    def load(self, bestand: Bestand, ags: Sequence[str] | None) -> pd.DataFrame:
        """Return the columns `_KEYS`, ``wert``, ``zeichen``, ``gebietsstand`` and ``quellen``."""
        frame = bestand.load(self.datensatz, ags)
        frame = frame[frame["merkmal"] == self.merkmal]
        for gliederung, codes in self.filter.items():
            wanted = [codes] if isinstance(codes, str) else list(codes)
            frame = frame[frame[gliederung].isin(wanted)]
        frame = frame.assign(auspraegung="")
        if self.je:
            teile = [
                frame[frame[self.gliederung].isin(codes)].assign(auspraegung=name)
                for name, codes in self.je.items()
            ]
            frame = pd.concat(teile, ignore_index=True)
        result = _add_up(frame, self._count_parts())
        if self.ersatz is None:
            return result
        other = self.ersatz.load(bestand, ags)
        both = pd.concat([result, other], ignore_index=True)
        return both.drop_duplicates(_KEYS, keep="first", ignore_index=True)

    def _count_parts(self) -> dict[str, int]:
        """Return how many rows make up each value, by ``auspraegung``."""
        listed = (codes for codes in self.filter.values() if not isinstance(codes, str))
        teile = math.prod(len(codes) for codes in listed)
        return {name: teile * len(codes) for name, codes in (self.je or {"": ("",)}).items()}


_KEYS = ["ags", "jahr", "auspraegung"]


def _add_up(frame: pd.DataFrame, anzahl: Mapping[str, int]) -> pd.DataFrame:
    """Add rows of the same key; a part that is missing or absent makes the sum missing."""
    if set(anzahl.values()) == {1} and not frame.duplicated(_KEYS).any():
        single = frame[[*_KEYS, "wert", "zeichen", "gebietsstand"]].copy()
        single["quellen"] = [(int(q),) for q in frame["quelle"]]
        return single.reset_index(drop=True)
    grouped = frame.groupby(_KEYS, as_index=False)
    result = grouped.agg(
        wert=("wert", lambda w: w.sum(skipna=False)),
        zeichen=("zeichen", "max"),
        gebietsstand=("gebietsstand", worst_mark),
        quellen=("quelle", lambda q: tuple(sorted({int(nummer) for nummer in q}))),
        teile=("wert", "size"),
    )
    absent = result["teile"] < result["auspraegung"].map(anzahl)
    result["wert"] = result["wert"].mask(absent)
    result["zeichen"] = result["zeichen"].mask(absent & (result["zeichen"] == ""), ".")
    result.loc[result["wert"].notna(), "zeichen"] = ""
    return result.drop(columns="teile")


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


def differenz(plus: Auswahl, minus: Auswahl, nenner: Auswahl, *, faktor: float) -> Berechnung:
    """Return ``(plus − minus) / nenner × faktor``, for balances."""

    def compute(bestand: Bestand, ags: Sequence[str] | None) -> pd.DataFrame:
        oben = plus.load(bestand, ags).merge(
            minus.load(bestand, ags), on=_KEYS, suffixes=("", "_minus")
        )
        oben["wert"] = oben["wert"] - oben["wert_minus"]
        oben["zeichen"] = oben[["zeichen", "zeichen_minus"]].max(axis=1)
        oben["gebietsstand"] = worse_marks(oben["gebietsstand"], oben["gebietsstand_minus"])
        oben["quellen"] = oben["quellen"] + oben["quellen_minus"]
        return _divide(oben, nenner.load(bestand, ags), faktor, by_detail=False)

    return compute


def index(auswahl: Auswahl, basisjahr: int) -> Berechnung:
    """Return the value as an index, ``basisjahr`` = 100."""

    def compute(bestand: Bestand, ags: Sequence[str] | None) -> pd.DataFrame:
        frame = auswahl.load(bestand, ags)
        basis = frame[frame["jahr"] == basisjahr]
        return _divide(frame, basis.drop(columns="jahr"), 100, by_detail=False)

    return compute


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
    return frame[[*_KEYS, *columns]]
