"""The project's own store on disk: ``daten/bestand/`` with Parquet files and one manifest.

The manifest names the valid files, whose names carry a hash of their content. New files are
written first, then the manifest is renamed into place: an interrupted write leaves the old
store whole.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from dkbm.bestand.manifest import Quelle, parse_quelle
from dkbm.datei import remove_reste, write_whole
from dkbm.fehler import DkbmFehler, explain_oserror

__all__ = [
    "ERSTE_QUELLE",
    "MANIFEST",
    "Ablage",
    "explain_damage",
    "open_ablage",
    "read_parquet",
    "save_ablage",
    "to_parquet",
]

MANIFEST = "manifest.json"
ERSTE_QUELLE = 5_000
"""Sources of the project's store are numbered from here on."""


@dataclass(frozen=True)
class Ablage:
    """What a project's store holds.

    Attributes
    ----------
    dateien
        Parquet file by data set.
    quellen
        Sources of the rows.
    """

    dateien: Mapping[str, Path] = field(default_factory=dict)
    quellen: tuple[Quelle, ...] = ()

    def load(self, datensatz: str) -> pd.DataFrame | None:
        """Return all rows of a data set; nothing where it is not in this store."""
        path = self.dateien.get(datensatz)
        return None if path is None else read_parquet(path)


def read_parquet(path: Path) -> pd.DataFrame:
    """Read a file of a store.

    Raises
    ------
    DkbmFehler
        If it is damaged or cannot be read.
    """
    try:
        return pd.read_parquet(path)
    except (pa.ArrowInvalid, OSError) as error:
        raise explain_damage(path, error) from error


def explain_damage(path: Path, error: Exception) -> DkbmFehler:
    """Return the message for a file of a store that cannot be read."""
    # Arrow tells damage as an OSError too, but without a number of the system.
    grund = f": {explain_oserror(error)}" if isinstance(error, OSError) and error.errno else ""
    return _damaged(
        f"Die Datei {path.name} des Datenbestands ist nicht lesbar{grund}.", path.parent
    )


def open_ablage(ordner: Path) -> Ablage:
    """Open the store of a project; empty where there is none yet.

    Raises
    ------
    DkbmFehler
        If the manifest is damaged or a file that it names is missing.
    """
    path = ordner / MANIFEST
    if not path.is_file():
        return Ablage()
    try:
        inhalt = json.loads(path.read_text(encoding="utf-8"))
        quellen = tuple(parse_quelle(row) for row in inhalt["quellen"])
        dateien = {str(k): ordner / Path(str(v)).name for k, v in inhalt["dateien"].items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise _damaged("Das Verzeichnis des Datenbestands ist beschädigt.", path) from error
    for datei in dateien.values():
        if not datei.is_file():
            raise _damaged(f"Dem Datenbestand fehlt die Datei {datei.name}.", ordner)
    return Ablage(dateien, quellen)


def save_ablage(
    ordner: Path, frames: Mapping[str, pd.DataFrame], quellen: Iterable[Quelle]
) -> None:
    """Replace the store by these data sets; all of it or nothing.

    Raises
    ------
    DkbmFehler
        If the folder cannot be written; the old store is whole then.
    """
    try:
        ordner.mkdir(parents=True, exist_ok=True)
        dateien = {name: _write_once(ordner, name, frame) for name, frame in frames.items()}
        inhalt = {"dateien": dateien, "quellen": [asdict(quelle) for quelle in quellen]}
        text = json.dumps(inhalt, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        write_whole(ordner / MANIFEST, text)
    except OSError as error:
        raise DkbmFehler(
            f"Der Datenbestand lässt sich nicht schreiben: {explain_oserror(error)}.",
            wo=str(ordner),
            rat="Bitte Schreibrechte und Speicherplatz prüfen; der alte Stand ist unversehrt.",
        ) from error
    _clear(ordner, set(dateien.values()))


def _clear(ordner: Path, gueltig: set[str]) -> None:
    """Remove old files and what an interrupted run left; one that is still open waits."""
    remove_reste(ordner, ".*.neu")
    for path in ordner.glob("*.parquet"):
        if path.name not in gueltig:
            with suppress(OSError):
                path.unlink(missing_ok=True)


def to_parquet(frame: pd.DataFrame) -> bytes:
    """Return a table as Parquet: same rows, same bytes."""
    puffer = io.BytesIO()
    table = pa.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata(None)
    pq.write_table(table, puffer, compression="zstd", row_group_size=32_768)
    return puffer.getvalue()


def _write_once(ordner: Path, datensatz: str, frame: pd.DataFrame) -> str:
    inhalt = to_parquet(frame)
    name = f"{datensatz}-{hashlib.sha256(inhalt).hexdigest()[:12]}.parquet"
    path = ordner / name
    # Same name, other size: a power failure cut it.
    if not path.exists() or path.stat().st_size != len(inhalt):
        write_whole(path, inhalt)
    return name


def _damaged(was: str, ort: Path) -> DkbmFehler:
    return DkbmFehler(
        was,
        wo=str(ort),
        rat="Bitte den Ordner daten/bestand löschen und die Dateien aus daten/roh mit "
        "„dkbm einlesen“ neu einlesen.",
    )
