"""Two editions: changed numbers, new years, changed sentences; escaped on the page."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from dkbm.bericht import build_bericht
from dkbm.bericht.ausgabenvergleich import (
    Aenderung,
    Ausgabe,
    compare,
    read_ausgabe,
    summarize,
    write_vergleich,
)
from dkbm.fehler import DkbmFehler
from dkbm.projekt import Projekt

TABELLE = ("zwei", "tab-x")
ALT = Ausgabe(
    {TABELLE: {("2010", "Kreis"): "7,0 %", ("2011", "Kreis"): "8,0 %", ("2009", "Kreis"): "."}},
    {TABELLE: "Quote"},
    {"zwei": ["Bleibt.", "Es waren 8,0 %."]},
    {"zwei": "Kinder"},
)
NEU = Ausgabe(
    {
        TABELLE: {("2010", "Kreis"): "7,1 %", ("2011", "Kreis"): "8,0 %", ("2012", "Kreis"): "9"},
        ("zwei", "abb-y"): {},
    },
    {TABELLE: "Quote", ("zwei", "abb-y"): "Bild"},
    {"zwei": ["Bleibt.", "Es sind <b>9</b>.", "Mehr."]},
    {"zwei": "Kinder"},
)


def test_each_kind_of_change_is_found() -> None:
    assert compare(ALT, NEU) == [
        Aenderung("neu", "Kinder", "Quote", neu="Zeile: 2012"),
        Aenderung("weg", "Kinder", "Quote", alt="Zeile: 2009"),
        Aenderung("zahl", "Kinder", "Quote", "7,0 %", "7,1 %", "2010, Kreis"),
        Aenderung("neu", "Kinder", "Bild"),
        Aenderung("text", "Kinder", "", "Es waren 8,0 %.", "Es sind <b>9</b>."),
        Aenderung("text", "Kinder", "", "", "Mehr."),
    ]
    assert summarize(ALT, NEU) == ("Geänderte Zahlen: 1; Neu: 2; Entfallen: 1; Geänderte Texte: 2.")
    assert summarize(ALT, ALT) == "Gegenüber der früheren Ausgabe hat sich nichts geändert."


def test_page_is_escaped_and_self_contained(tmp_path: Path) -> None:
    seite = write_vergleich(ALT, NEU, tmp_path / "ausgabe" / "neu.html").read_text("utf-8")
    assert "&lt;b&gt;9&lt;/b&gt;" in seite
    assert "http" not in seite
    assert seite.count("<th scope") == seite.count("<th ")


def test_editions_of_a_real_project(
    projekt: Projekt, schreibe: Callable[..., Path], tmp_path: Path
) -> None:
    build_bericht(projekt, formate=("html",))
    alt = Path(shutil.copytree(projekt.ausgefuehrt, tmp_path / "2025"))
    path = projekt.ordner / "notebooks/01_eins.ipynb"
    schreibe(path, "print(2)", text="Ein neuer Absatz.")
    build_bericht(projekt, {"zwei": {"bis_jahr": 2011}}, formate=("html",))
    frueher, heute = read_ausgabe(alt / "bericht.json"), read_ausgabe(projekt.ordner)
    changes = compare(frueher, heute)
    assert Aenderung("text", "Kapitel 01_eins", "", "", "Ein neuer Absatz.") in changes
    assert any(a.art == "weg" and "2016" in a.alt for a in changes)
    with pytest.raises(DkbmFehler, match="keine Ausgabe"):
        read_ausgabe(tmp_path / "nichts")
