"""Tables in words: size, rows and columns, without guessing where rows have no order."""

from __future__ import annotations

import pytest
from dkbm.bericht.tabellentext import describe_tabelle


@pytest.mark.parametrize(
    ("spalten", "koepfe", "worte"),
    [
        (
            ["Jahr", "Köln", "Land"],
            ["2015", "2016"],
            "Tabelle mit 2 Zeilen nach Jahr (2015 bis 2016). Spalten: Köln; Land.",
        ),
        (
            ["Gebiet", "in %, 2016"],
            ["Köln"],
            "Tabelle mit 1 Zeile nach Gebiet. Spalte: in %, 2016.",
        ),
        (["", "2024"], ["unter 3", "3 bis 6"], "Tabelle mit 2 Zeilen. Spalte: 2024."),
        (["Jahr", *"abcdefghi"], [], "Tabelle mit 0 Zeilen nach Jahr und 9 weiteren Spalten."),
        (["Begriff"], ["a", "b"], "Tabelle mit 2 Zeilen nach Begriff."),
    ],
)
def test_words_of_a_table(spalten: list[str], koepfe: list[str], worte: str) -> None:
    zeilen = [[kopf, *("1" for _ in spalten[1:])] for kopf in koepfe]
    assert describe_tabelle({"spalten": spalten, "zeilen": zeilen}) == worte
