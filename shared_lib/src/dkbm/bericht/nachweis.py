"""``bericht.json``: what a report was made from and with, and what came of it.

It lies beside the executed notebooks and is replaced together with them. All of it is the same
for the same input; only ``lauf`` tells of this one run (what was executed, how long it took).
"""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import dkbm
from dkbm.bericht.ausfuehrung import Ausgefuehrt
from dkbm.bericht.schluessel import list_eingaben
from dkbm.projekt import Projekt
from dkbm.projekt.pruefsumme import hash_datei, hash_kit, list_versionen

__all__ = [
    "NACHWEIS",
    "build_nachweis",
    "describe_ausgaben",
    "describe_kapitel",
    "read_nachweis",
    "write_nachweis",
]

NACHWEIS = "bericht.json"


def read_nachweis(ordner: Path) -> dict[str, Any]:
    """Return the record that lies in a folder; empty where there is none that can be read."""
    try:
        inhalt = json.loads((ordner / NACHWEIS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return inhalt if isinstance(inhalt, dict) else {}


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
) -> dict[str, Any]:
    """Return the whole record.

    Parameters
    ----------
    kapitel, ausgaben
        As from `describe_kapitel` and `describe_ausgaben`.
    sekunden
        Time of each step of this run.
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
        "eingaben": list_eingaben(projekt),
        "kapitel": kapitel,
        "ausgaben": ausgaben,
        "lauf": {"sekunden": {name: round(s, 3) for name, s in sekunden.items()}},
    }


def describe_ausgaben(ordner: Path) -> dict[str, dict[str, Any]]:
    """Return hash and size of each finished file by its path below the folder."""
    return {
        path.relative_to(ordner).as_posix(): {
            "sha256": hash_datei(path),
            "bytes": path.stat().st_size,
        }
        for path in sorted(ordner.rglob("*"))
        if path.is_file()
    }


def write_nachweis(ordner: Path, inhalt: Mapping[str, Any]) -> None:
    """Write the record into the folder of the executed notebooks."""
    text = json.dumps(inhalt, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    (ordner / NACHWEIS).write_text(text, encoding="utf-8", newline="\n")
