"""The map: round classes, all Kreise, a small file."""

from __future__ import annotations

import re

import pytest
from dkbm.arbeitsplatz import Arbeitsplatz
from dkbm.bestand import open_bestand
from dkbm.darstellung import Abbildung, karte
from dkbm.fehler import DkbmFehler
from dkbm.gebiete import load_register


def draw(ags: str, id_: str, jahr: int | None = None) -> Abbildung:
    desk = Arbeitsplatz(load_register()[ags], (), open_bestand())
    figure = karte(desk.kennzahl(id_, kreise=True), jahr=jahr)
    assert isinstance(figure, Abbildung)
    return figure


def test_map_has_few_round_classes_that_hold_all_kreise() -> None:
    figure = draw("08335", "jugendarbeitslosenquote")
    assert len(figure.svg) < 300_000
    assert sum(int(anzahl) for _, anzahl, _ in figure.daten.zeilen) == 400
    assert len(figure.daten.zeilen) <= 6
    for grenze in re.findall(r"unter ([\d,]+)", figure.daten.zeilen[0][0]):
        assert float(grenze.replace(",", ".")) % 0.5 == 0
    assert "GeoBasis-DE / BKG 2013" in figure.quelle
    assert [z[0] for z in figure.daten.zeilen if z[2] != "–"] == ["unter 4"]
    assert figure == draw("08335", "jugendarbeitslosenquote")


def test_missing_kreise_are_hatched_and_named() -> None:
    figure = draw("08335", "langzeitarbeitslosenanteil", 2005)
    assert figure.daten.zeilen[-1][0] == "keine Angabe"
    assert "<pattern" in figure.svg


def test_counts_are_refused() -> None:
    with pytest.raises(DkbmFehler, match="große Kreise"):
        draw("08335", "schueler")
