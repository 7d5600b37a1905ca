"""Lists and year spans in German."""

from __future__ import annotations

import itertools

import pytest
from dkbm.sprache.woerter import join_und, year_spans
from hypothesis import given, settings
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("teile", "text"),
    [([], ""), (["A"], "A"), (["A", "B"], "A und B"), (["A", "B", "C"], "A, B und C")],
)
def test_join_und(teile: list[str], text: str) -> None:
    assert join_und(teile) == text


def test_join_with_another_conjunction() -> None:
    assert join_und(("A", "B", "C"), "oder") == "A, B oder C"


@pytest.mark.parametrize(
    ("jahre", "text"),
    [
        ([], ""),
        ([2015], "2015"),
        ([2014, 2015], "2014–2015"),
        ([2015, 2009, 2008, 2007, 2008], "2007–2009, 2015"),
        ([2010, 2012, 2014], "2010, 2012, 2014"),
    ],
)
def test_year_spans(jahre: list[int], text: str) -> None:
    assert year_spans(jahre) == text


@settings(database=None, deadline=None, derandomize=True)
@given(jahre=st.sets(st.integers(1990, 2030), min_size=1))
def test_year_spans_name_exactly_the_years(jahre: set[int]) -> None:
    spans = [[int(j) for j in span.split("–")] for span in year_spans(jahre).split(", ")]
    assert {j for span in spans for j in range(span[0], span[-1] + 1)} == jahre
    # Neighbouring spans would be one span.
    assert all(b[0] > a[-1] + 1 for a, b in itertools.pairwise(spans))
