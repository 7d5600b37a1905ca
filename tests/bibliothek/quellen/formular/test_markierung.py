"""The marked copy shows every finding and changes nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from dkbm.fehler import DkbmFehler
from dkbm.quellen.formular import FormularFehler, Zellbefund, mark_copy, read_formular
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

if TYPE_CHECKING:
    from tests.bibliothek.quellen.formular.conftest import Fill

ROT = "00FFC7CE"
ZEILE = ["01.03.2024", "Kita", "Nord", "Öffentlicher Träger", "Ja", "zwölf", 81, 22, 54, 5, 19]


def list_befunde(path: Path) -> tuple[Zellbefund, ...]:
    with pytest.raises(FormularFehler) as info:
        read_formular(path)
    return info.value.befunde


def test_cells_are_marked_and_content_stays(fill: Fill, tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        sheet["C9"].comment = Comment("Bitte prüfen", "Frau Muster")
        sheet["F9"].comment = Comment("geschätzt", "Frau Muster")
        sheet["P3"] = "=SUM(G9:G10)"

    path = fill("kita", [ZEILE], change)
    vorher = path.read_bytes()
    befunde = list_befunde(path)
    ziel = mark_copy(path, befunde, tmp_path / "markiert.xlsx")
    assert path.read_bytes() == vorher
    assert ziel.read_bytes() == mark_copy(path, befunde, tmp_path / "zwei.xlsx").read_bytes()
    mappe, alt = openpyxl.load_workbook(ziel), openpyxl.load_workbook(path)
    assert mappe.sheetnames == ["Prüfung", *alt.sheetnames]
    for sheet in alt.worksheets:
        for zeile in sheet.iter_rows():
            for zelle in zeile:
                neu = mappe[sheet.title][zelle.coordinate]
                assert (neu.value, neu.data_type) == (zelle.value, zelle.data_type)
                marked = (sheet.title, zelle.coordinate) == ("Einrichtungen", "F9")
                assert (neu.fill.fgColor.rgb == ROT) == marked
    sheet = mappe["Einrichtungen"]
    assert sheet["F9"].comment.text.startswith("geschätzt\nDKBM-Prüfung: „zwölf“ ist keine Zahl.")
    assert sheet["C9"].comment.text == "Bitte prüfen"
    assert sheet["P3"].value == "=SUM(G9:G10)"
    assert len(sheet.data_validations.dataValidation) == 9
    liste = mappe["Prüfung"]
    assert [z.value for z in liste[4]][:4] == [1, "Einrichtungen", "F9", "zwölf"]
    assert liste["C4"].hyperlink.location == "'Einrichtungen'!F9"


def test_corrected_copy_is_read_and_marked_again(fill: Fill, tmp_path: Path) -> None:
    zweite = [*ZEILE[:1], "Mond", *ZEILE[2:]]
    path = fill("kita", [ZEILE, zweite])
    erste = list_befunde(path)
    assert [b.zelle for b in erste] == ["F9", "F10"]
    kopie = mark_copy(path, erste, tmp_path / "k1.xlsx")
    assert list_befunde(kopie) == erste
    mappe = openpyxl.load_workbook(kopie)
    mappe["Einrichtungen"]["F9"] = 12
    mappe.save(kopie)
    rest = list_befunde(kopie)
    sheet = openpyxl.load_workbook(mark_copy(kopie, rest, tmp_path / "k2.xlsx"))["Einrichtungen"]
    assert sheet["F9"].comment is None
    assert sheet["F9"].fill.fgColor.rgb != ROT
    assert sheet["F10"].fill.fgColor.rgb == ROT
    assert sheet["F10"].comment.text.count("DKBM-Prüfung") == 1
    mappe["Einrichtungen"]["F10"] = 13
    mappe.save(kopie)
    assert len(read_formular(kopie)) == 1


def test_any_workbook_and_hostile_texts(tmp_path: Path) -> None:
    mappe = openpyxl.Workbook()
    sheet = mappe.worksheets[0]
    sheet.title = "O'Brien & Co"
    sheet["A1"], sheet["B1"] = "=1+1", "x"
    sheet["A2"].value = "=HYPERLINK(1)"
    sheet["A2"].data_type = "s"
    sheet.merge_cells("C3:D4")
    path = tmp_path / "f.xlsx"
    mappe.save(path)
    befunde = [
        Zellbefund(sheet.title, "B1", "=cmd|' /C calc'!A0", "+1", "@SUM(A1)\x00"),
        Zellbefund(sheet.title, "B1", "noch einer"),
        Zellbefund(sheet.title, "D4", "im Verbund"),
        Zellbefund(sheet.title, "", "ganzes Blatt"),
        Zellbefund("Weg", "A1", "kein Blatt"),
        Zellbefund(sheet.title, "nicht da", "keine Zelle"),
        Zellbefund("", "", "ganze Datei"),
    ]
    neu = openpyxl.load_workbook(mark_copy(path, befunde, tmp_path / "m.xlsx"))
    liste = neu["Prüfung"]
    assert [liste.cell(z, 5).value for z in range(4, 11)] == [b.meldung for b in befunde]
    assert liste["F4"].value == "@SUM(A1)"
    kinds = {z.data_type for zeile in liste.iter_rows(min_row=4, min_col=2) for z in zeile}
    assert "f" not in kinds
    assert liste["E4"].quotePrefix
    assert liste["C4"].hyperlink.location == "'O''Brien & Co'!B1"
    assert liste["B8"].hyperlink is None
    blatt = neu["O'Brien & Co"]
    assert blatt["B1"].comment.text.count("DKBM-Prüfung") == 2
    assert blatt["C3"].fill.fgColor.rgb == ROT
    assert blatt["A1"].data_type == "f"
    assert (blatt["A2"].data_type != "f", blatt["A2"].value) == (True, "=HYPERLINK(1)")


def test_copy_never_overwrites(fill: Fill) -> None:
    path = fill("kita", [ZEILE])
    with pytest.raises(DkbmFehler, match="gibt es schon"):
        mark_copy(path, [], path)
