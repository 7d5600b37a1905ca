"""The workbook: contents, one sheet per figure and table, Kennzahlen, sources, signs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import ceil
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from dkbm.bericht.anhang import LIZENZTEXT
from dkbm.bericht.modell import Bericht, Block
from dkbm.bericht.zellen import read_zahl
from dkbm.quellen.formular.ablage import cell_at, clean, to_bytes, write_text
from dkbm.quellen.zeichen import BEDEUTUNG

__all__ = ["build_arbeitsmappe"]

_KURZ = {"abbildung": "Abb", "tabelle": "Tab"}
_KENNZAHL = {
    "Kennzahl": "name", "Kennung": "id", "Code": "code", "Einheit": "einheit",
    "Definition": "definition", "Berechnung": "formel", "Zähler": "zaehler", "Nenner": "nenner",
    "Bezugszeit": "regel", "Tabellen": "tabellen", "Hinweise": "hinweise",
}  # fmt: skip
_QUELLE = {
    "Tabelle": "tabelle", "Titel": "titel", "Herausgeber": "herausgeber", "Lizenz": "lizenz",
    "Stand": "stand", "Abgerufen": "abgerufen", "Jahre": "jahre", "Datei": "datei",
    "SHA-256 der Datei": "sha256",
}  # fmt: skip
_WEITESTE, _FUSSBREITE, _SPALTE = 60, 100, 8
"""Widest column; what titles and notes need at least; width of a column without one of its own."""
_SCHRIFT = "Calibri"


def build_arbeitsmappe(bericht: Bericht) -> bytes:
    """Return an XLSX with the numbers of all figures and tables.

    Numbers are real numbers that their number format shows as printed, with unit, bracket and
    mark; signs of official statistics stay text. No cell holds a formula.
    """
    mappe = Workbook()
    mappe.properties.creator = clean(bericht.name)
    mappe.properties.title = clean(f"{bericht.titel}: Daten")
    mappe.properties.language = "de-DE"
    inhalt = mappe.worksheets[0]
    inhalt.title = "Inhalt"
    for block in bericht.nummerierte:
        _fill_block(mappe.create_sheet(_name(block)), block, bericht.erscheinung.farbe)
    farbe = bericht.erscheinung.farbe
    kennzahlen = _rows(bericht.kennzahlen.values(), _KENNZAHL)
    quellen = _rows(bericht.quellen.values(), _QUELLE)
    _fill_list(mappe.create_sheet("Kennzahlen"), list(_KENNZAHL), kennzahlen, farbe)
    _fill_list(mappe.create_sheet("Quellen"), list(_QUELLE), quellen, farbe)
    zeichen = list(BEDEUTUNG.items())
    _fill_list(mappe.create_sheet("Zeichen"), ["Zeichen", "Bedeutung"], zeichen, farbe)
    _fill_inhalt(inhalt, bericht)
    for sheet in mappe.worksheets:
        if bericht.vermerk and sheet.oddHeader is not None:
            sheet.oddHeader.center.text = bericht.vermerk
    return to_bytes(mappe)


def _name(block: Block) -> str:
    return f"{_KURZ[block.typ]} {block.nummer}"


def _rows(eintraege: Iterable[Mapping[str, Any]], felder: Mapping[str, str]) -> list[list[str]]:
    return [[_join(e.get(feld, "")) for feld in felder.values()] for e in eintraege]


def _join(wert: Any) -> str:
    if isinstance(wert, list | tuple):
        return ("–" if all(isinstance(w, int) for w in wert) else "; ").join(map(str, wert))
    return str(wert)


def _write(sheet: Worksheet, zeile: int, spalte: int, text: str, **stil: Any) -> None:
    zelle = cell_at(sheet, zeile, spalte)
    write_text(zelle, text)
    zelle.data_type = "s"  # openpyxl takes „#N/A“ for an error
    if text[:1] in ("\t", "\r", "\n"):
        zelle.quotePrefix = True
    for name, wert in stil.items():
        setattr(zelle, name, wert)


def _write_cell(sheet: Worksheet, zeile: int, spalte: int, text: str) -> None:
    if zahl := read_zahl(text):
        zelle = cell_at(sheet, zeile, spalte)
        zelle.value, zelle.number_format = zahl.wert, zahl.anzeige
        if spalte == 1:
            zelle.alignment = Alignment(horizontal="left")
    else:
        _write(sheet, zeile, spalte, text, alignment=_align("left" if spalte == 1 else "right"))


def _align(seite: str) -> Alignment:
    return Alignment(horizontal=seite, vertical="top", wrap_text=True)


def _write_kopf(sheet: Worksheet, zeile: int, spalten: Sequence[str], farbe: str) -> None:
    for nummer, text in enumerate(spalten, start=1):
        _write(
            sheet, zeile, nummer, text,
            font=Font(name=_SCHRIFT, bold=True, color="FFFFFF"),
            fill=PatternFill("solid", fgColor=farbe.lstrip("#").upper()),
            alignment=Alignment(wrap_text=True, vertical="bottom"),
            border=Border(bottom=Side("thin")),
        )  # fmt: skip
    hoch = max((len(text) // 16 + 1 for text in spalten), default=1)
    sheet.row_dimensions[zeile].height = 15.5 * min(hoch, 6)
    sheet.freeze_panes = f"B{zeile + 1}"
    sheet.print_title_rows = f"{zeile}:{zeile}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _fit(sheet: Worksheet, spalten: Sequence[str], zeilen: Sequence[Sequence[str]]) -> None:
    """Give each column the width of its longest cell, within bounds; heads wrap."""
    for nummer, kopf in enumerate(spalten):
        laengen = [len(zeile[nummer]) for zeile in zeilen] + [min(len(kopf), 18)]
        breite = min(max(laengen) + 2, _WEITESTE)
        sheet.column_dimensions[get_column_letter(nummer + 1)].width = max(breite, 9)


def _write_wide(sheet: Worksheet, zeile: int, text: str, spalten: int, font: Font) -> None:
    """Write a text over several columns, wrapped, in a row that is high enough.

    Spreadsheets fit the height of a row to its text, but not where cells are merged.
    """
    _write(sheet, zeile, 1, text, font=font, alignment=_align("left"))
    breite = float(_add_widths(sheet, spalten))
    if spalten > 1:
        sheet.merge_cells(start_row=zeile, end_row=zeile, start_column=1, end_column=spalten)
    groesse = float(font.size or 11)
    je_zeile = breite * 11 / groesse * (0.85 if font.bold else 0.92)
    sheet.row_dimensions[zeile].height = ceil(len(text) / je_zeile) * groesse * 1.4


def _add_widths(sheet: Worksheet, spalten: int) -> float:
    breiten = (sheet.column_dimensions.get(get_column_letter(n)) for n in range(1, spalten + 1))
    return sum(float(b.width) if b and b.customWidth else _SPALTE for b in breiten)


def _count_wide(sheet: Worksheet, spalten: int) -> int:
    """Return how many columns give enough room for sentences, at least those of the table."""
    while _add_widths(sheet, spalten) < _FUSSBREITE:
        spalten += 1
    return spalten


def _fill_block(sheet: Worksheet, block: Block, farbe: str) -> None:
    daten = block.daten["daten"]
    _fit(sheet, daten["spalten"], daten["zeilen"])
    spalten = _count_wide(sheet, len(daten["spalten"]))
    titel = f"{block.bezeichnung}: {block.daten['titel']}"
    _write_wide(sheet, 1, titel, spalten, Font(name=_SCHRIFT, bold=True, size=12))
    _write(sheet, 2, 1, "Zum Inhalt", font=Font(name=_SCHRIFT, underline="single", color="0563C1"))
    _link(sheet, "A2", "Inhalt")
    _write_kopf(sheet, 4, daten["spalten"], farbe)
    for zeile, zellen in enumerate(daten["zeilen"], start=5):
        for spalte, text in enumerate(zellen, start=1):
            _write_cell(sheet, zeile, spalte, text)
    for zeile, text in enumerate(block.fuss, start=len(daten["zeilen"]) + 6):
        _write_wide(sheet, zeile, text, spalten, Font(name=_SCHRIFT, size=9))


def _fill_list(
    sheet: Worksheet, spalten: Sequence[str], zeilen: Sequence[Sequence[str]], farbe: str
) -> None:
    _write_kopf(sheet, 1, spalten, farbe)
    for zeile, texte in enumerate(zeilen, start=2):
        for spalte, text in enumerate(texte, start=1):
            _write(sheet, zeile, spalte, text, alignment=_align("left"))
    _fit(sheet, spalten, zeilen)


def _fill_inhalt(sheet: Worksheet, bericht: Bericht) -> None:
    kopf = [
        f"{bericht.titel} – {bericht.name}",
        *bericht.titelzeilen,
        "Jede Zahl steht wie gedruckt; amtliche Zeichen erklärt das Blatt „Zeichen“.",
        f"Lizenz der amtlichen Daten: siehe Blatt „Quellen“; dl-de/by-2-0: {LIZENZTEXT}",
    ]
    for zeile, text in enumerate(kopf, start=1):
        _write(
            sheet,
            zeile,
            1,
            text,
            font=Font(name=_SCHRIFT, bold=zeile == 1, size=14 if zeile == 1 else 11),
        )
    beginn = len(kopf) + 2
    _write_kopf(sheet, beginn, ["Blatt", "Titel", "Kapitel"], bericht.erscheinung.farbe)
    verweis = Font(name=_SCHRIFT, underline="single", color="0563C1")
    zeile = beginn
    for kapitel, block in bericht.bloecke:
        if block.nummer:
            zeile += 1
            _write(sheet, zeile, 1, _name(block), font=verweis)
            _link(sheet, f"A{zeile}", _name(block))
            _write(sheet, zeile, 2, block.daten["titel"], alignment=_align("left"))
            _write(sheet, zeile, 3, kapitel.titel, alignment=_align("left"))
            sheet.row_dimensions[zeile].height = 15 * ceil(len(block.daten["titel"]) / 95)
    for name in ("Kennzahlen", "Quellen", "Zeichen"):
        zeile += 1
        _write(sheet, zeile, 1, name, font=verweis)
        _link(sheet, f"A{zeile}", name)
    for spalte, breite in (("A", 13), ("B", 100), ("C", 40)):
        sheet.column_dimensions[spalte].width = breite


def _link(sheet: Worksheet, zelle: str, ziel: str) -> None:
    sheet[zelle].hyperlink = Hyperlink(ref=zelle, location=f"'{ziel}'!A1", display=ziel)
