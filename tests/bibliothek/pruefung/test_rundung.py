"""Rounding for secrecy, found in the numbers."""

from __future__ import annotations

from collections.abc import Callable

from dkbm.pruefung.grenzen import load_grenzen
from dkbm.pruefung.pruefling import Pruefling
from dkbm.pruefung.rundung import check_rundung, find_rundung

from tests.bibliothek.pruefung.conftest import break_cells, run

Tabelle = Callable[[str], Pruefling]


def test_bases_are_those_measured_in_the_originals(tabelle: Tabelle) -> None:
    """Shares of multiples per Land: FACHLICHES 3.1, school leavers 2023."""
    found = find_rundung(tabelle("abgaenge"), load_grenzen())
    assert found == {
        ("01", 2023, "abgaenge"): 3,
        ("05", 2023, "abgaenge"): 5,
        ("15", 2023, "abgaenge"): 3,
    }
    vocational = find_rundung(tabelle("berufliche_abgaenge"), load_grenzen())
    assert {land: basis for (land, *_), basis in vocational.items()} == {
        "01": 3,
        "04": 3,
        "05": 5,
        "15": 3,
    }


def test_pupils_are_rounded_but_schools_are_not(tabelle: Tabelle) -> None:
    found = find_rundung(tabelle("schueler"), load_grenzen())
    assert {merkmal for *_, merkmal in found} == {"schueler"}
    assert {jahr for _, jahr, _ in found} == {2023}


def test_a_newly_rounded_land_is_told(tabelle: Tabelle) -> None:
    clean = tabelle("abgaenge")
    hessen = [ags for ags in clean.daten["ags"].unique() if ags.startswith("06")]
    rounded = break_cells(clean, "wert", lambda w: (w / 5).round() * 5, ags=hessen, jahr=2023)
    rows = run(check_rundung, rounded)
    assert ("06", 2023) in list(zip(rows["ags"], rows["jahr"], strict=True))
    assert rows["grund"].str.startswith("Hessen rundet").any()
