"""New rows over old ones: the newer Stand wins whatever the order, and nothing is lost."""

from __future__ import annotations

import math

import pandas as pd
from dkbm.bestand.abgleich import compare_rows, list_keys, merge_rows
from hypothesis import given
from hypothesis import strategies as st

Zeile = tuple[str, int, float, str, int]
RANG = {1: ("2017-10-10", 1), 2: ("2025-03-13", 2), 3: ("2020-01-01", 3)}


def make(*zeilen: Zeile) -> pd.DataFrame:
    frame = pd.DataFrame(zeilen, columns=["ags", "jahr", "wert", "zeichen", "quelle"])
    return frame.assign(merkmal="m", gebietsstand="")


def read(frame: pd.DataFrame) -> dict[tuple[str, int], tuple[float, int]]:
    return {(r.ags, r.jahr): (r.wert, r.quelle) for r in frame.itertuples()}  # type: ignore[misc]


def test_keys_are_all_but_the_values() -> None:
    assert list_keys(make()) == ["ags", "jahr", "merkmal"]


@given(
    teile=st.permutations(
        [
            make(("08335", 2014, 1, "", 1), ("08335", 2015, 2, "", 1)),
            make(("08335", 2015, 5, "", 2), ("08335", 2016, 6, "", 2)),
            make(("08335", 2016, 9, "", 3), ("08335", 2017, 9, "", 3)),
        ]
    )
)
def test_the_newest_stand_wins_in_any_order(teile: list[pd.DataFrame]) -> None:
    frame = None
    for teil in teile:
        frame = merge_rows(frame, teil, RANG)
    assert frame is not None
    assert read(frame) == {
        ("08335", 2014): (1, 1),
        ("08335", 2015): (5, 2),
        ("08335", 2016): (6, 2),
        ("08335", 2017): (9, 3),
    }


def test_differences_are_counted_and_the_largest_named() -> None:
    alt = make(
        ("08335", 2014, 100, "", 1), ("08335", 2015, 10, "", 1), ("08336", 2015, math.nan, ".", 1)
    )
    neu = make(
        ("08335", 2014, 101, "", 2),
        ("08335", 2015, 20, "", 2),
        ("08336", 2015, math.nan, ".", 2),
        ("08335", 2016, 3, "", 2),
    )
    abgleich = compare_rows(alt, neu)
    assert (abgleich.neu, abgleich.geaendert, abgleich.gleich) == (1, 2, 1)
    assert abgleich.neue_jahre == (2016,)
    assert [(a.jahr, a.alt, a.neu) for a in abgleich.groesste] == [(2015, 10, 20), (2014, 100, 101)]


def test_a_sign_in_place_of_a_number_is_a_revision() -> None:
    abgleich = compare_rows(
        make(("08335", 2015, 10, "", 1)), make(("08335", 2015, math.nan, ".", 2))
    )
    assert abgleich.geaendert == 1
    assert abgleich.groesste[0].zeichen_neu == "."


def test_everything_is_new_where_there_was_nothing() -> None:
    abgleich = compare_rows(None, make(("08335", 2015, 10, "", 1)))
    assert (abgleich.neu, abgleich.neue_jahre) == (1, (2015,))
