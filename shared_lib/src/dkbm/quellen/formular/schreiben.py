"""Write an empty form that an office can fill without a manual."""

from __future__ import annotations

import datetime
import math
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from dkbm.fehler import DkbmFehler
from dkbm.gebiete import Gebiet, load_register
from dkbm.quellen.formular.ablage import cell_at, save_mappe, write_text
from dkbm.quellen.formular.anleitung import write_anleitung
from dkbm.quellen.formular.aufbau import (
    ANLEITUNG,
    ERSTE_DATEN,
    KOPF,
    LISTEN,
    NICHT_EINGELESEN,
    STAND,
    STELLE,
    beispiel_titel,
    einheit_text,
)
from dkbm.quellen.formular.definition import DEFINITIONEN, Blatt, Formular, Spalte, load_formular
from dkbm.quellen.formular.druck import set_print
from dkbm.quellen.formular.eingabehilfen import add_checks, write_listen
from dkbm.quellen.formular.gestaltung import (
    BEISPIEL,
    EINGABE,
    ERKLAERUNG,
    HINWEIS,
    KOPF_FREIWILLIG,
    KOPF_PFLICHT,
    LEISE,
    RAHMEN,
    SCHRIFT_KOPF,
    TITEL,
    UMBRUCH,
)
from dkbm.quellen.formular.kennung import EIGENSCHAFT, Kennung

__all__ = ["write_formular"]

_ERSTE_SPALTE = 17
"""The first column must hold the labels above the table as well."""
_FORMATE = {"anzahl": "#,##0", "jahr": "0", "datum": "DD.MM.YYYY"}
_TEXTE = ("text", "liste", "schuljahr", "gebiet", "janein")


def write_formular(
    art: str,
    ags: str,
    ziel: Path,
    *,
    jahre: Sequence[int] = (),
    an: str = "",
    ordner: Path = DEFINITIONEN,
) -> Path:
    """Write an empty form as ``.xlsx``.

    Parameters
    ----------
    art
        Short name: ``vhs``, ``kita``, ``schule``, ``eigene``.
    ags
        The Kommune that the data are for.
    ziel
        File to write; never overwritten.
    jahre
        Years to fill in beforehand, with every value of the lists, where the form has both.
    an
        Whom the filled form goes to; otherwise the Bildungsmonitoring of the Kommune.
    ordner
        Folder of the definitions.

    Returns
    -------
    pathlib.Path
        ``ziel``. The same arguments give the same bytes.

    Raises
    ------
    DkbmFehler
        If there is no such form or Gebiet, ``ziel`` exists or is no ``.xlsx``.
    """
    formular = load_formular(art, ordner)
    gebiet = load_register().find_kommune(ags)
    if ziel.suffix.lower() != ".xlsx":
        raise DkbmFehler(
            f"{ziel.name} endet nicht auf .xlsx.", rat="Bitte einen Namen mit .xlsx wählen."
        )
    an = an or f"Bildungsmonitoring, {gebiet.name}"
    save_mappe(build_mappe(formular, gebiet, tuple(sorted(set(jahre))), an), ziel)
    return ziel


def build_mappe(formular: Formular, gebiet: Gebiet, jahre: tuple[int, ...], an: str) -> Workbook:
    """Build the workbook of a form in memory."""
    kennung = Kennung(formular.art, formular.fassung, gebiet.ags)
    mappe = Workbook()
    mappe.properties.creator, mappe.properties.title = "DKBM-Kit", formular.titel
    mappe.custom_doc_props.append(  # type: ignore[attr-defined]  # missing in the stubs
        StringProperty(name=EIGENSCHAFT, value=str(kennung))
    )
    write_anleitung(mappe.worksheets[0], formular, kennung, an)
    mappe.worksheets[0].title = ANLEITUNG
    sheets = [(blatt, mappe.create_sheet(blatt.titel)) for blatt in formular.blatt]
    examples = [
        (blatt, mappe.create_sheet(beispiel_titel(formular, blatt))) for blatt in formular.blatt
    ]
    ranges = write_listen(mappe, formular)
    for blatt, sheet in sheets:
        _write_blatt(sheet, formular, blatt, gebiet)
        _prefill(sheet, formular, blatt, jahre)
        add_checks(sheet, blatt, ranges)
    for blatt, sheet in examples:
        _write_beispiel(sheet, formular, blatt, gebiet)
    for sheet in mappe.worksheets:
        set_print(sheet, formular.titel, is_landscape=sheet.title != ANLEITUNG)
        if sheet.title not in (ANLEITUNG, LISTEN):
            sheet.print_title_rows = f"{KOPF}:{KOPF + 2}"
    mappe.active = 0
    return mappe


