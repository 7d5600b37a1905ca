"""Forms as an office would hand them in: written by the kit, filled by openpyxl."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

import openpyxl
import pytest
from dkbm.quellen.formular import FormularFehler, read_formular, write_formular
from openpyxl.worksheet.worksheet import Worksheet

BLATT = {"vhs": "Kurse", "kita": "Einrichtungen", "schule": "Schulen", "eigene": "Kennzahlen"}
ERSTE = 9


class Fill(Protocol):
    """Write a form of Landkreis Konstanz and fill it."""

    def __call__(
        self,
        art: str,
        rows: Sequence[Sequence[object]],
        change: Callable[[Worksheet], object] | None = None,
    ) -> Path: ...


@pytest.fixture
def fill(tmp_path: Path) -> Fill:
    def fill(
        art: str,
        rows: Sequence[Sequence[object]],
        change: Callable[[Worksheet], object] | None = None,
    ) -> Path:
        nummer = len(list(tmp_path.glob("*.xlsx")))
        path = write_formular(art, "08335", tmp_path / f"{art}_{nummer}.xlsx")
        mappe = openpyxl.load_workbook(path)
        sheet = mappe[BLATT[art]]
        sheet["B3"], sheet["B4"] = "Amt für Bildung", datetime.date(2025, 3, 31)
        for zeile, werte in enumerate(rows, start=ERSTE):
            for spalte, wert in enumerate(werte, start=1):
                sheet.cell(zeile, spalte).value = wert  # type: ignore[assignment]
        if change:
            change(sheet)
        path.unlink()
        mappe.save(path)
        return path

    return fill


@pytest.fixture
def problems() -> Callable[[Path], dict[str, str]]:
    """Read a wrong form and return its messages by cell; several of one cell are joined."""

    def problems(path: Path) -> dict[str, str]:
        with pytest.raises(FormularFehler) as info:
            read_formular(path)
        found: dict[str, str] = {}
        for befund in info.value.befunde:
            text = f"{befund.meldung} {befund.rat}".strip()
            found[befund.zelle] = f"{found.get(befund.zelle, '')}{text}"
        return found

    return problems
