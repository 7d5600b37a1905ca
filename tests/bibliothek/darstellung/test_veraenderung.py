"""Changes: printed differences agree with printed values; words only where allowed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from dkbm.arbeitsplatz import Arbeitsplatz
from dkbm.bestand import open_bestand
from dkbm.darstellung import Hinweis, Tabelle, veraenderungen
from dkbm.darstellung.veraenderung import compare_years
from dkbm.gebiete import load_register
from dkbm.kennzahlen import Ergebnis


def compute(id_: str) -> Ergebnis:
    return Arbeitsplatz(load_register()["08335"], (), open_bestand()).kennzahl(id_)


def test_table_says_points_and_words() -> None:
    table = veraenderungen(compute("abgaenge_ohne_hauptschulabschluss"), von=2013)
    assert isinstance(table, Tabelle)
    assert table.daten.zeilen[0] == (
        *("Landkreis Konstanz", "3,7", "8,8", "+5,1\u00a0Prozentpunkte", "gestiegen"),
    )
    table = veraenderungen(compute("bevoelkerung"), von=2014)
    assert isinstance(table, Tabelle)
    assert table.daten.zeilen[0][3:] == ("+5,8\u00a0%", "eingeschränkt vergleichbar")
    assert isinstance(veraenderungen(compute("berufsschueler")), Hinweis)


def test_small_denominator_is_marked() -> None:
    e = compute("betreuungsquote_u3")
    few = replace(e, daten=e.daten.assign(zaehler=9.0, nenner=20.0, wert=45.0))
    table = veraenderungen(few)
    assert isinstance(table, Tabelle)
    assert table.daten.zeilen[0][1] == "45,0 k)"
    assert any(note.startswith("k) = Nenner unter 30") for note in table.anmerkungen)


@pytest.mark.parametrize("id_", ["geburtenrate", "betreuungsquote_u3", "schueler"])
def test_missing_years_are_no_change(id_: str) -> None:
    assert compare_years(compute(id_), 1890, 1990) is None


@pytest.mark.parametrize(
    ("id_", "grund"),
    [
        ("wanderungssaldo", "weil der Wert ein Saldo oder ein Index ist"),
        ("arbeitslosenquote", "ohne Fallzahlen in der Quelle"),
    ],
)
def test_the_dash_is_explained_by_what_it_stands_for(id_: str, grund: str) -> None:
    table = veraenderungen(compute(id_))
    assert isinstance(table, Tabelle)
    assert any(note.startswith("– = ") and grund in note for note in table.anmerkungen)
