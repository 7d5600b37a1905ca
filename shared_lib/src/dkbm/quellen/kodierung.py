"""From bytes to text: BOM, strict UTF-8, else cp1252. Never with losses."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress
from pathlib import Path

import numpy as np

from dkbm.datei import read_whole
from dkbm.fehler import DkbmFehler
from dkbm.sprache.zahlen import format_zahl

__all__ = [
    "HOECHSTENS_BYTES",
    "check_size",
    "decode",
    "decode_and_compare",
    "read_bytes",
    "read_text",
]

HOECHSTENS_BYTES = 64_000_000
"""Largest file, counted unpacked; the largest official table known here has 3.4 MB.
Reading takes up to ten times as much memory."""

_MEHRBYTE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_HOCH = re.compile(rb"[\x80-\xff]")
_DOPPELT = re.compile("Ã[\u00a4\u00b6\u00bc\u00a9\u0178\u201e\u2013\u0153\u0084\u0096\u009c\u009f]")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NEU = (
    "Bitte die Datei unverändert neu herunterladen; eine von Hand geführte bitte berichtigen und "
    "in Excel als „CSV UTF-8“ speichern."
)


def decode(inhalt: bytes, name: str = "Datei") -> str:
    """Decode the bytes of a text table and unify its line ends to ``\\n``.

    Raises
    ------
    DkbmFehler
        As `decode_and_compare`.
    """
    return decode_and_compare(inhalt, name)[0]


def decode_and_compare(inhalt: bytes, name: str) -> tuple[str, bool]:
    """Decode as `decode`; say as well whether the bytes are the text in UTF-8, as it stands.

    Raises
    ------
    DkbmFehler
        If the bytes are no text (binary files, for one), or UTF-8 with damaged letters:
        read as cp1252 these would silently become wrong letters.
    """
    has_bom = next((encoding for bom, encoding in _BOMS if inhalt.startswith(bom)), "")
    for encoding in [has_bom] if has_bom else ["utf-8", "cp1252"]:
        if encoding == "cp1252":
            _check_damage(inhalt, name)
        try:
            text = inhalt.decode(encoding)
        except UnicodeError:
            continue
        if "\x00" in text:
            break
        _check_twice_encoded(text, name)
        if "\r" in text:
            return text.replace("\r\n", "\n").replace("\r", "\n"), False
        return text, encoding == "utf-8"
    raise DkbmFehler(
        f"{name} ist keine Textdatei in UTF-8 oder Windows-Kodierung.",
        wo=name,
        rat="Bitte die Tabelle als CSV oder xlsx herunterladen.",
    )


def _check_damage(inhalt: bytes, name: str) -> None:
    """Refuse UTF-8 with broken bytes; German cp1252 has no Ã or Â and hardly any such pairs."""
    ganze = _MEHRBYTE.findall(_take_high(inhalt))
    if not ganze:
        return
    rest = _MEHRBYTE.sub(b"??", inhalt)
    broken = len(_HOCH.findall(rest))
    if len(ganze) > broken or any(teil[0] in b"\xc2\xc3" for teil in ganze):
        stelle = _HOCH.search(rest)
        zeile = rest.count(b"\n", 0, stelle.start()) + 1 if stelle else 1
        raise DkbmFehler(
            f"{name} ist in UTF-8 geschrieben, aber beschädigt: "
            f"{format_zahl(broken)} Zeichen sind nicht lesbar.",
            wo=f"{name}, Zeile {zeile}",
            rat=_NEU,
        )


def _take_high(inhalt: bytes) -> bytes:
    """Keep only the bytes beyond ASCII; a blank stands where others lay between them."""
    data = np.frombuffer(inhalt, dtype=np.uint8)
    places = np.flatnonzero(data >= 0x80)
    gaps = np.flatnonzero(np.diff(places) > 1) + 1
    return np.insert(data[places], gaps, 0x20).tobytes()


def _check_twice_encoded(text: str, name: str) -> None:
    match = _DOPPELT.search(text)
    if match:
        raise DkbmFehler(
            f"In {name} sind Umlaute entstellt („{match[0]}“): "
            "Ein Programm hat die Datei in der falschen Kodierung geöffnet und gespeichert.",
            wo=f"{name}, Zeile {text.count(chr(10), 0, match.start()) + 1}",
            rat=_NEU,
        )


def check_size(anzahl: int, name: str) -> None:
    """Refuse what is larger than any official table, before it fills the memory."""
    if anzahl > HOECHSTENS_BYTES:
        raise DkbmFehler(
            f"{name} ist zu groß: {format_zahl(anzahl / 1e6)} MB entpackt, "
            f"lesbar sind {format_zahl(HOECHSTENS_BYTES / 1e6)} MB.",
            wo=name,
            rat="Bitte die Tabelle nach Jahren oder Gebieten teilen; aus Arbeitsmappen Bilder und "
            "fremde Blätter entfernen.",
        )


def read_bytes(path: Path) -> bytes:
    """Read one file, if it is not too large."""
    with suppress(OSError):  # told when it is read
        check_size(path.stat().st_size, path.name)
    return read_whole(path)


def read_text(path: Path) -> str:
    """Read and decode one file."""
    return decode(read_bytes(path), path.name)
