"""What comes from the stock is what would have been computed, to the last bit."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
import pytest
from dkbm.bestand import Bestand, open_bestand
from dkbm.gebiete import load_register
from dkbm.kennzahlen import compute, list_kennzahlen, vorrat
from dkbm.kennzahlen.registrierung import compute_vorrat

GEBIETE = [load_register()[ags] for ags in ("08335", "08", "DG", "16063", "02000")]


@pytest.fixture
def gefuellt() -> Iterator[None]:
    compute_vorrat()
    yield
    vorrat._VORRAT.clear()


def covered() -> Bestand:
    """Return a store in which a number of Konstanz is hidden in every data set."""
    bestand = open_bestand()
    return bestand.cover(
        {
            name: bestand.load(name, ["08335"]).assign(wert=float("nan"), zeichen=".")[-50:]
            for name in bestand.datensaetze
        }
    )


@pytest.mark.usefixtures("gefuellt")
@pytest.mark.parametrize("bestand", [open_bestand(), covered()], ids=["mitgeliefert", "verdeckt"])
def test_stock_gives_the_same_results(bestand: Bestand) -> None:
    mit = [compute(kennzahl, bestand, GEBIETE) for kennzahl in list_kennzahlen()]
    vorrat._VORRAT.clear()
    assert sum(len(e.daten) > 0 for e in mit) > 50
    for ergebnis in mit:
        ohne = compute(ergebnis.kennzahl, bestand, GEBIETE)
        pd.testing.assert_frame_equal(ergebnis.daten, ohne.daten)
        assert ergebnis.quellen == ohne.quellen
