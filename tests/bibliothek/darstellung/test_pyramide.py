"""The pyramid draws and lists the shares of both sexes."""

from __future__ import annotations

import pytest
from dkbm.arbeitsplatz import Arbeitsplatz
from dkbm.bestand import open_bestand
from dkbm.darstellung import Abbildung, pyramide
from dkbm.fehler import DkbmFehler
from dkbm.gebiete import load_register


@pytest.mark.parametrize("ags", ["13071", "02000"])
@pytest.mark.parametrize(("einzeljahre", "zeilen"), [(False, 17), (True, 78)])
def test_table_and_area_hold_all_ages(ags: str, einzeljahre: bool, zeilen: int) -> None:
    ergebnis = Arbeitsplatz(load_register()[ags], (), open_bestand()).altersaufbau(
        einzeljahre=einzeljahre
    )
    figure = pyramide(ergebnis)
    assert isinstance(figure, Abbildung)
    assert figure == pyramide(ergebnis)
    assert len(figure.daten.zeilen) == zeilen
    shares = [float(c.replace(",", ".")) for z in figure.daten.zeilen for c in z[1:3]]
    assert sum(shares) == pytest.approx(100, abs=1)
    assert "unter 20 Jahren" in figure.alt
    with pytest.raises(DkbmFehler, match="2050"):
        pyramide(ergebnis, jahr=2050)
