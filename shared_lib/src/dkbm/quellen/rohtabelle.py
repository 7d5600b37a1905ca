"""What a reader returns: the cells of one file in long form, and all that stood around them."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

__all__ = ["TRENNER", "Rohtabelle"]

TRENNER = " | "
"""Joins the levels of a column head into one text."""


@dataclass(frozen=True)
class Rohtabelle:
    """One official table in long form.

    Attributes
    ----------
    code
        Table code, e.g. ``21111-02-06-4``.
    titel
        Title lines joined by a blank.
    daten
        One row per cell with the columns ``zeit``, ``ags``, ``name``, ``schluessel`` (labels
        of further key columns, joined), ``kopf`` (levels of the column head, joined),
        ``einheit`` (text), ``wert`` (float, NaN where a sign stands) and ``zeichen``
        (sign of official statistics, empty where a number stands).
    fussnoten
        The foot as text, without licence and Stand.
    stand
        ``dd.mm.yyyy`` of the export, empty where the file does not say.
    """

    code: str
    titel: str
    daten: pd.DataFrame
    fussnoten: str = ""
    stand: str = ""
