"""German notation of numbers."""

from __future__ import annotations

import math
import re
from fractions import Fraction

import pytest
from dkbm.sprache.zahlen import (
    GESCHUETZT,
    MINUS,
    format_change,
    format_value,
    format_zahl,
    round_half_up,
)
from hypothesis import given, settings
from hypothesis import strategies as st

ZAHLEN = st.floats(-1e15, 1e15, allow_nan=False) | st.integers(-(10**15), 10**15)


@settings(database=None, deadline=None, derandomize=True, max_examples=400)
@given(wert=ZAHLEN, stellen=st.integers(0, 4))
def test_text_parses_back_to_the_half_up_rounding(wert: float, stellen: int) -> None:
    text = format_zahl(wert, stellen)
    assert re.fullmatch(
        rf"{MINUS}?\d{{1,3}}(\.\d{{3}})*" + (rf",\d{{{stellen}}}" if stellen else ""), text
    )
    parsed = Fraction(text.replace(MINUS, "-").replace(".", "").replace(",", "."))
    # Integer arithmetic on the decimal text, independent of the decimal module.
    scaled = abs(Fraction(repr(float(wert)))) * 10**stellen
    expected = Fraction(math.floor(scaled + Fraction(1, 2)), 10**stellen)
    assert parsed == (-expected if wert < 0 else expected)
    assert not (parsed == 0 and MINUS in text)


@pytest.mark.parametrize(
    ("wert", "stellen", "text"),
    [
        (0.5, 0, "1"),
        (1.5, 0, "2"),
        (2.5, 0, "3"),
        (-2.5, 0, f"{MINUS}3"),
        (32.65, 1, "32,7"),  # binary value lies below the half
        (1.005, 2, "1,01"),
        (-0.04, 1, "0,0"),  # no "minus zero"
        (999.95, 1, "1.000,0"),
        (82175684, 0, "82.175.684"),
        (1234.5, 1, "1.234,5"),
        (7, 2, "7,00"),
    ],
)
def test_rounding_traps(wert: float, stellen: int, text: str) -> None:
    assert format_zahl(wert, stellen) == text


def test_true_minus_is_no_hyphen_and_no_dash() -> None:
    assert format_zahl(-3) == "\u22123"


@pytest.mark.parametrize("wert", [None, math.nan, math.inf, -math.inf])
def test_missing_is_a_dash_without_unit(wert: float | None) -> None:
    assert format_zahl(wert, 1) == format_value(wert, "%", 1) == "–"


def test_unit_follows_a_protected_space() -> None:
    assert format_value(36, "%", 1) == f"36,0{GESCHUETZT}%" == "36,0\u00a0%"
    assert format_value(1426.4, "") == "1.426"


@pytest.mark.parametrize(
    ("wert", "text"),
    [
        (1.24, "+1,2\u00a0Prozentpunkte"),
        (-1.25, "\u22121,3\u00a0Prozentpunkte"),
        (0.04, "0,0\u00a0Prozentpunkte"),  # a plus before zero would claim a rise
        (-0.04, "0,0\u00a0Prozentpunkte"),
    ],
)
def test_changes_carry_their_sign(wert: float, text: str) -> None:
    assert format_change(wert, "Prozentpunkte", 1) == text


def test_round_half_up_keeps_the_decimals() -> None:
    assert str(round_half_up(8.5, 2)) == "8.50"


def test_the_ends_of_the_floats_are_formatted() -> None:
    assert format_zahl(1e30).count(".") == 10
    assert format_change(float("nan"), "%", 1) == "–"
    assert format_change(float("inf"), "Euro") == "–"
