"""All Kreise as dots: every one is drawn, the Kommune is named."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from dkbm.arbeitsplatz import Arbeitsplatz
from dkbm.bestand import open_bestand
from dkbm.darstellung import Abbildung, Hinweis, balken, streuung
from dkbm.fehler import DkbmFehler
from dkbm.gebiete import load_register

SVG = "{http://www.w3.org/2000/svg}"


def desk(ags: str) -> Arbeitsplatz:
    return Arbeitsplatz(load_register()[ags], (), open_bestand())


@pytest.mark.parametrize("ags", ["08335", "07320", "09575"])
def test_every_kreis_is_a_dot_and_the_kommune_is_named(ags: str) -> None:
    ergebnis = desk(ags).kennzahl("abgaenge_hochschulreife", kreise=True)
    figure = streuung(ergebnis)
    assert isinstance(figure, Abbildung)
    assert figure == streuung(ergebnis)
    root = ET.fromstring(figure.svg)
    texts = [e.text or "" for e in root.iter(f"{SVG}text")]
    assert sum(t.startswith(f"{ergebnis.kommune.name}: ") for t in texts) == 1
    dots = [e for e in root.iter(f"{SVG}use") if "fill: #8f8f8f" in e.get("style", "")]
    kreise = ergebnis.werte[
        (ergebnis.werte["jahr"] == 2023) & (ergebnis.werte["ags"].str.len() == 5)
    ]
    assert len(dots) == len(kreise) - 1
    assert figure.daten.zeilen[-1][0] == "kreisfreie Städte (106)"
    assert "Rang" not in figure.alt


def test_without_kreise_or_value_it_says_so() -> None:
    kommune = desk("08335")
    with pytest.raises(DkbmFehler, match="nur 1 Kreise") as info:
        streuung(kommune.kennzahl("geburtenrate"))
    assert "kreise=True" in info.value.rat
    with pytest.raises(DkbmFehler, match="nicht lesbar"):
        balken(kommune.kennzahl("geburtenrate", kreise=True))
    assert isinstance(streuung(desk("02000").kennzahl("vhs_belegungen", kreise=True)), Hinweis)
