from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from dkbm.geheimhaltung import load_regeln
from dkbm.geheimhaltung.aufbau import build_system
from dkbm.geheimhaltung.felder import Beziehung, Feld, Feldsystem, to_schluessel
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


def build_line(zahlen: Sequence[float], summen: Sequence[Sequence[int]]) -> Feldsystem:
    """Return cells by their numbers and sums, each with its whole first."""
    felder = [Feld(to_schluessel("t", "n", "08335", 2024, {"d": str(i)}), w)
              for i, w in enumerate(zahlen)]  # fmt: skip
    rows = [Beziehung(tuple(s), (-1.0, *[1.0] * (len(s) - 1))) for s in summen]
    return Feldsystem(tuple(felder), tuple(rows))


def test_sums_that_one_step_cannot_keep_are_kept_by_two() -> None:
    """1 + 4 = 5 thrice, and once more: the six fours become 0, 15 or 30, but 24 is 20 or 25."""
    zahlen = [1, 4, 4, 4, 5, 5, 5] * 2 + [24]
    summen = [(4 + z + s, z, 1 + z + s) for z in (0, 7) for s in range(3)]
    system = build_line(zahlen, [*summen, (14, 1, 2, 3, 8, 9, 10)])
    assert np.abs(system.matrix @ system.werte).max() == 0
    gerundet = round_additive(system, 5)
    assert gerundet.additiv
    assert (gerundet.spielraum == 9).all()
    assert np.abs(system.matrix @ gerundet.werte).max() == 0
    weg = np.abs(gerundet.werte - system.werte)
    assert 5 <= weg.max() <= 9


def test_part_that_cannot_add_up_is_rounded_number_by_number() -> None:
    """4 + 4 = 100 holds for no rounding; the other part keeps its sum."""
    gerundet = round_additive(build_line([100, 4, 4, 4, 2, 2], [(0, 1, 2), (3, 4, 5)]), 5)
    assert not gerundet.additiv
    assert gerundet.werte[:3].tolist() == [100, 5, 5]
    assert gerundet.spielraum.tolist() == [2, 2, 2, 4, 4, 4]
    assert gerundet.werte[3] == gerundet.werte[4] + gerundet.werte[5]
