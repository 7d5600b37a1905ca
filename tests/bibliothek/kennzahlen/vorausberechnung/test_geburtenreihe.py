"""Births from age groups: a smooth series must come back, a known one stay as it is."""

from __future__ import annotations

import numpy as np
from dkbm.kennzahlen.vorausberechnung.altersjahre import ALTERSGRUPPEN
from dkbm.kennzahlen.vorausberechnung.geburtenreihe import estimate_geburten
from dkbm.kennzahlen.vorausberechnung.sterblichkeit import SAEUGLINGE


def test_a_straight_series_comes_back() -> None:
    wahr = {jahr: 700_000.0 + 4_000 * (jahr - 2000) for jahr in range(1990, 2025)}
    zuwachs = 0.004

    def count(stichtag: int) -> np.ndarray:
        gruppen = []
        for von, bis in ALTERSGRUPPEN.values():
            geboren = [stichtag - alter for alter in range(von, bis)]
            gruppen.append(
                sum(
                    wahr.get(jahr, 0) * (1 - SAEUGLINGE) * (1 + zuwachs) ** (stichtag - jahr + 0.5)
                    for jahr in geboren
                )
            )
        return np.array(gruppen)

    gezaehlt = {jahr: zahl for jahr, zahl in wahr.items() if jahr <= 2015}
    gruppen = {jahr: count(jahr) for jahr in (2019, 2023, 2024)}
    result = estimate_geburten(gezaehlt, gruppen, zuwachs)
    assert list(result) == list(range(2016, 2025))
    np.testing.assert_allclose(list(result.values()), [wahr[j] for j in result], rtol=1e-6)


def test_nothing_to_estimate_where_all_years_are_counted() -> None:
    assert estimate_geburten({2015: 1.0}, {2015: np.ones(17)}, 0.0) == {}
