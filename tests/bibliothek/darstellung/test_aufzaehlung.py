"""Sentences about parts: which are named, in which order, and what is said of their change."""

from __future__ import annotations

from dataclasses import replace

import pytest
from dkbm.arbeitsplatz import Arbeitsplatz
from dkbm.bestand import open_bestand
from dkbm.darstellung.aufzaehlung import (
    find_largest_change,
    pick_teile,
    write_change_of_teile,
    write_teile,
)
from dkbm.gebiete import load_register
from dkbm.kennzahlen import Ergebnis

DESK = Arbeitsplatz(load_register()["08335"], (), open_bestand())
QUOTE = DESK.kennzahl("abgaenge_ohne_hauptschulabschluss_geschlecht")


def keep(ergebnis: Ergebnis, *teile: str) -> Ergebnis:
    """Return a result with fewer parts."""
    daten = ergebnis.daten[ergebnis.daten["auspraegung"].isin(teile)]
    return replace(ergebnis, daten=daten.reset_index(drop=True))


def test_few_parts_keep_the_order_of_the_kennzahl_and_many_are_ranked() -> None:
    assert pick_teile(QUOTE) == ["weiblich", "maennlich"]
    schularten = DESK.kennzahl("schulartverteilung")
    teile = pick_teile(schularten)
    werte = [schularten.wert(schularten.jahre[-1], auspraegung=teil) for teil in teile]
    assert len(teile) == 3
    assert werte == sorted(werte, reverse=True)


def test_patterns_differ_by_position_and_repeat() -> None:
    assert len({write_teile(QUOTE, n) for n in range(3)}) == 3
    assert write_teile(QUOTE, 1) == write_teile(QUOTE, 4)


def test_a_single_part_is_compared_with_none() -> None:
    satz = write_change_of_teile(keep(QUOTE, "maennlich"))
    assert satz.replace("\u00a0", " ") == "Seit 2013 hat er sich von 3,4 % auf 10,6 % verändert."


def test_a_change_within_chance_is_not_called_the_largest() -> None:
    gleich = DESK.kennzahl("abgaenge_hochschulreife_geschlecht")
    daten = gleich.daten.assign(zaehler=40.0, nenner=100.0, wert=40.0)
    ruhig = replace(gleich, daten=daten)
    assert find_largest_change(ruhig) is None
    assert "kein Wert stärker verändert, als der Zufall" in write_change_of_teile(ruhig)


def test_nothing_is_said_of_change_across_a_break() -> None:
    # The population since 2022 rests on another census than before.
    assert write_change_of_teile(DESK.kennzahl("altersgruppen")) == ""


@pytest.mark.parametrize("ags", ["08335", "15002"])
def test_brackets_do_not_nest_and_the_unit_is_said_once(ags: str) -> None:
    saldo = Arbeitsplatz(load_register()[ags], (), open_bestand()).kennzahl(
        "wanderungssaldo_lebensphasen"
    )
    satz = write_teile(saldo, 1)
    assert satz.count("je 1.000 Personen") == 1
    assert "unter 18 Jahre, Familien" in satz
