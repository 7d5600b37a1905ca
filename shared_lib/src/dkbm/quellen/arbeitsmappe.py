"""Workbooks (xlsx) as rasters: safe against bombs, with merged cells filled."""

from __future__ import annotations

import datetime as dt
import io
import math
import re
import zipfile

import python_calamine as calamine

from dkbm.fehler import DkbmFehler
from dkbm.quellen.behaelter import explain_damage, list_parts, open_behaelter, try_zip
from dkbm.quellen.fuss import is_foot_line
from dkbm.quellen.prozentzellen import column_number, find_prozentzellen
from dkbm.quellen.raster import HOECHSTENS_SPALTEN, Bereich, Raster, check_cells
from dkbm.quellen.zeichen import ZAHL_MARKE

__all__ = ["is_arbeitsmappe", "read_rasters"]

_ZELLE = re.compile(rb'<c\b[^<>]*?\br="([A-Z]{1,3})(\d{1,7})"')
_GEFUELLT = re.compile(rb'<c\b[^<>]*?\br="([A-Z]{1,3})(\d{1,7})"[^<>]*(?<!/)>')
"""Cells with any content; formats alone (a border drawn to the last row) make no table."""
_OHNE_ERGEBNIS = re.compile(
    rb"<f\b[^<>]*(?:(?<=/)>|(?<!/)>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>"
)
_ALS_TEXT = b't="str"'
"""A formula whose stored result is a text, be it an empty one (``=WENN(A1="";"";…)``)."""
_TEXT = re.compile(rb"<t[ >][^<]{32800}")
_FEHLERWERT = re.compile(rb'<c\b[^<>]*?\bt="e"')
_KAPUTT = "Bitte die Datei in Excel öffnen, als xlsx speichern und neu ablegen."


def is_arbeitsmappe(inhalt: bytes) -> bool:
    """Say whether bytes are an xlsx workbook."""
    archiv = try_zip(inhalt) if inhalt.startswith(b"PK") else None
    return archiv is not None and "xl/workbook.xml" in archiv.namelist()


def read_rasters(inhalt: bytes, datei: str) -> list[Raster]:
    """Read all sheets that hold anything.

    Raises
    ------
    DkbmFehler
        If the workbook is broken, too large, or has formulas without a stored result.
    """
    clean, prozent = _repack(inhalt, datei)
    try:
        mappe = calamine.CalamineWorkbook.from_filelike(io.BytesIO(clean))
        sheets = [mappe.get_sheet_by_name(name) for name in mappe.sheet_names]
        rasters = [_read_sheet(sheet, datei, prozent.get(sheet.name, set())) for sheet in sheets]
        return [raster for raster in rasters if raster]
    except DkbmFehler:
        raise
    except BaseException as error:
        # calamine is Rust: its panics do not derive from Exception.
        if isinstance(error, KeyboardInterrupt | SystemExit | MemoryError):
            raise
        raise DkbmFehler(
            f"{datei} ist keine lesbare Arbeitsmappe.", wo=datei, rat=_KAPUTT
        ) from error


def _repack(inhalt: bytes, datei: str) -> tuple[bytes, dict[str, set[tuple[int, int]]]]:
    """Unpack with limits, check every part, and pack again without compression.

    calamine trusts the sizes that an archive claims; this copy claims none that are wrong.
    Second come the cells shown in per cent, which calamine does not tell, by sheet.
    """
    result = io.BytesIO()
    teile: dict[str, bytes] = {}
    archiv = open_behaelter(inhalt, datei)
    with archiv, zipfile.ZipFile(result, "w", zipfile.ZIP_STORED) as copy:
        for teil, part in list_parts(archiv, datei):
            if teil.endswith((".xml", ".rels")) and ".." not in teil:
                _check_part(teil, part, datei)
                copy.writestr(teil, part)
                teile[teil] = part
    return result.getvalue(), find_prozentzellen(teile)


