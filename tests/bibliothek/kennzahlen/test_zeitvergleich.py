"""Index series and the year of comparison."""

from __future__ import annotations

from dataclasses import replace

import pytest
from dkbm.bestand import open_bestand
from dkbm.fehler import DkbmFehler
from dkbm.gebiete import load_register
from dkbm.kennzahlen import Ergebnis, compute, find_kennzahl
from dkbm.kennzahlen.zeitvergleich import as_index, find_bruch, pick_vergleichsjahr


def ergebnis(id_: str) -> Ergebnis:
    register = load_register()
    return compute(find_kennzahl(id_), open_bestand(), [register["08335"], register["DG"]])


def test_index_is_the_ratio_to_the_base_year() -> None:
    e = ergebnis("schueler")
    index = as_index(e, 2015)
    for gebiet in e.gebiete:
        assert index.wert(2015, gebiet) == 100
        assert index.wert(2023, gebiet) == pytest.approx(
            e.wert(2023, gebiet) / e.wert(2015, gebiet) * 100
        )
    assert index.kennzahl.masseinheit == "Index, 2015/16 = 100"
    # A tile of the counts must not find the line of the index, nor the annex its definition.
    assert index.kennzahl.id == "schueler_index_2015"
    assert index.kennzahl.definition.endswith("Der Wert von 2015/16 ist 100.")
    assert as_index(e).wert(2015) == 100
    with pytest.raises(DkbmFehler, match="2016 = 100") as info:
        as_index(e, 2016)
    assert "2015, 2023" in info.value.rat
    with pytest.raises(DkbmFehler):
        as_index(ergebnis("abschlussverteilung"))


def test_comparison_year_lies_ten_years_back_or_behind_the_break() -> None:
    assert pick_vergleichsjahr(ergebnis("arbeitslosenquote")) == 2015
    assert pick_vergleichsjahr(ergebnis("geburtenrate")) == 2011  # Zensus 2011, data to 2015
    assert pick_vergleichsjahr(ergebnis("bevoelkerung")) == 2014  # only one year behind the break
    assert pick_vergleichsjahr(ergebnis("berufsschueler")) is None
    e = ergebnis("geburtenrate")
    frueh = replace(e, daten=e.daten[e.daten["jahr"] <= 2010])
    assert pick_vergleichsjahr(frueh) == 2000


def test_break_counts_from_its_year_on() -> None:
    kennzahl = find_kennzahl("bevoelkerung")
    assert find_bruch(kennzahl, 2011, 2021) == ""
    assert "2011" in find_bruch(kennzahl, 2010, 2011)
    assert "2022" in find_bruch(kennzahl, 2010, 2024)
