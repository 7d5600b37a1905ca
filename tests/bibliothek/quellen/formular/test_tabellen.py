"""Sums that never pretend to know more than their parts."""

from __future__ import annotations

import math

import pytest
from dkbm.quellen.formular.tabellen import sum_up
from dkbm.quellen.formular.zellen import Inhalt

NAN = float("nan")


def cell(text: str) -> Inhalt:
    if text.startswith("("):
        return Inhalt(wert=float(text.strip("()")), zeichen="()")
    return Inhalt(wert=float(text)) if text[:1].isdigit() else Inhalt(zeichen=text)


@pytest.mark.parametrize(
    ("zellen", "wert", "zeichen"),
    [
        (["1", "2", "3"], 6, ""),
        (["1", "-", "3"], 4, ""),
        (["0.1", "0.2", "0.3"], 0.6, ""),
        (["0", "-"], 0, ""),
        (["-", "-"], NAN, "-"),
        (["1", "."], NAN, "."),
        (["-", "."], NAN, "."),
        (["1", "x"], NAN, "."),
        (["x"], NAN, "x"),
        (["...", "..."], NAN, "..."),
        (["(1)", "2"], 3, "()"),
        (["(1)", "/"], NAN, "."),
    ],
)
def test_sum_of_numbers_and_signs(zellen: list[str], wert: float, zeichen: str) -> None:
    summe = sum_up([cell(text) for text in zellen])
    assert summe.zeichen == zeichen
    assert summe.wert == wert or (math.isnan(summe.wert) and math.isnan(wert))
