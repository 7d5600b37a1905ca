"""The CSV: one row per printed cell, readable by programs, harmless in a spreadsheet."""

from __future__ import annotations

import csv
import io

import pandas as pd
import pytest
from dkbm.bericht.datenanhang import build_csv
from dkbm.bericht.datenanhang.csvdatei import SPALTEN

from ..beispiel import build


def test_every_cell_is_there_with_its_number() -> None:
    bericht = build()
    tabelle = pd.read_csv(
        io.BytesIO(build_csv(bericht)), sep=";", decimal=",", dtype={"zeile": str}
    )
    assert tuple(tabelle.columns) == SPALTEN
    daten = [b.daten["daten"] for b in bericht.nummerierte]
    assert len(tabelle) == sum(len(d["zeilen"]) * (len(d["spalten"]) - 1) for d in daten)
    erste = tabelle.iloc[0]
    assert erste["gedruckt"] == daten[0]["zeilen"][0][1]
    assert f"{erste['wert']:.1f}".replace(".", ",") == erste["gedruckt"]


@pytest.mark.parametrize(
    ("zelle", "geschrieben"),
    [
        ("=1+1", "'=1+1"),
        ("@x", "'@x"),
        ("\t=1", "'\t=1"),
        ("-2+3", "'-2+3"),
        ("2010/11", "Schuljahr 2010/11"),
        ("-", "-"),
        ("+1,2", "+1,2"),
        ('a"; b\nc', 'a"; b\nc'),
    ],
)
def test_formulas_are_disarmed_and_signs_kept(zelle: str, geschrieben: str) -> None:
    bericht = build()
    bericht.nummerierte[0].daten["daten"] = {"spalten": ["a", "b"], "zeilen": [["x", zelle]]}
    text = build_csv(bericht).decode("utf-8-sig")
    assert next(csv.reader(io.StringIO(text, newline=""), delimiter=";"))[0] == "nummer"
    zeilen = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    assert zeilen[1][5] == geschrieben
