"""Jumps, gaps and copied years, planted in real series."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from dkbm.pruefung.pruefling import Pruefling
from dkbm.pruefung.zeitreihe import check_luecken, check_spruenge, check_vorjahr

from tests.bibliothek.pruefung.conftest import break_cells, list_new, replace_daten, run

Tabelle = Callable[[str], Pruefling]


@pytest.mark.parametrize(
    "datensatz", ["geburten", "sterbefaelle", "bevoelkerung", "kita_einrichtungen"]
)
def test_clean_series_are_silent(tabelle: Tabelle, datensatz: str) -> None:
    for regel in (check_spruenge, check_vorjahr):
        assert run(regel, tabelle(datensatz)).empty


def test_transposed_digits_jump_once(tabelle: Tabelle) -> None:
    clean = tabelle("geburten")
    where = {"ags": "08335", "jahr": 2010, "geschlecht": "insgesamt"}
    broken = break_cells(clean, "wert", lambda w: w * 10, **where)
    # 2011 falls back to where it was: the same fault, told once
    assert list_new(check_spruenge, clean, broken) == [("P301", "08335", 2010)]


def test_small_numbers_may_fluctuate(tabelle: Tabelle) -> None:
    clean = tabelle("arbeitslose")
    where = {"ags": "08335", "merkmal": "arbeitslose", "gruppe": "insgesamt"}
    small = break_cells(clean, "wert", 40.0, jahr=2014, **where)
    small = break_cells(small, "wert", 80.0, jahr=2015, **where)
    assert ("P301", "08335", 2015) not in list_new(check_spruenge, clean, small)


def test_event_of_a_whole_land_is_told_as_such(tabelle: Tabelle) -> None:
    clean = tabelle("geburten")
    daten = clean.daten
    bayern = daten["ags"].str.startswith("09") & (daten["jahr"] == 2011)
    double = replace_daten(clean, daten.assign(wert=daten["wert"].mask(bayern, daten["wert"] * 3)))
    new = list_new(check_spruenge, clean, double)
    assert len(new) > 60
    assert {code for code, *_ in new} == {"P302"}


def test_gap_of_a_gebiet_is_found(tabelle: Tabelle) -> None:
    clean = tabelle("geburten")
    gap = (clean.daten["ags"] == "08335") & (clean.daten["jahr"] == 2003)
    without = replace_daten(clean, clean.daten[~gap])
    assert list_new(check_luecken, clean, without) == [("P303", "08335", 2003)]


def test_gap_of_the_table_is_found(tabelle: Tabelle) -> None:
    rows = run(check_luecken, tabelle("abgaenge"))
    (gap,) = rows[rows["code"] == "P304"].to_dict("records")
    assert (gap["gefunden"], gap["erwartet"]) == ("Jahre 1995–2015, 2023", "auch 2016–2022")
    clean = tabelle("geburten")
    without = replace_daten(clean, clean.daten[clean.daten["jahr"] != 2003])
    assert list_new(check_luecken, clean, without) == [("P304", "", 0)]


def test_copied_year_is_found(tabelle: Tabelle) -> None:
    clean = tabelle("kinder_betreut")
    daten = clean.daten.copy()
    keys = ["merkmal", *clean.gliederungen]
    alt = daten[(daten["ags"] == "08335") & (daten["jahr"] == 2014)].set_index(keys)["wert"]
    neu = (daten["ags"] == "08335") & (daten["jahr"] == 2015)
    daten.loc[neu, "wert"] = [alt.loc[tuple(k)] for k in daten.loc[neu, keys].to_numpy()]
    new = list_new(check_vorjahr, clean, replace_daten(clean, daten))
    assert new == [("P305", "08335", 2015)]
