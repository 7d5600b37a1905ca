"""Which numbers of the store a Kennzahl rests on."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from dkbm.bestand import Bestand
from dkbm.bestand.gebietsstand import worst_mark
from dkbm.quellen.katalog import load_katalog

__all__ = ["KEYS", "Auswahl"]

KEYS = ["ags", "jahr", "auspraegung"]
"""What tells the values of a result apart."""
MERKMAL = "merkmal"


@dataclass(frozen=True)
class Auswahl:
    """Which numbers of the store.

    A code that begins with ``-`` is subtracted: ``("insgesamt", "-weiblich")`` is male where
    the table gives total and female only.

    Attributes
    ----------
    datensatz, merkmal
        As in the catalogue.
    filter
        Breakdown to code, or to several codes that are added.
    gliederung
        Name of the breakdown that ``je`` splits; ``merkmal`` where the parts are Merkmale of
        their own (``merkmal`` is then left empty).
    je
        Breakdown to keep as ``auspraegung``: code of the result to the codes it adds.
    mittel
        Whether the parts are averaged instead of added (mean size of age cohorts).
    ersatz
        Used for the years that this selection lacks or has no number for.
    """

    datensatz: str
    merkmal: str = ""
    filter: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    gliederung: str = ""
    je: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    mittel: bool = False
    ersatz: Auswahl | None = None

    def load(self, bestand: Bestand, ags: Sequence[str] | None) -> pd.DataFrame:
        """Return the columns `KEYS`, ``wert``, ``zeichen``, ``gebietsstand`` and ``quellen``.

        A data set that the catalogue promises and nobody has brought yet is empty.

        Raises
        ------
        DkbmFehler
            If neither store nor catalogue know the data set.
        """
        result = self._load_own(bestand, ags)
        if self.ersatz is None:
            return result
        other = self.ersatz.load(bestand, ags)
        missing = result["wert"].isna()
        both = pd.concat([result[~missing], other, result[missing]], ignore_index=True)
        return both.drop_duplicates(KEYS, keep="first", ignore_index=True)

    def _load_own(self, bestand: Bestand, ags: Sequence[str] | None) -> pd.DataFrame:
        if self.datensatz not in bestand.datensaetze and self.datensatz in _list_promised():
            return _empty()
        frame = bestand.load(self.datensatz, ags, self._list_wanted())
        faktor = pd.Series(1.0, index=frame.index)
        for gliederung, codes in self.filter.items():
            weights = _weigh([codes] if isinstance(codes, str) else codes)
            faktor *= frame[gliederung].map(weights).astype("float64")
        frame = frame.assign(wert=frame["wert"] * faktor, auspraegung="")
        anzahl = self._count_parts()
        summe = _add_up(self._split(frame), anzahl)
        if self.mittel:
            summe["wert"] = summe["wert"] / summe["auspraegung"].map(anzahl)
        return summe

    def _list_wanted(self) -> dict[str, set[str]]:
        """Return the codes of each column that count, so that no other rows are read."""
        wanted = {
            name: set(_weigh([codes] if isinstance(codes, str) else codes))
            for name, codes in self.filter.items()
        }
        if self.merkmal:
            wanted[MERKMAL] = {self.merkmal}
        if self.je:
            teile = {code for codes in self.je.values() for code in _weigh(codes)}
            wanted[self.gliederung] = wanted.get(self.gliederung, teile) & teile
        return wanted

    def _split(self, frame: pd.DataFrame) -> pd.DataFrame:
        if not self.je:
            return frame
        teile = []
        for name, codes in self.je.items():
            weights = _weigh(codes)
            teil = frame[frame[self.gliederung].isin(list(weights))]
            faktor = teil[self.gliederung].map(weights).astype("float64")
            teile.append(teil.assign(auspraegung=name, wert=teil["wert"] * faktor))
        return pd.concat(teile, ignore_index=True)

    def _count_parts(self) -> dict[str, int]:
        """Return how many rows make up each value, by ``auspraegung``."""
        listed = (codes for codes in self.filter.values() if not isinstance(codes, str))
        teile = math.prod(len(codes) for codes in listed)
        return {name: teile * len(codes) for name, codes in (self.je or {"": ("",)}).items()}


@cache
def _list_promised() -> frozenset[str]:
    return frozenset(eintrag.datensatz for eintrag in load_katalog()[0].values())


def _weigh(codes: Iterable[str]) -> dict[str, float]:
    return {code.removeprefix("-"): -1.0 if code.startswith("-") else 1.0 for code in codes}


def _empty() -> pd.DataFrame:
    dtypes = {"ags": "object", "jahr": "int16", "auspraegung": "object", "wert": "float64"}
    dtypes |= dict.fromkeys(("zeichen", "gebietsstand", "quellen"), "object")
    return pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in dtypes.items()})


def _add_up(frame: pd.DataFrame, anzahl: Mapping[str, int]) -> pd.DataFrame:
    """Add rows of the same key; a part that is missing or absent makes the sum missing."""
    if not frame.duplicated(KEYS).any() and set(anzahl.values()) == {1}:
        single = frame[[*KEYS, "wert", "zeichen", "gebietsstand"]].copy()
        quellen = {quelle: (int(quelle),) for quelle in frame["quelle"].unique().tolist()}
        single["quellen"] = frame["quelle"].map(quellen)
        return single.reset_index(drop=True)
    keys = frame.groupby(KEYS, observed=True).ngroup()
    result = frame[KEYS].assign(key=keys).drop_duplicates("key")
    result = result.sort_values("key", ignore_index=True)
    grouped = frame["wert"].groupby(keys)
    result["wert"], teile = grouped.sum().to_numpy(), grouped.count().to_numpy()
    result["zeichen"] = _combine(frame["zeichen"], keys, max)
    result["gebietsstand"] = _combine(frame["gebietsstand"], keys, worst_mark)
    result["quellen"] = _combine(frame["quelle"], keys, lambda q: tuple(sorted(map(int, q))))
    absent = teile < result["auspraegung"].map(anzahl)
    result["wert"] = result["wert"].mask(absent)
    result["zeichen"] = result["zeichen"].where(absent, "")
    result["zeichen"] = result["zeichen"].mask(absent & (result["zeichen"] == ""), ".")
    return result.drop(columns="key")


def _combine(
    values: pd.Series, keys: pd.Series, combine: Callable[[list[Any]], object]
) -> pd.Series:
    """Combine the few different values of each key, in the order of the keys.

    Most keys have one value in common; each combination that occurs is worked out once.
    """
    codes, known = pd.factorize(values)
    # One bit per value: few signs, marks and sources meet in one selection.
    powers = [1 << nummer for nummer in range(len(known))]
    bits = np.array(powers, dtype="int64" if len(known) < 63 else "object")[codes]
    pairs = pd.DataFrame({"key": keys.to_numpy(), "bit": bits}).drop_duplicates()
    masks = pairs.groupby("key")["bit"].sum()
    combined = {
        mask: combine([value for power, value in zip(powers, known, strict=True) if mask & power])
        for mask in masks.unique().tolist()
    }
    # An array of objects of its own: tuples would be taken for further dimensions.
    result = np.empty(len(masks), dtype="object")
    result[:] = [combined[mask] for mask in masks.tolist()]
    return pd.Series(result, dtype="object")
