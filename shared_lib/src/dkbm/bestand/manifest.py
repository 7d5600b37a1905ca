"""The manifest: where every row of the store comes from."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

__all__ = ["Quelle", "read_manifest", "write_manifest"]


@dataclass(frozen=True)
class Quelle:
    """One source file.

    Attributes
    ----------
    id
        Number in the manifest; rows of the store refer to it.
    datensatz
        Data set of the store that the file feeds.
    tabelle, titel
        Code and title of the table.
    herausgeber, lizenz
        For the source line and the licence notice.
    stand, abgerufen
        Date of the export as the file says, and month of retrieval.
    datei, sha256
        Name and hash of the original file.
    jahre
        First and last year.
    zeilen
        Rows taken into the store.
    fussnoten
        Notes at the foot of the table.
    """

    id: int
    datensatz: str
    tabelle: str
    titel: str
    herausgeber: str
    lizenz: str
    stand: str
    abgerufen: str
    datei: str
    sha256: str
    jahre: tuple[int, int]
    zeilen: int
    fussnoten: str


def write_manifest(path: Path, quellen: list[Quelle]) -> None:
    """Write the manifest as JSON with sorted keys: same sources, same bytes."""
    rows = [asdict(quelle) for quelle in quellen]
    path.write_text(
        json.dumps(rows, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8"
    )


def read_manifest(path: Path) -> list[Quelle]:
    """Read a manifest."""
    rows = json.loads(path.read_text(encoding="utf-8"))
    return [Quelle(**{**row, "jahre": tuple(row["jahre"])}) for row in rows]
