"""The journal of a rollout: one line per finished step, never rewritten."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

__all__ = ["JOURNAL", "Journal", "read_journal"]

JOURNAL = "rollout.jsonl"


class Journal:
    """Append-only log in the target folder; written by the parent alone.

    Each line is on disk before the next step begins, so that a power cut loses at most the
    line being written.
    """

    def __init__(self, ziel: Path) -> None:
        self._path = ziel / JOURNAL

    def __enter__(self) -> Self:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._datei = self._path.open("ab")
        if self._datei.tell() and not self._path.read_bytes().endswith(b"\n"):
            self._datei.write(b"\n")  # a line that a power cut left unfinished
        return self

    def __exit__(
        self,
        art: type[BaseException] | None,
        error: BaseException | None,
        spur: TracebackType | None,
    ) -> None:
        self._datei.close()

    def write(self, schritt: str, **angaben: Any) -> None:
        """Add one line."""
        zeile = json.dumps({"schritt": schritt, **angaben}, ensure_ascii=False, sort_keys=True)
        self._datei.write(zeile.encode() + b"\n")
        self._datei.flush()
        os.fsync(self._datei.fileno())


def read_journal(ziel: Path) -> list[Mapping[str, Any]]:
    """Return all whole lines; one that was cut off is passed over."""
    path = ziel / JOURNAL
    rows: list[Mapping[str, Any]] = []
    for zeile in path.read_text(encoding="utf-8").splitlines() if path.is_file() else []:
        try:
            row = json.loads(zeile)
        except ValueError:
            continue
        if isinstance(row, dict):
            rows.append(row)
    return rows
