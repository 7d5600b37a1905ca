"""The schedule of fertility against the official table it is taken from."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from dkbm.bestand import open_bestand
from dkbm.gebiete import load_register
from dkbm.kennzahlen.vorausberechnung.fruchtbarkeit import (
    GEBURTEN_NACH_ALTER,
    estimate_niveau,
    schedule,
)
from dkbm.kennzahlen.vorausberechnung.lage import load_lage


def test_schedule_keeps_the_sums_of_its_groups() -> None:
    form = schedule()
    grenzen = [*GEBURTEN_NACH_ALTER, 50]
    for von, bis in pairwise(grenzen):
        assert form[von:bis].sum() * 1000 / (bis - von) == pytest.approx(GEBURTEN_NACH_ALTER[von])
    assert form.min() == 0
    assert 28 < form.argmax() < 34
    assert form.sum() == pytest.approx(1.49, abs=0.01)  # zusammengefasste Geburtenziffer 2015: 1.50


def test_rates_are_those_of_the_official_table(originale: Path) -> None:
    text = (originale / "regionalstatistik/12612-02-01-4.csv").read_text(encoding="utf-8")
    zeilen = [zeile.split(";") for zeile in text.splitlines() if zeile.startswith("2015;DG;")]
    geburten = [float(zeile[4]) for zeile in zeilen[:6]]
    lage = load_lage(open_bestand(), [g.ags for g in load_register().kreise])
    frauen = lage.altersjahre[2015][:, 1].sum(0)
    grenzen = [*GEBURTEN_NACH_ALTER, 50]
    rates = [
        g / frauen[von:bis].sum() * 1000
        for g, von, bis in zip(geburten, grenzen[:-1], grenzen[1:], strict=True)
    ]
    assert [*GEBURTEN_NACH_ALTER.values()] == pytest.approx(rates, abs=0.06)
    niveau = estimate_niveau(lage.until(2015), lage.altersjahre[2015], 2015)
    assert 0.6 < niveau.min() < niveau.max() < 1.4
