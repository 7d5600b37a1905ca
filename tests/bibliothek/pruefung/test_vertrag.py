"""The contract: each rule fails on a fault of its own, and on nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest
from dkbm.bestand import open_bestand
from dkbm.pruefung.pruefling import Pruefling
from dkbm.pruefung.vertrag import check_vertrag

from tests.bibliothek.pruefung.conftest import break_cells, list_new, replace_daten, run

Tabelle = Callable[[str], Pruefling]
ORT = {"ags": "08335", "jahr": 2015, "geschlecht": "weiblich"}


@pytest.mark.parametrize("datensatz", sorted(open_bestand().datensaetze))
def test_embedded_tables_keep_the_contract(tabelle: Tabelle, datensatz: str) -> None:
    rows = run(check_vertrag, tabelle(datensatz))
    # Two negative counts of 1995 stand in the official table.
    assert list(rows["ags"]) == (["06432", "06631"] if datensatz == "abgaenge" else [])


@pytest.mark.parametrize(
    ("spalte", "wert", "code"),
    [
        ("ags", "08999", "P102"),
        ("jahr", 1215, "P103"),
        ("zeichen", "?", "P104"),
        ("wert", float("nan"), "P105"),
        ("zeichen", ".", "P105"),  # beside a number
        ("wert", -3.0, "P107"),
        ("wert", 1.5, "P109"),
    ],
)
def test_each_fault_has_its_code(tabelle: Tabelle, spalte: str, wert: object, code: str) -> None:
    clean = tabelle("geburten")
    new = list_new(check_vertrag, clean, break_cells(clean, spalte, wert, **ORT))
    assert [c for c, *_ in new] == [code]


def test_row_that_stands_twice_is_found(tabelle: Tabelle) -> None:
    clean = tabelle("geburten")
    twice = pd.concat([clean.daten, clean.daten.tail(1).assign(wert=7.0)], ignore_index=True)
    assert [c for c, *_ in list_new(check_vertrag, clean, replace_daten(clean, twice))] == [
        "P106",
        "P106",
    ]


def test_share_above_100_is_found_but_not_a_betreuungsquote(tabelle: Tabelle) -> None:
    clean = tabelle("inkar")
    where = {"ags": "08335", "jahr": 2015}
    share = break_cells(clean, "wert", 112.0, merkmal="auslaenderanteil", **where)
    assert list_new(check_vertrag, clean, share) == [("P108", "08335", 2015)]
    rate = break_cells(clean, "wert", 104.0, merkmal="betreuungsquote_3_6", **where)
    assert list_new(check_vertrag, clean, rate) == []


def test_missing_column_is_named(tabelle: Tabelle) -> None:
    clean = tabelle("geburten")
    rows = run(check_vertrag, replace_daten(clean, clean.daten.drop(columns="zeichen")))
    assert rows["code"].tolist() == ["P101"]
    assert rows["was"].tolist() == ["Spalte zeichen"]


def test_text_in_place_of_numbers_is_named(tabelle: Tabelle) -> None:
    clean = tabelle("geburten")
    text = clean.daten.astype({"wert": "object"})
    text.loc[0, "wert"] = "zwölf"
    rows = run(check_vertrag, replace_daten(clean, text))
    assert set(rows["code"]) == {"P101"}
    assert rows["was"].iloc[0] == "Spalte wert"
