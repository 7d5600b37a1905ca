"""The crosswalk: complete, consistent, within one Land."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
from dkbm.gebiete import load_register
from dkbm.gebiete.umstieg import load_umstiege
from dkbm.quellen import read_datei


def test_shares_of_each_dissolved_kreis_add_up_to_one() -> None:
    register = load_register()
    anteile: defaultdict[str, float] = defaultdict(float)
    letzte: defaultdict[str, set[int]] = defaultdict(set)
    for u in load_umstiege():
        assert u.alt not in register
        assert u.neu in register
        assert u.alt[:2] == u.neu[:2]
        assert 0 < u.anteil <= 1
        anteile[u.alt] += u.anteil
        letzte[u.alt].add(u.letztes_jahr)
    assert all(summe == pytest.approx(1, abs=2e-6) for summe in anteile.values())
    assert all(len(jahre) == 1 for jahre in letzte.values())


def test_known_reforms() -> None:
    by_alt = {u.alt: (u.letztes_jahr, u.neu, u.anteil) for u in load_umstiege()}
    assert by_alt["03152"] == by_alt["03156"] == (2015, "03159", 1.0)
    assert by_alt["16056"] == (2020, "16063", 1.0)
    demmin = {u.neu: u.anteil for u in load_umstiege() if u.alt == "13052"}
    assert demmin == {"13071": 0.824453, "13075": 0.175547}


def test_every_kreis_that_ever_reported_people_is_known(originale: Path) -> None:
    daten = read_datei(originale / "regionalstatistik/12411-01-01-4.csv").daten
    kreise = daten.loc[daten["wert"].notna() & (daten["ags"].str.len() == 5), "ags"]
    known = set(load_register().gebiete) | {u.alt for u in load_umstiege()}
    assert set(kreise) - known == set()
