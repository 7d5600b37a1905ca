"""The value object: slug, Land, kind."""

from __future__ import annotations

import re

import pytest
from dkbm.gebiete import load_register
from dkbm.gebiete.gebiet import to_slug
from hypothesis import given, settings
from hypothesis import strategies as st


def test_slugs_of_all_kommunen_are_unique_short_folder_names() -> None:
    slugs = [g.slug for g in load_register().kreise]
    assert len(set(slugs)) == len(slugs) == 400
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug) for slug in slugs)
    # Windows paths end at 260 characters; the project below needs the rest.
    assert max(map(len, slugs)) <= 60


@pytest.mark.parametrize(
    ("ags", "slug"),
    [
        ("08335", "landkreis-konstanz"),
        ("05315", "koeln"),
        ("09162", "muenchen"),
        ("09184", "landkreis-muenchen"),
        ("03357", "landkreis-rotenburg-wuemme"),
        ("06636", "werra-meissner-kreis"),
        ("05334", "staedteregion-aachen"),
        ("02000", "hamburg"),
    ],
)
def test_slugs_write_umlauts_out(ags: str, slug: str) -> None:
    assert load_register()[ags].slug == slug


@settings(database=None, deadline=None, derandomize=True)
@given(text=st.text(max_size=200))
def test_any_text_becomes_a_safe_folder_name(text: str) -> None:
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", to_slug(text))
    assert len(to_slug(text)) <= 60


def test_land_and_kind() -> None:
    register = load_register()
    assert [register[a].land_ags for a in ("08335", "02000", "08", "DG")] == [
        "08",
        "02",
        "08",
        "DG",
    ]
    staedte = [register[a].is_stadt for a in ("05315", "11000", "08335", "03241", "11", "DG")]
    assert staedte == [True, True, False, False, False, False]
