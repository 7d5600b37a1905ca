"""Years outside the store are refused with its span."""

from __future__ import annotations

import pytest
from dkbm.bestand import open_bestand
from dkbm.fehler import DkbmFehler
from dkbm.projekt.zeitraum import check_zeitraum


@pytest.mark.parametrize(("von", "bis"), [(0, 1960), (2300, 0)])
def test_span_without_data_is_refused(von: int, bis: int) -> None:
    with pytest.raises(DkbmFehler, match="enthält der Datenbestand nichts") as info:
        check_zeitraum(open_bestand(), von, bis)
    assert "Bitte ein Jahr von 1995 bis" in info.value.rat


def test_spans_that_reach_into_the_data_pass() -> None:
    for von, bis in ((0, 0), (1900, 2300), (2010, 2011)):
        check_zeitraum(open_bestand(), von, bis)
