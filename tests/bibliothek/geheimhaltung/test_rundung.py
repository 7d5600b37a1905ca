from __future__ import annotations

import numpy as np
import pytest
from dkbm.geheimhaltung import load_regeln
from dkbm.geheimhaltung.aufbau import build_system
from dkbm.geheimhaltung.rundung import round_additive, round_each

from .tafeln import crosstab

TAFEL = [[2, 9, 14], [8, 11, 30], [12, 25, 40]]


def test_each_number_to_the_nearest_multiple() -> None:
    assert round_each([0, 1, 2, 3, 4, 7, 8], 5).tolist() == [0, 0, 0, 5, 5, 5, 10]
    assert round_each([0, 1, 2, 4, 5], 3).tolist() == [0, 0, 3, 3, 6]


@pytest.mark.parametrize("basis", [3, 5])
def test_controlled_rounding_keeps_sums_and_multiples(basis: int) -> None:
    system, _ = build_system({"t": crosstab(TAFEL)}, load_regeln())
    gerundet = round_additive(system, basis)
    assert gerundet.additiv
    werte = gerundet.werte
    assert (gerundet.spielraum == basis - 1).all()
    assert (werte % basis == 0).all()
    assert (np.abs(werte - system.werte) < basis).all()
    assert np.abs(system.matrix @ werte).max() == 0
    assert (werte == round_additive(system, basis).werte).all()


def test_each_number_alone_misses_its_total() -> None:
    system, _ = build_system({"t": crosstab([[2, 2], [2, 2]])}, load_regeln())
    assert np.abs(system.matrix @ round_each(system.werte, 5)).max() == 5
    assert np.abs(system.matrix @ round_additive(system, 5).werte).max() == 0
