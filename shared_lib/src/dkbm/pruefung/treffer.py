"""What a check returns: the rows that it stumbled over, with what it expected instead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from dkbm.gebiete.gebiet import BUND
from dkbm.pruefung.grenzen import Grenzen
from dkbm.pruefung.pruefling import INSGESAMT, Pruefling

__all__ = ["SPALTEN", "Umfeld", "keep_scope", "make_treffer", "none_found"]

SPALTEN = (
    *("code", "grad", "grund", "ags", "jahr", "was", "quelle"),
    *("gefunden", "erwartet", "zusatz", "schwere", "zeile", "spalte"),
)
"""``grund`` is a sentence that rows of one finding share, ``zusatz`` a note on a single row."""


@dataclass(frozen=True)
class Umfeld:
    """What all checks of one table know beside it.

    Attributes
    ----------
    grenzen
        The thresholds.
    rundung
        Base (3 or 5) by Land, year and Merkmal, where the source rounds for secrecy.
    """

    grenzen: Grenzen
    rundung: Mapping[tuple[str, int, str], int]


def none_found() -> pd.DataFrame:
    """Return no hits."""
    return pd.DataFrame(columns=list(SPALTEN))


def make_treffer(
    pruefling: Pruefling,
    frame: pd.DataFrame,
    code: str,
    *,
    gefunden: object = "",
    erwartet: object = "",
    schwere: object = 1.0,
    grund: object = "",
    zusatz: object = "",
    grad: object = "",
) -> pd.DataFrame:
    """Turn rows of a table into hits.

    Parameters
    ----------
    frame
        Rows with the keys of the table, and ``quelle``, ``zeile``, ``spalte`` where known.
    gefunden, erwartet
        Numbers or texts, one for all or one per row.
    schwere
        The larger, the further up.
    grad
        Replaces the grade of the code.
    """
    if frame.empty:
        return none_found()
    treffer = pd.DataFrame(
        {
            "code": code,
            "grad": grad,
            "grund": grund,
            "ags": frame.get("ags", ""),
            "jahr": frame.get("jahr", 0),
            "was": _describe(pruefling, frame),
            "gefunden": gefunden,
            "erwartet": erwartet,
            "zusatz": zusatz,
            "schwere": schwere,
        },
        index=frame.index,
    )
    for spalte in ("quelle", "zeile", "spalte"):
        treffer[spalte] = frame.get(spalte, 0)
    return treffer[list(SPALTEN)].reset_index(drop=True)


def _describe(pruefling: Pruefling, frame: pd.DataFrame) -> pd.Series:
    """Name the value: its Merkmal and the breakdowns that are no totals."""
    text = frame["merkmal"].astype(str) if "merkmal" in frame else pd.Series("", frame.index)
    for gliederung in pruefling.gliederungen:
        if gliederung in frame:
            wert = frame[gliederung].astype(str)
            text = text + (", " + wert).where(wert != INSGESAMT, "")
    return text


def keep_scope(treffer: pd.DataFrame, gebiete: frozenset[str] | None) -> pd.DataFrame:
    """Keep the hits of these Gebiete, and those that concern no single one."""
    if gebiete is None or treffer.empty:
        return treffer
    return treffer[treffer["ags"].isin([*gebiete, ""])]


def land_of(ags: pd.Series) -> pd.Series:
    """Return the key of the Land; of Deutschland its own."""
    return ags.str[:2].where(ags != BUND, BUND)
