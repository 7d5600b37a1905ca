"""From bytes to text: BOM, strict UTF-8, else cp1252. Never with losses."""

from __future__ import annotations

import codecs
from pathlib import Path

from dkbm.fehler import DkbmFehler

__all__ = ["decode", "read_text"]


def decode(inhalt: bytes, name: str = "Datei") -> str:
    """Decode the bytes of an official file and unify its line ends to ``\\n``.

    Raises
    ------
    DkbmFehler
        If the bytes are neither UTF-8 nor cp1252 (binary files, for one).
    """
    has_bom = inhalt.startswith(codecs.BOM_UTF8)
    encodings = ["utf-8-sig"] if has_bom else ["utf-8", "cp1252"]
    for encoding in encodings:
        try:
            text = inhalt.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            break
        return text.replace("\r\n", "\n").replace("\r", "\n")
    raise DkbmFehler(
        f"{name} ist keine Textdatei in UTF-8 oder Windows-Kodierung.",
        rat="Bitte die Tabelle als CSV herunterladen.",
    )


def read_text(path: Path) -> str:
    """Read and decode one file."""
    try:
        return decode(path.read_bytes(), path.name)
    except OSError as error:
        raise DkbmFehler(
            f"{path.name} lässt sich nicht lesen ({error.strerror}).", wo=str(path)
        ) from error
