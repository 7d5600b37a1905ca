"""The split of age groups into single years: exact in sums, close where both are known."""

from __future__ import annotations

import numpy as np
import pytest
from dkbm.bestand import open_bestand
from dkbm.gebiete import load_register
from dkbm.kennzahlen.vorausberechnung.altersjahre import to_altersgruppen
from dkbm.kennzahlen.vorausberechnung.bestandsreihe import rebuild
from dkbm.kennzahlen.vorausberechnung.lage import Lage, load_lage


@pytest.fixture(scope="module")
def lage() -> Lage:
    return load_lage(open_bestand(), [g.ags for g in load_register().kreise])


def test_groups_keep_their_official_numbers(lage: Lage) -> None:
    for jahr, bestand in rebuild(lage).bestaende.items():
        np.testing.assert_allclose(
            to_altersgruppen(bestand.sum(axis=1)), lage.altersgruppen[jahr], rtol=1e-9
        )


def test_split_of_2015_is_close_to_the_official_single_years(lage: Lage) -> None:
    """2015 is known by single years; here it is estimated from 2010, its groups, and births."""
    geschaetzt = rebuild(lage.until(2015).drop_altersjahre(2015)).bestaende[2015]
    fehler = geschaetzt.sum(1) / lage.altersjahre[2015].sum(1) - 1
    assert np.median(np.abs(fehler[:, :18])) < 0.015
    # Even births give no better than twice that: the pattern is really used.
    gleich = np.repeat(lage.altersgruppen[2015][:, 3:4] / 5, 5, axis=1)
    wahr = lage.altersjahre[2015].sum(1)[:, 10:15]
    assert np.median(np.abs(gleich / wahr - 1)) > 2 * np.median(np.abs(fehler[:, 10:15]))


def test_births_without_count_are_near_the_published_ones(lage: Lage) -> None:
    """Press releases of Destatis: 738,819 (2022), 692,989 (2023), 677,117 (2024)."""
    saeuglinge = rebuild(lage).bestaende[2024][..., :3].sum((0, 1))
    assert saeuglinge / [677_117, 692_989, 738_819] == pytest.approx(1, abs=0.04)
