"""Columns of a table as codes and texts: the long form without copying texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

__all__ = ["Kategorie", "encode_texts", "find_duplicate", "join_labels"]

Codes = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Kategorie:
    """A column of texts: ``codes`` (int32, one per row) point into ``werte`` (distinct)."""

    codes: Codes
    werte: list[str]

    @classmethod
    def constant(cls, text: str, laenge: int) -> Kategorie:
        """Return the same text ``laenge`` times."""
        return cls(np.zeros(laenge, dtype=np.int32), [text])

    def map(self, function: Callable[[str], str]) -> Kategorie:
        """Apply a function to every distinct text; texts that become equal are merged."""
        neu = [function(wert) for wert in self.werte]
        werte = list(dict.fromkeys(neu))
        if len(werte) == len(neu):
            return Kategorie(self.codes, neu)
        place = {wert: i for i, wert in enumerate(werte)}
        return Kategorie(np.array([place[w] for w in neu], dtype=np.int32)[self.codes], werte)

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
        dtype = pd.CategoricalDtype(pd.Index(self.werte, dtype="str"))
        return pd.Categorical.from_codes(_shrink(self.codes, len(self.werte)), dtype=dtype)


def _shrink(codes: Codes, anzahl: int) -> npt.NDArray[np.signedinteger]:
    return codes.astype(np.int8 if anzahl < 128 else np.int16 if anzahl < 32_768 else np.int32)


def encode_texts(texte: pa.Array) -> Kategorie:
    """Turn an Arrow array of strings into codes and stripped texts."""
    encoded = texte.dictionary_encode()
    codes = encoded.indices.to_numpy(zero_copy_only=False).astype(np.int32, copy=False)
    return Kategorie(codes, encoded.dictionary.to_pylist()).map(_strip)


def _strip(text: str) -> str:
    return " ".join(text.split()) if "\n" in text else text.strip()


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
        result = Kategorie(codes.astype(np.int32), werte).map(str)
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
