"""Hand a workbook back with its mistakes marked: a copy, never the original."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import CellCoordinatesException
from openpyxl.workbook import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from dkbm.quellen.formular.ablage import cell_at, clean, save_mappe, write_text
from dkbm.quellen.formular.aufbau import PRUEFUNG
from dkbm.quellen.formular.befund import Zellbefund
from dkbm.quellen.formular.druck import set_print
from dkbm.quellen.formular.gestaltung import (
    HINWEIS,
    KOPF_PFLICHT,
    MARKIERUNG,
    RAHMEN,
    SCHRIFT_KOPF,
    TITEL,
    UMBRUCH,
)
from dkbm.quellen.formular.mappe import open_mappe
from dkbm.quellen.kodierung import read_bytes

__all__ = ["mark_copy"]

_AUTOR = "DKBM-Prüfung"
_EIGENER = f"{_AUTOR}: "
_KOPF, _ERSTE = 3, 4
_SPALTEN = (
    ("Nr.", 6),
    ("Blatt", 18),
    ("Zelle", 9),
    ("Inhalt", 24),
    ("Befund", 60),
    ("Was tun", 60),
)


def mark_copy(path: Path, befunde: Sequence[Zellbefund], ziel: Path) -> Path:
    """Write a copy of a workbook in which every finding is marked.

    Cells get a red fill and a note with finding and remedy; a first sheet ``Prüfung`` lists all
    findings with links to their cells. Marks of an earlier check are removed first, so a
    corrected copy may be checked and marked again.

    Parameters
    ----------
    path
        The workbook, a form or any other ``.xlsx``.
    befunde
        Findings; those without cell, or with one that does not exist, are listed only.
    ziel
        File to write; never overwritten.

    Returns
    -------
    pathlib.Path
        ``ziel``. Content and formulas are those of the original; results of formulas are
        computed anew when the copy is opened.

    Raises
    ------
    DkbmFehler
        If the workbook cannot be opened or ``ziel`` not be written.
    """
    mappe = open_mappe(read_bytes(path), path.name).formeln
    _remove_marks(mappe)
    by_cell: dict[tuple[str, str], list[Zellbefund]] = {}
    for befund in befunde:
        if _find_cell(mappe, befund) is not None:
            by_cell.setdefault((befund.blatt, befund.zelle), []).append(befund)
    for gruppe in by_cell.values():
        _mark(_find_cell(mappe, gruppe[0]), gruppe)
    _write_list(mappe.create_sheet(PRUEFUNG, 0), mappe, befunde, path.name)
    mappe.active = 0
    for sheet in mappe.worksheets:
        sheet.sheet_view.tabSelected = sheet.title == PRUEFUNG
    save_mappe(mappe, ziel)
    return ziel


def _find_cell(mappe: Workbook, befund: Zellbefund) -> Cell | None:
    """Return the cell of a finding; of a merged range, its first cell."""
    if befund.blatt not in mappe.sheetnames or not befund.zelle:
        return None
    sheet = mappe[befund.blatt]
    try:
        zelle = sheet[befund.zelle]
    except (ValueError, CellCoordinatesException):
        return None
    if isinstance(zelle, Cell):
        return zelle
    for bereich in sheet.merged_cells.ranges:
        if befund.zelle in bereich:
            return cell_at(sheet, bereich.min_row, bereich.min_col)
    return None


def _mark(zelle: Cell | None, befunde: Sequence[Zellbefund]) -> None:
    if zelle is None:
        return
    texte = [_EIGENER + f"{befund.meldung} {befund.rat}".strip() for befund in befunde]
    if zelle.comment is not None:
        texte.insert(0, zelle.comment.text)
    note = Comment(clean("\n".join(texte)), _AUTOR)
    note.width, note.height = 320, 60 + 40 * len(texte)
    zelle.comment, zelle.fill = note, MARKIERUNG


def _remove_marks(mappe: Workbook) -> None:
    if PRUEFUNG in mappe.sheetnames:
        mappe.remove(mappe[PRUEFUNG])
    # ``iter_rows`` would create every empty cell up to the last formatted one.
    for zelle in (z for sheet in mappe.worksheets for z in sheet._cells.values()):
        if not isinstance(zelle, Cell) or zelle.comment is None:
            continue
        if _EIGENER in zelle.comment.text:
            own = zelle.comment.text.split(_EIGENER, 1)[0].rstrip()
            zelle.comment = Comment(own, zelle.comment.author) if own else None
            zelle.fill = PatternFill()


def _write_list(
    sheet: Worksheet, mappe: Workbook, befunde: Sequence[Zellbefund], name: str
) -> None:
    anzahl = "ein Befund" if len(befunde) == 1 else f"{len(befunde)} Befunde"
    write_text(cell_at(sheet, 1, 1), f"Prüfung von {name}: {anzahl}")
    cell_at(sheet, 1, 1).font = TITEL
    write_text(
        cell_at(sheet, 2, 1),
        "Die Zellen sind rot markiert. Bitte berichtigen, speichern und die Datei zurückgeben.",
    )
    for nummer, (titel, breite) in enumerate(_SPALTEN, start=1):
        head = cell_at(sheet, _KOPF, nummer)
        head.value, head.font, head.fill = titel, SCHRIFT_KOPF[True], KOPF_PFLICHT
        sheet.column_dimensions[get_column_letter(nummer)].width = breite
    for zeile, befund in enumerate(befunde, start=_ERSTE):
        cell_at(sheet, zeile, 1).value = zeile - _KOPF
        texte = (befund.blatt, befund.zelle, befund.wert, befund.meldung, befund.rat)
        for nummer, text in enumerate(texte, start=2):
            write_text(cell_at(sheet, zeile, nummer), text)
        for nummer in range(1, len(_SPALTEN) + 1):
            zelle = cell_at(sheet, zeile, nummer)
            zelle.alignment, zelle.border, zelle.font = UMBRUCH, RAHMEN, HINWEIS
        _link(sheet, zeile, mappe, befund)
        laengste = max(len(befund.meldung), len(befund.rat), 2 * len(befund.wert))
        sheet.row_dimensions[zeile].height = 15.5 * (1 + laengste // 58)
    sheet.freeze_panes = f"A{_ERSTE}"
    sheet.sheet_properties.tabColor = "C00000"
    set_print(sheet, PRUEFUNG, is_landscape=True)
    sheet.print_title_rows = f"{_KOPF}:{_KOPF}"


def _link(sheet: Worksheet, zeile: int, mappe: Workbook, befund: Zellbefund) -> None:
    if befund.blatt not in mappe.sheetnames:
        return
    blatt = befund.blatt.replace("'", "''")
    ziel = befund.zelle if _find_cell(mappe, befund) is not None else "A1"
    zelle = cell_at(sheet, zeile, 3 if befund.zelle else 2)
    zelle.hyperlink = Hyperlink(ref=zelle.coordinate, location=f"'{blatt}'!{ziel}")
    zelle.font = Font(name="Calibri", color="0563C1", underline="single")
