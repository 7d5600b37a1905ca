"""A table in words: what assistive technology says before it reads the cells."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

__all__ = ["describe_tabelle"]

_SPALTEN = 8
"""Columns that are named; of more only their number is said."""


def describe_tabelle(daten: Mapping[str, Any]) -> str:
    """Say how large a table is, what its rows stand for and which columns it has.

    Parameters
    ----------
    daten
        ``spalten`` (texts) and ``zeilen`` (rows of texts), as the report prints them.
    """
    erste, *weitere = (str(spalte).strip() for spalte in daten["spalten"])
    koepfe = [str(zeile[0]).strip() for zeile in daten["zeilen"]]
    satz = "Tabelle mit " + ("1 Zeile" if len(koepfe) == 1 else f"{len(koepfe)} Zeilen")
    if erste:
        satz += f" nach {erste}"
    if len(koepfe) > 1 and koepfe[0][:4].isdigit() and koepfe[-1][:4].isdigit():
        satz += f" ({koepfe[0]} bis {koepfe[-1]})"
    namen = [name for name in weitere if name]
    if len(namen) > _SPALTEN:
        return f"{satz} und {len(weitere)} weiteren Spalten."
    if not namen:
        return f"{satz}."
    wort = "Spalte" if len(namen) == 1 else "Spalten"
    return f"{satz}. {wort}: {'; '.join(namen)}."
