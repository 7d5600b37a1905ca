"""Kreise against Land, Länder against Deutschland."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest
from dkbm.pruefung.gebietssummen import check_bundessummen, check_landessummen
from dkbm.pruefung.pruefling import Pruefling

from tests.bibliothek.pruefung.conftest import break_cells, list_new, replace_daten, run

Tabelle = Callable[[str], Pruefling]


@pytest.mark.parametrize("datensatz", ["geburten", "bevoelkerung", "bevoelkerung_altersjahre"])
def test_kreise_of_clean_tables_add_up(tabelle: Tabelle, datensatz: str) -> None:
    assert run(check_landessummen, tabelle(datensatz)).empty


def test_wrong_kreis_shows_in_its_land(tabelle: Tabelle) -> None:
    clean = tabelle("geburten")
    where = {"ags": "08335", "jahr": 2015, "geschlecht": "insgesamt"}
    broken = break_cells(clean, "wert", 12_345.0, **where)
    assert list_new(check_landessummen, clean, broken) == [("P203", "08", 2015)]
    rows = run(check_landessummen, broken)
    assert list(rows["grad"]) == [""]  # above one percent: an error
    small = run(check_landessummen, break_cells(clean, "wert", lambda w: w + 20, **where))
    assert list(small["grad"]) == ["warnung"]


def test_missing_kreis_is_no_error_but_too_much_is(tabelle: Tabelle) -> None:
    clean = tabelle("geburten")
    where = {"jahr": 2015, "geschlecht": "insgesamt"}
    unknown = break_cells(clean, "wert", float("nan"), ags="08335", **where)
    unknown = break_cells(unknown, "zeichen", ".", ags="08335", **where)
    assert list_new(check_landessummen, clean, unknown) == []
    too_much = break_cells(unknown, "wert", 99_999.0, ags="08336", **where)
    assert list_new(check_landessummen, clean, too_much) == [("P203", "08", 2015)]


def test_doubled_land_is_recognised(tabelle: Tabelle) -> None:
    clean = tabelle("geburten")
    daten = clean.daten
    sachsen = daten["ags"].str.startswith("14") & (daten["ags"].str.len() == 5)
    doubled = daten.assign(
        wert=daten["wert"].mask(sachsen & (daten["jahr"] == 2007), daten["wert"] * 2)
    )
    rows = run(check_landessummen, replace_daten(clean, doubled))
    assert set(rows["ags"]) == {"14"}
    assert rows["grund"].str.contains("doppelt so groß").all()
    assert list(rows["grad"].unique()) == [""]


def test_wrong_land_shows_in_deutschland(tabelle: Tabelle) -> None:
    clean = tabelle("geburten")
    broken = break_cells(clean, "wert", 1e5 + 5e4, ags="08", jahr=2015, geschlecht="insgesamt")
    assert ("P204", "DG", 2015) in list_new(check_bundessummen, clean, broken)


def test_germany_of_the_leavers_is_explained_by_its_footnote(tabelle: Tabelle) -> None:
    """846,423 against 835,527 in 2015 and 782,423 against 774,629 in 2023."""
    rows = run(check_bundessummen, tabelle("abgaenge"))
    total = rows[rows["was"] == "abgaenge"].set_index("jahr")
    assert tuple(total[["gefunden", "erwartet"]].loc[2015]) == (846_423, 835_527)
    assert tuple(total[["gefunden", "erwartet"]].loc[2023]) == (782_423, 774_629)
    assert set(total.loc[[2015, 2023], "grad"]) == {"hinweis"}
    assert "mit Schulfremdenprüfung" in str(total.loc[2015, "grund"])
    assert "Aufsummierung der Länderergebnisse" in str(total.loc[2023, "grund"])


def test_footnote_excuses_no_large_deviation(tabelle: Tabelle) -> None:
    clean = tabelle("abgaenge")
    where = {"ags": "DG", "jahr": 2015, "abschluss": "insgesamt", "geschlecht": "insgesamt"}
    rows = run(check_bundessummen, break_cells(clean, "wert", 400_000.0, **where))
    found = rows[(rows["was"] == "abgaenge") & (rows["jahr"] == 2015)]
    assert found["grad"].tolist() == [""]


def test_averages_may_miss_their_sum_by_their_rounding(tabelle: Tabelle) -> None:
    rows: pd.DataFrame = run(check_landessummen, tabelle("arbeitslose"))
    recent = rows[(rows["jahr"] == 2015) & (rows["was"] == "arbeitslose")]
    assert recent.empty
