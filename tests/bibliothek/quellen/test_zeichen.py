"""Numbers and signs of official statistics, kept apart and in place."""

from __future__ import annotations

import math

import pyarrow as pa
import pytest
from dkbm.fehler import DkbmFehler
from dkbm.quellen.zeichen import BEDEUTUNG, OHNE_ZAHL, ZAHL_MARKE, split_values
from hypothesis import given, settings
from hypothesis import strategies as st

NAN = math.nan
ZELLEN: dict[str, tuple[float, str]] = {
    "0": (0.0, ""),
    "1234": (1234.0, ""),
    "-56": (-56.0, ""),  # corrections can be negative, "-" alone is a sign
    "\u221256": (-56.0, ""),
    "- 12": (-12.0, ""),
    "-  23": (-23.0, ""),
    "30,3": (30.3, ""),
    " 12 ": (12.0, ""),
    "0001": (1.0, ""),
    "1 234": (1234.0, ""),
    "1\u00a0234\u00a0567": (1234567.0, ""),
    "1\u202f234,5": (1234.5, ""),
    "12\u2009345": (12345.0, ""),
    "1.234": (1234.0, ""),  # beside 30,3 the dot can only part thousands
    "1.234.567,89": (1234567.89, ""),
    "123456789012345678": (123456789012345678.0, ""),
    f"{ZAHL_MARKE}0.125": (0.125, ""),
    "(12)": (12.0, "()"),
    "(-0,5)": (-0.5, "()"),
    "12p": (12.0, "p"),
    "12,5 r": (12.5, "r"),
    "7s": (7.0, "s"),
    "7e": (7.0, "e"),
    "7b": (7.0, "b"),
    "-": (NAN, "-"),
    "–": (NAN, "-"),
    "\u2212": (NAN, "-"),
    ".": (NAN, "."),
    "": (NAN, "."),
    "  ": (NAN, "."),
    "...": (NAN, "..."),
    "…": (NAN, "..."),
    "/": (NAN, "/"),
    "x": (NAN, "x"),
    "X": (NAN, "x"),
    "*": (NAN, "*"),
    "()": (NAN, "()"),
}


def split(zellen: list[str], vorrang: str = ",") -> list[tuple[float, str]]:
    werte = split_values(pa.array(zellen, pa.string()), lambda i: f"Zeile {i}", vorrang)
    signs = [werte.zeichen.werte[code] for code in werte.zeichen.codes]
    return list(zip(werte.wert.tolist(), signs, strict=True))


@settings(database=None, deadline=None, derandomize=True, max_examples=200)
@given(zellen=st.lists(st.sampled_from(list(ZELLEN)), max_size=40))
def test_each_cell_keeps_its_place(zellen: list[str]) -> None:
    result = split([*zellen, "30,3"])
    for (wert, zeichen), zelle in zip(result[:-1], zellen, strict=True):
        assert wert == pytest.approx(ZELLEN[zelle][0], nan_ok=True)
        assert zeichen == ZELLEN[zelle][1]


@pytest.mark.parametrize(
    "zelle",
    [
        "12a",
        "1e5",
        "(x)",
        "--",
        "+3",
        "1.23.4",
        "12 34",
        "1 2345",
        "(12",
        "12)",
        "nan",
        "inf",
        "#",
        "1.234,5.6",
        "12pr",
        "r12",
        "1,2,3",
        "0x1",
        "½",
        "١٢",
        "12%",
        "p",
        "=1+1",
        "1'000",
        "0.123.456",
    ],
)
def test_nothing_is_guessed(zelle: str) -> None:
    with pytest.raises(DkbmFehler, match="ist keine Zahl") as info:
        split(["1", zelle])
    assert f"„{zelle}“" in info.value.was
    assert info.value.wo == "Zeile 1"


@pytest.mark.parametrize(
    ("zellen", "vorrang", "werte"),
    [
        (["1.234", "30,3"], ",", [1234, 30.3]),
        (["1.234", "1.234.567"], ",", [1234, 1234567]),
        (["1.234", "5.5"], ",", [1.234, 5.5]),
        (["1.234", "0.123"], ",", [1.234, 0.123]),  # no group of thousands begins with 0
        (["1,234", "5.5"], ",", [1234, 5.5]),
        (["1,234"], ",", [1.234]),  # a file with ";" writes the comma for decimals
        (["1.234"], ".", [1.234]),
        (["1.234", "30,3"], ".", [1234, 30.3]),
        (["1 234"], ",", [1234]),
    ],
)
def test_notation_comes_from_the_table(zellen: list[str], vorrang: str, werte: list[float]) -> None:
    assert [wert for wert, _ in split(zellen, vorrang)] == werte


@pytest.mark.parametrize(
    ("zellen", "vorrang", "was"),
    [
        (["1", "1.234"], ",", "„1.234“ ist mehrdeutig"),
        (["1,234", "1.234"], ",", "„1.234“ ist mehrdeutig"),
        (["1", "1,234"], ".", "„1,234“ ist mehrdeutig"),
        (["30,3", "5.5"], ",", "„30,3“ hat ein Dezimalkomma, „5.5“ einen Dezimalpunkt"),
    ],
)
def test_unclear_notation_is_refused(zellen: list[str], vorrang: str, was: str) -> None:
    with pytest.raises(DkbmFehler, match=was) as info:
        split(zellen, vorrang)
    assert info.value.wo == "Zeile 1"


def test_every_sign_has_a_meaning() -> None:
    assert {zeichen for _, zeichen in ZELLEN.values()} - {""} == set(BEDEUTUNG)
    assert {z for w, z in ZELLEN.values() if math.isnan(w)} == OHNE_ZAHL | {"()"}
