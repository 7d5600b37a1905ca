"""Rounded numbers are intervals: alone they protect, beside exact ones they may not."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from dkbm.geheimhaltung import apply_to_frame, load_regeln, protect, to_schluessel
from dkbm.geheimhaltung.angriff import Befund, attack, collect_facts
from dkbm.geheimhaltung.angriff.gerundet import is_too_narrow
from dkbm.geheimhaltung.entscheidung import list_schluessel
from hypothesis import given, settings
from hypothesis import strategies as st

from ..tafeln import crosstab

SPALTEN = ["ags", "jahr", "merkmal", "wert", "zeichen", "d"]
A, B, GANZES = (to_schluessel("t", "n", "08335", 2024, {"d": c}) for c in ("a", "b", "insgesamt"))


def attack_rounded(
    spielraum: float, exakt: dict[str, float] | None = None, **werte: float
) -> dict[str, Befund]:
    """Attack one line of rounded parts beside some numbers that are known exactly."""
    zeilen = [("08335", 2024, "n", w, "", c) for c, w in werte.items()]
    frame = pd.DataFrame(zeilen, columns=SPALTEN)
    keys = {c: to_schluessel("t", "n", "08335", 2024, {"d": c}) for c in werte}
    frueher = {keys[c]: w for c, w in (exakt or {}).items()}
    facts = collect_facts(
        {"t": frame}, frueher=frueher, gerundet=dict.fromkeys(keys.values(), spielraum)
    )
    return {dict(b.schluessel.codes).get("d", "insgesamt"): b for b in attack(facts, 3)}


def spans(befunde: dict[str, Befund]) -> dict[str, tuple[float, float, bool]]:
    return {c: (b.unten, b.oben, b.undicht) for c, b in befunde.items()}


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.lists(st.integers(0, 12), min_size=3, max_size=3), min_size=2, max_size=3),
    st.sampled_from([3, 5]),
)
def test_additive_rounding_alone_is_safe_and_spans_hold_the_truth(
    tafel: list[list[float]], basis: int
) -> None:
    frame = crosstab(tafel)
    entscheidung = protect({"t": frame}, load_regeln(profil=f"rundung{basis}_additiv"))
    gezeigt = apply_to_frame(frame, "t", entscheidung)
    wahr = dict(zip(list_schluessel(frame, "t"), frame["wert"], strict=True))
    befunde = attack(collect_facts({"t": gezeigt}, gerundet=entscheidung.spielraum), 3)
    assert {b.schluessel for b in befunde if b.gerundet} == set(wahr)
    for b in befunde:
        assert not b.undicht, b
        if b.gerundet:
            assert b.unten <= wahr[b.schluessel] <= b.oben


def test_exact_total_beside_additive_rounding_pins_a_cell() -> None:
    sicher = attack_rounded(4, insgesamt=5, a=5, b=0)
    assert spans(sicher) == {
        "insgesamt": (1, 9, False), "a": (1, 9, False), "b": (0, 4, False)
    }  # fmt: skip
    # One child in all, known from elsewhere: a can only be that one; that b is empty may be known.
    verraten = attack_rounded(4, {"insgesamt": 1}, insgesamt=5, a=5, b=0)
    assert spans(verraten) == {"a": (1, 1, True), "b": (0, 0, False)}
    # 19 in all and 18 in b leave one; the total alone leaves 0 to 3.
    assert spans(attack_rounded(4, {"insgesamt": 19, "b": 18}, insgesamt=20, a=0, b=20)) == {
        "a": (1, 1, True)
    }
    assert not attack_rounded(4, {"insgesamt": 19}, insgesamt=20, a=0, b=20)["a"].undicht


def test_each_number_alone_can_give_its_parts_away() -> None:
    # 0 + 0 = 5: only 1 + 2, 2 + 1 or 2 + 2 round so.
    assert spans(attack_rounded(2, insgesamt=5, a=0, b=0)) == {
        "insgesamt": (3, 4, False), "a": (1, 2, True), "b": (1, 2, True)
    }  # fmt: skip
    assert not any(b.undicht for b in attack_rounded(2, insgesamt=10, a=5, b=5).values())


@pytest.mark.parametrize(
    ("frueher", "spanne", "undicht"),
    [((2, 4), (3, 4), False), ((0, 3), (3, 3), False), ((9, 11), (3, 7), False)],
)
def test_two_roundings_of_one_number_meet(
    frueher: tuple[float, float], spanne: tuple[float, float], undicht: bool
) -> None:
    frame = pd.DataFrame([("08335", 2024, "n", 5.0, "", "a")], columns=SPALTEN)
    facts = collect_facts({"t": frame}, gerundet={A: 2}, spannen={A: frueher})
    (befund,) = attack(facts, 3)
    assert (befund.unten, befund.oben, befund.undicht) == (*spanne, undicht)
    # With threshold 5 numbers of 3 and 4 must stay hidden; a corrected number tells nothing.
    assert attack(facts, 5)[0].undicht is (spanne != (3, 7))


def test_what_counts_as_too_narrow() -> None:
    assert not is_too_narrow((0, 1), (0, 1), 3, null_harmlos=True)
    assert is_too_narrow((1, 1), (0, 1), 3, null_harmlos=True)
    assert not is_too_narrow((0, 0), (0, 1), 3, null_harmlos=True)
    assert is_too_narrow((0, 0), (0, 1), 3, null_harmlos=False)
    assert is_too_narrow((0, 2), (0, 4), 3, null_harmlos=True)  # one counted in it sees 1 or 2
    assert not is_too_narrow((3, 3), (1, 5), 3, null_harmlos=True)


@pytest.mark.parametrize(("ganzes", "undicht"), [(60, 0), (61, 40)])
def test_office_that_rounds_is_seen_in_its_numbers(ganzes: int, undicht: int) -> None:
    zeilen = [
        (f"08335{n:03}", 2024, "n", w, "." if math.isnan(w) else "", c)
        for n in range(1, 41)
        for c, w in (
            ("insgesamt", ganzes),
            ("a", ganzes - 2 if ganzes % 5 else 60),
            ("b", math.nan),
        )
    ]
    frame = pd.DataFrame(zeilen, columns=SPALTEN)
    befunde = attack(collect_facts({"t": frame}), 3, genau=True)
    assert sum(b.undicht for b in befunde) == undicht
    assert {b.oben for b in befunde} == ({2} if undicht else {4})
