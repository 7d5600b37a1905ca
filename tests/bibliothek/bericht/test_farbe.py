"""Colours: contrast after WCAG, dichromacy, and the nearest colour that works."""

from __future__ import annotations

import re

import pytest
from dkbm.bericht.farbe import contrast, explain_farbe, find_nearest, mix
from hypothesis import given, settings
from hypothesis import strategies as st

GRAU = ("#8f8f8f", "#4d4d4d", "#6b6b6b")


@pytest.mark.parametrize(
    ("farbe", "grund", "wert"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#777777", "#ffffff", 4.48),  # the well-known grey that just fails
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#0000ff", 2.15),
    ],
)
def test_contrast_as_defined_by_wcag(farbe: str, grund: str, wert: float) -> None:
    assert contrast(farbe, grund) == pytest.approx(wert, abs=0.005)
    assert contrast(grund, farbe) == contrast(farbe, grund)


@pytest.mark.parametrize(
    ("farbe", "grund"),
    [
        ("#00538a", ""),
        ("#ffcc00", "ist auf Weiß zu hell: Kontrast 1,5 : 1, nötig sind 4,5 : 1"),
        ("#777777", "ist auf Weiß zu hell: Kontrast 4,4 : 1, nötig sind 4,5 : 1"),
        ("#4f4f4f", "ist kaum vom Grau der Vergleichslinien (#4d4d4d) zu unterscheiden"),
    ],
)
def test_bad_colours_are_explained(farbe: str, grund: str) -> None:
    assert explain_farbe(farbe, GRAU) == grund


def test_colour_blindness_counts() -> None:
    """A dark bluish green and a grey differ, but not for those who do not see red."""
    assert "bei Rotblindheit" in explain_farbe("#00735c", ("#666867",))


@settings(database=None, deadline=None, derandomize=True, max_examples=25)
@given(zahl=st.integers(0, 0xFFFFFF))
def test_nearest_always_works_and_good_colours_stay(zahl: int) -> None:
    farbe = f"#{zahl:06x}"
    naechste = find_nearest(farbe, GRAU)
    assert re.fullmatch(r"#[0-9a-f]{6}", naechste)
    assert explain_farbe(naechste, GRAU) == ""
    assert find_nearest(naechste, GRAU) == naechste


def test_mix_goes_from_ground_to_colour() -> None:
    assert [mix("#000000", a) for a in (0.0, 0.5, 1.0)] == ["#ffffff", "#808080", "#000000"]
