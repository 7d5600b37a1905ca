"""The Word document by its parts: headings, fields, header rows, alternative texts, language."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from dkbm.bericht.beschreibung import add_beschreibungen
from dkbm.bericht.docx import export_docx
from dkbm.bericht.docx.ooxml import W, parse, unpack
from dkbm.bericht.gestaltung import Bild, Erscheinung
from dkbm.bericht.markdown import parse_markdown
from dkbm.bericht.modell import Block
from PIL import Image

from ..beispiel import build


@cache
def docx() -> bytes:
    return export_docx(build())


@pytest.fixture(scope="module")
def dokument() -> Any:
    return parse(unpack(docx())["word/document.xml"])


def paragraphs(dokument: Any, stil: str) -> list[str]:
    return [
        "".join(t.text or "" for t in p.iter(f"{W}t"))
        for p in dokument.iter(f"{W}p")
        if any(s.get(f"{W}val") == stil for s in p.iter(f"{W}pStyle"))
    ]


def test_captions_are_numbered_by_fields(dokument: Any) -> None:
    titel = paragraphs(dokument, "Caption")
    assert [t.partition(":")[0] for t in titel] == ["Abbildung 1.1", "Tabelle 1.1"]
    felder = [(f.text or "").strip() for f in dokument.iter(f"{W}instrText")]
    assert r"SEQ Abbildung \* ARABIC \r 1" in felder
    assert r'TOC \o "1-2" \h \z' in felder
    arten = [f.get(f"{W}fldCharType") for f in dokument.iter(f"{W}fldChar")]
    assert arten.count("begin") == arten.count("separate") == arten.count("end") == len(felder)


def test_tables_repeat_their_header_row(dokument: Any) -> None:
    tables = list(dokument.iter(f"{W}tbl"))
    assert len(tables) == 3  # tiles, table, Markdown table
    for table in tables:
        erste, *rest = table.findall(f"{W}tr")
        assert erste.find(f"{W}trPr/{W}tblHeader") is not None
        assert all(zeile.find(f"{W}trPr/{W}cantSplit") is not None for zeile in (erste, *rest))


def test_numbered_table_tells_screen_readers_what_it_holds(dokument: Any) -> None:
    [(titel, worte)] = [
        (titel.get(f"{W}val"), table.find(f"{W}tblPr/{W}tblDescription").get(f"{W}val"))
        for table in dokument.iter(f"{W}tbl")
        if (titel := table.find(f"{W}tblPr/{W}tblCaption")) is not None
    ]
    assert titel == paragraphs(dokument, "Caption")[1]
    [tafel] = [block for _, block in build().bloecke if block.typ == "tabelle"]
    assert worte == tafel.daten["beschreibung"]


def test_pictures_have_their_alternative_text(dokument: Any) -> None:
    alts = [e.get("descr") for e in dokument.iter() if str(e.tag).endswith("}docPr")]
    assert len(alts) == 4  # logo, cover picture (decoration, empty), chart, own picture
    assert sum("#set page(fill: red)" in (alt or "") for alt in alts) == 3


def test_a_logo_keeps_its_colours() -> None:
    """The kit's colour is a common blue: only charts get the Kommune's."""
    blau = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" viewBox="0 0 9 9">'
    blau += b'<rect width="9" height="9" fill="#00538a"/></svg>'
    bericht = build()
    logo = Bild(blau, "image/svg+xml", "Wappen")
    teile = unpack(export_docx(replace(bericht, erscheinung=Erscheinung("#7a0019", logo))))
    pngs = [inhalt for name, inhalt in teile.items() if name.endswith(".png")]
    bilder = [Image.open(io.BytesIO(png)).convert("RGB") for png in pngs]
    farben = {bild.getpixel((bild.width // 2, bild.height // 2)) for bild in bilder}
    assert (0, 0x53, 0x8A) in farben


def test_official_footnotes_stand_below_their_source(dokument: Any) -> None:
    assert any("12612-01-01-4" in titel for titel in paragraphs(dokument, "Fussnotenkopf"))
    assert paragraphs(dokument, "Fussnoten")


def test_hostile_words_come_out_as_text(dokument: Any) -> None:
    text = "".join(t.text or "" for t in dokument.iter(f"{W}t"))
    for teil in ("<script>x</script>", "#set page(fill: red)", "$x^2$", '#eval("1")', "{{ 7*7 }}"):
        assert text.count(teil) > 4, teil
    assert "=cmd|' /C'" in text
    assert "🎓" in text
    assert [p for p in paragraphs(dokument, "Heading1") if p.startswith("1 Kapitel <script>")]


def test_document_says_what_it_is() -> None:
    teile = unpack(docx())
    kern = teile["docProps/core.xml"].decode()
    assert "<dc:language>de-DE</dc:language>" in kern
    assert "– Landkreis Konstanz</dc:title>" in kern
    assert b'w:val="de-DE"' in teile["word/styles.xml"]
    assert b"7A0019" in teile["word/styles.xml"]
    assert b"PAGE" in next(inhalt for name, inhalt in teile.items() if "footer" in name)


def test_an_internal_report_has_its_mark_at_the_foot_of_every_page() -> None:
    teile = unpack(export_docx(replace(build(), vermerk="nur für den internen Dienstgebrauch")))
    [fuss] = [parse(inhalt) for name, inhalt in teile.items() if "footer" in name]
    erste, zweite = fuss.findall(f"{W}p")
    assert "".join(erste.itertext()) == "nur für den internen Dienstgebrauch"
    assert "Seite" in "".join(zweite.itertext())


def test_an_own_table_keeps_its_own_caption() -> None:
    bericht = build()
    for nummer in ("9.1", "1.1"):
        worte = (
            f"Tabelle {nummer}: Plätze der Musikschule\n\n| Jahr | Plätze |\n|---|---|\n| 1 | 2 |"
        )
        baum = parse_markdown(worte, "eigene", set())
        bericht.kapitel[1].bloecke.append(Block("text", {"baum": baum}))
    add_beschreibungen(bericht.kapitel)
    dokument = parse(unpack(export_docx(bericht))["word/document.xml"])
    assert len(list(dokument.iter(f"{W}tblDescription"))) == 1


def test_same_report_gives_the_same_bytes() -> None:
    assert export_docx(build()) == docx()
