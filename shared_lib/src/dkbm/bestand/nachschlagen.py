"""Look rows up by Gebiet in a Parquet file, quickly: a report asks for the same files often.

A file is read once per process and kept as Arrow table with its texts as dictionaries (the
whole embedded store takes some 40 MB so); where the rows of each Gebiet lie is noted beside it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from dkbm.bestand.ablage import explain_damage

__all__ = ["list_gebiete", "load_rows"]

_TEXT = pd.StringDtype(na_value=np.nan)


@dataclass(frozen=True)
class _Datei:
    """One file in memory.

    ``laeufe`` holds first row and number of rows of each run of a Gebiet; sorted files have one.
    """

    tabelle: pa.Table
    schema: pa.Schema
    laeufe: dict[str, list[tuple[int, int]]]


def load_rows(
    path: Path,
    ags: Iterable[str] | None = None,
    nur: Mapping[str, Collection[str]] | None = None,
) -> pd.DataFrame:
    """Return rows in the order of the file.

    Parameters
    ----------
    ags
        Keys of the Gebiete; all where omitted.
    nur
        Names of text columns to the values wanted there; columns the file lacks do not count.
    """
    datei = _look_up(path)
    tabelle = datei.tabelle
    rows = _find_rows(datei, ags)
    for name, werte in (nur or {}).items():
        if name in tabelle.column_names:
            rows = rows[_is_wanted(tabelle.column(name), werte, rows)]
    if len(rows) < len(tabelle):
        tabelle = tabelle.take(pa.array(rows))
    frame: pd.DataFrame = tabelle.cast(datei.schema).to_pandas(
        types_mapper=_map_text, use_threads=False
    )
    return frame


def list_gebiete(path: Path) -> frozenset[str]:
    """Return the keys of the Gebiete that a file has rows for."""
    return frozenset(_look_up(path).laeufe)


def _look_up(path: Path) -> _Datei:
    try:
        stat = path.stat()
    except OSError as error:
        raise explain_damage(path, error) from error
    return _open(path, stat.st_mtime_ns, stat.st_size)


def _find_rows(datei: _Datei, ags: Iterable[str] | None) -> npt.NDArray[np.int64]:
    if ags is None:
        return np.arange(len(datei.tabelle))
    laeufe = sorted(lauf for key in set(ags) for lauf in datei.laeufe.get(key, ()))
    teile = [np.arange(ab, ab + anzahl) for ab, anzahl in laeufe]
    return np.concatenate(teile) if teile else np.arange(0)


def _is_wanted(
    spalte: pa.ChunkedArray, werte: Collection[str], rows: npt.NDArray[np.int64]
) -> npt.NDArray[np.bool_]:
    """Look the few texts of a column up instead of comparing every row."""
    texte = spalte.combine_chunks()
    if not pa.types.is_dictionary(texte.type):
        texte = texte.dictionary_encode()
    nummern = [n for n, text in enumerate(texte.dictionary.to_pylist()) if text in werte]
    return np.isin(texte.indices.to_numpy(zero_copy_only=False)[rows], nummern)


@lru_cache(maxsize=64)
def _open(path: Path, _geaendert: int, _groesse: int) -> _Datei:
    """Read a file; time and size make sure that a new file of the same name is read anew."""
    try:
        return _read(path)
    except (pa.ArrowInvalid, OSError) as error:
        raise explain_damage(path, error) from error


def _read(path: Path) -> _Datei:
    schema = pq.read_schema(path)
    texte = [feld.name for feld in schema if pa.types.is_large_string(feld.type)]
    # One thread: a warm parent reads the files before it forks its kernels.
    datei = pq.ParquetFile(path, read_dictionary=texte, pre_buffer=False)
    tabelle = datei.read(use_threads=False).unify_dictionaries().combine_chunks()
    runs = pc.run_end_encode(pc.cast(tabelle.column("ags"), schema.field("ags").type))
    laeufe: dict[str, list[tuple[int, int]]] = {}
    ab = 0
    for teil in runs.chunks:
        start = ab
        for key, ende in zip(teil.values.to_pylist(), teil.run_ends.to_pylist(), strict=True):
            laeufe.setdefault(key, []).append((ab, start + ende - ab))
            ab = start + ende
    return _Datei(tabelle, schema, laeufe)


def _map_text(typ: pa.DataType) -> pd.StringDtype | None:
    return _TEXT if pa.types.is_large_string(typ) or pa.types.is_string(typ) else None
