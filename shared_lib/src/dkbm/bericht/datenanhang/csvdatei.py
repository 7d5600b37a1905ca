"""All printed cells in one long CSV file, one row each, for programs and for Excel."""

from __future__ import annotations

import csv
import io
import re

from dkbm.bericht.modell import Bericht
from dkbm.bericht.zellen import read_zahl
from dkbm.quellen.formular.ablage import clean

__all__ = ["SPALTEN", "build_csv"]

SPALTEN = ("nummer", "kennung", "titel", "zeile", "spalte", "gedruckt", "wert")
_SCHULJAHR = re.compile(r"\d{4}/\d{2}")
_FORMEL = ("=", "+", "-", "@", "\t", "\r", "\n")


def build_csv(bericht: Bericht) -> bytes:
    """Return the cells of all figures and tables.

    Columns: number and id of the figure, caption, row head, column head, the cell as printed, and
    the number in it with a decimal comma (empty where a sign or words stand). Fields are parted
    by ``;``, the text is UTF-8 with byte order mark. Words that a spreadsheet would take for a
    formula begin with an apostrophe. An internal report has its mark in one more column.
    """
    puffer = io.StringIO()
    writer = csv.writer(puffer, delimiter=";", lineterminator="\r\n")
    vermerk = [bericht.vermerk] * bool(bericht.vermerk)
    writer.writerow([*SPALTEN, *["vermerk"] * bool(vermerk)])
    for block in bericht.nummerierte:
        daten = block.daten["daten"]
        vorn = (block.bezeichnung, block.anker, block.daten["titel"])
        for zeile in daten["zeilen"]:
            for spalte, zelle in zip(daten["spalten"][1:], zeile[1:], strict=True):
                zahl = read_zahl(zelle)
                wert = repr(zahl.wert).removesuffix(".0").replace(".", ",") if zahl else ""
                words = (_disarm(feld) for feld in (*vorn, zeile[0], spalte, zelle))
                writer.writerow([*words, wert, *vermerk])
    return puffer.getvalue().encode("utf-8-sig")


def _disarm(feld: str) -> str:
    """Put an apostrophe before what a spreadsheet would calculate; bare signs and numbers stay.

    A bare school year gets its noun: Excel would take ``2010/11`` for November 2010.
    """
    feld = clean(feld)
    if _SCHULJAHR.fullmatch(feld):
        return f"Schuljahr {feld}"
    harmlos = len(feld) == 1 or read_zahl(feld) is not None
    return feld if harmlos or not feld.startswith(_FORMEL) else f"'{feld}"
