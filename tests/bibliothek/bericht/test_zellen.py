"""Printed cells as numbers: what the number format shows is what was printed."""

from __future__ import annotations

import re

import pytest
from dkbm.bericht.zellen import read_zahl
from dkbm.sprache.zahlen import MINUS, format_change, format_value, format_zahl
from hypothesis import given, settings
from hypothesis import strategies as st


def show(wert: float, muster: str) -> str:
    """Show a number as a German spreadsheet does with one of our formats."""
    teile = muster.split(";")
    negativ = wert < 0 and len(teile) == 2
    teil = teile[1] if negativ else teile[0]
    worte = re.fullmatch(r'(?:"([^"]*)")?(#,##)?0(\.0+)?(?:"([^"]*)")?', teil)
    assert worte is not None, teil
    stellen = len(worte[3] or ".") - 1
    zahl = format_zahl(abs(wert) if negativ else wert, stellen)
    return (worte[1] or "") + (zahl if worte[2] else zahl.replace(".", "")) + (worte[4] or "")


@pytest.mark.parametrize(
    ("gedruckt", "wert", "anzeige"),
    [
        ("36,0\u00a0%", 36.0, '#,##0.0"\u00a0%"'),
        ("1.234.567", 1234567.0, "#,##0"),
        ("2024", 2024.0, "0"),
        ("(12,3)", 12.3, '"("#,##0.0")"'),
        ("8,8\u00a0a)\u00a0k)", 8.8, '#,##0.0"\u00a0a)\u00a0k)"'),
        (f"{MINUS}0,7", -0.7, f'"{MINUS}"#,##0.0;"{MINUS}"#,##0.0'),
        ("+1,2\u00a0Prozentpunkte", 1.2, '"+"#,##0.0"\u00a0Prozentpunkte"'),
    ],
)
def test_printed_number_is_read(gedruckt: str, wert: float, anzeige: str) -> None:
    zahl = read_zahl(gedruckt)
    assert zahl is not None
    assert (zahl.wert, zahl.anzeige) == (wert, anzeige)
    assert show(zahl.wert, zahl.anzeige) == gedruckt


@pytest.mark.parametrize(
    "text",
    ["–", ".", "/", "x", "-", "", "08335", "2007–2016", "3 bis unter 6 Jahre", "=1+1", "12,3)",
     "1.23", "12345678901234567", '5\u00a0"', "1e5", "-5", "Landkreis Konstanz"],
)  # fmt: skip
def test_signs_words_and_keys_stay_text(text: str) -> None:
    assert read_zahl(text) is None


@settings(database=None, deadline=None, derandomize=True)
@given(
    st.floats(-1e9, 1e9),
    st.integers(0, 3),
    st.sampled_from(["", "%", "Euro", "je 1.000 Personen"]),
    st.booleans(),
)
def test_every_printed_number_shows_the_same(
    wert: float, stellen: int, einheit: str, als_aenderung: bool
) -> None:
    gedruckt = (format_change if als_aenderung else format_value)(wert, einheit, stellen)
    zahl = read_zahl(gedruckt)
    assert zahl is not None
    assert show(zahl.wert, zahl.anzeige) == gedruckt
