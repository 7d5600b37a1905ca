"""Generated parts: their place in the outline, titles of tables, order of the glossary."""

from __future__ import annotations

import io
import json
from pathlib import Path

import openpyxl
import pytest
from dkbm.arbeitsplatz import Arbeitsplatz
from dkbm.bericht.anhang import complete_bericht, shorten_titel
from dkbm.bericht.datenanhang import build_arbeitsmappe
from dkbm.bericht.modell import Bericht
from dkbm.bericht.zusammenbau import build_inhalt
from dkbm.bestand import open_bestand
from dkbm.darstellung import Aussage, Kernaussagen, tabelle
from dkbm.darstellung.aussagen import Beleg
from dkbm.gebiete import load_register
from dkbm.projekt import Einstellungen, Projekt
from dkbm.projekt.pruefsumme import hash_datei
from dkbm.projekt.schutz import protect_bestand
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from ..projekt.oeffentlich import as_intern, make_projekt


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


def build_uebergaenge(projekt: Projekt) -> Bericht:
    """Return the report on the transitions of a project, as its mode may show them."""
    bestand = protect_bestand(projekt, open_bestand(projekt.ordner, "08335"))
    u = Arbeitsplatz(load_register()["08335"], (), bestand).kennzahl("uebergangsquote")
    beleg = Beleg("uebergangsquote", "08335", 2022, 47.3, 1160.0, 2450.0)
    aussagen = Kernaussagen((Aussage("Satz.", (beleg,)),), (u.kennzahl,), u.quellen)
    outputs = [new_output("display_data", s._repr_mimebundle_()) for s in (aussagen, tabelle(u))]
    cells = [new_markdown_cell("# Schulen"), new_code_cell("u", outputs=outputs)]
    inhalt = build_inhalt([("schulen", Path("s.ipynb"), new_notebook(cells=cells))])
    return complete_bericht(projekt.einstellungen, inhalt, bestand)


def test_hash_of_own_numbers_stays_inside(tmp_path: Path) -> None:
    projekt = make_projekt(tmp_path)
    eigene = hash_datei(tmp_path / "daten/eigene/uebergaenge.csv")
    for haus, erwartet in ((projekt, False), (as_intern(projekt), True)):
        bericht = build_uebergaenge(haus)
        modell = json.dumps([[b.daten for b in k.bloecke] for k in bericht.kapitel])
        mappe = openpyxl.load_workbook(io.BytesIO(build_arbeitsmappe(bericht)))
        blatt = " ".join(str(z) for zeile in mappe["Quellen"].values for z in zeile)
        # With a hash, and the visible numbers, whoever tries all small numbers finds the hidden.
        assert [eigene[:16] in text for text in (modell, blatt)] == [erwartet] * 2
        assert modell.count("SHA-256") == (2 if erwartet else 0)


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
