"""The key of a chapter: as long as it stays, the executed notebook is still right.

A wrong hit is worse than a miss. What a cell reads cannot be known before it runs, so all data of
the project count, and all files in ``notebooks/`` that a cell could import or open. Left out is
only what cannot reach a chapter: the other chapters, and the settings that are printed on the
title page. Where a notebook names such a file all the same, it counts as well.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

import nbformat

from dkbm.projekt import Projekt
from dkbm.projekt.einstellungen import DATEI
from dkbm.projekt.gliederung import Teil
from dkbm.projekt.pruefsumme import add_files, hash_datei, hash_kit, list_dateien

__all__ = ["compute_kapitelschluessel", "list_eingaben"]

_NUR_GEDRUCKT = ("bericht", "gestaltung", "parameter")
"""Sections of ``kommune.toml`` that no chapter sees; parameters come in by name."""
_LIEST_EINSTELLUNGEN = ("einstellungen", DATEI)
_LIEST_NOTEBOOKS = (".ipynb", "%run", "%load", "glob", "iterdir", "listdir")


def compute_kapitelschluessel(
    projekt: Projekt, kapitel: Sequence[Teil], werte: Mapping[str, Mapping[str, object]]
) -> dict[str, str]:
    """Return the key of each chapter by its name.

    Parameters
    ----------
    kapitel
        All notebooks of the outline.
    werte
        Checked parameters by name of the chapter.
    """
    eigene = {teil.path for teil in kapitel}
    umfeld = [p for p in list_dateien(projekt.ordner / "notebooks") if p not in eigene]
    umfeld += list_dateien(projekt.ordner / "daten")
    gemeinsam = hashlib.sha256(f"{hash_kit()} {projekt.modus}".encode())
    # What earlier editions told changes what may be shown.
    umfeld += sorted(projekt.geheim.glob("ausgabe-*.json"))
    add_files(gemeinsam, umfeld, projekt.ordner)
    gelesen = "".join(_read(p) for p in umfeld if p.suffix in (".py", ".ipynb"))
    schluessel = {}
    for teil in kapitel:
        zellen = _read_zellen(teil.path)
        text = gelesen + zellen
        summe = gemeinsam.copy()
        summe.update(zellen.encode())
        summe.update(_read_einstellungen(projekt, _names(text, _LIEST_EINSTELLUNGEN)).encode())
        summe.update(_to_json(werte[teil.name]).encode())
        if _names(text, _LIEST_NOTEBOOKS):
            add_files(summe, sorted(eigene), projekt.ordner)
        schluessel[teil.name] = summe.hexdigest()
    return schluessel


def list_eingaben(projekt: Projekt) -> dict[str, str]:
    """Return the hash of each file that the report is made from, by its path in the project."""
    namen = (DATEI, "notebooks", "daten", "bericht/gliederung.toml", "bericht/texte")
    roots = [projekt.ordner / name for name in (*namen, "bericht/gestaltung")]
    return {
        path.relative_to(projekt.ordner).as_posix(): hash_datei(path)
        for root in roots
        for path in list_dateien(root)
    }


def _read_zellen(path: Path) -> str:
    """Return what is executed and printed, without outputs, numbers and marks of the editor."""
    notebook = nbformat.read(path, as_version=4)
    return _to_json(
        [
            (c.cell_type, c.source, c.metadata.get("tags", []), c.get("attachments", {}))
            for c in notebook.cells
        ]
    )


def _read_einstellungen(projekt: Projekt, ganz: bool) -> str:
    text = _read(projekt.ordner / DATEI)
    abschnitte = tomllib.loads(text)
    sichtbar = {k: v for k, v in abschnitte.items() if k not in _NUR_GEDRUCKT}
    return text if ganz else _to_json(sichtbar)


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8-sig", errors="replace")


def _names(text: str, woerter: Sequence[str]) -> bool:
    return any(wort in text for wort in woerter)


def _to_json(inhalt: object) -> str:
    return json.dumps(inhalt, ensure_ascii=False, sort_keys=True, default=str)
