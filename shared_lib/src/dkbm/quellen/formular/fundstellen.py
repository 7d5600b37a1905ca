"""Find the sheets and columns of a form by their content, wherever they have been moved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from dkbm.fehler import nearest
from dkbm.quellen.formular.aufbau import (
    ANLEITUNG,
    LISTEN,
    NICHT_EINGELESEN,
    PRUEFUNG,
    beispiel_titel,
)
from dkbm.quellen.formular.befund import Zellbefund
from dkbm.quellen.formular.definition import Blatt, Formular
from dkbm.quellen.formular.zellen import normalize
from dkbm.quellen.personendaten import RAT_PERSONEN, is_personal

__all__ = ["Fundstelle", "find_blaetter", "find_head", "list_cells", "read_besides"]

_SUCHE_BIS = 40


@dataclass(frozen=True)
class Fundstelle:
    """Where the columns of a Blatt stand in a workbook.

    Attributes
    ----------
    titel
        Actual title of the sheet.
    kopf
        Row of the column titles.
    spalten
        Number of each column found, by its name in the definition.
    """

    blatt: Blatt
    titel: str
    kopf: int
    spalten: dict[str, int]


def list_cells(sheet: Worksheet) -> Iterator[Cell]:
    """Yield the cells that hold something, row by row.

    ``iter_rows`` would create every empty cell up to the last formatted one.
    """
    for _, zelle in sorted(sheet._cells.items()):
        if isinstance(zelle, Cell) and zelle.value is not None and str(zelle.value).strip():
            yield zelle


def find_head(sheet: Worksheet, blatt: Blatt) -> int:
    """Return the row with most of the column titles, 0 where fewer than half stand together."""
    titel = {normalize(spalte.titel) for spalte in blatt.spalte}
    hits: dict[int, set[str]] = {}
    for zelle in list_cells(sheet):
        if zelle.row > _SUCHE_BIS:
            break
        if (text := normalize(zelle.value)) in titel:
            hits.setdefault(zelle.row, set()).add(text)
    best = max(hits, key=lambda zeile: len(hits[zeile]), default=0)
    return best if best and 2 * len(hits[best]) >= len(titel) else 0


def find_blaetter(
    mappe: Workbook, formular: Formular
) -> tuple[list[Fundstelle], list[Zellbefund], list[str]]:
    """Find the sheets to read.

    Returns
    -------
    fundstellen
        A sheet that was copied (one per year, say) is found as often as it stands there.
    befunde
        Missing sheets, missing, unknown and personal columns.
    uebrige
        Titles of sheets with content that is not read.
    """
    fundstellen: list[Fundstelle] = []
    befunde: list[Zellbefund] = []
    uebrige: list[str] = []
    known = {ANLEITUNG, LISTEN, PRUEFUNG, *(beispiel_titel(formular, b) for b in formular.blatt)}
    for sheet in mappe.worksheets:
        if sheet.title in known or sheet["A1"].value == NICHT_EINGELESEN:
            continue
        blatt = next((b for b in formular.blatt if find_head(sheet, b)), None)
        if blatt is None:
            uebrige += [sheet.title] if next(list_cells(sheet), None) is not None else []
            befunde += _find_personal(sheet)
            continue
        fundstelle, problems = _locate(sheet, blatt)
        fundstellen.append(fundstelle)
        befunde += problems
    befunde += _find_missing(formular, fundstellen, uebrige)
    return fundstellen, befunde, uebrige


def read_besides(sheet: Worksheet, label: str, bis: int) -> Cell | None:
    """Return the cell to the right of a label above the table."""
    for zelle in list_cells(sheet):
        if zelle.row < bis and normalize(zelle.value) == normalize(label):
            rechts = sheet.cell(zelle.row, zelle.column + 1)
            return rechts if isinstance(rechts, Cell) else None
    return None


def _locate(sheet: Worksheet, blatt: Blatt) -> tuple[Fundstelle, list[Zellbefund]]:
    kopf = find_head(sheet, blatt)
    by_titel = {normalize(spalte.titel): spalte for spalte in blatt.spalte}
    spalten: dict[str, int] = {}
    fremde: list[Cell] = []
    befunde: list[Zellbefund] = []
    for zelle in (zelle for zelle in list_cells(sheet) if zelle.row == kopf):
        spalte = by_titel.get(normalize(zelle.value))
        if spalte is None:
            fremde.append(zelle)
        elif spalte.name in spalten:
            befunde.append(
                Zellbefund(
                    *(sheet.title, zelle.coordinate),
                    f"Die Spalte „{spalte.titel}“ steht zweimal, auch in Zelle "
                    f"{get_column_letter(spalten[spalte.name])}{kopf}.",
                    str(zelle.value),
                    "Bitte eine der beiden Spalten löschen.",
                )
            )
        else:
            spalten[spalte.name] = zelle.column
    fehlende = [spalte.titel for spalte in blatt.spalte if spalte.name not in spalten]
    befunde += _explain_heads(sheet.title, kopf, fehlende, fremde)
    return Fundstelle(blatt, sheet.title, kopf, spalten), befunde


def _explain_heads(
    titel: str, kopf: int, fehlende: list[str], fremde: list[Cell]
) -> Iterator[Zellbefund]:
    """Pair missing columns with unknown heads that sound alike, and report the rest."""
    for zelle in fremde:
        text = str(zelle.value).strip()
        if is_personal(text):
            yield _refuse(titel, zelle)
        elif similar := nearest(text, fehlende, 1):
            fehlende.remove(similar[0])
            yield Zellbefund(
                *(titel, zelle.coordinate),
                f"Die Spalte „{text}“ kennt das Formular nicht; es fehlt „{similar[0]}“.",
                text,
                f"Bitte die Spalte wieder „{similar[0]}“ nennen.",
            )
        else:
            yield Zellbefund(
                *(titel, zelle.coordinate),
                f"Die Spalte „{text}“ gehört nicht zum Formular.",
                text,
                "Bitte die Spalte löschen; für weitere Zahlen gibt es das freie Formular.",
            )
    for text in fehlende:
        yield Zellbefund(
            titel,
            f"A{kopf}",
            f"Die Spalte „{text}“ fehlt.",
            rat=f"Bitte in Zeile {kopf} wieder eine Spalte „{text}“ anlegen.",
        )


def _find_personal(sheet: Worksheet) -> list[Zellbefund]:
    """Look at the first rows of a sheet that is not read: it would be handed on all the same."""
    return [
        _refuse(sheet.title, zelle)
        for zelle in list_cells(sheet)
        if zelle.row <= _SUCHE_BIS and isinstance(zelle.value, str) and is_personal(zelle.value)
    ][:1]


def _refuse(titel: str, zelle: Cell) -> Zellbefund:
    text = str(zelle.value).strip()
    return Zellbefund(
        *(titel, zelle.coordinate),
        f"Die Spalte „{text}“ enthält Angaben zu einzelnen Personen; das ist nicht erlaubt.",
        text,
        RAT_PERSONEN,
    )


def _find_missing(
    formular: Formular, fundstellen: list[Fundstelle], uebrige: list[str]
) -> Iterator[Zellbefund]:
    found = {fundstelle.blatt.titel for fundstelle in fundstellen}
    for blatt in formular.blatt:
        if blatt.titel in found:
            continue
        if blatt.titel in uebrige:
            yield Zellbefund(
                blatt.titel,
                "",
                "Die Zeile mit den Spaltentiteln fehlt.",
                rat="Bitte die Zeile aus einem leeren Formular wieder einsetzen.",
            )
        else:
            yield Zellbefund(
                "",
                "",
                f"Das Blatt „{blatt.titel}“ fehlt.",
                rat="Bitte die Angaben in ein leeres Formular übertragen.",
            )
