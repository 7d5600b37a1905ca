"""Golden figures of chapter Demografie, from published tables."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from dkbm.bestand import open_bestand
from dkbm.gebiete import load_register
from dkbm.kennzahlen import Ergebnis, compute, find_kennzahl
from dkbm.kennzahlen.altersgruppen import (
    AB_65,
    BILDUNGSRELEVANT,
    BILDUNGSRELEVANT_LABELS,
    UNTER_15,
    UNTER_20,
    VON_20_BIS_64,
)
from dkbm.kennzahlen.ergebnis import Zelle
from dkbm.quellen import read_datei
from dkbm.sprache.zahlen import format_zahl, round_half_up


@cache
def compute_all(id_: str) -> Ergebnis:
    return compute(find_kennzahl(id_), open_bestand(), list(load_register().gebiete.values()))


def cell(id_: str, ags: str, jahr: int, teil: str = "") -> Zelle:
    return compute_all(id_).zellen[ags, jahr, teil]


@pytest.mark.parametrize(
    ("ags", "jugend", "alte"),
    [
        ("DG", "30,3", "34,7"),
        ("01001", "27,8", "32,9"),
        ("05111", "27,5", "30,9"),
        ("14612", "29,1", "35,5"),
    ],
)
def test_youth_and_old_age_ratio(ags: str, jugend: str, alte: str) -> None:
    assert format_zahl(cell("jugendquotient", ags, 2015).wert, 1) == jugend
    assert format_zahl(cell("altenquotient", ags, 2015).wert, 1) == alte


def test_gesamtquotient_is_their_sum_before_rounding() -> None:
    summe = cell("jugendquotient", "DG", 2015).wert + cell("altenquotient", "DG", 2015).wert
    assert format_zahl(summe, 1) == "65,0"


@pytest.mark.parametrize(
    ("id_", "kopf"), [("jugendquotient", "Jugendquotient"), ("altenquotient", "Altenquotient")]
)
def test_ratios_equal_the_official_table_everywhere(originale: Path, id_: str, kopf: str) -> None:
    daten = read_datei(originale / "regionalstatistik/12411-08-01-4.csv").daten
    official = daten[daten["kopf"] == kopf].dropna(subset="wert").set_index("ags")["wert"]
    eigene = compute_all(id_).daten
    eigene = eigene[(eigene["jahr"] == 2015) & (eigene["gebietsstand"] == "")]
    common = eigene.set_index("ags")["wert"].loc[lambda s: s.index.isin(official.index)]
    assert len(common) > 400
    rounded = common.map(lambda wert: float(round_half_up(wert, 1)))
    assert (rounded == official[rounded.index]).all()


@pytest.mark.parametrize(
    ("id_", "ags", "zaehler", "nenner", "text"),
    [
        ("auslaenderanteil", "DG", 8_651_958, 82_175_684, "10,53"),
        ("auslaenderanteil", "01001", 8_320, 85_942, "9,68"),
        ("auslaenderanteil", "05111", 114_636, 612_178, "18,73"),
        # Eisenach (5.53 %) and Wartburgkreis, recomputed and not averaged.
        ("auslaenderanteil", "16063", 2_344 + 2_950, 42_417 + 125_655, "3,15"),
        ("geburtenrate", "DG", 737_575, 81_686_611, "9,03"),
        ("geburtenrate", "05111", 6_523, 608_353, "10,72"),
        ("natuerlicher_saldo", "DG", 737_575 - 925_200, 81_686_611, "\u22122,30"),
        ("natuerlicher_saldo", "01001", 857 - 1_064, 85_318, "\u22122,43"),
        ("wanderungssaldo", "01001", 8_670 - 7_244, 85_318, "16,71"),
        ("wanderungssaldo", "05111", 48_746 - 41_904, 608_353, "11,25"),
        ("sgb2_quote_unter_15", "DG", 1_535_783, 10_881_126, "14,11"),
        ("sgb2_quote_unter_15", "01001", 2_465, 10_522, "23,43"),
        ("sgb2_quote_unter_15", "05111", 16_526, 80_887, "20,43"),
        ("bevoelkerung_index", "DG", 82_175_684, 81_817_499, "100,44"),
    ],
)
def test_rates_of_2015(id_: str, ags: str, zaehler: int, nenner: int, text: str) -> None:
    zelle = cell(id_, ags, 2015)
    assert (zelle.zaehler, zelle.nenner) == (zaehler, nenner)
    assert format_zahl(zelle.wert, 2) == text


@pytest.mark.parametrize(("ags", "text"), [("01001", "16,6"), ("05111", "11,2")])
def test_migration_balance_on_the_population_of_31_december(ags: str, text: str) -> None:
    saldo = cell("wanderungssaldo", ags, 2015).zaehler
    assert format_zahl(saldo / cell("bevoelkerung", ags, 2015).wert * 1000, 1) == text


@pytest.mark.parametrize(
    ("ags", "jahr", "euro"),
    [("DG", 2014, 21_117), ("01001", 2014, 18_956), ("DG", 2021, 24_415), ("01001", 2021, 20_282)],
)
def test_income_is_taken_as_published(ags: str, jahr: int, euro: int) -> None:
    assert cell("einkommen_je_einwohner", ags, jahr).wert == euro


def test_population_of_years_that_only_the_age_table_has() -> None:
    jahre = {2019: 83_166_711, 2023: 83_456_045, 2024: 83_577_140}
    assert {jahr: cell("bevoelkerung", "DG", jahr).wert for jahr in jahre} == jahre


def test_index_starts_at_100_everywhere() -> None:
    daten = compute_all("bevoelkerung_index").daten
    start = daten[daten["jahr"] == 1995]
    assert len(start) == 417
    assert (start["wert"] == 100).all()


def test_age_groups_cover_everyone_once() -> None:
    codes = [code for gruppe in BILDUNGSRELEVANT.values() for code in gruppe]
    assert sorted(codes) == sorted((*UNTER_20, *VON_20_BIS_64, *AB_65))
    assert len(set(codes)) == len(codes) == 17
    assert set(UNTER_15) < set(UNTER_20)
    assert list(BILDUNGSRELEVANT) == list(BILDUNGSRELEVANT_LABELS)
    daten = compute_all("altersgruppen").daten
    summen = daten.groupby(["ags", "jahr"])["wert"].sum()
    assert len(summen) == 417 * 5
    assert (summen - 100).abs().max() < 1e-9
    assert cell("altersgruppen", "DG", 2015, "u3").zaehler == 2_200_407
