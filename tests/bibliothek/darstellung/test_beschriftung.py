"""Labels never overlap and stay as near as they can."""

from __future__ import annotations

from itertools import pairwise

import pytest
from dkbm.darstellung.beschriftung import push_apart, wrap_name
from hypothesis import given
from hypothesis import strategies as st


@given(st.lists(st.floats(0, 100), min_size=1, max_size=8), st.floats(1, 10))
def test_labels_keep_their_distance_inside_the_range(werte: list[float], hoehe: float) -> None:
    werte = sorted(werte)
    places = push_apart(werte, [hoehe] * len(werte), 0, 100)
    assert all(b - a >= hoehe - 1e-6 for a, b in pairwise(places))
    assert places[-1] <= 100 - hoehe / 2 + 1e-6
    assert places[0] >= hoehe / 2 - 1e-6


def test_free_labels_stay_where_they_are() -> None:
    assert push_apart([10, 50], [4, 4], 0, 100) == [10, 50]
    assert push_apart([10, 11], [4, 4], 0, 100) == pytest.approx([10, 14])


def test_long_names_break_between_words() -> None:
    assert wrap_name("Landkreis Neustadt a.d. Aisch-Bad Windsheim").count("\n") == 1
    assert wrap_name("Stadt Köln") == "Stadt Köln"