def _check_part(name: str, part: bytes, datei: str) -> None:
    if _TEXT.search(part):
        raise explain_damage(datei)
    if not name.startswith("xl/worksheets/"):
        return
    spalten = zeilen = 0
    for match in _GEFUELLT.finditer(part):
        zeilen = max(zeilen, int(match[2]))
        spalten = max(spalten, column_number(match[1]))
    if spalten > HOECHSTENS_SPALTEN:
        raise explain_damage(datei)
    check_cells(zeilen * spalten, datei)
    if formula := _find_without_result(part):
        raise DkbmFehler(
            f"{datei} enthält Formeln, deren Ergebnis nicht gespeichert ist.",
            wo=f"{datei}, Zelle {_name_cell(part, formula.start() + 1)}",
            rat="Bitte die Datei in Excel öffnen und speichern, damit die Ergebnisse darin stehen.",
        )
    if error := _FEHLERWERT.search(part):
        raise DkbmFehler(
            f"In {datei} hat eine Formel einen Fehler als Ergebnis (wie #DIV/0!).",
            wo=f"{datei}, Zelle {_name_cell(part, error.end())}",
            rat="Bitte die Formel in Excel berichtigen und die Datei neu speichern.",
        )


def _find_without_result(part: bytes) -> re.Match[bytes] | None:
    for formula in _OHNE_ERGEBNIS.finditer(part):
        zelle = part.rfind(b"<c ", 0, formula.start())
        if _ALS_TEXT not in part[zelle : formula.start()]:
            return formula
    return None


def _name_cell(part: bytes, stelle: int) -> str:
    """Return the last cell that begins before a place."""
    cells = _ZELLE.findall(part, 0, stelle)
    return (cells[-1][0] + cells[-1][1]).decode() if cells else "unbekannt"


def _read_sheet(
    sheet: calamine.CalamineSheet, datei: str, prozent: set[tuple[int, int]]
) -> Raster | None:
    zellen = sheet.to_python(skip_empty_area=False)
    for zeile, spalte in prozent:
        if zeile >= len(zellen) or spalte >= len(zellen[zeile]):
            continue
        wert = zellen[zeile][spalte]
        if isinstance(wert, int | float) and not isinstance(wert, bool):
            # As it is shown; 0.285 as a percentage is 28.499999999999996.
            zellen[zeile][spalte] = round(float(wert) * 100, 10)
    rows = [[_to_text(zelle) for zelle in row] for row in zellen]
    rows = rows[: max((i + 1 for i, row in enumerate(rows) if any(row)), default=0)]
    if not rows:
        return None
    breite = max(max((i + 1 for i, z in enumerate(row) if z), default=0) for row in rows)
    rows = [row[:breite] for row in rows]
    ende = _find_end(rows)
    fuss = "\n".join(text for row in rows[ende:] if (text := " ".join(z for z in row if z)))
    merged = _fill_merged(rows, sheet.merged_cell_ranges or [])
    return Raster(
        datei, zeilen=rows[:ende], blatt=sheet.name, fuss=fuss.lstrip("_ \n"), verbunden=merged
    )


def _to_text(zelle: object) -> str:
    """Write a cell as text: whole numbers plain, others marked as exact."""
    if isinstance(zelle, str):
        return zelle.replace(ZAHL_MARKE, "").strip()
    if isinstance(zelle, bool):
        return "WAHR" if zelle else "FALSCH"
    if isinstance(zelle, int | float):
        if math.isfinite(zelle) and abs(zelle) < 1e15 and zelle == int(zelle):
            return str(int(zelle))
        return f"{ZAHL_MARKE}{float(zelle)!r}"
    if isinstance(zelle, dt.date):
        return zelle.strftime("%d.%m.%Y")
    return "" if zelle is None else str(zelle)


def _find_end(rows: list[list[str]]) -> int:
    """Find where the foot begins: at the underscores, else after the last row with two cells."""
    for i, row in enumerate(rows):
        if row and is_foot_line(row[0]):
            return i
    return next((i + 1 for i in range(len(rows) - 1, -1, -1) if sum(map(bool, rows[i])) > 1), 0)


def _fill_merged(
    rows: list[list[str]], ranges: list[tuple[tuple[int, int], tuple[int, int]]]
) -> list[Bereich]:
    """Write the text of a merged range into each of its cells; titles across a row stay alone.

    Returns
    -------
    list of tuple
        The filled ranges as first row, first column, last row, last column, from 1.
    """
    filled = []
    for (r1, c1), (r2, c2) in ranges:
        if r1 >= len(rows) or c1 >= len(rows[r1]) or not rows[r1][c1] or (c1 == 0 and r1 == r2):
            continue
        text = rows[r1][c1]
        for row in rows[r1 : r2 + 1]:
            row[c1 : c2 + 1] = [text] * len(row[c1 : c2 + 1])
        filled.append((r1 + 1, c1 + 1, r2 + 1, c2 + 1))
    return filled
