"""Page breaks of the template: charts share a page, nothing is cut, no page for a hint alone."""

from __future__ import annotations

import io

import pypdf
import pytest
from dkbm.bericht.gestaltung import Erscheinung
from dkbm.bericht.satz import open_werkbank, set_pdf

VORLAGE = """#import "umbruch.typ": setze, stueck
#set document(title: "x")
#set text(lang: "de", font: "DKBM Sans", size: 10pt)
#set page(paper: "a4", margin: (left: 25mm, right: 22mm, top: 27mm, bottom: 24mm))
#let baue(s) = {
  let (art, name, mm) = s
  let hoch(anteil) = mm * 1mm * anteil
  if art == "bild" { stueck(anteil => block(height: hoch(anteil), name), bild: true) }
  else if art == "kopf" { stueck(_ => block(height: hoch(100%), name), klebt: true) }
  else if art == "neu" { stueck(_ => block(height: hoch(100%), name), klebt: true, neu: true) }
  else if art == "fest" { stueck(_ => block(height: hoch(100%), name)) }
  else { stueck(_ => for i in range(mm) { block(height: 9mm, below: 1mm, above: 0mm, name) }, teilbar: true) }
}
#setze(json("daten.json").stuecke.map(baue))
"""


def set_pages(*stuecke: tuple[str, str, int]) -> list[str]:
    """Return the names on each page, each once."""
    with open_werkbank("dkbm.bericht.pdf") as ordner:
        (ordner / "x.typ").write_text(VORLAGE, encoding="utf-8")
        pdf = set_pdf(ordner, "x.typ", {"stuecke": stuecke}, Erscheinung())
    seiten = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return ["".join(dict.fromkeys(seite.extract_text().split())) for seite in seiten]


@pytest.mark.parametrize(
    ("stuecke", "seiten"),
    [
        # A page is 246 mm high; charts may shrink to 78 %.
        ([("bild", "A", 120), ("bild", "B", 115)], ["AB"]),
        ([("bild", "A", 150), ("bild", "B", 150)], ["AB"]),
        ([("bild", "A", 170), ("bild", "B", 170)], ["A", "B"]),
        # What does not shrink keeps its size; a head goes with its chart.
        ([("fest", "A", 150), ("fest", "B", 100)], ["A", "B"]),
        ([("fest", "A", 150), ("kopf", "K", 20), ("bild", "B", 100)], ["A", "KB"]),
        # A hint is not left alone: the last chart comes with it.
        ([("bild", "A", 150), ("bild", "B", 150), ("fest", "H", 30)], ["A", "BH"]),
        # A short text stays whole, a long one runs on where there is room.
        ([("fest", "A", 210), ("text", "T", 5)], ["A", "T"]),
        ([("fest", "A", 100), ("text", "T", 30), ("fest", "B", 50)], ["AT", "TB"]),
        ([("text", "T", 60), ("fest", "B", 200)], ["T", "T", "T", "B"]),
        # A chapter begins a page, and what is higher than a page is not cut.
        ([("fest", "A", 30), ("neu", "K", 10), ("fest", "B", 10)], ["A", "KB"]),
    ],
)  # fmt: skip
def test_pieces_share_pages(stuecke: list[tuple[str, str, int]], seiten: list[str]) -> None:
    assert set_pages(*stuecke) == seiten
