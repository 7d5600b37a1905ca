"""Read the rows of one sheet; every cell that cannot be read becomes a finding."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from openpyxl.cell import Cell, MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from dkbm.quellen.formular.aufbau import einheit_text
from dkbm.quellen.formular.befund import Zellbefund
from dkbm.quellen.formular.definition import Blatt, Formular, Spalte
from dkbm.quellen.formular.fundstellen import Fundstelle, list_cells
from dkbm.quellen.formular.mappe import Mappe
from dkbm.quellen.formular.zellen import Inhalt, NotUnderstood, parse_cell, show

__all__ = ["Zeile", "is_filled", "read_zeilen", "same_as_example"]


@dataclass(frozen=True)
class Zeile:
    """One filled row: what its cells say, by name of the column; unreadable cells are missing."""

    fundstelle: Fundstelle
    nummer: int
    inhalte: dict[str, Inhalt]

    def cell(self, name: str) -> str:
        """Return the coordinate of a column in this row."""
        return f"{get_column_letter(self.fundstelle.spalten[name])}{self.nummer}"


def read_zeilen(
    mappe: Mappe, formular: Formular, fundstelle: Fundstelle
) -> tuple[list[Zeile], list[Zellbefund]]:
    """Read all filled rows of a sheet."""
    formeln, werte = mappe.formeln[fundstelle.titel], mappe.werte[fundstelle.titel]
    merged, befunde = _find_merged(formeln, fundstelle)
    befunde += _find_stray(werte, fundstelle)
    zeilen, hidden = [], []
    for nummer in _list_rows(formeln, fundstelle):
        rohe = {n: werte.cell(nummer, s).value for n, s in fundstelle.spalten.items()}
        # A formula without a stored result is something that was entered all the same.
        for name, zahl in fundstelle.spalten.items():
            if _lacks_result(formeln.cell(nummer, zahl), werte.cell(nummer, zahl)):
                rohe[name] = "="
        if not is_filled(rohe, fundstelle.blatt):
            continue
        if formeln.row_dimensions[nummer].hidden:
            hidden.append(nummer)
        if same_as_example(rohe, fundstelle.blatt):
            befunde.append(_explain_example(fundstelle, nummer))
            continue
        inhalte = {}
        for spalte in fundstelle.blatt.spalte:
            if spalte.name not in rohe or (nummer, fundstelle.spalten[spalte.name]) in merged:
                continue
            gelesen = _read_cell(mappe, formular, fundstelle, nummer, spalte)
            if isinstance(gelesen, Zellbefund):
                befunde.append(gelesen)
            else:
                inhalte[spalte.name] = gelesen
        zeilen.append(Zeile(fundstelle, nummer, inhalte))
    return zeilen, [*befunde, *_explain_hidden(fundstelle.titel, hidden)]


def is_filled(rohe: Mapping[str, object], blatt: Blatt) -> bool:
    """Say whether a row holds more than what the form fills in beforehand."""
    return any(show(roh) for name, roh in rohe.items() if name not in blatt.vorbelegt)


def same_as_example(rohe: Mapping[str, object], blatt: Blatt) -> bool:
    """Say whether a row repeats one of the example's."""
    entered = [show(rohe.get(spalte.name)) for spalte in blatt.spalte]
    return any(entered == [show(wert) for wert in beispiel] for beispiel in blatt.beispiel)


def _list_rows(sheet: Worksheet, fundstelle: Fundstelle) -> list[int]:
    """Rows below the head with any content, without unit and explanation."""
    columns = set(fundstelle.spalten.values())
    rows = {zelle.row for zelle in list_cells(sheet) if zelle.column in columns}
    hints = {text for s in fundstelle.blatt.spalte for text in (einheit_text(s), s.hinweis)}
    last = fundstelle.kopf
    for nummer in (fundstelle.kopf + 1, fundstelle.kopf + 2):
        texte = [str(sheet.cell(nummer, spalte).value or "") for spalte in columns]
        if 2 * sum(text in hints for text in texte if text) > len(columns):
            last = nummer
    return sorted(nummer for nummer in rows if nummer > last)


