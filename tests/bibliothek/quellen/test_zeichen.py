"""Numbers and signs of official statistics, kept apart and in place."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from dkbm.fehler import DkbmFehler
from dkbm.quellen.zeichen import BEDEUTUNG, split_values
from hypothesis import given, settings
from hypothesis import strategies as st

NAN = math.nan
ZELLEN: dict[str, tuple[float, str]] = {
    "0": (0.0, ""),
    "1234": (1234.0, ""),
    "-56": (-56.0, ""),  # corrections can be negative, "-" alone is a sign
    "30,3": (30.3, ""),
    " 12 ": (12.0, ""),
    "0001": (1.0, ""),
    "(12)": (12.0, "()"),
    "(-0,5)": (-0.5, "()"),
    "-": (NAN, "-"),
    "–": (NAN, "-"),
    ".": (NAN, "."),
    "": (NAN, "."),
    "  ": (NAN, "."),
    "...": (NAN, "..."),
    "…": (NAN, "..."),
    "/": (NAN, "/"),
    "x": (NAN, "x"),
    "X": (NAN, "x"),
    "()": (NAN, "()"),
}


@settings(database=None, deadline=None, derandomize=True, max_examples=200)
@given(zellen=st.lists(st.sampled_from(list(ZELLEN)), max_size=40), versatz=st.integers(0, 99))
def test_each_cell_keeps_its_place(zellen: list[str], versatz: int) -> None:
    # Reversed labels: results must be aligned by row, whatever the index says.
    index = pd.Index(range(versatz + len(zellen), versatz, -1))
    wert, zeichen = split_values(pd.Series(zellen, index=index, dtype="object"))
    assert list(wert.index) == list(zeichen.index) == list(index)
    assert list(zeichen) == [ZELLEN[zelle][1] for zelle in zellen]
    for ist, zelle in zip(wert, zellen, strict=True):
        assert ist == pytest.approx(ZELLEN[zelle][0], nan_ok=True)


@pytest.mark.parametrize("zelle", ["12a", "1.234", "1 234", "5.5", "1e5", "(x)", "*", "--", "+3"])
def test_nothing_is_guessed(zelle: str) -> None:
    with pytest.raises(DkbmFehler, match="ist weder Zahl noch amtliches Zeichen") as info:
        split_values(pd.Series(["1", zelle]))
    assert f"„{zelle}“" in info.value.was
    assert info.value.wo == "Zeile 1"


def test_every_sign_has_a_meaning() -> None:
    assert {zeichen for _, zeichen in ZELLEN.values()} - {""} == set(BEDEUTUNG)
