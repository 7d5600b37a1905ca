"""Numbers in German notation, rounded half away from zero as offices do.

Source of the conventions: DIN 5008 and the tables of the Statistische Ämter
(decimal comma, dot between groups of three, protected space before the unit).
"""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import cache

from babel.numbers import format_decimal

__all__ = ["GESCHUETZT", "MINUS", "format_change", "format_value", "format_zahl", "round_half_up"]

GESCHUETZT = "\u00a0"
MINUS = "\u2212"
_ZIFFERN = 350
"""Enough for the largest float; the default of 28 digits refuses 1e30."""


def round_half_up(wert: float, stellen: int = 0) -> Decimal:
    """Round ``wert`` to ``stellen`` decimals, halves away from zero.

    The shortest decimal text of the float is rounded, so 32.65 becomes 32.7
    although its binary value lies below 32.65.
    """
    with localcontext(prec=_ZIFFERN):
        return Decimal(repr(float(wert))).quantize(Decimal(1).scaleb(-stellen), ROUND_HALF_UP)


def format_zahl(wert: float | int | None, stellen: int = 0) -> str:
    """Format one number: ``1234.5`` becomes ``1.234,5``; missing becomes ``–``."""
    if wert is None or not math.isfinite(wert):
        return "–"
    rounded = round_half_up(wert, stellen)
    with localcontext(prec=_ZIFFERN):
        text = format_decimal(abs(rounded), format=_pattern(stellen), locale="de_DE")
    return f"{MINUS}{text}" if rounded < 0 else text


def format_value(wert: float | int | None, einheit: str, stellen: int = 0) -> str:
    """Format a number with its unit: ``36,0 %``, ``1.426 Euro``, ``30,3 je 100``.

    ``einheit`` is the German text behind the number; empty for bare counts.
    """
    text = format_zahl(wert, stellen)
    if text == "–" or not einheit:
        return text
    return f"{text}{GESCHUETZT}{einheit}"


def format_change(wert: float, einheit: str, stellen: int = 0) -> str:
    """Format a difference with its sign: ``+1,2 Prozentpunkte``, ``−3 Personen``."""
    text = format_value(wert, einheit, stellen)
    if not math.isfinite(wert):
        return text
    return text if text.startswith(MINUS) or round_half_up(wert, stellen) == 0 else f"+{text}"


@cache
def _pattern(stellen: int) -> str:
    return "#,##0" + ("." + "0" * stellen if stellen else "")
