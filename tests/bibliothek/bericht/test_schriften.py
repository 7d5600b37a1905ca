"""Signs of everything typeset: only what a font has."""

from __future__ import annotations

import pytest
from dkbm.bericht.schriften import keep_printable
from hypothesis import given, settings
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("text", "gedruckt"),
    [
        ("Größe „1.234,5 %“ – β ≥ → ✓", "Größe „1.234,5 %“ – β ≥ → ✓"),
        ("🎓 שלום مرحبا", "🎓 שלום مرحبا"),
        ("a\x00b\x07c\x1b[31m", "abc[31m"),
        ("a\ue000b\U000e0fffc", "a\ufffdb\ufffdc"),
        ("漢", "\ufffd"),
        ("u\u0308", "ü"),
        ("\u202ea\u200f\u00ad\u200b", "\u202ea\u200f\u00ad\u200b"),
    ],
)
def test_signs_without_a_glyph_are_replaced(text: str, gedruckt: str) -> None:
    assert keep_printable(text) == gedruckt


@settings(database=None, deadline=None, derandomize=True)
@given(st.text(max_size=40))
def test_printing_twice_changes_nothing(text: str) -> None:
    once = keep_printable(text)
    assert keep_printable(once) == once
