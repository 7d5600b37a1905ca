"""Chance: intervals and tests agree with published examples and hand computation."""

from __future__ import annotations

import math

import pytest
from dkbm.kennzahlen import find_kennzahl
from dkbm.kennzahlen.ergebnis import Zelle
from dkbm.kennzahlen.zufall import explain_offen, has_small_nenner, judge_change

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


@pytest.mark.parametrize(
    ("kennzahl", "alt", "neu"),
    [
        # Children per woman rise while births fall; they rise by a third with as many births.
        ("zusammengefasste_geburtenziffer", Zelle(3000, 2e4, 1.40, ""), Zelle(2700, 2e4, 1.42, "")),
        ("zusammengefasste_geburtenziffer", Zelle(1000, 2e4, 1.30, ""), Zelle(1000, 2e4, 1.70, "")),
        ("abgaenge_ohne_hauptschulabschluss_qsv", share(100, 5000), share(200, 5000)),
        ("personal_kind_schluessel", count(4.6), count(3.0)),
        ("vhs_zuschuss_je_person", Zelle(5e5, 1e5, 5.00, ""), Zelle(5.05e5, 1e5, 5.05, "")),
        ("vhs_gebuehrenanteil", share(400_000, 1e6), share(402_000, 1e6)),
        ("vhs_unterrichtsstunden", count(20_000), count(20_500)),
        ("weiterbildungsdichte", share(20_000, 1e5), share(20_500, 1e5)),
        ("unterrichtsstunden_je_kurs", share(20_000, 900), share(20_900, 900)),
        ("programmbereiche", share(8_000, 20_000), share(8_400, 20_000)),
    ],
)
def test_what_counts_no_cases_is_not_judged(kennzahl: str, alt: Zelle, neu: Zelle) -> None:
    assert judge_change(find_kennzahl(kennzahl), alt, neu) == "offen"
    assert "keine Fälle" in explain_offen(find_kennzahl(kennzahl))


def test_rounding_of_the_source_must_be_exceeded_too() -> None:
    kennzahl = find_kennzahl(ANTEIL)
    assert judge_change(kennzahl, share(5, 100), share(15, 100)) == "gestiegen"
    assert judge_change(kennzahl, share(5, 100), share(15, 100), spielraum=2) == "unveraendert"
    assert judge_change(kennzahl, share(10, 100), share(11, 100), spielraum=2) == "unveraendert"


def test_small_denominators_are_those_below_thirty() -> None:
    assert has_small_nenner(share(3, 29))
    assert not has_small_nenner(share(3, 30))
    assert not has_small_nenner(count(3))
