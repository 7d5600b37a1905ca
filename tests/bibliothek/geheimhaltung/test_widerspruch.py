from __future__ import annotations

import math

from dkbm.bestand import open_bestand
from dkbm.geheimhaltung import load_regeln, protect
from dkbm.geheimhaltung.felder import Beziehung, Feld, Feldsystem, to_schluessel
from dkbm.geheimhaltung.widerspruch import drop_contradictory


def build(*werte: float) -> Feldsystem:
    """All, Germans, foreigners; men and women of each behind signs."""
    felder = tuple(Feld(to_schluessel("t", f"m{i}", "08335", 2024), w) for i, w in enumerate(werte))
    summen = [(0, 3, 4), (1, 5, 6), (2, 7, 8), (3, 5, 7), (4, 6, 8)]
    rows = tuple(Beziehung(s, (-1.0, 1.0, 1.0)) for s in summen)
    return Feldsystem(felder, rows)


def test_only_what_cannot_hold_together_is_dropped() -> None:
    geheim = (math.nan,) * 6
    assert drop_contradictory(build(10, 6, 4, *geheim))[1] == []
    system, falsch = drop_contradictory(build(11, 6, 4, *geheim))
    assert len(falsch) >= 1
    assert drop_contradictory(system)[1] == []


def test_signs_of_a_contradictory_official_table_are_protected() -> None:
    tafel = open_bestand().load("wanderungen", ["06"])
    tafel = tafel[tafel["jahr"] == 1995]
    assert protect({"wanderungen": tafel}, load_regeln(profil="kleinraeumig")).ungeschuetzt == {}
