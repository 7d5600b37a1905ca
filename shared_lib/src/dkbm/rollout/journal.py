"""The journal of a rollout: one line per finished step, never rewritten."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from dkbm.datei import read_whole
from dkbm.fehler import DkbmFehler, explain_oserror
from dkbm.rollout.sperre import lock

__all__ = ["JOURNAL", "Journal", "read_journal"]

JOURNAL = "rollout.jsonl"


class Journal:
    """Append-only log in the target folder; written by the parent alone.

    Each line is on disk before the next step begins, so that a power cut loses at most the
    line being written. While it is open, no other run gets into the folder.

    Raises
    ------
    DkbmFehler
        If another run has it open, or it cannot be written.
    """

    def __init__(self, ziel: Path) -> None:
        self._path = ziel / JOURNAL

    def __enter__(self) -> Self:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._datei = self._path.open("ab", buffering=0)
            unfertig = self._datei.tell() and not self._path.read_bytes().endswith(b"\n")
        except OSError as error:
            raise self._explain(error) from error
        if not lock(self._datei):
            self._datei.close()
            raise DkbmFehler(
                "In diesem Ordner läuft schon ein Rollout.",
                wo=str(self._path.parent),
                rat="Bitte dessen Ende abwarten oder ein anderes Ziel (--ziel) wählen.",
            )
        if unfertig:
            self._append(b"\n")  # a line that a power cut left unfinished
        return self

    def __exit__(
        self,
        art: type[BaseException] | None,
        error: BaseException | None,
        spur: TracebackType | None,
    ) -> None:
        self._datei.close()

    def write(self, schritt: str, **angaben: Any) -> None:
        """Add one line, whole or not at all.

        Raises
        ------
        DkbmFehler
            If it cannot be written, e.g. because the disk is full.
        """
        zeile = json.dumps({"schritt": schritt, **angaben}, ensure_ascii=False, sort_keys=True)
        self._append(zeile.encode() + b"\n")

    def _append(self, inhalt: bytes) -> None:
        ende = self._datei.seek(0, os.SEEK_END)
        try:
            while inhalt:  # a disk that is nearly full takes a part and says so only at the next
                inhalt = inhalt[self._datei.write(inhalt) :]
            os.fsync(self._datei.fileno())
        except OSError as error:
            with suppress(OSError):
                self._datei.truncate(ende)
            raise self._explain(error) from error

    def _explain(self, error: OSError) -> DkbmFehler:
        return DkbmFehler(
            f"Das Journal des Rollouts lässt sich nicht schreiben: {explain_oserror(error)}.",
            wo=str(self._path),
            rat="Bitte Schreibrechte und Speicherplatz prüfen und mit „dkbm rollout --weiter“ "
            "und demselben --ziel fortsetzen. Fertige Kommunen bleiben fertig.",
        )


def read_journal(ziel: Path) -> list[Mapping[str, Any]]:
    """Return all whole lines; one that was cut off, be it within a letter, is passed over.

    Raises
    ------
    DkbmFehler
        If the journal cannot be read.
    """
    path = ziel / JOURNAL
    rows: list[Mapping[str, Any]] = []
    for zeile in read_whole(path).split(b"\n") if path.is_file() else []:
        try:
            row = json.loads(zeile)
        except ValueError:  # also what is no UTF-8
            continue
        if isinstance(row, dict):
            rows.append(row)
    return rows
