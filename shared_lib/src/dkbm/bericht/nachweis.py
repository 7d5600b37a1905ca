"""``bericht.json``: what a report was made from and with, and what came of it.

It lies beside the executed notebooks and is replaced together with them. All of it is the same
for the same input; only ``lauf`` tells of this one run (what was executed, how long it took).
"""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import dkbm
from dkbm.bericht.ausfuehrung import Ausgefuehrt
from dkbm.bericht.schluessel import list_eingaben
from dkbm.projekt import Projekt
from dkbm.projekt.fassung import NACHWEIS, read_nachweis
from dkbm.projekt.pruefsumme import hash_datei, hash_kit, list_versionen

__all__ = [
    "add_ausgabe",
    "build_nachweis",
    "compute_fassung",
    "describe_ausgaben",
    "describe_kapitel",
    "write_nachweis",
]


def describe_kapitel(
    ausgefuehrt: Sequence[Ausgefuehrt], werte: Mapping[str, Mapping[str, object]]
) -> dict[str, dict[str, Any]]:
    """Return key, hash and parameters of each executed notebook by its file name."""
    return {
        a.teil.path.name: {
            "schluessel": a.schluessel,
            "sha256": hash_datei(a.path),
            "parameter": dict(werte[a.teil.name]),
        }
        for a in ausgefuehrt
    }


def build_nachweis(
    projekt: Projekt,
    kapitel: Mapping[str, Any],
    ausgaben: Mapping[str, Any],
    sekunden: Mapping[str, float],
    fassung: str,
) -> dict[str, Any]:
    """Return the whole record.

    Parameters
    ----------
    kapitel, ausgaben
        As from `describe_kapitel` and `describe_ausgaben`.
    sekunden
        Time of each step of this run.
    fassung
        As from `compute_fassung`.
    """
    b = projekt.einstellungen
    return {
        "kommune": {"ags": b.gebiet.ags, "name": b.gebiet.name, "titel": b.bericht.titel},
        "versionen": {
            "dkbm": dkbm.__version__,
            "kit": hash_kit(),
            "python": platform.python_version(),
            "pakete": list_versionen(),
        },
        "fassung": fassung,
        "eingaben": list_eingaben(projekt),
        "kapitel": kapitel,
        "ausgaben": ausgaben,
        "lauf": {"sekunden": {name: round(s, 3) for name, s in sekunden.items()}},
    }


def compute_fassung(projekt: Projekt, schluessel: Mapping[str, str]) -> str:
    """Return the name of an edition: the same for all files that show the same content.

    Parameters
    ----------
    schluessel
        Keys of all chapters of the outline, built or not. They stand for the notebooks: outputs
        that an editor saved make no other edition.
    """
    eingaben = {n: h for n, h in list_eingaben(projekt).items() if not n.startswith("notebooks/")}
    text = json.dumps([dict(schluessel), eingaben, hash_kit()], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def describe_ausgaben(ordner: Path, fassung: str) -> dict[str, dict[str, Any]]:
    """Return hash, size and edition of each finished file by its path below the folder."""
    return {
        path.relative_to(ordner).as_posix(): _describe(path, fassung)
        for path in sorted(ordner.rglob("*"))
        if path.is_file()
    }


def add_ausgabe(projekt: Projekt, path: Path) -> None:
    """Add a file of the output folder that was written after the report to its record."""
    nachweis = read_nachweis(projekt.ausgefuehrt)
    name = path.relative_to(projekt.ausgabe).as_posix()
    ausgaben = {**nachweis["ausgaben"], name: _describe(path, nachweis["fassung"])}
    write_nachweis(projekt.ausgefuehrt, {**nachweis, "ausgaben": ausgaben})


def _describe(path: Path, fassung: str) -> dict[str, Any]:
    return {"sha256": hash_datei(path), "bytes": path.stat().st_size, "fassung": fassung}


def write_nachweis(ordner: Path, inhalt: Mapping[str, Any]) -> None:
    """Write the record into the folder of the executed notebooks."""
    text = json.dumps(inhalt, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    (ordner / NACHWEIS).write_text(text, encoding="utf-8", newline="\n")
