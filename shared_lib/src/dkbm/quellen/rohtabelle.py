"""What a reader returns: the cells of one table in long form, and all that stood around them."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

__all__ = ["SPALTEN", "TRENNER", "Hinweis", "Rohtabelle"]

TRENNER = " | "
"""Joins the levels of a column head, or several row labels, into one text."""

SPALTEN = (
    *("zeit", "ags", "name", "ebene", "schluessel", "kopf", "einheit"),
    *("wert", "zeichen", "zeile", "spalte"),
)
"""Columns of `Rohtabelle.daten`, in this order."""


@dataclass(frozen=True)
class Hinweis:
    """Something a reader noticed and did not have to refuse.

    Attributes
    ----------
    code
        Stable name of the kind, e.g. ``name_widerspricht``.
    text
        German sentence.
    wo
        Place in the file; empty where it concerns the whole table.
    """

    code: str
    text: str
    wo: str = ""


@dataclass(frozen=True)
class Rohtabelle:
    """One table in long form.

    Attributes
    ----------
    code
        Table code, e.g. ``21111-02-06-4``; empty where the file names none.
    titel
        Title lines joined by a blank.
    daten
        One row per cell with the columns of `SPALTEN`: ``zeit`` (as in the file), ``ags``
        (key of the Gebiet as text, see `dkbm.quellen.region`), ``name`` (as in the file,
        without indentation), ``ebene`` (``staat``, ``land``, ``regbez``, ``kreis``,
        ``gemeindeverband``, ``gemeinde``), ``schluessel`` (labels of further key columns,
        joined), ``kopf`` (levels of the column head, joined), ``einheit`` (text), ``wert``
        (float, NaN where only a sign stands), ``zeichen`` (sign of official statistics, empty
        where a plain number stands), ``zeile`` and ``spalte`` (place of the cell in the file,
        counted from 1). All texts are categorical.
    fussnoten
        The foot as text, without licence and Stand.
    stand
        ``dd.mm.yyyy`` of the export, empty where the file does not say.
    blatt
        Sheet of the workbook; empty for text files.
    datei
        Name of the file, with the name inside a ZIP behind a slash.
    hinweise
        What the reader noticed.
    urheber
        Copyright note of the foot with its licence; empty where the file has none.
    """

    code: str
    titel: str
    daten: pd.DataFrame
    fussnoten: str = ""
    stand: str = ""
    blatt: str = ""
    datei: str = ""
    hinweise: tuple[Hinweis, ...] = ()
    urheber: str = ""
