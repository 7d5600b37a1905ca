"""Typesetting: own templates only, no clock, and Typst's own words where it refuses."""

from __future__ import annotations

import re

import pytest
from dkbm.bericht.gestaltung import Erscheinung
from dkbm.bericht.satz import open_werkbank, set_pdf, set_png
from dkbm.fehler import DkbmFehler

KOPF = '#set document(title: "x")\n#set text(lang: "de", font: "DKBM Sans")\n= #json("daten.json").wort\n'


def test_words_are_data_and_the_bench_is_cleared_away() -> None:
    with open_werkbank("dkbm.bericht.pdf") as ordner:
        assert {"bericht.typ", "umbruch.typ"} <= {p.name for p in ordner.iterdir()}
        (ordner / "x.typ").write_text(KOPF, encoding="utf-8")
        pdfs = [set_pdf(ordner, "x.typ", {"wort": "#panic() \\"}, Erscheinung()) for _ in "ab"]
        assert pdfs[0] == pdfs[1]
        (png,) = set_png(ordner, "x.typ", {"wort": "a"}, Erscheinung(), 20)
        assert png.startswith(b"\x89PNG")
    assert not ordner.exists()


def test_a_picture_without_words_is_refused_in_german() -> None:
    with open_werkbank() as ordner:
        bild = '#image(bytes("<svg xmlns=\\"http://www.w3.org/2000/svg\\"/>"), format: "svg")'
        (ordner / "x.typ").write_text(KOPF + bild, encoding="utf-8")
        with pytest.raises(DkbmFehler) as info:
            set_pdf(ordner, "x.typ", {"wort": "a"}, Erscheinung())
    assert info.value.was.startswith("Das PDF lässt sich nicht setzen: ")
    assert re.search("alt", info.value.was + (info.value.wo or ""))
