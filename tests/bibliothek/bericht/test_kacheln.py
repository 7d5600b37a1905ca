"""Tiles: what the report prints and nothing else, with the passport of each number."""

from __future__ import annotations

from dataclasses import replace

from dkbm.bericht.kacheln import list_kacheln, write_legende
from dkbm.bericht.modell import Kapitel
from dkbm.sprache.zahlen import format_zahl

from .beispiel import build


def chapter() -> Kapitel:
    return next(k for k in build().kapitel if k.nummer)


def test_a_tile_repeats_the_evidence_of_its_statement() -> None:
    kapitel = chapter()
    (block,) = kapitel.of_type("kernaussagen")
    (kachel,) = list_kacheln(kapitel)
    haupt = block.daten["belege"][0][0]
    (k,) = block.daten["kennzahlen"]
    assert (kachel.kennzahl, kachel.zahl) == (k["id"], format_zahl(haupt["wert"], k["stellen"]))
    assert [name for name, _ in kachel.vergleich] == ["Baden-Württemberg", "Deutschland"]
    pass_ = dict(kachel.steckbrief)
    assert pass_["Berechnung"] == (k["formel"],)
    assert pass_["Zähler"] == (f"{k['zaehler']}: {format_zahl(haupt['zaehler'])}",)
    assert kachel.svg.count("<polyline") >= 3
    assert kachel.alt.startswith(k["name"])
    assert write_legende([kachel], "Kreis") == (
        "Linien: durchgezogen Kreis, gestrichelt das Land, gepunktet Deutschland."
    )
    # A Stadtstaat is its own Land.
    stadt = replace(kachel, linien=("Hamburg", "Deutschland"))
    assert write_legende([stadt], "Stadt") == ("Linien: durchgezogen Stadt, gepunktet Deutschland.")


def test_without_a_printed_series_bars_compare_instead() -> None:
    kapitel = chapter()
    ohne = replace(kapitel, bloecke=kapitel.of_type("kernaussagen"))
    (kachel,) = list_kacheln(ohne)
    assert "<polyline" not in kachel.svg
    assert kachel.svg.count("<rect") == 3
    assert "im Vergleich" in kachel.alt
    assert write_legende([kachel], "Kreis") == ""


def test_a_statement_without_evidence_makes_no_tile() -> None:
    kapitel = chapter()
    for block in kapitel.of_type("kernaussagen"):
        block.daten["belege"] = [[] for _ in block.daten["belege"]]
    assert list(list_kacheln(kapitel)) == []
