"""Typesetting with Typst: own templates and fonts, no system fonts, no network, no clock."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, Literal

import typst

from dkbm.bericht.gestaltung import Erscheinung
from dkbm.bericht.schriften import SCHRIFTORDNER
from dkbm.fehler import DkbmFehler

__all__ = ["STANDARDS", "open_werkbank", "set_pdf", "set_png"]

STANDARDS: list[Literal["ua-1"]] = ["ua-1"]
"""Typst stops where it is broken; PDF/A is not claimed, see docs/bericht.md."""


@contextmanager
def open_werkbank(*pakete: str) -> Iterator[Path]:
    """Give a temporary folder with the templates of the packages."""
    with tempfile.TemporaryDirectory(prefix="dkbm-satz-") as name:
        for paket in pakete:
            with as_file(files(paket).joinpath("vorlage")) as vorlage:
                for datei in vorlage.glob("*.typ"):
                    shutil.copy(datei, name)
        yield Path(name)


def set_pdf(ordner: Path, datei: str, daten: Mapping[str, Any], erscheinung: Erscheinung) -> bytes:
    """Set a template with its data (``daten.json``) as PDF/UA-1.

    Raises
    ------
    DkbmFehler
        If Typst refuses the document; its own words are quoted.
    """
    _write(ordner, daten)
    try:
        pdf = typst.compile(
            str(ordner / datei), pdf_standards=[*STANDARDS], **_options(ordner, erscheinung)
        )
    except typst.TypstError as error:
        raise DkbmFehler(
            f"Das PDF lässt sich nicht setzen: {error.message}.",
            wo=" ".join(str(hinweis) for hinweis in error.hints),
            rat="Mit --format html entsteht der Bericht ohne PDF. Bitte den Fehler melden.",
        ) from error
    return bytes(pdf)


def set_png(
    ordner: Path, datei: str, daten: Mapping[str, Any], erscheinung: Erscheinung, ppi: int
) -> list[bytes]:
    """Set a template as pictures, one per page."""
    _write(ordner, daten)
    seiten = typst.compile(
        str(ordner / datei), format="png", ppi=ppi, **_options(ordner, erscheinung)
    )
    return seiten if isinstance(seiten, list) else [bytes(seiten)]


def _write(ordner: Path, daten: Mapping[str, Any]) -> None:
    (ordner / "daten.json").write_text(json.dumps(daten, ensure_ascii=False), encoding="utf-8")


def _options(ordner: Path, erscheinung: Erscheinung) -> dict[str, Any]:
    eigene = {str(path.parent) for path in erscheinung.schriftdateien}
    return {
        "root": str(ordner),
        "font_paths": [*sorted(eigene), *SCHRIFTORDNER],
        "ignore_system_fonts": True,
        "package_path": str(ordner),
        "package_cache_path": str(ordner),
        "timestamp": 0,
    }
