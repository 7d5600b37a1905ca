"""Workbooks: merged heads, several sheets, formulas, bombs."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from dkbm.fehler import DkbmFehler
from dkbm.quellen.arbeitsmappe import is_arbeitsmappe, read_rasters
from dkbm.quellen.lesen import read_inhalt
from openpyxl import Workbook

KOPF: list[list[object]] = [
    ["Tabelle: 21111-02-06-4"],
    ["Absolvierende (Anzahl)"],
    [None, None, None, "Insgesamt", None, "ohne Abschluss", None],
    [None, None, None, "Insgesamt", "weiblich", "Insgesamt", "weiblich"],
    [2023, "DG", "Deutschland", 782423, 381434, 55708, 22043],
    [2023, "01001", "Flensburg, kreisfreie Stadt", 1059.5, "-", "(7)", "x"],
    ["__________"],
    ["Eine Fußnote"],
    ["Stand: 13.03.2025 / 16:39:14"],
]


def save(change: Callable[[Any], object] = lambda sheet: None) -> bytes:
    book = Workbook()
    sheet: Any = book.active
    for row in KOPF:
        sheet.append(row)
    sheet.merge_cells("D3:E3")
    sheet.merge_cells("F3:G3")
    change(sheet)
    result = io.BytesIO()
    book.save(result)
    return result.getvalue()


def test_merged_heads_and_numbers() -> None:
    (tabelle,) = read_inhalt(save(), "a.xlsx")
    daten = tabelle.daten
    assert (tabelle.code, tabelle.titel) == ("21111-02-06-4", "Absolvierende (Anzahl)")
    assert (tabelle.stand, tabelle.fussnoten) == ("13.03.2025", "Eine Fußnote")
    assert (tabelle.blatt, tabelle.datei) == ("Sheet", "a.xlsx")
    assert daten["kopf"].tolist()[:4] == [
        "Insgesamt | Insgesamt",
        "Insgesamt | weiblich",
        "ohne Abschluss | Insgesamt",
        "ohne Abschluss | weiblich",
    ]
    assert daten["wert"].fillna(-1).tolist() == [782423, 381434, 55708, 22043, 1059.5, -1, 7, -1]
    assert daten["zeichen"].tolist() == ["", "", "", "", "", "-", "()", "x"]
    assert set(daten["zeit"]) == {"2023"}
    places = list(zip(daten["zeile"], daten["spalte"], strict=True))
    assert (places[0], places[-1]) == ((5, 4), (6, 7))


def test_merged_keys_are_filled() -> None:
    def merge(sheet: Any) -> None:
        sheet.merge_cells("A5:A6")
        sheet["A5"] = 2022

    (tabelle,) = read_inhalt(save(merge), "a.xlsx")
    assert set(tabelle.daten["zeit"]) == {"2022"}


def test_all_sheets_with_tables_are_read_and_others_named() -> None:
    book = Workbook()
    for name in ("Impressum", "A", "B"):
        sheet = book.create_sheet(name)
        for row in [["Statistisches Amt"]] if name == "Impressum" else KOPF:
            sheet.append(row)
    result = io.BytesIO()
    book.save(result)
    with pytest.raises(DkbmFehler, match="denselben Kopf"):
        read_inhalt(result.getvalue(), "a.xlsx")  # heads not merged, half of them empty
    for name in ("A", "B"):
        book[name]["E3"], book[name]["G3"] = "Insgesamt", "ohne Abschluss"
    book["B"]["D5"] = 1
    book.save(result := io.BytesIO())
    a, b = read_inhalt(result.getvalue(), "a.xlsx")
    assert (a.blatt, b.blatt, b.daten["wert"].iloc[0]) == ("A", "B", 1)
    (hinweis,) = [h for h in a.hinweise if h.code == "nicht_gelesen"]
    assert "Impressum" in hinweis.text


@pytest.mark.parametrize(
    ("change", "was", "wo"),
    [
        (
            lambda s: s.__setitem__("E5", "=D5/2"),
            "Formeln, deren Ergebnis nicht",
            "a.xlsx, Zelle E5",
        ),
        (
            lambda s: s.__setitem__("E5", "viele"),
            "„viele“ ist keine Zahl",
            "Blatt „Sheet“, Zelle E5",
        ),
        (lambda s: s.__setitem__("E5", "#DIV/0!"), "hat eine Formel einen Fehler", "Zelle E5"),
        (lambda s: s.__setitem__("B6", "0100"), "„0100“ ist kein Regionalschl", "Zeile 6"),
        (lambda s: s.merge_cells("E5:F5"), "Werte stehen in verbundenen Zellen", "Zelle E5"),
        (lambda s: s.merge_cells("E5:E6"), "Werte stehen in verbundenen Zellen", "Zelle E5"),
        (lambda s: s.__setitem__("XFD1048576", 1), "Millionen Zellen", "a.xlsx"),
        (lambda s: s.__setitem__("H6", 5), "Spalte 8 hat keinen Kopf, aber Werte", "Zelle H6"),
    ],
)
def test_errors_name_the_cell(change: Callable[[Any], object], was: str, wo: str) -> None:
    with pytest.raises(DkbmFehler, match=was) as info:
        read_inhalt(save(change), "a.xlsx")
    assert wo in info.value.wo


def repack(inhalt: bytes, name: str, neu: Callable[[bytes], bytes]) -> bytes:
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(inhalt)) as old, zipfile.ZipFile(result, "w", 8) as new:
        for info in old.infolist():
            part = old.read(info)
            new.writestr(info.filename, neu(part) if info.filename == name else part)
    return result.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("neu", "was"),
    [
        (lambda b: b"<!DOCTYPE x [<!ENTITY a 'b'>]>" + b, "beschädigt"),
        (
            lambda b: b[: len(b) // 2],
            "keine lesbare Arbeitsmappe|kein bekanntes Format|Kopf|Region",
        ),
        (lambda b: b + b" " * 65_000_000, "ist zu groß"),
        (lambda b: b"", "keine lesbare Arbeitsmappe|kein bekanntes Format"),
    ],
)
def test_broken_and_oversized_parts_are_refused(neu: Callable[[bytes], bytes], was: str) -> None:
    with pytest.raises(DkbmFehler, match=was):
        read_inhalt(repack(save(), SHEET, neu), "a.xlsx")


def test_paths_out_of_the_workbook_are_left_out() -> None:
    inhalt = save()
    with zipfile.ZipFile(buffer := io.BytesIO(inhalt), "a") as archive:
        archive.writestr("../../etc/boese.xml", "<a/>")
    assert is_arbeitsmappe(buffer.getvalue())
    assert len(read_rasters(buffer.getvalue(), "a.xlsx")) == 1


def save_plain(*rows: list[object], change: Callable[[Any], object] = lambda sheet: None) -> bytes:
    book = Workbook()
    sheet: Any = book.active
    for row in rows:
        sheet.append(row)
    change(sheet)
    result = io.BytesIO()
    book.save(result)
    return result.getvalue()


@pytest.mark.parametrize("zahlenformat", ["0%", "0.00%", "#,##0.0\\ %", '0.0" "%'])
def test_percentages_are_read_as_they_are_shown(zahlenformat: str) -> None:
    def show_percent(sheet: Any) -> None:
        for zelle in ("C2", "C3"):
            sheet[zelle].number_format = zahlenformat

    rows: list[list[object]] = [["jahr", "ags", "anteil", "kinder"], [2020, "08335", 0.285, 7]]
    inhalt = save_plain(*rows, [2021, "08335", 0.13, 8], change=show_percent)
    (tabelle,) = read_inhalt(inhalt, "a.xlsx")
    werte = tabelle.daten.groupby("kopf", observed=True)["wert"].apply(list)
    assert werte.to_dict() == {"anteil": [28.5, 13], "kinder": [7, 8]}


@pytest.mark.parametrize("zahlenformat", ['0.0" %"', "0.0\\%", "General"])
def test_a_sign_beside_a_number_changes_nothing(zahlenformat: str) -> None:
    def write_sign(sheet: Any) -> None:
        sheet["C2"].number_format = zahlenformat

    inhalt = save_plain(["jahr", "ags", "anteil"], [2020, "08335", 28.5], change=write_sign)
    (tabelle,) = read_inhalt(inhalt, "a.xlsx")
    assert tabelle.daten["wert"].tolist() == [28.5]


def test_a_formula_with_an_empty_text_has_its_result() -> None:
    rows: list[list[object]] = [["jahr", "ags", "kinder", "notiz"], [2020, "08335", 7, "=A1"]]
    inhalt = save_plain(*rows, [2021, "08335", 8, "=A1"])
    with pytest.raises(DkbmFehler, match="Ergebnis nicht gespeichert"):
        read_inhalt(inhalt, "a.xlsx")
    leer = repack(inhalt, SHEET, lambda b: re.sub(rb'(<c r="D\d")(?: t="\w+")?', rb'\1 t="str"', b))
    (tabelle,) = read_inhalt(leer, "a.xlsx")
    kinder = tabelle.daten[tabelle.daten["kopf"] == "kinder"]
    assert kinder["wert"].tolist() == [7, 8]


def test_formats_without_content_make_no_table() -> None:
    inhalt = save_plain(["jahr", "ags", "kinder"], [2020, "08335", 7])
    weit = repack(
        inhalt,
        SHEET,
        lambda b: b.replace(
            b"</sheetData>", b'<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'
        ),
    )
    (tabelle,) = read_inhalt(weit, "a.xlsx")
    assert tabelle.daten["wert"].tolist() == [7]
