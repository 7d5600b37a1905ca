"""Build a store from official files: read, give meaning, convert boundaries, write Parquet."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from dkbm.bestand.gebietsstand import convert_gebietsstand
from dkbm.bestand.manifest import Quelle, write_manifest
from dkbm.quellen.breittabelle import Aufbau, read_breittabelle
from dkbm.quellen.katalog import apply_katalog
from dkbm.quellen.lesen import read_datei

__all__ = ["Original", "build_bestand"]


@dataclass(frozen=True)
class Original:
    """One file to take in, and what it does not say about itself."""

    path: Path
    herausgeber: str
    lizenz: str
    abgerufen: str
    aufbau: Aufbau | None = None
    tabelle: str = ""
    titel: str = ""


def build_bestand(originale: Iterable[Original], ziel: Path) -> list[Quelle]:
    """Read all originals and write one Parquet file per data set and the manifest.

    Later originals of a data set win over earlier ones, cell by cell.

    Returns
    -------
    list of Quelle
        The manifest.
    """
    frames: dict[str, list[pd.DataFrame]] = {}
    quellen: list[Quelle] = []
    for nummer, original in enumerate(originale):
        frame, quelle = _take_in(nummer, original)
        frames.setdefault(quelle.datensatz, []).append(frame.assign(quelle=nummer))
        quellen.append(quelle)
    ziel.mkdir(parents=True, exist_ok=True)
    for datensatz, teile in frames.items():
        _write_parquet(_combine(teile), ziel / f"{datensatz}.parquet")
    write_manifest(ziel / "manifest.json", quellen)
    return quellen


def _take_in(nummer: int, original: Original) -> tuple[pd.DataFrame, Quelle]:
    aufbau = original.aufbau
    roh = read_breittabelle(original.path, aufbau) if aufbau else read_datei(original.path)
    eintrag, frame = apply_katalog(roh)
    frame = convert_gebietsstand(frame, eintrag.gliederungen)
    # "-" without a number: the Gebiet did not exist that year.
    frame = frame[frame["wert"].notna() | ~frame["zeichen"].isin(["", "-"])]
    quelle = Quelle(
        id=nummer,
        datensatz=eintrag.datensatz,
        tabelle=original.tabelle or roh.code,
        titel=original.titel or roh.titel,
        herausgeber=original.herausgeber,
        lizenz=original.lizenz,
        stand=roh.stand,
        abgerufen=original.abgerufen,
        datei=original.path.name,
        sha256=hashlib.sha256(original.path.read_bytes()).hexdigest(),
        jahre=(int(frame["jahr"].min()), int(frame["jahr"].max())),
        zeilen=len(frame),
        fussnoten=roh.fussnoten,
    )
    return frame, quelle


def _combine(teile: list[pd.DataFrame]) -> pd.DataFrame:
    frame = pd.concat(teile, ignore_index=True)
    werte = ["wert", "zeichen", "gebietsstand", "quelle"]
    keys = [spalte for spalte in frame.columns if spalte not in werte]
    frame = frame.drop_duplicates(keys, keep="last").sort_values(keys, ignore_index=True)
    text = [*(k for k in keys if k != "jahr"), "zeichen", "gebietsstand"]
    return frame.astype(dict.fromkeys(text, "str") | {"jahr": "int16", "quelle": "int16"})


def _write_parquet(frame: pd.DataFrame, path: Path) -> None:
    table = pa.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata(None)
    pq.write_table(table, path, compression="zstd", row_group_size=32_768)
