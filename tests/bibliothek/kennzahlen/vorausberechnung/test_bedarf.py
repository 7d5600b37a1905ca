"""School entrants and places, by hand."""

from __future__ import annotations

import numpy as np
import pytest
from dkbm.bestand import open_bestand
from dkbm.gebiete import load_register
from dkbm.kennzahlen.vorausberechnung.altersjahre import ALTERSJAHRE
from dkbm.kennzahlen.vorausberechnung.bedarf import (
    EINSCHULUNG_MONATE,
    Quote,
    count_plaetze,
    count_schulanfaenger,
    find_quote,
)


def test_entrants_by_hand() -> None:
    personen = np.zeros((2, ALTERSJAHRE))
    personen[:, 6], personen[:, 7] = (60, 60), (50, 70)
    # Baden-Württemberg, 30 June: half of each year; Bayern, 30 September: three quarters of 120.
    assert count_schulanfaenger(personen, "08") == 120
    personen[:, 6] = 100, 100
    assert count_schulanfaenger(personen, "08") == pytest.approx(160)
    assert count_schulanfaenger(personen, "09") == pytest.approx(0.75 * 200 + 0.25 * 120)
    assert set(EINSCHULUNG_MONATE) == {land.ags for land in load_register().laender}


def test_places_at_todays_rate() -> None:
    assert count_plaetze(np.array([2_000.0]), Quote(31.5, 2020, "x", 0)).tolist() == [630]


def test_latest_rate_wins_and_says_what_it_is() -> None:
    quote = find_quote(open_bestand(), load_register()["08335"], "u3")
    assert quote == Quote(31.61, 2020, "betreuungsquote_u3_inkar", 0)
    land = find_quote(open_bestand(), load_register()["08"], "u3")
    assert land is not None
    assert (land.jahr, land.kennzahl, land.versatz) == (2016, "betreuungsquote_u3", 1)
