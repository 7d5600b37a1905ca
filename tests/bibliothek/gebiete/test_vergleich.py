"""Comparable Kommunen."""

from __future__ import annotations

import pytest
from dkbm.gebiete import load_register
from dkbm.gebiete.vergleich import explain_vergleich, select_vergleichskommunen


@pytest.mark.parametrize("ags", ["08335", "05315", "11000", "09363", "03241"])
def test_peers_are_the_nearest_of_the_same_kind(ags: str) -> None:
    register = load_register()
    gebiet = register[ags]
    peers = select_vergleichskommunen(gebiet, register)

    def ratio(einwohner: int) -> float:
        return max(einwohner, gebiet.einwohner) / min(einwohner, gebiet.einwohner)

    assert len(peers) == 5
    assert gebiet not in peers
    assert all(p.is_stadt == gebiet.is_stadt for p in peers)
    ratios = [ratio(p.einwohner) for p in peers]
    assert ratios == sorted(ratios)
    rest = {g for g in register.kreise if g.is_stadt == gebiet.is_stadt} - {gebiet, *peers}
    assert min(ratio(g.einwohner) for g in rest) >= ratios[-1]


def test_number_of_peers_and_ties() -> None:
    register = load_register()
    konstanz = register["08335"]
    assert [g.ags for g in select_vergleichskommunen(konstanz, register, 1)] == ["08436"]
    assert select_vergleichskommunen(konstanz, register, 0) == []


def test_choice_is_explained_in_words() -> None:
    register = load_register()
    konstanz = register["08335"]
    proposed = select_vergleichskommunen(konstanz, register, 2)
    text = explain_vergleich(konstanz, proposed, register)
    assert "Landkreis Ravensburg (" in text
    assert "der Zahl des Landkreises Konstanz am nächsten lag" in text
    chosen = explain_vergleich(konstanz, [register["08415"]], register)
    assert chosen.endswith("Sie wurden in kommune.toml ausgewählt.")
    assert "keine" in explain_vergleich(konstanz, [], register)
