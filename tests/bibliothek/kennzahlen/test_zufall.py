"""Chance: intervals and tests agree with published examples and hand computation."""

from __future__ import annotations

import math

import pytest
from dkbm.kennzahlen import find_kennzahl
from dkbm.kennzahlen.ergebnis import Zelle
from dkbm.kennzahlen.zufall import has_small_nenner, judge_change

ANTEIL, ANZAHL = "abgaenge_ohne_hauptschulabschluss", "schueler"


def share(zaehler: float, nenner: float) -> Zelle:
    return Zelle(zaehler, nenner, zaehler / nenner * 100, "")


def count(anzahl: float) -> Zelle:
    return Zelle(anzahl, math.nan, anzahl, "")


@pytest.mark.parametrize(
    ("alt", "neu", "urteil"),
    [
        # Newcombe (1998), Table II: 56/70 and 48/80 give 0.0524 to 0.3339.
        ((48, 80), (56, 70), "gestiegen"),
        ((56, 70), (48, 80), "gesunken"),
        # 9/10 and 3/10 give 0.1705 to 0.8090; 5/56 and 0/29 give -0.0381 to 0.1926.
        ((3, 10), (9, 10), "gestiegen"),
        ((0, 29), (5, 56), "unveraendert"),
        ((0, 10), (0, 20), "unveraendert"),
    ],
)
def test_shares_follow_newcombe(alt: tuple[int, int], neu: tuple[int, int], urteil: str) -> None:
    assert judge_change(find_kennzahl(ANTEIL), share(*alt), share(*neu)) == urteil


def test_counts_follow_the_conditional_test() -> None:
    kennzahl = find_kennzahl(ANZAHL)
    # P(X <= 9 or X >= 21 | 30, 1/2) = 0.043; with 10 and 20 it is 0.099.
    assert judge_change(kennzahl, count(9), count(21)) == "gestiegen"
    assert judge_change(kennzahl, count(10), count(20)) == "unveraendert"
    assert judge_change(kennzahl, count(0), count(0)) == "unveraendert"


def test_rates_need_counts_and_no_balance() -> None:
    veroeffentlicht = Zelle(4.0, math.nan, 4.0, "")
    assert judge_change(find_kennzahl("arbeitslosenquote"), veroeffentlicht, veroeffentlicht) == (
        "offen"
    )
    assert judge_change(find_kennzahl("wanderungssaldo"), share(5, 100), share(50, 100)) == "offen"
    assert judge_change(find_kennzahl(ANTEIL), share(5, 100), Zelle(1, 1, math.nan, ".")) == "offen"


def test_rounding_of_the_source_must_be_exceeded_too() -> None:
    kennzahl = find_kennzahl(ANTEIL)
    assert judge_change(kennzahl, share(5, 100), share(15, 100)) == "gestiegen"
    assert judge_change(kennzahl, share(5, 100), share(15, 100), spielraum=2) == "unveraendert"
    assert judge_change(kennzahl, share(10, 100), share(11, 100), spielraum=2) == "unveraendert"


def test_small_denominators_are_those_below_thirty() -> None:
    assert has_small_nenner(share(3, 29))
    assert not has_small_nenner(share(3, 30))
    assert not has_small_nenner(count(3))