def _read_cell(
    mappe: Mappe, formular: Formular, fundstelle: Fundstelle, nummer: int, spalte: Spalte
) -> Inhalt | Zellbefund:
    zahl = fundstelle.spalten[spalte.name]
    formel = mappe.formeln[fundstelle.titel].cell(nummer, zahl)
    zelle = mappe.werte[fundstelle.titel].cell(nummer, zahl)
    roh = zelle.value
    try:
        if _lacks_result(formel, zelle):
            raise NotUnderstood(
                "Die Formel hat kein gespeichertes Ergebnis.",
                "Bitte die Datei in Excel öffnen, speichern und erneut einlesen, oder statt der "
                "Formel den Wert eintragen.",
            )
        if zelle.data_type == "e":
            raise NotUnderstood(
                f"Die Zelle zeigt den Fehler {roh}.", "Bitte die Formel berichtigen."
            )
        if spalte.pflicht and not show(roh):
            raise NotUnderstood(f"Die Angabe „{spalte.titel}“ fehlt.", _rat_missing(spalte))
        return parse_cell(roh, spalte, formular.values_of(spalte), str(zelle.number_format))
    except NotUnderstood as error:
        return Zellbefund(
            *(fundstelle.titel, formel.coordinate), error.meldung, show(roh), error.rat
        )


def _lacks_result(formel: Cell | MergedCell, wert: Cell | MergedCell) -> bool:
    """Whether Excel has not worked a formula out yet; ``=WENN(…;"")`` has an empty text."""
    return formel.data_type == "f" and wert.value is None and wert.data_type != "str"


def _rat_missing(spalte: Spalte) -> str:
    if spalte.art in ("anzahl", "zahl"):
        return "Bitte die Zahl eintragen; ist sie unbekannt, einen Punkt, ist nichts da, „-“."
    return "Bitte ergänzen oder die Zeile leeren."


def _explain_example(fundstelle: Fundstelle, nummer: int) -> Zellbefund:
    erste = min(fundstelle.spalten.values())
    return Zellbefund(
        fundstelle.titel,
        f"{get_column_letter(erste)}{nummer}",
        "Diese Zeile stammt aus dem Beispiel.",
        rat="Bitte die Zeile löschen oder durch eigene Angaben ersetzen.",
    )


def _find_merged(
    sheet: Worksheet, fundstelle: Fundstelle
) -> tuple[set[tuple[int, int]], list[Zellbefund]]:
    columns = set(fundstelle.spalten.values())
    cells: set[tuple[int, int]] = set()
    befunde = []
    for bereich in sorted(sheet.merged_cells.ranges, key=lambda b: (b.min_row, b.min_col)):
        touched = columns & set(range(bereich.min_col, bereich.max_col + 1))
        if bereich.max_row <= fundstelle.kopf or not touched:
            continue
        cells |= {(z, s) for z in range(bereich.min_row, bereich.max_row + 1) for s in touched}
        befunde.append(
            Zellbefund(
                fundstelle.titel,
                bereich.coord.split(":")[0],
                f"Die Zellen {bereich.coord} sind verbunden.",
                show(sheet.cell(bereich.min_row, bereich.min_col).value),
                "Bitte die Verbindung aufheben und in jede Zelle ihren Wert eintragen.",
            )
        )
    return cells, befunde


def _find_stray(sheet: Worksheet, fundstelle: Fundstelle) -> Iterator[Zellbefund]:
    """Report content beside the table, once per column, where no head explains it."""
    heads = {z.column for z in list_cells(sheet) if z.row == fundstelle.kopf}
    seen = heads | set(fundstelle.spalten.values())
    for zelle in list_cells(sheet):
        if zelle.row > fundstelle.kopf and zelle.column not in seen:
            seen.add(zelle.column)
            yield Zellbefund(
                *(fundstelle.titel, zelle.coordinate),
                "Neben der Tabelle steht eine Angabe, die das Formular nicht kennt.",
                show(zelle.value),
                "Bitte löschen oder in eine Spalte des Formulars eintragen.",
            )


def _explain_hidden(titel: str, hidden: list[int]) -> Iterator[Zellbefund]:
    start = None
    for nummer in hidden:
        start = nummer if start is None else start
        if nummer + 1 in hidden:
            continue
        zeilen = (
            f"Zeile {start} ist" if start == nummer else f"Die Zeilen {start} bis {nummer} sind"
        )
        yield Zellbefund(
            *(titel, f"A{start}"),
            f"{zeilen} ausgeblendet, aber ausgefüllt.",
            rat="Bitte Filter aufheben und Zeilen einblenden; was nicht zählen soll, löschen.",
        )
        start = None
