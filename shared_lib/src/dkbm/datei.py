"""Write a file whole or not at all: beside its place first, then renamed."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from dkbm.fehler import DkbmFehler, explain_oserror

__all__ = ["write_whole"]


def write_whole(path: Path, inhalt: str | bytes) -> None:
    """Put content in the place of a file; whoever reads it sees the old or the new, never a part.

    Parameters
    ----------
    inhalt
        Text is written as UTF-8, with its line ends as they are.

    Raises
    ------
    DkbmFehler
        If the disk is full, rights are missing, or (Windows) a program keeps the old file open.
        The old file is whole then, and nothing else is left behind.
    """
    neu = path.with_name(f".{path.name}.neu")
    try:
        with neu.open("wb") as datei:
            datei.write(inhalt.encode() if isinstance(inhalt, str) else inhalt)
            datei.flush()
            # Without it a power failure could leave a renamed but empty file.
            os.fsync(datei.fileno())
        os.replace(neu, path)
    except OSError as error:
        with suppress(OSError):
            neu.unlink(missing_ok=True)
        raise DkbmFehler(
            f"Die Datei {path.name} lässt sich nicht schreiben: {explain_oserror(error)}.",
            wo=str(path),
            rat="Bitte Schreibrechte und Speicherplatz prüfen, die Datei in anderen Programmen "
            "schließen und den Befehl wiederholen; der alte Stand ist unversehrt.",
        ) from error
