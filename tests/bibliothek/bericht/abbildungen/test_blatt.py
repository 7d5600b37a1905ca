"""Single charts: well-formed SVG with caption, source and alternative text; PNG of the same."""

from __future__ import annotations

import io
import struct

from defusedxml.ElementTree import fromstring
from dkbm.bericht.abbildungen import build_blatt, render_png
from PIL import Image

from ..beispiel import BOESE, build

SVG = "{http://www.w3.org/2000/svg}"


def test_words_stand_in_the_drawing_as_text() -> None:
    bericht = build()
    block = bericht.nummerierte[0]
    wurzel = fromstring(build_blatt(block, bericht.erscheinung))
    assert "<script>x</script>" in (wurzel.findtext(f"{SVG}title") or "")
    assert wurzel.findtext(f"{SVG}desc", "").startswith(BOESE[:40])
    assert not list(wurzel.iter(f"{SVG}script"))
    worte = " ".join(span.text or "" for span in wurzel.iter(f"{SVG}tspan"))
    assert block.daten["quelle"] in worte
    assert bericht.erscheinung.farbe in build_blatt(block, bericht.erscheinung)


def test_png_has_the_size_of_the_drawing_and_the_same_bytes() -> None:
    bericht = build()
    blatt = build_blatt(bericht.nummerierte[0], bericht.erscheinung)
    einfach, doppelt = (render_png([blatt], bericht.erscheinung, ppi)[0] for ppi in (72, 144))
    assert einfach.startswith(b"\x89PNG")
    klein, gross = (struct.unpack(">II", png[16:24]) for png in (einfach, doppelt))
    breite = float(fromstring(blatt).get("width", "0").removesuffix("pt"))
    assert abs(klein[0] - breite) <= 1
    assert abs(gross[0] - 2 * klein[0]) <= 2
    assert render_png([blatt, blatt], bericht.erscheinung, 72) == [einfach, einfach]
    assert render_png([], bericht.erscheinung, 72) == []


def test_notes_of_any_length_stay_inside_the_picture() -> None:
    bericht = build()
    block = bericht.nummerierte[0]
    lang = ["Ein Satz aus vielen kurzen Wörtern. " * 12, f"https://{'adresse' * 60}.de"]
    block.daten = {**block.daten, "anmerkungen": lang}
    blatt = build_blatt(block, bericht.erscheinung)
    zeilen = [span.text or "" for span in fromstring(blatt).iter(f"{SVG}tspan")]
    notizen = zeilen[next(n for n, z in enumerate(zeilen) if z.startswith("Anmerkungen: ")) :]
    assert "".join(notizen).replace(" ", "") == "".join(block.fuss).replace(" ", "")
    bild = Image.open(io.BytesIO(render_png([blatt], bericht.erscheinung, 72)[0])).convert("L")
    breite, hoehe = bild.size
    assert bild.crop((0, hoehe // 2, breite, hoehe)).getextrema() != (255, 255)
    for rand in ((breite - 13, 0, breite, hoehe), (0, hoehe - 10, breite, hoehe)):
        assert bild.crop(rand).getextrema() == (255, 255)
