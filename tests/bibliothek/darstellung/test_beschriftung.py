"""Labels never overlap and stay as near as they can."""

from __future__ import annotations

from itertools import pairwise

import pytest
from dkbm.darstellung.beschriftung import align_names, push_apart, wrap_name
from dkbm.darstellung.thema import draw
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.text import Annotation


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


def test_every_line_of_a_name_ends_at_the_axis_in_any_font() -> None:
    with draw() as (_, ax):
        ax.set_yticks([0, 1], ["Landkreis\nKonstanz", "Kreis"])
        align_names(ax)
        assert len(ax.get_yticks()) == 0
        assert [(t.get_text(), t.get_horizontalalignment()) for t in ax.texts] == [
            ("Landkreis", "right"),
            ("Konstanz", "right"),
            ("Kreis", "right"),
        ]
        oben, unten, mitte = (t.xyann[1] for t in ax.texts if isinstance(t, Annotation))
        assert oben == -unten > 0 == mitte
