"""Generated parts: their place in the outline, titles of tables, order of the glossary."""

from __future__ import annotations

from pathlib import Path

import pytest
from dkbm.bericht.anhang import complete_bericht, shorten_titel
from dkbm.bericht.zusammenbau import build_inhalt
from dkbm.bestand import open_bestand
from dkbm.projekt import Einstellungen
from nbformat.v4 import new_markdown_cell, new_notebook


@pytest.mark.parametrize(
    ("teile", "erwartet"),
    [
        (["kita"], ["ueberblick", "kita", "methoden", "quellen", "glossar"]),
        (
            ["glossar", "kita", "ueberblick"],
            ["glossar", "kita", "ueberblick", "methoden", "quellen"],
        ),
    ],
)
def test_generated_parts_stand_where_the_outline_says(
    teile: list[str], erwartet: list[str]
) -> None:
    notebook = new_notebook(cells=[new_markdown_cell("# Kita")])
    inhalt = build_inhalt(
        (name, Path("kita.ipynb"), notebook) if name == "kita" else (name, Path(name), None)
        for name in teile
    )
    einstellungen = Einstellungen.model_validate({"kommune": {"ags": "08335"}})
    bericht = complete_bericht(einstellungen, inhalt, open_bestand())
    assert [kapitel.name for kapitel in bericht.kapitel] == erwartet
    (glossar,) = [kapitel for kapitel in bericht.kapitel if kapitel.name == "glossar"]
    begriffe = [e["begriff"] for e in glossar.bloecke[0].daten["baum"][1]["eintraege"]]
    assert begriffe[0] == "AGS"
    assert begriffe[-1] == "Zähler"


@pytest.mark.parametrize(
    ("titel", "erwartet"),
    [
        (
            "Geburten: Lebendgeborene - Jahressumme - regionale Tiefe: Kreise und krfr. Städte "
            "Statistik der Geburten Lebendgeborene (Anzahl)",
            "Geburten: Lebendgeborene – Jahressumme.",
        ),
        (
            "Bevölkerung - Stichtag 31.12. - (bis 2010) regionale Tiefe: Kreise Fortschreibung",
            "Bevölkerung – Stichtag 31.12. (bis 2010).",
        ),
        ("Kinder - Stichtag - regional Tiefe: Kreise - ab 2011 - Statistik", "Kinder – Stichtag."),
        ("Volkshochschule: Belegungen insgesamt", "Volkshochschule: Belegungen insgesamt."),
    ],
)
def test_title_of_a_table_is_a_sentence(titel: str, erwartet: str) -> None:
    assert shorten_titel(titel) == erwartet
