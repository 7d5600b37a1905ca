"""The fingerprint of a report: all that it depends on, by content and not by time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.metadata import distributions
from importlib.resources import files
from pathlib import Path

from dkbm.projekt import Projekt

__all__ = ["compute_schluessel"]

_INHALTE = ("kommune.toml", "notebooks", "daten/eigene", "daten/bestand")
_BERICHT = ("gliederung.toml", "texte", "gestaltung")


def compute_schluessel(projekt: Projekt, kapitel: Sequence[str] = ()) -> str:
    """Return a hash over settings, cells, data rows, texts, and the versions of all packages."""
    summe = hashlib.sha256(_hash_kit().encode())
    summe.update("\0".join(kapitel).encode())
    roots = [projekt.ordner / name for name in _INHALTE]
    roots += [projekt.ordner / "bericht" / name for name in _BERICHT]
    for root in roots:
        _add_files(summe, root, projekt.ordner)
    return summe.hexdigest()


@cache
def _hash_kit() -> str:
    """Hash the library with its embedded store, and the versions it runs with."""
    summe = hashlib.sha256()
    paket = Path(str(files("dkbm")))
    _add_files(summe, paket, paket)
    pairs = {(str(d.metadata["Name"]).lower(), str(d.version)) for d in distributions()}
    summe.update("\n".join(f"{name}=={version}" for name, version in sorted(pairs)).encode())
    return summe.hexdigest()


def _add_files(summe: hashlib._Hash, root: Path, basis: Path) -> None:
    for path in [root] if root.is_file() else _walk(root):
        summe.update(path.relative_to(basis).as_posix().encode() + b"\0")
        summe.update(hashlib.sha256(path.read_bytes()).digest())


def _walk(root: Path) -> Iterable[Path]:
    ohne = {"__pycache__", ".ipynb_checkpoints"}
    return sorted(p for p in root.rglob("*") if p.is_file() and not ohne & set(p.parts))
