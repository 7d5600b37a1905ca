"""The back-test: it beats the simple ways where it must, and says where it does not."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from dkbm.bestand import open_bestand
from dkbm.kennzahlen.vorausberechnung.rechnung import Rechnung, compute_rechnung
from dkbm.kennzahlen.vorausberechnung.rueckschau import (
    aggregate,
    look_back,
    measure_spannen,
    summarize,
)


@pytest.fixture(scope="module")
def rechnung() -> Rechnung:
    return compute_rechnung(open_bestand())


@pytest.fixture(scope="module")
def fehler(rechnung: Rechnung) -> pd.DataFrame:
    return summarize(rechnung.rueckschau)


def pick(fehler: pd.DataFrame, start: int, ziel: int, gruppe: str) -> Any:
    genau = (fehler["start"] == start) & (fehler["ziel"] == ziel) & (fehler["gruppe"] == gruppe)
    return fehler[genau].squeeze()


@pytest.mark.parametrize(
    ("start", "ziel"),
    [(2010, 2015), (2015, 2019), (2015, 2023), (2015, 2024), (2019, 2023), (2019, 2024)],
)
def test_children_of_6_to_10_beat_last_value_and_trend(
    fehler: pd.DataFrame, start: int, ziel: int
) -> None:
    zeile = pick(fehler, start, ziel, "6_10")
    assert zeile["kreise"] == 400
    assert zeile["modell"] < 0.75 * min(zeile["letzter"], zeile["trend"])


def test_what_2010_could_not_know_is_not_hidden(fehler: pd.DataFrame) -> None:
    """From 2010 over nine years and more births and flight outran every model: no claim there."""
    for ziel in (2019, 2023, 2024):
        zeile = pick(fehler, 2010, ziel, "6_10")
        assert zeile["letzter"] < zeile["modell"] < zeile["trend"]
        assert zeile["modell_kreis"] < 0.55 * zeile["modell"]


def test_errors_are_those_of_the_numbers() -> None:
    frame = pd.DataFrame(
        {
            "start": 2010,
            "ziel": 2015,
            "gruppe": "u3",
            "ags": ["a", "b", "c"],
            "ist": [100.0, 200.0, 100.0],
            "modell": [110.0, 180.0, 102.0],
            "letzter": [100.0, 100.0, 100.0],
            "trend": [np.nan, np.nan, np.nan],
        }
    )
    zeile = summarize(frame).iloc[0]
    assert zeile["modell"] == pytest.approx(10)
    assert zeile["mittel"] == pytest.approx(22 / 3)
    assert zeile["neigung"] == pytest.approx(2)
    assert zeile["letzter"] == 0
    assert np.isnan(zeile["trend"])
    assert np.isnan(zeile["deckung"])  # no other start makes a band
    # 392 for 400: given Germany, the model says 112.2, 183.7, 104.1
    assert zeile["modell_kreis"] == pytest.approx(8.163, abs=0.001)
    assert measure_spannen(frame).loc[5, "u3"] == pytest.approx(
        np.quantile(np.abs(np.log([1.1, 0.9, 1.02])), 0.8)
    )


def test_start_knows_only_its_past(rechnung: Rechnung) -> None:
    """A run from 2010 is the same whether or not later years exist."""
    bis_2015 = look_back(rechnung.lage.until(2015))
    alle = rechnung.rueckschau
    gleich = alle[(alle["start"] == 2010) & (alle["ziel"] == 2015)].reset_index(drop=True)
    pd.testing.assert_frame_equal(bis_2015[bis_2015["start"] == 2010], gleich)


def test_bands_widen_with_the_years_and_narrow_for_larger_gebiete(rechnung: Rechnung) -> None:
    for tafel in rechnung.spannen.values():
        assert (tafel.diff().dropna() >= 0).all(axis=None)
    kreis, land = rechnung.spannen["kreis"], rechnung.spannen["land"]
    assert (land["6_10"] < kreis["6_10"]).all()
    assert len(aggregate(rechnung.rueckschau, "land")["ags"].unique()) == 16
