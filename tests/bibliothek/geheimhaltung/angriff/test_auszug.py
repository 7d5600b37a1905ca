from __future__ import annotations

import json
from pathlib import Path

import nbformat
import openpyxl
import pytest
from dkbm.fehler import DkbmFehler
from dkbm.geheimhaltung.angriff import Gesucht, read_files, read_texts, search

HTML = """<html><body><h1>Abgänge</h1><p>Zu viel: {satz}</p>
<img alt="{alt}" src="data:image/png;base64,AA=="><!-- {kommentar} -->
<table><caption>Abgänge ohne Abschluss</caption><tr><th>Jahr</th><th>Waldorf</th></tr>
<tr><th>2023</th><td>{zelle}</td></tr></table><svg><text>{svg}</text></svg>
<script type="application/json">{skript}</script></body></html>"""
LECK = "Waldorf 2023: 2 ohne Abschluss."
SUCHE = [
    Gesucht("waldorf", ("2", "zwei", "1,4"), (("2023",), ("Waldorf",), ("ohne Abschluss",))),
]
STELLEN = ("satz", "alt", "kommentar", "zelle", "svg", "skript")


@pytest.mark.parametrize("stelle", STELLEN)
def test_leak_in_a_page_is_found_wherever_it_stands(tmp_path: Path, stelle: str) -> None:
    datei = tmp_path / "bericht.html"
    datei.write_text(HTML.format(**dict.fromkeys(STELLEN, "")), encoding="utf-8")
    assert search(read_texts(datei), SUCHE) == []
    inhalt = "2" if stelle == "zelle" else LECK
    werte = {**dict.fromkeys(STELLEN, ""), stelle: inhalt}
    datei.write_text(HTML.format(**werte), encoding="utf-8")
    assert {leck.gesucht.name for leck in search(read_texts(datei), SUCHE)} == {"waldorf"}


def test_leak_in_notebook_workbook_and_file_name(tmp_path: Path) -> None:
    daten = {"spalten": ["Jahr", "Waldorf"], "zeilen": [["2023", "1,4"]]}
    bundle = {"application/vnd.dkbm.v1+json": {"titel": "ohne Abschluss", "daten": daten}}
    buch = nbformat.v4.new_notebook()
    zelle = nbformat.v4.new_code_cell("1")
    zelle.outputs = [nbformat.v4.new_output("display_data", data=bundle)]
    buch.cells = [zelle]
    nbformat.write(buch, tmp_path / "a.ipynb")
    mappe = openpyxl.Workbook()
    geheim = mappe.create_sheet("ohne Abschluss")
    geheim.sheet_state = "hidden"
    geheim.append(["Schulart", "2023"])
    geheim.append(["Waldorf", 2])
    mappe.save(tmp_path / "b.xlsx")
    (tmp_path / "c.csv").write_text("Jahr;Waldorf ohne Abschluss\n2023;2\n", encoding="utf-8")
    (tmp_path / "Waldorf 2023 zwei ohne Abschluss.txt").write_text("leer", encoding="utf-8")
    (tmp_path / "d.json").write_text(json.dumps({"x": "Waldorf 2023 ohne Abschluss: 22"}), "utf-8")
    lecks = search(read_files(tmp_path), SUCHE)
    assert {Path(leck.fundstelle.datei).suffix for leck in lecks} == {
        ".ipynb",
        ".xlsx",
        ".csv",
        ".txt",
    }
    assert any("Datentabelle" in leck.fundstelle.ort for leck in lecks)


def test_title_above_a_sheet_and_real_numbers_are_read_as_printed(tmp_path: Path) -> None:
    mappe = openpyxl.Workbook()
    blatt = mappe.active
    assert blatt is not None
    for zeile in (["Abgänge ohne Abschluss 2023"], [], ["Schulart", "in %"], ["Waldorf", 1.4]):
        blatt.append(zeile)
    mappe.save(tmp_path / "a.xlsx")
    (leck,) = search(read_texts(tmp_path / "a.xlsx"), SUCHE)
    assert leck.fundstelle.text == "Sheet Abgänge ohne Abschluss 2023 | in % | Waldorf | 1,4"


@pytest.mark.parametrize(
    ("name", "inhalt"),
    [
        ("a.xlsx", b"no archive"),
        ("a.xlsx", b"PK\x05\x06" + bytes(18)),
        ("a.docx", b"PK\x03\x04"),
        ("a.pdf", b"%PDF-1.7"),
        ("a.ipynb", b"[1, 2]"),
        ("a.ipynb", b'{"cells": 5}'),
        ("a.ipynb", b'{"cells": ["x"], "metadata": ' + b"[" * 100_000),
    ],
)
def test_damaged_file_gets_one_message(tmp_path: Path, name: str, inhalt: bytes) -> None:
    (tmp_path / name).write_bytes(inhalt)
    with pytest.raises(DkbmFehler, match="Die Datei ist nicht lesbar") as caught:
        list(read_texts(tmp_path / name))
    assert name in caught.value.wo


def test_locks_of_open_files_are_not_searched(tmp_path: Path) -> None:
    for name in ("~$bericht.docx", ".~lock.daten.xlsx#", "Thumbs.db"):
        (tmp_path / name).write_bytes(b"\x05Bildung")
    assert list(read_files(tmp_path)) == []


def test_file_that_cannot_be_searched_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bild.pkl").write_bytes(b"\x80")
    with pytest.raises(DkbmFehler, match="nicht auf Geheimes durchsuchen"):
        list(read_files(tmp_path))
    (tmp_path / "bild.pkl").rename(tmp_path / "buch.ipynb")
    with pytest.raises(DkbmFehler, match="nicht lesbar"):
        list(read_files(tmp_path))
