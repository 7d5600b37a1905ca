"""Disturbances by Land and year, checked against what the data show."""

from __future__ import annotations

import pytest
from dkbm.bestand import open_bestand
from dkbm.gebiete import load_register
from dkbm.kennzahlen import Ergebnis, compute, find_kennzahl
from dkbm.kennzahlen.besonderheiten import ABITUR, RUNDUNG_ABGAENGE


def compute_for(id_: str, *ags: str) -> Ergebnis:
    register = load_register()
    return compute(find_kennzahl(id_), open_bestand(), [register[key] for key in ags])


def test_double_abitur_years_are_those_that_the_data_show() -> None:
    laender = [f"{nummer:02d}" for nummer in range(1, 17)]
    frame = open_bestand().load("abgaenge", [*laender, "02000", "11000"])
    frame = frame[(frame["abschluss"] == "hochschulreife") & (frame["geschlecht"] == "insgesamt")]
    frame = frame[frame["jahr"] <= 2015].assign(land=frame["ags"].str[:2])
    anzahl = frame.drop_duplicates(["land", "jahr"]).pivot(
        index="jahr", columns="land", values="wert"
    )
    sprung: dict[tuple[str, int], float] = {
        (str(land), int(jahr)): float(reihe.loc[jahr] / reihe.loc[[jahr - 1, jahr + 1]].mean())
        for land, reihe in anzahl.items()
        for jahr in anzahl.index[1:-1]
    }
    found = {key for key, quote in sprung.items() if quote > 1.3}
    # The neighbours of the year without any leavers stand out as well.
    found -= {(land, jahr) for land in ("13", "15") for jahr in (2000, 2002)}
    einzeln = [b for b in ABITUR if b.von == b.bis and "Doppelter" in b.text and b.von < 2015]
    assert found == {(land, b.von) for b in einzeln for land in b.laender}
    assert all(sprung[land, 2001] < 0.1 for land in ("13", "15"))


def test_only_the_own_land_and_year_are_disturbed() -> None:
    konstanz = compute_for("abgaenge_hochschulreife", "08335", "08", "DG")
    assert [b.von for b in konstanz.besonderheiten()] == [2012]
    assert konstanz.besonderheiten(jahre=[2015, 2023]) == ()
    flensburg = compute_for("abgaenge_hochschulreife", "01001")
    assert [b.art for b in flensburg.besonderheiten(jahre=[2023])] == ["rundung"]


@pytest.mark.parametrize(
    ("land", "jahr"), [("03", 2020), ("09", 2025), ("05", 2026), ("01", 2026), ("10", 2029)]
)
def test_years_without_abitur_on_the_way_back_to_nine_years(land: str, jahr: int) -> None:
    [hier] = [b for b in ABITUR if b.applies_to(land, jahr)]
    assert hier.text.startswith(f"Fehlender Abiturjahrgang {jahr} i")
    assert "in Saarland" not in hier.text
    assert not [b for b in ABITUR if b.applies_to(land, jahr + 1)]


@pytest.mark.parametrize(("land", "basis"), [("01", 3), ("15", 3), ("05", 5)])
def test_rounded_values_are_multiples_of_the_base(land: str, basis: int) -> None:
    rundung = next(b for b in RUNDUNG_ABGAENGE if land in b.laender)
    assert rundung.basis == basis
    frame = open_bestand().load("abgaenge")
    frame = frame[frame["ags"].str.startswith(land) & (frame["ags"] != "DG")].dropna(subset="wert")
    assert (frame.loc[frame["jahr"] == 2023, "wert"] % basis == 0).all()
    assert not (frame.loc[frame["jahr"] == 2015, "wert"] % basis == 0).all()
