"""The workbook: sheets, numbers as printed, and no cell that calculates."""

from __future__ import annotations

import io
import zipfile
from functools import cache

import openpyxl
from dkbm.bericht.datenanhang import build_arbeitsmappe
from dkbm.bericht.zellen import read_zahl

from ..beispiel import build


@cache
def mappe() -> bytes:
    return build_arbeitsmappe(build())


def test_every_figure_and_table_has_its_sheet_and_numbers() -> None:
    bericht, buch = build(), openpyxl.load_workbook(io.BytesIO(mappe()))
    blaetter = ["Abb 1.1", "Tab 1.1"]
    assert buch.sheetnames == ["Inhalt", *blaetter, "Kennzahlen", "Quellen", "Zeichen"]
    for name, block in zip(blaetter, bericht.nummerierte, strict=True):
        rows = list(buch[name].iter_rows(min_row=4, values_only=True))
        daten = block.daten["daten"]
        assert list(rows[0][: len(daten["spalten"])]) == daten["spalten"]
        for zeile, row in zip(daten["zeilen"], rows[1:], strict=False):
            for text, wert in zip(zeile, row, strict=False):
                zahl = read_zahl(text)
                assert wert == (zahl.wert if zahl else text)
    assert buch["Kennzahlen"]["B2"].value == "geburtenrate"
    assert len(buch["Quellen"]["I2"].value or "") == 64


def test_no_cell_is_a_formula() -> None:
    buch = openpyxl.load_workbook(io.BytesIO(mappe()))
    cells = [cell for sheet in buch for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}
    with zipfile.ZipFile(io.BytesIO(mappe())) as archiv:
        assert all(b"<f>" not in archiv.read(n) for n in archiv.namelist() if "sheet" in n)


def test_words_that_could_calculate_are_quoted() -> None:
    bericht = build()
    boese = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "#N/A", "=cmd|' /C calc'!A0"]
    bericht.nummerierte[1].daten["daten"] = {
        "spalten": ["a", "b"],
        "zeilen": [[wort, wort] for wort in boese],
    }
    sheet = openpyxl.load_workbook(io.BytesIO(build_arbeitsmappe(bericht)))["Tab 1.1"]
    for zeile, wort in enumerate(boese, start=5):
        zelle = sheet.cell(zeile, 2)
        assert (zelle.data_type, zelle.value) == ("s", wort)
        assert zelle.quotePrefix or wort == "#N/A"


def test_same_report_gives_the_same_bytes() -> None:
    assert build_arbeitsmappe(build()) == mappe()


def test_title_and_notes_are_whole_in_one_wrapped_cell() -> None:
    bericht = build()
    for block in bericht.nummerierte:
        block.daten = {**block.daten, "anmerkungen": ["Langer Satz. " * 40, "Kurzer."]}
    buch = openpyxl.load_workbook(io.BytesIO(build_arbeitsmappe(bericht)))
    for block in bericht.nummerierte:
        sheet = buch["Abb 1.1" if block.typ == "abbildung" else "Tab 1.1"]
        erste = len(block.daten["daten"]["zeilen"]) + 6
        for zeile, text in enumerate(block.fuss, start=erste):
            assert sheet.cell(zeile, 1).value == text
            assert sheet.cell(zeile, 1).alignment.wrap_text
        breite = sum(
            sheet.column_dimensions[b].width if b in sheet.column_dimensions else 8
            for b in "ABCDEFGHIJKL"[
                : next(m for m in sheet.merged_cells if m.min_row == erste).max_col
            ]
        )
        assert breite >= 100
        hoch = sheet.row_dimensions[erste].height
        assert hoch >= len(block.fuss[0]) / (breite * 11 / 9) * 11
