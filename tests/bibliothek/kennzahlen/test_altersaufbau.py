"""The age structure adds up to the population."""

from __future__ import annotations

import pytest
from dkbm.bestand import open_bestand
from dkbm.gebiete import load_register
from dkbm.kennzahlen import compute
from dkbm.kennzahlen.altersaufbau import ALTERSAUFBAU, ALTERSJAHRE, read_alter
from dkbm.kennzahlen.kennzahl import Kennzahl


@pytest.mark.parametrize(
    ("kennzahl", "jahre"), [(ALTERSAUFBAU, {2010, 2015, 2023, 2024}), (ALTERSJAHRE, {2010, 2015})]
)
def test_shares_of_both_sexes_add_up(kennzahl: Kennzahl, jahre: set[int]) -> None:
    register = load_register()
    ergebnis = compute(kennzahl, open_bestand(), [register["08335"], register["DG"]])
    sums = ergebnis.werte.groupby(["ags", "jahr"])["wert"].sum()
    assert {jahr for _, jahr in sums.index} == jahre
    assert sums.tolist() == pytest.approx([100] * len(sums))


def test_codes_say_their_ages() -> None:
    assert read_alter("m_06-09") == (6, 9)
    assert read_alter("w_75+") == (75, None)
    assert read_alter("m_07") == (7, 7)
    assert ALTERSAUFBAU.auspraegungen["m_00-02"] == "männlich, unter 3 Jahre"
    assert ALTERSJAHRE.auspraegungen["w_00"] == "weiblich, unter 1 Jahr"
    assert ALTERSJAHRE.auspraegungen["w_01"] == "weiblich, 1 Jahr"
