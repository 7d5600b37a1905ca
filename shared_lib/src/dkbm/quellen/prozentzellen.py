"""Which cells of a workbook are shown in per cent: Excel stores 12,5 % as 0.125."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree

__all__ = ["column_number", "find_prozentzellen"]

_HAUPT = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_BEZUG = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_EINGEBAUT = {"9", "10"}
"""Numbers of the formats ``0 %`` and ``0,00 %``."""
_WOERTLICH = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_ZELLE = re.compile(
    rb"<c\b([^<>]*[^<>/])>\s*(?:<f\b[^<>]*(?:/>|>[^<]*</f>)\s*)?<v>"  # no search to the end
)
_ORT = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_FORMAT = re.compile(rb'\bs="(\d+)"')
_TEXT = re.compile(rb'\bt="(?!n")')


def find_prozentzellen(teile: Mapping[str, bytes]) -> dict[str, set[tuple[int, int]]]:
    """Return row and column (from 0) of the numbers shown in per cent, by name of the sheet.

    Parameters
    ----------
    teile
        The unpacked parts of a workbook by path; what is no XML, or missing, counts as empty.
    """
    formate = {str(n).encode() for n in _list_formate(_parse(teile.get("xl/styles.xml", b"")))}
    if not formate:
        return {}
    return {
        name: set(_list_zellen(teile.get(pfad, b""), formate))
        for name, pfad in _list_blaetter(teile)
    }


def _list_formate(styles: ElementTree.Element) -> Iterator[int]:
    """Yield the numbers of the cell formats that show per cent."""
    eigene = {
        f.get("numFmtId")
        for f in styles.iter(f"{_HAUPT}numFmt")
        if "%" in _WOERTLICH.sub("", f.get("formatCode", ""))
    }
    formate = styles.find(f"{_HAUPT}cellXfs")
    for nummer, xf in enumerate(formate if formate is not None else ()):
        if xf.get("numFmtId") in _EINGEBAUT | eigene:
            yield nummer


def _list_blaetter(teile: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Yield name and path of each sheet."""
    bezuege = _parse(teile.get("xl/_rels/workbook.xml.rels", b""))
    ziele = {bezug.get("Id"): bezug.get("Target", "") for bezug in bezuege}
    for blatt in _parse(teile.get("xl/workbook.xml", b"")).iter(f"{_HAUPT}sheet"):
        ziel = ziele.get(blatt.get(_BEZUG), "")
        yield blatt.get("name", ""), ziel.lstrip("/") if ziel.startswith("/") else f"xl/{ziel}"


def _list_zellen(blatt: bytes, formate: set[bytes]) -> Iterator[tuple[int, int]]:
    for kopf in _ZELLE.findall(blatt):
        ort, format_ = _ORT.search(kopf), _FORMAT.search(kopf)
        if ort and format_ and format_[1] in formate and not _TEXT.search(kopf):
            yield int(ort[2]) - 1, column_number(ort[1]) - 1


def column_number(letters: bytes) -> int:
    """Return the number of a column from its letters: ``A`` is 1."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _parse(part: bytes) -> ElementTree.Element:
    try:
        return ElementTree.fromstring(part)
    except ElementTree.ParseError:
        return ElementTree.Element("leer")
