"""The record: the same edition for the same content, another for every change that shows."""

from __future__ import annotations

from dkbm.bericht import build_bericht
from dkbm.bericht.nachweis import add_ausgabe
from dkbm.projekt import Projekt
from dkbm.projekt.fassung import list_uebrige, read_nachweis

from .conftest import Schreiben


def list_namen(projekt: Projekt) -> list[str]:
    return [datei.name for datei in list_uebrige(projekt)]


def test_formats_written_apart_are_one_edition_until_something_changes(
    projekt: Projekt, schreibe: Schreiben
) -> None:
    build_bericht(projekt, formate=("anhang",))
    build_bericht(projekt, formate=("html",), kapitel=("zwei",))
    eine = read_nachweis(projekt.ausgefuehrt)["fassung"]
    build_bericht(projekt, formate=("html",))
    assert read_nachweis(projekt.ausgefuehrt)["fassung"] == eine
    assert list_namen(projekt) == []

    seite = projekt.ausgabe / "was_ist_neu.html"
    seite.write_text("x", encoding="utf-8")
    assert list_namen(projekt) == ["was_ist_neu.html"]
    add_ausgabe(projekt, seite)
    assert list_namen(projekt) == []

    schreibe(projekt.ordner / "notebooks/01_eins.ipynb", "print(2)", text="Neuer Satz.")
    build_bericht(projekt, formate=("html",))
    nachweis = read_nachweis(projekt.ausgefuehrt)
    assert nachweis["fassung"] != eine
    assert nachweis["ausgaben"]["bericht.html"]["fassung"] == nachweis["fassung"]
    alt = ["anhang/daten.csv", "anhang/daten.xlsx", "bericht_zwei.html", "was_ist_neu.html"]
    assert list_namen(projekt) == alt
    assert {datei.verzeichnet for datei in list_uebrige(projekt)} == {True}

    build_bericht(projekt, {"bis_jahr": 2015}, formate=("html",))
    assert read_nachweis(projekt.ausgefuehrt)["fassung"] != nachweis["fassung"]
