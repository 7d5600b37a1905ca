"""A printed cell as a number that shows the same: ``(36,0 %) k)`` is 36 with a number format."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dkbm.sprache.zahlen import GESCHUETZT, MINUS

__all__ = ["Zahl", "read_zahl"]

_GEDRUCKT = re.compile(
    r"(?P<auf>\()?"
    rf"(?P<vorzeichen>[+{MINUS}])?"
    r"(?P<ganz>\d{1,3}(?:\.\d{3})+|0|[1-9]\d*)(?:,(?P<bruch>\d+))?"
    rf"(?P<einheit>{GESCHUETZT}[^()\"\\]+)?"
    r"(?(auf)\))"
    rf"(?P<marken>(?:{GESCHUETZT}[a-z]\))*)"
)
"""What `format_value`, `format_change` and tables print; units and marks follow a fixed space."""
_GENAU = 15
"""Digits that a spreadsheet keeps."""


@dataclass(frozen=True)
class Zahl:
    """A number.

    Attributes
    ----------
    wert
        As printed, with the printed decimals.
    anzeige
        Number format of a workbook; shown with it, the number reads as printed.
    """

    wert: float
    anzeige: str


def read_zahl(text: str) -> Zahl | None:
    """Read a printed cell; None for words and for signs that stand instead of a number."""
    m = _GEDRUCKT.fullmatch(text)
    if m is None:
        return None
    ganz, bruch, vorzeichen = m["ganz"].replace(".", ""), m["bruch"] or "", m["vorzeichen"] or ""
    wert = float(f"{ganz}.{bruch or 0}")
    if len(ganz + bruch) > _GENAU or (vorzeichen and not wert):
        return None
    gruppen = "0" if len(ganz) > 3 and "." not in m["ganz"] else "#,##0"
    stellen = f".{'0' * len(bruch)}" if bruch else ""
    hinten = (m["einheit"] or "") + (")" if m["auf"] else "") + m["marken"]
    vorn = (m["auf"] or "") + vorzeichen
    muster = _quote(vorn) + gruppen + stellen + _quote(hinten)
    if vorzeichen == MINUS:
        return Zahl(-wert, f"{muster};{muster}")  # the first part is for numbers above zero
    return Zahl(wert, muster)


def _quote(worte: str) -> str:
    return f'"{worte}"' if worte else ""