def _write_blatt(sheet: Worksheet, formular: Formular, blatt: Blatt, gebiet: Gebiet) -> None:
    sheet["A1"], sheet["A1"].font = formular.titel, TITEL
    for zeile, (label, inhalt) in enumerate(
        [("Gebiet", f"{gebiet.name} (AGS {gebiet.ags})"), (STELLE, ""), (STAND, "")], start=2
    ):
        links, rechts = cell_at(sheet, zeile, 1), cell_at(sheet, zeile, 2)
        links.value, links.font = label, SCHRIFT_KOPF[False]
        rechts.value, rechts.alignment = inhalt or None, Alignment(horizontal="left")
        if not inhalt:
            rechts.fill, rechts.border = EINGABE, RAHMEN
    sheet["B4"].number_format = _FORMATE["datum"]
    sheet["A5"] = (
        "Dunkelblau: Pflicht. Hellblau: freiwillig. Zeichen statt Zahlen: siehe Anleitung."
    )
    sheet["A5"].font = LEISE
    _write_head(sheet, blatt)
    for zeile in range(ERSTE_DATEN, ERSTE_DATEN + blatt.zeilen):
        for nummer, spalte in enumerate(blatt.spalte, start=1):
            _format_cell(cell_at(sheet, zeile, nummer), spalte)
    sheet.freeze_panes = cell_at(sheet, ERSTE_DATEN, min(3, len(blatt.spalte))).coordinate


def _write_head(sheet: Worksheet, blatt: Blatt) -> None:
    lines = {KOPF: 1, KOPF + 1: 1, KOPF + 2: 1}
    for nummer, spalte in enumerate(blatt.spalte, start=1):
        breite = max(spalte.breite, _ERSTE_SPALTE) if nummer == 1 else spalte.breite
        sheet.column_dimensions[get_column_letter(nummer)].width = breite
        texte = {KOPF: spalte.titel, KOPF + 1: einheit_text(spalte), KOPF + 2: spalte.hinweis}
        for zeile, text in texte.items():
            zelle = cell_at(sheet, zeile, nummer)
            write_text(zelle, text)
            zelle.alignment, zelle.border = UMBRUCH, RAHMEN
            zelle.font = SCHRIFT_KOPF[spalte.pflicht] if zeile == KOPF else ERKLAERUNG
            if zeile == KOPF:
                zelle.fill = KOPF_PFLICHT if spalte.pflicht else KOPF_FREIWILLIG
            lines[zeile] = max(lines[zeile], _count_lines(text, breite, bold=zeile == KOPF))
    for zeile, anzahl in lines.items():
        sheet.row_dimensions[zeile].height = (15 if zeile == KOPF else 12.5) * anzahl + 3


def _count_lines(text: str, breite: float, *, bold: bool) -> int:
    """Count the lines that word wrap needs; small print is narrower than the column's unit."""
    room, lines, used = breite * (0.9 if bold else 1.1), 1, 0.0
    for wort in text.split():
        if used and used + len(wort) > room:
            lines, used = lines + 1, 0
        used += len(wort) + 1
        lines += math.floor(len(wort) / (room + 1))
    return lines


def _format_cell(zelle: Cell, spalte: Spalte) -> None:
    zelle.border, zelle.font = RAHMEN, HINWEIS
    zelle.number_format = "@" if spalte.art in _TEXTE else _FORMATE.get(spalte.art, "General")
    zelle.alignment = Alignment(
        horizontal="right" if spalte.art in ("anzahl", "zahl") else "left", vertical="center"
    )


def _prefill(sheet: Worksheet, formular: Formular, blatt: Blatt, jahre: tuple[int, ...]) -> None:
    """Fill in the columns ``vorbelegt``: each year with each value of the list, sums left out."""
    spalten = [(nr, s) for nr, s in enumerate(blatt.spalte, start=1) if s.name in blatt.vorbelegt]
    liste = next((s for _, s in spalten if s.art == "liste"), None)
    if liste is None or not jahre:
        return
    eintraege = [e for e in formular.values_of(liste) if e != liste.gesamt]
    keys = [(jahr, eintrag) for jahr in jahre for eintrag in eintraege]
    for zeile, (jahr, eintrag) in enumerate(keys, start=ERSTE_DATEN):
        for nummer, spalte in spalten:
            zelle = cell_at(sheet, zeile, nummer)
            _format_cell(zelle, spalte)
            zelle.value = eintrag if spalte is liste else jahr


def _write_beispiel(sheet: Worksheet, formular: Formular, blatt: Blatt, gebiet: Gebiet) -> None:
    _write_blatt(sheet, formular, blatt.model_copy(update={"zeilen": 0}), gebiet)
    sheet["A1"] = NICHT_EINGELESEN
    sheet["B2"], sheet["B3"], sheet["B4"] = "Musterkreis", "Musteramt", datetime.date(2025, 3, 31)
    for zeile, werte in enumerate(blatt.beispiel, start=ERSTE_DATEN):
        for nummer, (spalte, wert) in enumerate(zip(blatt.spalte, werte, strict=True), start=1):
            zelle = cell_at(sheet, zeile, nummer)
            _format_cell(zelle, spalte)
            if spalte.art == "datum":
                zelle.value = datetime.datetime.strptime(str(wert), "%d.%m.%Y").date()
            elif isinstance(wert, str):
                write_text(zelle, wert)
            else:
                zelle.value = wert
            zelle.font = BEISPIEL
    sheet.sheet_properties.tabColor = "A6A6A6"
