"""What is read from the store, and what a past start may know."""

from __future__ import annotations

import numpy as np
import pytest
from dkbm.bestand import open_bestand
from dkbm.gebiete import load_register
from dkbm.kennzahlen.vorausberechnung.altersjahre import to_altersgruppen
from dkbm.kennzahlen.vorausberechnung.lage import Lage, load_lage


@pytest.fixture(scope="module")
def lage() -> Lage:
    return load_lage(open_bestand(), [g.ags for g in load_register().kreise])


def test_published_totals_of_germany_come_out(lage: Lage) -> None:
    assert len(lage.ags) == 400
    assert lage.altersjahre[2015].sum() == 82_175_684
    assert {j: round(feld.sum()) for j, feld in lage.altersgruppen.items()}[2024] == 83_577_140
    assert lage.geburten[2015].sum() == 737_575
    np.testing.assert_allclose(
        to_altersgruppen(lage.altersjahre[2015].sum(axis=1)), lage.altersgruppen[2015]
    )


def test_a_past_start_knows_nothing_later(lage: Lage) -> None:
    damals = lage.until(2010)
    for name in ("altersjahre", "altersgruppen", "geburten", "gestorbene", "wanderungssaldo"):
        assert max(getattr(damals, name)) == 2010
    assert 2015 not in lage.drop_altersjahre(2015).altersjahre
