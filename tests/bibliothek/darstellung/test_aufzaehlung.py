"""Sentences about parts: which are named, in which order, and what is said of their change."""

from __future__ import annotations

from dataclasses import replace

import pytest
from dkbm.arbeitsplatz import Arbeitsplatz
from dkbm.bestand import open_bestand
from dkbm.darstellung import formulate_aussagen
from dkbm.darstellung.aufzaehlung import (
    find_largest_changes,
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
    assert find_largest_changes(ruhig) == {}
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


def hide(ergebnis: Ergebnis, teil: str, jahr: int) -> Ergebnis:
    """Return a result in which one number of the Kommune is secret."""
    daten = ergebnis.daten
    here = (daten["ags"] == ergebnis.kommune.ags) & (daten["jahr"] == jahr)
    here &= daten["auspraegung"] == teil
    zahlen = {name: daten[name].mask(here) for name in ("zaehler", "nenner", "wert")}
    return replace(ergebnis, daten=daten.assign(**zahlen, zeichen=daten["zeichen"].mask(here, ".")))


def test_a_part_that_is_gone_can_have_changed_most() -> None:
    # Dithmarschen, 21111-01-03-4: 1,477 of 14,111 pupils in 2015/16, none of 13,176 in 2023/24.
    schularten = Arbeitsplatz(load_register()["01051"], (), open_bestand()).kennzahl(
        "schulartverteilung"
    )
    satz = write_change_of_teile(schularten).replace("\u00a0", " ")
    assert satz.endswith("„Schularten mit mehreren Bildungsgängen“: von 10,5 % auf 0,0 %.")


def test_what_is_hidden_is_not_claimed() -> None:
    schularten = DESK.kennzahl("schulartverteilung")
    ohne = hide(schularten, "gymnasium", schularten.jahre[-1])
    assert "; alle übrigen gezeigten Werte liegen darunter." in write_teile(ohne, 0)
    assert "unter den vergleichbaren Werten der für „" in write_change_of_teile(ohne)
    anteile = DESK.kennzahl("abgaenge_hochschulreife_geschlecht")
    ruhig = replace(anteile, daten=anteile.daten.assign(zaehler=40.0, nenner=100.0, wert=40.0))
    satz = write_change_of_teile(hide(ruhig, "weiblich", 2013))
    assert "hat sich kein vergleichbarer Wert stärker verändert" in satz


def test_a_year_without_any_part_is_no_news() -> None:
    jetzt = QUOTE.daten["jahr"] == QUOTE.jahre[-1]
    nullen = {name: QUOTE.daten[name].mask(jetzt, 0.0) for name in ("zaehler", "wert")}
    leer = replace(QUOTE, daten=QUOTE.daten.assign(**nullen))
    assert pick_teile(leer) == []
    assert formulate_aussagen(leer).aussagen == ()


def test_parts_that_are_level_are_not_called_lower() -> None:
    schularten = DESK.kennzahl("schulartverteilung")
    assert "liegen darunter" in write_teile(schularten, 0)
    gleich = replace(schularten, daten=schularten.daten.assign(wert=10.0))
    assert "liegen nicht darüber" in write_teile(gleich, 0)


def test_what_one_part_wins_the_other_loses() -> None:
    daten = QUOTE.daten.copy()
    kommune = daten["ags"].eq("08335")
    for jahr, teil, wert in (
        *((2013, "weiblich", 40.0), (2013, "maennlich", 60.0)),
        *((2023, "weiblich", 55.0), (2023, "maennlich", 45.0)),
    ):
        hier = kommune & daten["jahr"].eq(jahr) & daten["auspraegung"].eq(teil)
        daten.loc[hier, ["wert", "zaehler", "nenner"]] = [wert, wert * 10, 1000.0]
    satz = write_change_of_teile(replace(QUOTE, daten=daten))
    assert satz.replace("\u00a0", " ") == (
        "Am stärksten verändert haben sich seit 2013 „weiblich“ von 40,0 % auf 55,0 % und "
        "„männlich“ von 60,0 % auf 45,0 %."
    )
