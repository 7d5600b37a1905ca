"""Build the embedded store from official files: later files win over earlier ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from dkbm.bestand.abgleich import merge_rows
from dkbm.bestand.ablage import to_parquet
from dkbm.bestand.aufnahme import Herkunft, take_in
from dkbm.bestand.manifest import Quelle, write_manifest
from dkbm.quellen.breittabelle import Aufbau, read_breittabelle
from dkbm.quellen.lesen import read_datei

__all__ = ["Original", "build_bestand"]


@dataclass(frozen=True)
class Original(Herkunft):
    """One file to take in; ``aufbau`` where its columns must be named."""

    aufbau: Aufbau | None = None


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
        aufbau = original.aufbau
        roh = read_breittabelle(original.path, aufbau) if aufbau else read_datei(original.path)
        aufnahme = take_in(nummer, roh, original)
        frames.setdefault(aufnahme.datensatz, []).append(aufnahme.daten)
        quellen.append(aufnahme.quelle)
    ziel.mkdir(parents=True, exist_ok=True)
    rang = {quelle.id: ("", quelle.id) for quelle in quellen}
    for datensatz, teile in frames.items():
        frame = merge_rows(None, pd.concat(teile, ignore_index=True), rang)
        (ziel / f"{datensatz}.parquet").write_bytes(to_parquet(frame))
    write_manifest(ziel / "manifest.json", quellen)
    return quellen
