"""The manifest: where every row of the store comes from."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

__all__ = ["EIGENE_ERHEBUNG", "Quelle", "parse_quelle", "read_manifest", "write_manifest"]

EIGENE_ERHEBUNG = "Eigene Erhebung"
"""Publisher of what a Kommune counts itself."""


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
        Values taken into the store.
    fussnoten
        Notes at the foot of the table.
    gelesen, abgelehnt
        Values in the file, and those of them that were refused.
    leser
        Version of the library that read the file.
    gebiet
        AGS that the user named for a table that names none; empty else.
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
    gelesen: int = 0
    abgelehnt: int = 0
    leser: str = ""
    gebiet: str = ""

    @property
    def is_amtlich(self) -> bool:
        """Whether an office has published these numbers already; own and unknown files are not."""
        return bool(self.herausgeber) and self.herausgeber != EIGENE_ERHEBUNG


def write_manifest(path: Path, quellen: list[Quelle]) -> None:
    """Write the manifest as JSON with sorted keys: same sources, same bytes."""
    rows = [asdict(quelle) for quelle in quellen]
    path.write_text(
        json.dumps(rows, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8"
    )


def read_manifest(path: Path) -> list[Quelle]:
    """Read a manifest."""
    rows = json.loads(path.read_text(encoding="utf-8"))
    return [parse_quelle(row) for row in rows]


def parse_quelle(row: dict[str, Any]) -> Quelle:
    """Build a source from its JSON object.

    Raises
    ------
    TypeError, KeyError
        If the object is no source.
    """
    return Quelle(**{**row, "jahre": (int(row["jahre"][0]), int(row["jahre"][1]))})
