"""Checksums of what a report depends on: by content, never by time or place.

Used by the report, which does not execute an unchanged chapter again, and by the rollout, which
does not build an unchanged report again.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path

from dkbm.datei import is_beiwerk, read_whole

__all__ = ["add_files", "hash_datei", "hash_kit", "list_dateien", "list_versionen"]

_OHNE = frozenset({"__pycache__", ".ipynb_checkpoints"})


@cache
def hash_kit() -> str:
    """Hash the library with its embedded store, Python, and the packages it runs with."""
    paket = Path(str(files("dkbm")))
    summe = hashlib.sha256(f"{sys.version_info[:3]} {sys.platform}".encode())
    add_files(summe, list_dateien(paket), paket)
    for name, version in list_versionen().items():
        summe.update(f"\n{name}=={version}".encode())
    return summe.hexdigest()


@cache
def list_versionen() -> dict[str, str]:
    """Return the version of each installed package, by its name.

    Read from the names of the ``.dist-info`` folders: to open the metadata of some 250 packages
    takes longer than to look through a whole project.
    """
    found: dict[str, str] = {}
    for ordner in map(Path, sys.path):
        for info in sorted(ordner.glob("*.dist-info")) if ordner.is_dir() else []:
            name, _, version = info.stem.rpartition("-")
            found.setdefault(name.lower().replace("_", "-"), version)  # the first one is imported
    return dict(sorted(found.items()))


def list_dateien(root: Path) -> list[Path]:
    """Return all files below a folder in a fixed order; the file itself where it is one.

    Locks of open documents do not count: to look into a file changes nothing.
    """
    if root.is_file():
        return [root]
    alle = (p for p in root.rglob("*") if not _OHNE & set(p.parts) and not is_beiwerk(p.name))
    return sorted(p for p in alle if p.is_file())


def hash_datei(path: Path) -> str:
    """Return the SHA-256 of a file.

    Raises
    ------
    DkbmFehler
        If it cannot be read.
    """
    return hashlib.sha256(read_whole(path)).hexdigest()


def add_files(summe: hashlib._Hash, dateien: Iterable[Path], basis: Path) -> None:
    """Add name below ``basis`` and content of each file."""
    for path in dateien:
        summe.update(path.relative_to(basis).as_posix().encode() + b"\0")
        summe.update(bytes.fromhex(hash_datei(path)))
