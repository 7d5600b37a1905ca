"""The hard cases follow from register and data."""

from __future__ import annotations

from dkbm.gebiete import load_register
from dkbm.rollout.haertefaelle import find_haertefaelle


def test_each_kind_of_hard_case_is_there() -> None:
    register, faelle = load_register(), find_haertefaelle()
    assert {"02000", "11000", "03241", "10041", "05334", "03159", "16063"} <= set(faelle)
    names = {ags: register[ags].name for ags in faelle}
    assert max(map(len, (g.name for g in register.kreise))) in {len(n) for n in names.values()}
    kleinste = min(register.kreise, key=lambda g: g.einwohner)
    assert kleinste.ags in faelle
    assert {"wenigste Lernende", "am meisten fehlende Werte"} <= set(faelle.values())
