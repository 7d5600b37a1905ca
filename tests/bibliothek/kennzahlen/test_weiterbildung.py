"""Golden figures of chapter Weiterbildung."""

from __future__ import annotations

from functools import cache

import pytest
from dkbm.bestand import open_bestand
from dkbm.gebiete import load_register
from dkbm.kennzahlen import Ergebnis, compute, find_kennzahl
from dkbm.kennzahlen.ergebnis import Zelle
from dkbm.sprache.zahlen import format_zahl


@cache
def compute_all(id_: str) -> Ergebnis:
    return compute(find_kennzahl(id_), open_bestand(), list(load_register().gebiete.values()))


def cell(id_: str, ags: str, jahr: int) -> Zelle:
    return compute_all(id_).zellen[ags, jahr, ""]


@pytest.mark.parametrize(
    ("id_", "ags", "jahr", "zaehler", "nenner", "text"),
    [
        ("vhs_belegungsdichte", "08335", 2015, 31_866, 280_288, "113,7"),
        ("vhs_belegungsdichte", "08335", 2024, 30_856, 291_841, "105,7"),
        ("vhs_onlineanteil", "08335", 2021, 8_054, 17_534, "45,9"),
        ("anteil_ohne_berufsabschluss", "DG", 2015, 3_566_978, 30_604_587, "11,7"),
        ("anteil_ohne_berufsabschluss", "02000", 2015, 82_564, 684_985, "12,1"),
        ("anteil_akademisch", "DG", 2015, 4_401_931, 30_604_587, "14,4"),
        ("abendschulen_und_kollegs", "DG", 2015, 50_681, 82_175_684, "6,2"),
        ("abendschulen_und_kollegs", "DG", 2023, 30_473, 83_456_045, "3,7"),
        ("langzeitarbeitslosenanteil", "DG", 2016, 993_073, 2_690_975, "36,9"),
        ("langzeitarbeitslosenanteil", "DG", 2025, 1_035_812, 2_948_092, "35,1"),
        ("langzeitarbeitslosenanteil", "03159", 2014, 2_997 + 1_089, 8_165 + 2_803, "37,3"),
    ],
)
def test_rates(id_: str, ags: str, jahr: int, zaehler: int, nenner: int, text: str) -> None:
    zelle = cell(id_, ags, jahr)
    assert (zelle.zaehler, zelle.nenner) == (zaehler, nenner)
    assert format_zahl(zelle.wert, 1) == text


def test_vhs_knows_one_kreis_and_all_its_years() -> None:
    daten = compute_all("vhs_belegungen").daten
    assert set(daten["ags"]) == {"08335"}
    assert list(daten["jahr"]) == list(range(2000, 2026))
    assert cell("vhs_belegungen", "08335", 2003).wert == 36_438


def test_what_was_not_recorded_is_no_zero() -> None:
    # Before 2021 the VHS did not record online courses.
    assert cell("vhs_onlineanteil", "08335", 2020).zeichen == "."
    # Degrees were not collected in 2012, in Hamburg the table even says "-".
    for ags in ("DG", "02000", "08335"):
        for id_ in ("anteil_ohne_berufsabschluss", "anteil_akademisch"):
            assert cell(id_, ags, 2012).zeichen == "."
