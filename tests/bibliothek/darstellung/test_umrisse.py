"""The outlines: one for each Kreis of the register, none without area."""

from __future__ import annotations

from dkbm.darstellung.umrisse import load_umrisse
from dkbm.gebiete import load_register


def test_each_kreis_has_its_outline() -> None:
    umrisse = load_umrisse()
    assert set(umrisse.kreise) == {g.ags for g in load_register().kreise}
    assert all(len(ring) >= 3 for rings in umrisse.kreise.values() for ring in rings)
    assert "dl-de/by-2-0" in umrisse.quelle
