"""Why a file is no table the kit reads: say what it is instead, or what it lacks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice, zip_longest

from dkbm.fehler import DkbmFehler
from dkbm.quellen.raster import Raster
from dkbm.quellen.region import is_key
from dkbm.quellen.zeichen import ZAHL_MARKE
from dkbm.quellen.zeit import is_zeit

__all__ = ["explain_tabelle", "find_fremdformat"]

_XLSX = "Bitte in Excel oder LibreOffice öffnen und als xlsx speichern."
_TABELLE = (
    "Bitte die Tabelle als CSV oder xlsx der Regionaldatenbank, von GENESIS-Online oder INKAR "
    "ablegen."
)
_OLE = b"\xd0\xcf\x11\xe0"
_ANFAENGE = (
    (b"%PDF", "eine PDF-Datei", _TABELLE),
    (_OLE, "eine Excel-Datei im alten Format (xls)", _XLSX),
    (b'{"', "eine JSON-Datei (Geodaten oder Antwort eines Dienstes)", _TABELLE),
    (b"{\n", "eine JSON-Datei (Geodaten oder Antwort eines Dienstes)", _TABELLE),
    (b"[{", "eine JSON-Datei (Geodaten oder Antwort eines Dienstes)", _TABELLE),
    (b"<", "eine Internetseite oder XML-Datei", f"Der Download ging wohl fehl. {_TABELLE}"),
)
"""First bytes, what such a file is, what to do."""
_VERSCHLUESSELT = "EncryptedPackage".encode("utf-16-le")
_KENNWORT = (
    "Bitte in Excel unter Datei, Informationen, Arbeitsmappe schützen das Kennwort entfernen und "
    "neu speichern."
)
_ODS = b"mimetypeapplication/vnd.oasis.opendocument"
_ZEILEN, _SPALTEN = 60, 8


def find_fremdformat(inhalt: bytes, name: str) -> DkbmFehler | None:
    """Return why a file of another kind is refused; nothing where it may be a table."""
    if inhalt.startswith(_OLE) and _VERSCHLUESSELT in inhalt:
        was = f"{name} ist mit einem Kennwort verschlüsselt."
        return DkbmFehler(was, wo=name, rat=_KENNWORT)
    vorne = inhalt[:200].removeprefix(b"\xef\xbb\xbf").lstrip()
    for anfang, art, rat in _ANFAENGE:
        if vorne.startswith(anfang):
            return DkbmFehler(f"{name} ist {art}, keine Tabelle.", wo=name, rat=rat)
    if _ODS in inhalt[:200]:
        return DkbmFehler(f"{name} ist eine LibreOffice-Datei (ods).", wo=name, rat=_XLSX)
    return None


def explain_tabelle(rasters: Sequence[Raster], name: str) -> DkbmFehler:
    """Say what keeps a table from being read: no keys of Gebiete, no time, or nothing at all."""
    erste = _show_first_line(rasters)
    wo = f"{name}, Zeile 1: {erste or 'leer'}"
    if not erste:
        return DkbmFehler(f"{name} ist leer.", wo=wo, rat=_TABELLE)
    spalten = [spalte for raster in rasters for spalte in _list_columns(raster)]
    fehlt = []
    if not any(_is_mostly(_is_sure_key, spalte) for spalte in spalten):
        fehlt.append("amtliche Gebietsschlüssel (AGS)")
    if not any(_is_mostly(is_zeit, spalte) for spalte in spalten):
        fehlt.append("eine Spalte mit dem Jahr oder Stichtag")
    grund = (
        f"Es fehlen {' und '.join(fehlt)}."
        if len(fehlt) > 1
        else f"Es fehlt: {fehlt[0]}."
        if fehlt
        else "Kopf und Daten sind nicht zu unterscheiden."
    )
    return DkbmFehler(
        f"{name} hat kein bekanntes Format der amtlichen Statistik. {grund}",
        wo=wo,
        rat=f"{_TABELLE} Werte für Stadtteile oder ohne Jahr lassen sich mit „dkbm formular "
        "eigene“ erfassen, wenn sie für die Kommune zusammengefasst sind.",
    )


def _list_columns(raster: Raster) -> list[list[str]]:
    """Return the cells of the first columns, without the empty ones."""
    rows = [zeile.zellen[:_SPALTEN] for zeile in islice(raster.rows(), _ZEILEN)]
    columns = zip_longest(*rows, fillvalue="")
    cells = ([zelle.lstrip(ZAHL_MARKE).strip() for zelle in spalte] for spalte in columns)
    return [[zelle for zelle in spalte if zelle] for spalte in cells]


def _is_sure_key(text: str) -> bool:
    """A plain 12 could be a key, too; a leading zero or the length shows one."""
    return is_key(text) and (text == "DG" or text.startswith("0") or len(text) >= 4)


def _is_mostly(passt: Callable[[str], bool], spalte: Sequence[str]) -> bool:
    return bool(spalte) and 2 * sum(map(passt, spalte)) >= len(spalte)


def _show_first_line(rasters: Sequence[Raster]) -> str:
    text = rasters[0].text[:60].strip().split("\n")[0] if rasters else ""
    if rasters and rasters[0].zeilen:
        text = " ".join(";".join(rasters[0].zeilen[0]).split())[:60]
    return text
