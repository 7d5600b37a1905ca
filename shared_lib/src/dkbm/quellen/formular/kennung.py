"""The mark by which a form is known, whatever its file is called."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from dkbm.fehler import DkbmFehler
from dkbm.quellen.behaelter import open_behaelter, read_part
from dkbm.quellen.kodierung import read_bytes

__all__ = ["EIGENSCHAFT", "Kennung", "find_kennung", "is_formular"]

EIGENSCHAFT = "DKBM-Formular"
"""Name of the document property that carries the mark."""
_MUSTER = re.compile(r"DKBM-Formular: ([a-z][a-z0-9_]*) · Fassung (\d{1,4}) · AGS (\d{2}|\d{5}|DG)")
_TEILE = re.compile(r"docProps/custom\.xml|xl/sharedStrings\.xml|xl/worksheets/[^/]+\.xml")


@dataclass(frozen=True)
class Kennung:
    """Which form, in which version, for which Gebiet."""

    art: str
    fassung: int
    ags: str

    def __str__(self) -> str:
        return f"DKBM-Formular: {self.art} · Fassung {self.fassung} · AGS {self.ags}"


def find_kennung(inhalt: bytes, name: str = "Die Datei") -> Kennung | None:
    """Return the mark of a workbook, ``None`` where it has none.

    The mark stands twice, as a document property and as the text of a cell: programs that
    drop the one keep the other. It counts only where it is the whole text.

    Raises
    ------
    DkbmFehler
        If the bytes are no workbook that can be opened safely.
    """
    with open_behaelter(inhalt, name) as archiv:
        for teil in filter(_TEILE.fullmatch, sorted(archiv.namelist())):
            roh = read_part(archiv, archiv.getinfo(teil), name)
            if EIGENSCHAFT.encode() not in roh:
                continue
            try:
                texte = [element.text or "" for element in fromstring(roh).iter()]
            except (ParseError, DefusedXmlException) as error:
                raise DkbmFehler(f"{name} ist beschädigt ({teil}).") from error
            if match := next(filter(None, map(_MUSTER.fullmatch, texte)), None):
                return Kennung(match[1], int(match[2]), match[3])
    return None


def is_formular(datei: Path | bytes) -> bool:
    """Say whether a file is a form of this kit; never raises for a file that is none."""
    try:
        inhalt = datei if isinstance(datei, bytes) else read_bytes(datei)
        return find_kennung(inhalt) is not None
    except DkbmFehler:
        return False
