"""Read and write files whole, and know those that are no content.

A file is written beside its place first, then renamed.
"""

from __future__ import annotations

import glob
import os
import secrets
import shutil
import time
from contextlib import suppress
from pathlib import Path

from dkbm.fehler import DkbmFehler, explain_oserror

__all__ = ["is_beiwerk", "read_whole", "remove_reste", "write_whole"]

_TAG = 24 * 60 * 60
_BEIWERK = frozenset({"thumbs.db", "desktop.ini", ".ds_store"})


def is_beiwerk(name: str) -> bool:
    """Say whether a file is none of a person's: a lock of an open document, a note of the desktop.

    Office programs put ``~$kita.xlsx`` or ``.~lock.kita.xlsx#`` beside an open ``kita.xlsx``.
    """
    return name.startswith(("~$", ".~")) or name.casefold() in _BEIWERK


def read_whole(path: Path) -> bytes:
    """Return the content of a file.

    Raises
    ------
    DkbmFehler
        If it is missing, rights are, or (Windows) a program has the file to itself.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise DkbmFehler(
            f"Die Datei {path.name} lässt sich nicht lesen: {explain_oserror(error)}.",
            wo=str(path),
            rat="Bitte die Datei schließen, falls sie geöffnet ist, und die Leserechte prüfen.",
        ) from error


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
    remove_reste(path.parent, f".{glob.escape(path.name)}.*.neu")
    # A name of its own: another process, on another machine even, may write the same file.
    neu = path.with_name(f".{path.name}.{secrets.token_hex(4)}.neu")
    try:
        with neu.open("xb") as datei:
            datei.write(inhalt.encode() if isinstance(inhalt, str) else inhalt)
            datei.flush()
            # Without it a power failure could leave a renamed but empty file.
            os.fsync(datei.fileno())
        os.replace(neu, path)
    except OSError as error:
        raise DkbmFehler(
            f"Die Datei {path.name} lässt sich nicht schreiben: {explain_oserror(error)}.",
            wo=str(path),
            rat="Bitte Schreibrechte und Speicherplatz prüfen, die Datei in anderen Programmen "
            "schließen und den Befehl wiederholen; der alte Stand ist unversehrt.",
        ) from error
    finally:
        with suppress(OSError):
            neu.unlink(missing_ok=True)


def remove_reste(ordner: Path, muster: str) -> None:
    """Remove what a killed process left half-made; what was touched today may be in use.

    Parameters
    ----------
    muster
        Pattern of its names (`glob`).
    """
    with suppress(OSError):
        for rest in ordner.glob(muster):
            with suppress(OSError):  # another process removes it too
                if time.time() - rest.lstat().st_mtime > _TAG:
                    shutil.rmtree(rest) if rest.is_dir() else rest.unlink()
