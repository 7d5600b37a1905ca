"""Net migration: its level returns, its differences cancel out, its profile is official."""

from __future__ import annotations

import numpy as np
import pytest
from dkbm.bestand import open_bestand
from dkbm.gebiete import load_register
from dkbm.kennzahlen.vorausberechnung.altersjahre import ALTERSJAHRE
from dkbm.kennzahlen.vorausberechnung.lage import load_lage
from dkbm.kennzahlen.vorausberechnung.wanderung import (
    PROFIL,
    estimate_abweichung,
    estimate_niveau,
    revert,
    spread_abweichung,
)


def test_level_returns_from_the_last_year_to_the_mean() -> None:
    niveau = estimate_niveau({2012: 0.001, 2013: 0.002, 2014: 0.003, 2015: 0.014})
    assert niveau.langfristig == pytest.approx(0.005)
    weg = revert(niveau, 3)
    # 0.005 + 0.009 · 0.75, 0.75², 0.75³
    assert weg == pytest.approx([0.01175, 0.0100625, 0.008796875])
    assert revert(niveau, 99, 0.5)[-1] == pytest.approx(0.005 + 0.5 * niveau.streuung)


def test_differences_leave_germany_as_it_is() -> None:
    lage = load_lage(open_bestand(), [g.ags for g in load_register().kreise]).until(2015)
    start = lage.altersjahre[2015]
    abweichung = estimate_abweichung(lage, lage.altersjahre)
    juenger = start[..., 19]
    gewachsen = (juenger * np.exp(abweichung[..., 20])).sum(0)
    np.testing.assert_allclose(gewachsen, juenger.sum(0), rtol=1e-9)
    # Students come to Heidelberg, Greifswald's Kreis and Münster, and leave again as graduates.
    for ags in ("08221", "05515"):
        kreis = abweichung[lage.ags.index(ags)].mean(axis=0)
        assert kreis[19:21].min() > 0.05
        assert kreis[29:32].max() < 0
    wege = spread_abweichung(abweichung, start, 15)
    np.testing.assert_allclose(wege[0], abweichung)
    familien = start[..., 20:45]
    hoehen = (wege[..., 20:45] * familien).sum((-2, -1)) / familien.sum((-2, -1))
    assert hoehen[14].std() == pytest.approx(hoehen[0].std() * 0.75**14, rel=1e-6)
    np.testing.assert_allclose(np.diff(wege[14][..., 18:50]), np.diff(wege[0][..., 18:50]))


def test_profile_is_that_of_the_official_table() -> None:
    bestand = open_bestand()
    frame = bestand.load("wanderungen_alter")
    frame = frame[(frame["ags"].str.len() == 5) & (frame["geschlecht"] == "insgesamt")]
    summe = frame.pivot_table(index="alter", columns="merkmal", values="wert", aggfunc="sum")
    saldo = summe["zuzuege"] - summe["fortzuege"]
    lage = load_lage(bestand, [g.ags for g in load_register().kreise])
    personen = lage.altersjahre[2015].sum((0, 1))
    grenzen = [*PROFIL, ALTERSJAHRE]
    gesamt = saldo["insgesamt"] / personen.sum()
    for (alter, faktor), von, bis in zip(
        zip(sorted(set(saldo.index) - {"insgesamt"}), PROFIL.values(), strict=True),
        grenzen[:-1],
        grenzen[1:],
        strict=True,
    ):
        assert saldo[alter] / personen[von:bis].sum() / gesamt == pytest.approx(faktor, abs=0.006)
