"""A form is declared, not programmed; wrong declarations are explained."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest
from dkbm.fehler import DkbmFehler
from dkbm.quellen.formular import load_formular, read_formular, write_formular
from dkbm.quellen.formular.definition import DEFINITIONEN

NEU = """
fassung = 3
titel = "Bibliothek"
zweck = "Besuche zählen."
fuer = "die Bibliothek"

[[blatt]]
titel = "Besuche"
schluessel = ["jahr"]
[[blatt.spalte]]
name = "jahr"
titel = "Jahr"
art = "jahr"
pflicht = true
[[blatt.spalte]]
name = "besuche"
titel = "Besuche"
art = "anzahl"
einheit = "Anzahl"
[[blatt.tabelle]]
code = "formular-bibliothek"
zeit = "jahr"
werte = ["besuche"]
"""


def test_new_form_needs_no_python(tmp_path: Path) -> None:
    (tmp_path / "bibliothek.toml").write_text(NEU, encoding="utf-8")
    path = write_formular("bibliothek", "08335", tmp_path / "b.xlsx", ordner=tmp_path)
    mappe = openpyxl.load_workbook(path)
    sheet = mappe["Besuche"]
    sheet["B3"], sheet["B4"], sheet["A9"], sheet["B9"] = "Bibliothek", "1.2.2025", 2024, "1.234"
    mappe.save(path)
    (tabelle,) = read_formular(path, ordner=tmp_path)
    assert tabelle.code == "formular-bibliothek"
    zeile = tabelle.daten.iloc[0]
    assert (zeile["zeit"], zeile["ags"], zeile["kopf"], zeile["wert"]) == (
        *("2024", "08335", "Besuche"),
        1234,
    )
    with pytest.raises(DkbmFehler, match="bibliothek“, das dieses DKBM-Kit nicht kennt"):
        read_formular(path)


@pytest.mark.parametrize(
    ("alt", "neu", "teile"),
    [
        ('werte = ["besuche"]', 'werte = ["besucher"]', ["„besucher“ gibt es auf dem Blatt"]),
        ('art = "anzahl"', 'art = "menge"', ["Dieses Wort", "blatt.0.spalte.1.art"]),
        ('zweck = "Besuche zählen."', "", ["Diese Angabe fehlt", "zweck"]),
        ('fuer = "', 'fur = "', ["Diese Angabe"]),
        ('art = "anzahl"', 'art = "liste"\nliste = "Farben"', ["Die Liste „Farben“ gibt es nicht"]),
        ('titel = "Besuche"\nart', 'titel = "jahr"\nart', ["zwei Spalten gleich"]),
        ("fassung = 3", "fassung 3", ["kein gültiges TOML"]),
    ],
)
def test_wrong_declaration_is_explained(
    tmp_path: Path, alt: str, neu: str, teile: list[str]
) -> None:
    assert alt in NEU
    (tmp_path / "bibliothek.toml").write_text(NEU.replace(alt, neu, 1), encoding="utf-8")
    with pytest.raises(DkbmFehler) as info:
        load_formular("bibliothek", tmp_path)
    assert "bibliothek.toml" in str(info.value)
    assert all(teil in str(info.value) for teil in teile), str(info.value)


def test_definitions_can_be_taken_along(tmp_path: Path) -> None:
    shutil.copytree(DEFINITIONEN, tmp_path / "d")
    assert load_formular("vhs", tmp_path / "d") == load_formular("vhs")
