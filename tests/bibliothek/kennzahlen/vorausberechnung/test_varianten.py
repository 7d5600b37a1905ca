"""The variants of today's projection: in order, sums consistent, never negative."""

from __future__ import annotations

import numpy as np
import pytest
from dkbm.bestand import open_bestand
from dkbm.kennzahlen.vorausberechnung.altersjahre import count_gruppe
from dkbm.kennzahlen.vorausberechnung.rechnung import Rechnung, compute_rechnung
from dkbm.kennzahlen.vorausberechnung.varianten import VARIANTEN, run_variante


@pytest.fixture(scope="module")
def rechnung() -> Rechnung:
    return compute_rechnung(open_bestand())


def test_variants_are_in_order_and_never_negative(rechnung: Rechnung) -> None:
    untere, mittlere, obere = (rechnung.laeufe[name] for name in VARIANTEN)
    assert min(lauf.min() for lauf in rechnung.laeufe.values()) >= 0
    for gruppe in ("u3", "3_6", "6_10"):
        u, m, o = (count_gruppe(lauf[7:], gruppe) for lauf in (untere, mittlere, obere))
        assert ((u < m) & (m < o)).all()
    np.testing.assert_array_equal(untere[0], obere[0])


def test_germany_stays_plausible(rechnung: Rechnung) -> None:
    """15th coordinated projection of Destatis for 2035 and later: 80 to 86 million."""
    bund = rechnung.laeufe["mittlere"].sum((1, 2, 3))
    assert 80e6 < bund[15] < 86e6
    assert bund[0] == pytest.approx(83_577_140, abs=1)


def test_change_of_each_kreis_is_explained(rechnung: Rechnung) -> None:
    lauf = run_variante(rechnung.lage, rechnung.reihe, VARIANTEN["mittlere"], 15)
    gesamt = lauf.personen.sum((-2, -1))
    np.testing.assert_allclose(
        np.diff(gesamt, axis=0), lauf.geburten - lauf.gestorbene + lauf.wanderungssaldo, atol=1e-5
    )
