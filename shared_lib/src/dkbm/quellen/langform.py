"""Columns of a table as codes and texts: the long form without copying texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

__all__ = [
    "Kategorie",
    "count_pairs",
    "distinct_pairs",
    "encode_texts",
    "find_duplicate",
    "join_labels",
]

Codes = npt.NDArray[np.signedinteger]


@dataclass(frozen=True)
class Kategorie:
    """A column of texts: ``codes`` point into ``werte`` (distinct).

    The codes are integers of the smallest size that fits: the long form repeats them for every
    cell, and a byte is written faster than four.
    """

    codes: Codes
    werte: list[str]

    @classmethod
    def constant(cls, text: str, laenge: int) -> Kategorie:
        """Return the same text ``laenge`` times."""
        return cls(np.zeros(laenge, dtype=np.int8), [text])

    def map(self, function: Callable[[str], str]) -> Kategorie:
        """Apply a function to every distinct text; texts that become equal are merged."""
        return self.rename([function(wert) for wert in self.werte])

    def rename(self, neu: list[str]) -> Kategorie:
        """Replace the distinct texts, in their order; texts that become equal are merged."""
        werte = list(dict.fromkeys(neu))
        if len(werte) == len(neu):
            return Kategorie(self.codes, neu)
        place = {wert: i for i, wert in enumerate(werte)}
        codes = np.array([place[w] for w in neu], dtype=_size(len(werte)))
        return Kategorie(codes[self.codes], werte)

    def repeat(self, mal: int) -> Kategorie:
        """Repeat each row ``mal`` times."""
        return Kategorie(np.repeat(self.codes, mal), self.werte)

    def tile(self, mal: int) -> Kategorie:
        """Repeat the whole column ``mal`` times."""
        return Kategorie(np.tile(self.codes, mal), self.werte)

    def take(self, rows: npt.NDArray[np.bool_]) -> Kategorie:
        """Keep the rows of a mask."""
        return Kategorie(self.codes[rows], self.werte)

    def find_first(self, wert: str) -> int:
        """Return the first row in which a text stands."""
        return int(np.argmax(self.codes == self.werte.index(wert)))

    def to_categorical(self) -> pd.Categorical:
        """Turn into pandas' categorical without checking again."""
        codes = self.codes.astype(_size(len(self.werte)), copy=False)
        return pd.Categorical.from_codes(codes, dtype=_dtype(tuple(self.werte)), validate=False)


def _size(anzahl: int) -> type[np.signedinteger]:
    """Return the smallest type for codes into so many texts."""
    return np.int8 if anzahl < 128 else np.int16 if anzahl < 32_768 else np.int32


@lru_cache(maxsize=256)
def _dtype(werte: tuple[str, ...]) -> pd.CategoricalDtype:
    # Units, signs and regions recur from table to table; checking them once is enough.
    return pd.CategoricalDtype(pd.Index(werte, dtype="str"))


def encode_texts(texte: pa.Array) -> Kategorie:
    """Turn an Arrow array of strings into codes and stripped texts."""
    encoded = texte.dictionary_encode()
    werte = encoded.dictionary.to_pylist()
    codes = encoded.indices.to_numpy(zero_copy_only=False).astype(_size(len(werte)), copy=False)
    if any("\n" in wert for wert in werte):
        werte = [" ".join(wert.split()) if "\n" in wert else wert for wert in werte]
    return Kategorie(codes, werte).rename(list(map(str.strip, werte)))


def count_pairs(links: Kategorie, rechts: Kategorie) -> int:
    """Count which texts of two columns stand side by side, each pair once."""
    return len(_pair_codes(links, rechts)[0])


def distinct_pairs(links: Kategorie, rechts: Kategorie) -> list[tuple[str, str]]:
    """Return which texts of two columns stand side by side, each pair once."""
    left, right = _pair_codes(links, rechts)
    return [
        (links.werte[i], rechts.werte[j])
        for i, j in zip(left.tolist(), right.tolist(), strict=True)
    ]


def _pair_codes(links: Kategorie, rechts: Kategorie) -> tuple[Codes, Codes]:
    partner = np.full(len(links.werte), -1, dtype=rechts.codes.dtype)
    partner[links.codes] = rechts.codes
    if (partner[links.codes] == rechts.codes).all():
        # Mostly a key has one name; then no search for the distinct pairs is needed.
        found = np.flatnonzero(partner >= 0)
        return found, partner[found]
    together = links.codes.astype(np.int64) * len(rechts.werte) + rechts.codes
    return np.divmod(pd.unique(together), len(rechts.werte))


def join_labels(spalten: Sequence[Kategorie], trenner: str, laenge: int) -> Kategorie:
    """Join several label columns row by row into one text."""
    if not spalten:
        return Kategorie.constant("", laenge)
    result = spalten[0]
    for spalte in spalten[1:]:
        together = result.codes.astype(np.int64) * len(spalte.werte) + spalte.codes
        found, codes = np.unique(together, return_inverse=True)
        werte = [
            f"{result.werte[c // len(spalte.werte)]}{trenner}{spalte.werte[c % len(spalte.werte)]}"
            for c in found.tolist()
        ]
        result = Kategorie(codes.astype(_size(len(werte))), werte).map(str)
    return result


def find_duplicate(spalten: Iterable[Kategorie]) -> tuple[int, int] | None:
    """Return the first two rows that agree in all columns, or nothing."""
    together: npt.NDArray[np.int64] | None = None
    for spalte in spalten:
        codes = spalte.codes.astype(np.int64)
        if together is None:
            together = codes
            continue
        if together.size and int(together.max()) > 2**62 // max(len(spalte.werte), 1):
            together = np.unique(together, return_inverse=True)[1].astype(np.int64)
        together = together * len(spalte.werte) + codes
    if together is None or together.size < 2:
        return None
    order = np.argsort(together, kind="stable")
    same = np.flatnonzero(np.diff(together[order]) == 0)
    if not same.size:
        return None
    spaeter = order[same + 1]
    pick = int(np.argmin(spaeter))
    return int(order[same[pick]]), int(spaeter[pick])
