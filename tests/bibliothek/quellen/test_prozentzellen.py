"""Cells shown in per cent, from the parts of a workbook."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from dkbm.quellen.prozentzellen import column_number, find_prozentzellen
from openpyxl import Workbook


def unpack(book: Workbook) -> dict[str, bytes]:
    result = io.BytesIO()
    book.save(result)
    with zipfile.ZipFile(result) as archiv:
        return {name: archiv.read(name) for name in archiv.namelist()}


def test_numbers_with_the_format_are_found_sheet_by_sheet() -> None:
    book = Workbook()
    for name in ("Eins", "Zwei & mehr"):
        sheet: Any = book.create_sheet(name)
        sheet["B2"], sheet["B3"], sheet["AA4"] = 0.5, "viel", 0.1
        for zelle in ("B2", "B3"):
            sheet[zelle].number_format = "0.0%"
    book["Zwei & mehr"]["AA4"].number_format = "0%"
    assert find_prozentzellen(unpack(book)) == {
        "Sheet": set(),
        "Eins": {(1, 1)},
        "Zwei & mehr": {(1, 1), (3, 26)},
    }


def test_workbooks_without_styles_or_parts_have_none() -> None:
    teile = unpack(Workbook())
    assert find_prozentzellen(teile) == {}
    assert find_prozentzellen({}) == {}
    assert find_prozentzellen({**teile, "xl/styles.xml": b"<kaputt"}) == {}
    damaged = teile["xl/styles.xml"].replace(b'numFmtId="0"', b'numFmtId="x"')
    assert find_prozentzellen({**teile, "xl/styles.xml": damaged}) == {}


def test_columns_are_counted_from_one() -> None:
    assert [column_number(b) for b in (b"A", b"Z", b"AA", b"XFD")] == [1, 26, 27, 16384]
