"""A workbook of a real table with one wrong cell comes back marked."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import openpyxl
import pytest
from dkbm.bestand import open_bestand
from dkbm.cli.prueflauf import Prueflauf
from dkbm.pruefung import check_dateien
from dkbm.pruefung.markierung import mark_workbook

ROT = "00FFC7CE"


@pytest.fixture
def mappe(originale: Path, tmp_path: Path) -> Path:
    """The leavers of 2023 as xlsx; in Konstanz the total is 1,000 too high."""
    mappe = openpyxl.Workbook()
    sheet = mappe.active
    assert sheet is not None
    sheet.title = "21111-02-06-4"
    with (originale / "neuere_staende/21111-02-06-4.csv").open(encoding="cp1252") as datei:
        for row in csv.reader(datei, delimiter=";"):
            cells = [int(c) if c.isdigit() and n > 2 else c for n, c in enumerate(row)]
            if row[:2] == ["2023", "08335"]:
                cells[3] = int(row[3]) + 1000
            sheet.append(cells)
    path = tmp_path / "tabelle.xlsx"
    mappe.save(path)
    return path


def test_wrong_cell_is_marked_in_a_copy(mappe: Path, tmp_path: Path) -> None:
    vorher = mappe.read_bytes()
    pruefung = check_dateien([mappe], open_bestand(), None, "08335")
    ziel = mark_workbook(mappe, pruefung, tmp_path / "aus")
    assert ziel == tmp_path / "aus/tabelle_geprueft.xlsx"
    assert mappe.read_bytes() == vorher
    kopie = openpyxl.load_workbook(ziel)
    assert kopie.sheetnames == ["Prüfung", "21111-02-06-4"]
    sheet = kopie["21111-02-06-4"]
    (zelle,) = [z for z in sheet["D"] if sheet.cell(z.row, 2).value == "08335"]
    assert zelle.fill.fgColor.rgb == ROT
    assert "Fehler DKBM-P201: Die Teile ergeben nicht das Ganze." in zelle.comment.text
    assert sheet.cell(zelle.row, 5).fill.fgColor.rgb != ROT


def test_copy_is_never_overwritten(mappe: Path, tmp_path: Path) -> None:
    pruefung = check_dateien([mappe], open_bestand(), None, "08335")
    erste = mark_workbook(mappe, pruefung, tmp_path)
    assert erste is not None
    assert mark_workbook(mappe, pruefung, tmp_path) == erste
    erste.write_bytes(b"berichtigt")
    zweite = mark_workbook(mappe, pruefung, tmp_path)
    assert zweite == tmp_path / "tabelle_geprueft_2.xlsx"
    assert erste.read_bytes() == b"berichtigt"


def test_files_of_the_same_name_are_told_apart(mappe: Path, tmp_path: Path) -> None:
    """The wrong cell of one year must not be marked in the workbook of another."""
    dateien = [tmp_path / jahr / "kita.xlsx" for jahr in ("2023", "2024")]
    for datei in dateien:
        datei.parent.mkdir()
        shutil.copy(mappe, datei)
    gut = openpyxl.load_workbook(dateien[1])
    sheet = gut["21111-02-06-4"]
    (zelle,) = [z for z in sheet["D"] if sheet.cell(z.row, 2).value == "08335"]
    zelle.value -= 1000
    gut.save(dateien[1])
    pruefung = check_dateien(dateien, open_bestand(), frozenset({"08335"}), "08335")
    falsch = {b.datei for b in pruefung.befunde if b.art.code == "DKBM-P201"}
    assert falsch == {"2023/kita.xlsx"}
    lauf = Prueflauf("zwei Dateien", pruefung, dateien)
    kopien = list(lauf.mark(tmp_path / "aus"))
    assert any("2023_kita_geprueft.xlsx" in zeile for zeile in kopien)
    assert not any("2024_kita_geprueft.xlsx" in zeile for zeile in kopien)
