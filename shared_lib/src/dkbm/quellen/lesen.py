"""Recognise an official file by its content and read it."""

from __future__ import annotations

from pathlib import Path

from dkbm.fehler import DkbmFehler
from dkbm.quellen.flachdatei import ERSTE_ZELLE, read_flachdatei
from dkbm.quellen.kodierung import read_text
from dkbm.quellen.kreuztabelle import CODE_ZEILE, read_kreuztabelle
from dkbm.quellen.rohtabelle import Rohtabelle

__all__ = ["read_datei"]


def read_datei(path: Path) -> Rohtabelle:
    """Read one official file, whatever its shape.

    Raises
    ------
    DkbmFehler
        If the shape is unknown or the content cannot be understood; nothing is guessed.
    """
    text = read_text(path)
    if CODE_ZEILE.match(text):
        return read_kreuztabelle(text, path.name)
    if text.startswith(ERSTE_ZELLE):
        return read_flachdatei(text, path.name)
    raise DkbmFehler(
        f"{path.name} hat kein bekanntes Format der amtlichen Statistik.",
        wo=f"{path.name}, Zeile 1: {text[:60].splitlines()[0] if text.strip() else 'leer'}",
        rat="Bitte die Tabelle als CSV der Regionaldatenbank oder von GENESIS-Online ablegen.",
    )
