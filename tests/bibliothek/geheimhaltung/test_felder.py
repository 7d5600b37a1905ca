from __future__ import annotations

import math

import numpy as np
from dkbm.geheimhaltung.felder import Beziehung, Feld, Feldsystem, drop_broken, to_schluessel


def feld(name: str, wert: float, **angaben: float) -> Feld:
    return Feld(to_schluessel("t", "n", "08335", 2024, {"d": name}), wert, **angaben)  # type: ignore[arg-type]


def test_totals_of_two_tables_are_one_cell() -> None:
    nach_sex = to_schluessel("t", "n", "08335", 2024, {"geschlecht": "insgesamt"})
    nach_alter = to_schluessel("t", "n", "08335", 2024, {"alter": "insgesamt"})
    assert nach_sex == nach_alter
    assert str(nach_sex) == "t | n | 08335 | 2024"


def test_split_keeps_what_hangs_together() -> None:
    system = Feldsystem(
        tuple(feld(c, 1) for c in "abcde"),
        (Beziehung((0, 2), (1, -1)), Beziehung((3, 1), (2, 5), 1, 9, "Quote")),
    )
    teile = [list(map(int, nummern)) for nummern, _ in system.split()]
    assert sorted(teile) == [[0, 2], [1, 3], [4]]
    (quote,) = next(t for n, t in system.split() if list(n) == [1, 3]).beziehungen
    assert (quote.felder, quote.koeffizienten, quote.oben) == ((1, 0), (2, 5), 9)
    assert (system.matrix.toarray()[1] == np.array([0, 5, 0, 2, 0])).all()


def test_contradicted_relations_are_dropped_but_rounding_is_allowed_for() -> None:
    summe = (Beziehung((0, 1, 2), (-1, 1, 1)),)
    werte = (("g", 12.0), ("a", 5.0), ("b", 6.0))
    genau = Feldsystem(tuple(feld(*w) for w in werte), summe)
    assert drop_broken(genau)[1] == list(summe)
    grob = Feldsystem(tuple(feld(*w, unschaerfe=1) for w in werte), summe)
    assert drop_broken(grob)[1] == []
    offen = Feldsystem((feld("g", 12), feld("a", 5), feld("b", math.nan)), summe)
    assert drop_broken(offen)[1] == []
