"""What a table holds, in words: for readers who hear it before they walk through its cells.

Every table and every data table of a figure gets one text, made from its cells and Kennzahlen:
how many rows and columns, what they are, the unit, what signs mean. All formats take the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dkbm.bericht.modell import Kapitel
from dkbm.bericht.textbaum import walk
from dkbm.darstellung.tabellen import explain_signs
from dkbm.sprache.zahlen import format_zahl

__all__ = ["add_beschreibungen", "describe_tabelle"]

_JAHR = re.compile(r"\d{4}(?:/\d{2})?")
_EINZELN_ZEILEN, _EINZELN_SPALTEN = 6, 8
"""Up to how many heads are all named; of more, the first and the last."""


def add_beschreibungen(kapitel: Iterable[Kapitel]) -> None:
    """Write ``beschreibung`` into the data of each figure and table that has none.

    Figures and tables carry it in ``block.daten``, tables in texts in their node (``zahlen``).
    """
    for block in (block for k in kapitel for block in k.bloecke):
        if block.typ in ("abbildung", "tabelle"):
            tabelle, kennzahlen = block.daten["daten"], block.daten.get("kennzahlen", ())
            if not block.daten.get("beschreibung"):
                block.daten["beschreibung"] = describe_tabelle(tabelle, kennzahlen)
        for knoten in walk(block.daten.get("baum")):
            if knoten.get("art") == "zahlen":
                knoten.setdefault("beschreibung", describe_tabelle(knoten))


def describe_tabelle(
    tabelle: Mapping[str, Any], kennzahlen: Sequence[Mapping[str, Any]] = ()
) -> str:
    """Describe a table in short German sentences.

    Parameters
    ----------
    tabelle
        ``spalten`` (heads, the first stands over the row heads) and ``zeilen`` (texts).
    kennzahlen
        The Kennzahlen shown, with ``einheit`` and ``zaehlt``; they tell the unit.

    Returns
    -------
    str
        ``Tabelle mit 24 Zeilen und 3 Spalten. Zeilen (Jahr): 2001 bis 2024. Spalten: …``; empty
        for a table without rows or columns, of which there is nothing to say.
    """
    spalten, zeilen = tabelle["spalten"], tabelle["zeilen"]
    if not spalten or not zeilen:
        return ""
    koepfe = list(dict.fromkeys(zeile[0] for zeile in zeilen))
    wo = f" ({spalten[0]})" if spalten[0].strip() else ""
    saetze = [
        f"Tabelle mit {_count(len(zeilen), 'Zeile')} und {_count(len(spalten), 'Spalte')}",
        f"Zeilen{wo}: {_list(koepfe, _EINZELN_ZEILEN)}",
    ]
    if any(werte := [spalte for spalte in spalten[1:] if spalte.strip()]):
        saetze.append(f"Spalten: {_list(werte, _EINZELN_SPALTEN)}")
    if einheit := _describe_einheit(kennzahlen, zeilen):
        saetze.append(einheit)
    if zeichen := explain_signs(zeilen):
        saetze.append(f"Zeichen: {zeichen}")
    return " ".join(f"{satz}." for satz in saetze)


def _count(zahl: int, wort: str) -> str:
    return f"{format_zahl(zahl)} {wort}{'n' if zahl != 1 else ''}"


def _list(koepfe: Sequence[str], einzeln: int) -> str:
    if len(koepfe) <= einzeln:
        return "; ".join(koepfe)
    if all(_JAHR.fullmatch(kopf) for kopf in koepfe):
        return f"{koepfe[0]} bis {koepfe[-1]}"
    return f"von „{koepfe[0]}“ bis „{koepfe[-1]}“"


def _describe_einheit(
    kennzahlen: Sequence[Mapping[str, Any]], zeilen: Sequence[Sequence[str]]
) -> str:
    """Name the one unit of all Kennzahlen, or say that it stands at each value."""
    einheiten = list(dict.fromkeys(k.get("einheit") or k.get("zaehlt") or "" for k in kennzahlen))
    if len(einheiten) == 1 and einheiten[0]:
        return f"Einheit der {'Kennzahl' if len(kennzahlen) == 1 else 'Kennzahlen'}: {einheiten[0]}"
    zellen = [zelle for zeile in zeilen for zelle in zeile]
    genannt = all(any(e in zelle for zelle in zellen) for e in einheiten if e)
    return "Die Einheit steht bei den Werten" if genannt and any(einheiten) else ""
