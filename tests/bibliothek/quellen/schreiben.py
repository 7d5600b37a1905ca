"""Write one random table in every format that the kit reads; shared by tests and fuzzing."""

from __future__ import annotations

import csv
import io
import itertools
import re
import zipfile
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook

__all__ = ["FORMATE", "Inhalt", "Tabelle", "write"]

Inhalt = tuple[str, float | None, str]
"""Text of a cell, its number (None where a sign stands), its sign."""

NAMEN = {
    "DG": "Deutschland",
    "01": "Schleswig-Holstein",
    "051": "Düsseldorf, Regierungsbezirk",
    "01001": "Flensburg, Kreisfreie Stadt",
    "08335": "Konstanz, Landkreis",
    "05334002": "Aachen, Stadt",
    "08335043": "Konstanz, Stadt",
    "03151401002": "Barwedel",
    "0713100007": "Bad Neuenahr-Ahrweiler, verbandsfr. Gemeinde",
}


@dataclass(frozen=True)
class Tabelle:
    """What the file says, whatever its format.

    ``zellen`` holds one content per time, region, label and measure, in this order; ``oben``
    the levels of the column heads above the measures, which crosstabs have.
    """

    zeiten: list[str]
    regionen: list[str]
    labels: list[str]
    merkmale: list[tuple[str, str]]
    zellen: list[Inhalt]
    oben: list[str]
    code: str = "99999-01-01-4"

    def rows(self) -> list[tuple[str, str, str, list[Inhalt]]]:
        """Return time, region, label and the contents of all measures."""
        keys = itertools.product(self.zeiten, self.regionen, self.labels or [""])
        n = len(self.merkmale)
        return [(*key, self.zellen[i * n : (i + 1) * n]) for i, key in enumerate(keys)]

    def expected(self) -> set[tuple[object, ...]]:
        """Return all cells as time, region, label, measure, unit, number, sign."""
        return {
            (zeit, ags, label, kopf, einheit, wert, sign)
            for zeit, ags, label, zellen in self.rows()
            for (kopf, einheit), (_, wert, sign) in zip(self.merkmale, zellen, strict=True)
        }


def write(tabelle: Tabelle, art: str, encoding: str, ende: str) -> bytes:
    """Write a table; ``art`` is one of `FORMATE`."""
    rows = FORMATE[art](tabelle)
    if art.endswith("xlsx"):
        return _to_xlsx(rows, art)
    text = io.StringIO()
    csv.writer(text, delimiter="," if art == "komma" else ";", lineterminator=ende).writerows(rows)
    if art.startswith("kreuz"):
        text.write(f'__________{ende}"Fußnote ""a"";b"{ende}Stand: 10.10.2017 / 19:20:37{ende}')
    inhalt = text.getvalue().encode(encoding)
    if art != "flach-zip":
        return inhalt
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("12411_de_flat.csv", inhalt)
    return archive.getvalue()


def _kreuz(tabelle: Tabelle) -> list[list[str]]:
    keys = 3 + bool(tabelle.labels)
    rows = [[f"GENESIS-Tabelle: {tabelle.code}"], ["Titel - Stichtag -"], ["Statistik"]]
    rows += [[""] * keys + [text] * len(tabelle.merkmale) for text in tabelle.oben]
    rows.append([""] * keys + [kopf for kopf, _ in tabelle.merkmale])
    rows.append([""] * keys + [einheit for _, einheit in tabelle.merkmale])
    for zeit, ags, label, zellen in tabelle.rows():
        row = [zeit, ags, "  " + NAMEN[ags], label]
        rows.append(row[:keys] + [text for text, _, _ in zellen])
    return rows


def _kreuz_titelzeit(tabelle: Tabelle) -> list[list[str]]:
    rows = [row[1:] if i > 2 else row for i, row in enumerate(_kreuz(tabelle))]
    breite, kopf = len(rows[3]), 5 + len(tabelle.oben)
    head, body = rows[:kopf], rows[kopf:]
    je = len(body) // len(tabelle.zeiten)
    result = [*head[:3], [tabelle.zeiten[0], *[""] * (breite - 1)], *head[3:]]
    for i, zeit in enumerate(tabelle.zeiten):
        result += [[zeit, *[""] * (breite - 1)]] if i else []
        result += body[i * je : (i + 1) * je]
    return result


def _kreuz_zeitkopf(tabelle: Tabelle) -> list[list[str]]:
    by_key: dict[tuple[str, str], list[str]] = {}
    for _, ags, label, zellen in tabelle.rows():
        by_key.setdefault((ags, label), []).extend(text for text, _, _ in zellen)
    keys, n = 2 + bool(tabelle.labels), len(tabelle.zeiten)
    rows = [[f"Tabelle: {tabelle.code}"], ["Titel"], ["Statistik"]]
    rows.append([""] * keys + [z for z in tabelle.zeiten for _ in tabelle.merkmale])
    rows += [[""] * keys + [text] * len(tabelle.merkmale) * n for text in tabelle.oben]
    rows.append([""] * keys + [kopf for kopf, _ in tabelle.merkmale] * n)
    rows.append([""] * keys + [einheit for _, einheit in tabelle.merkmale] * n)
    return rows + [[a, NAMEN[a], label][:keys] + texts for (a, label), texts in by_key.items()]


