"""Numbers of the wrong level, copied numbers, reform years in a real file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from dkbm.pruefung.grenzen import load_grenzen
from dkbm.pruefung.pruefling import Pruefling, from_datei
from dkbm.pruefung.verwechslung import check_ebene, check_gleiche, check_reformjahr
from dkbm.quellen.lesen import read_datei

from tests.bibliothek.pruefung.conftest import break_cells, list_new, run

Tabelle = Callable[[str], Pruefling]


@pytest.mark.parametrize("datensatz", ["geburten", "abgaenge", "kinder_betreut", "wanderungen"])
def test_clean_tables_are_silent(tabelle: Tabelle, datensatz: str) -> None:
    assert run(check_ebene, tabelle(datensatz)).empty
    assert run(check_gleiche, tabelle(datensatz)).empty


@pytest.mark.parametrize("oben", ["08", "DG"])
def test_number_of_a_higher_level_is_found(tabelle: Tabelle, oben: str) -> None:
    clean = tabelle("geburten")
    daten = clean.daten
    is_total = (daten["jahr"] == 2015) & (daten["geschlecht"] == "insgesamt")
    wert = float(daten.loc[is_total & (daten["ags"] == oben), "wert"].iloc[0])
    broken = break_cells(clean, "wert", wert, ags="08335", jahr=2015, geschlecht="insgesamt")
    assert list_new(check_ebene, clean, broken) == [("P205", "08335", 2015)]


def test_number_filled_down_is_found(tabelle: Tabelle) -> None:
    clean = tabelle("geburten")
    kreise = sorted(set(clean.daten.loc[clean.daten["ags"].str.startswith("083"), "ags"]))[:8]
    where = {"jahr": 2015, "geschlecht": "insgesamt"}
    broken = break_cells(clean, "wert", 2417.0, ags=kreise, **where)
    assert list_new(check_gleiche, clean, broken) == [("P306", ags, 2015) for ags in kreise]
    few = break_cells(clean, "wert", 2417.0, ags=kreise[:5], **where)
    assert list_new(check_gleiche, clean, few) == []


def test_saxony_before_2008_is_filled_twice(originale: Path) -> None:
    roh = read_datei(originale / "regionalstatistik/12612-01-01-4.csv")
    rows: pd.DataFrame = run(check_reformjahr, from_datei(roh, load_grenzen()))
    assert set(rows["code"]) == {"P402"}
    assert rows["jahr"].max() == 2007
    leipzig = rows[(rows["ags"] == "14713") & (rows["jahr"] == 2007)].iloc[0]
    assert leipzig["gefunden"] == leipzig["erwartet"]
    assert leipzig["zusatz"] == "Summe der früheren Kreise: KS Leipzig"
    # Eisenach lived beside the Wartburgkreis until 2021 and is counted once
    assert not (rows["ags"] == "16063").any()