def _flach(tabelle: Tabelle) -> list[list[str]]:
    merkmal = "{0}_variable_code {0}_variable_label {0}_variable_attribute_code {0}_variable_attribute_label"
    kopf = ["statistics_code", "statistics_label", "time_code", "time_label", "time"]
    kopf += [*merkmal.format(1).split(), *merkmal.format(2).split()]
    kopf += ["value", "value_unit", "value_variable_code", "value_variable_label"]
    rows = [kopf]
    for zeit, ags, label, zellen in tabelle.rows():
        for (name, einheit), (text, _, _) in zip(tabelle.merkmale, zellen, strict=True):
            row = [
                "12411",
                "Statistik",
                "STAG",
                "Stichtag",
                zeit,
                "GES",
                "Geschlecht",
                label,
                label,
            ]
            rows.append([*row, "KREISE", "Kreise", ags, NAMEN[ags], text, einheit, name[:5], name])
    return rows


def _flach_guete(tabelle: Tabelle) -> list[list[str]]:
    """Write signs beside numbers into the column ``value_q``, as with quality=on."""
    kopf, *rows = _flach(tabelle)
    place = kopf.index("value")
    guete = {"(7)": ("7", "()"), "12p": ("12", "p")}
    result = [[*kopf, "value_q"]]
    for row in rows:
        row[place], sign = guete.get(row[place], (row[place], ""))
        result.append([*row, sign])
    return result


def _flach_alt(tabelle: Tabelle) -> list[list[str]]:
    merkmal = "{0}_Merkmal_Code {0}_Merkmal_Label {0}_Auspraegung_Code {0}_Auspraegung_Label"
    kopf = ["Statistik_Code", "Statistik_Label", "Zeit_Code", "Zeit_Label", "Zeit"]
    kopf += [*merkmal.format(1).split(), *merkmal.format(2).split()]
    kopf += [f"C{i}__{k.replace(' ', '_')}__{e}" for i, (k, e) in enumerate(tabelle.merkmale)]
    rows = [kopf]
    for zeit, ags, label, zellen in tabelle.rows():
        row = ["12411", "Statistik", "STAG", "Stichtag", zeit, "KREISE", "Kreise", ags]
        rows.append([*row, "      " + NAMEN[ags], "GES", "Geschlecht", label, label])
        rows[-1] += [text for text, _, _ in zellen]
    return rows


def _breit(tabelle: Tabelle) -> list[list[str]]:
    rows = [["ags", "name", "jahr", *(["art"] if tabelle.labels else [])]]
    rows[0] += [kopf for kopf, _ in tabelle.merkmale]
    for zeit, ags, label, zellen in tabelle.rows():
        row = [ags, NAMEN[ags], zeit, *([label] if tabelle.labels else [])]
        rows.append(row + [text for text, _, _ in zellen])
    return rows


def _atlas(tabelle: Tabelle) -> list[list[str]]:
    """Write signs as numbers of ten equal digits, as the Regionalatlas does."""
    codes = {"-": "2", "–": "2", ".": "5", "x": "6", "/": "7", "...": "8"}
    return [[10 * codes.get(text, "") or text for text in row] for row in _breit(tabelle)]


def _lang(tabelle: Tabelle) -> list[list[str]]:
    rows = [["Kennziffer", "Raumeinheit", "Zeitbezug", "Indikator", "Einheit", "Wert"]]
    rows[0] += ["Gruppe"] if tabelle.labels else []
    for zeit, ags, label, zellen in tabelle.rows():
        for (kopf, einheit), (text, _, _) in zip(tabelle.merkmale, zellen, strict=True):
            row = [ags, NAMEN[ags], zeit, kopf, einheit, text]
            rows.append([*row, *([label] if tabelle.labels else [])])
    return rows


FORMATE = {
    "kreuz": _kreuz,
    "kreuz-titelzeit": _kreuz_titelzeit,
    "kreuz-zeitkopf": _kreuz_zeitkopf,
    "kreuz-xlsx": _kreuz,
    "zeitkopf-xlsx": _kreuz_zeitkopf,
    "flach": _flach,
    "flach-zip": _flach,
    "flach-guete": _flach_guete,
    "flach-xlsx": _flach,
    "flach-alt": _flach_alt,
    "breit": _breit,
    "komma": _breit,
    "breit-atlas": _atlas,
    "breit-xlsx": _breit,
    "lang": _lang,
}


def _to_xlsx(rows: list[list[str]], art: str) -> bytes:
    """Write a sheet: plain numbers as numbers, equal heads side by side as merged cells."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Tabelle1"
    first = next((i for i, row in enumerate(rows) if row[0][:4].isdigit()), 0)
    for r, row in enumerate(rows, start=1):
        for c, text in enumerate(row, start=1):
            sheet.cell(r, c, _to_number(text) if r > first + 1 or art[:5] != "kreuz" else text)
    if not art.startswith(("flach", "breit")):
        heads = [(r, row) for r, row in enumerate(rows, start=1) if len(row) > 1 and not row[0]]
        for r, row in heads:
            for kopf, group in itertools.groupby(range(len(row)), key=lambda c: row[c]):
                columns = list(group)
                if kopf and len(columns) > 1:
                    sheet.merge_cells(None, r, columns[0] + 1, r, columns[-1] + 1)
        sheet.append(["__________"])
        sheet.append(["Fußnote"])
    result = io.BytesIO()
    book.save(result)
    return result.getvalue()


def _to_number(text: str) -> object:
    """Store a plain number as a number; the cell that shows the notation stays a text."""
    if text == "30,3" or not re.fullmatch(r"-?(?:0|[1-9]\d*)(?:,\d+)?", text):
        return text
    return float(text.replace(",", "."))
