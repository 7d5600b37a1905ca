"""The PDF by its structure: tags, language, title, alternative texts, head cells, bookmarks."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from dkbm.bericht.pdf import export_pdf

from ..beispiel import build


@cache
def pdf() -> bytes:
    return export_pdf(build())


@pytest.fixture(scope="module")
def dokument() -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(pdf())) as opened:
        yield opened


def walk(node: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
    """Yield the structure elements in reading order."""
    if isinstance(node, pikepdf.Array):
        for kind in node:
            yield from walk(kind)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from walk(node.K)


def tags(dokument: pikepdf.Pdf, *namen: str) -> list[pikepdf.Dictionary]:
    return [e for e in walk(dokument.Root.StructTreeRoot.K) if str(e.S)[1:] in namen]


def test_document_says_what_it_is(dokument: pikepdf.Pdf) -> None:
    assert str(dokument.Root.Lang) == "de-DE"
    assert dokument.Root.MarkInfo.Marked
    assert dokument.Root.ViewerPreferences.DisplayDocTitle
    assert str(dokument.docinfo.Title).endswith(" – Landkreis Konstanz")
    meta = dokument.open_metadata()
    assert meta["pdfuaid:part"] == "1"
    assert "pdfaid:part" not in meta  # the kit does not claim what a checker denies


def test_figures_have_their_alternative_text(dokument: pikepdf.Pdf) -> None:
    alts = [str(figure.Alt) for figure in tags(dokument, "Figure")]
    assert len(alts) == 4  # logo, tile, chart, own picture; the cover picture is decoration
    assert sum("#set page(fill: red)" in alt for alt in alts) == 3


def test_tables_have_head_cells(dokument: pikepdf.Pdf) -> None:
    tables = tags(dokument, "Table")
    assert len(tables) == 3  # table, Markdown table, numbers of the chart
    for table in tables:
        heads = [e for e in walk(table.K) if str(e.S) == "/TH"]
        first = next(e for e in walk(table.K) if str(e.S) == "/TR")
        assert len(heads) > len([e for e in walk(first.K) if str(e.S) == "/TH"]) >= 2
        assert any("/Summary" in merkmal for merkmal in table.A)


def test_headings_run_without_gaps_and_are_bookmarks(dokument: pikepdf.Pdf) -> None:
    ebenen = [int(str(e.S)[2:]) for e in tags(dokument, *(f"H{n}" for n in range(1, 7)))]
    assert ebenen[0] == 1
    assert all(b - a <= 1 for a, b in pairwise(ebenen))
    with dokument.open_outline() as outline:
        titel = [eintrag.title for eintrag in outline.root]
    assert titel[:2] == ["Inhalt", "Das Wichtigste auf einen Blick"]
    assert {"Methoden und Definitionen", "Glossar", "Abbildungsverzeichnis"} <= set(titel)
    assert any(t.startswith("1 Kapitel <script>") for t in (" ".join(t.split()) for t in titel))


def test_only_own_fonts_are_used_and_embedded(dokument: pikepdf.Pdf) -> None:
    fonts = [
        o for o in dokument.objects
        if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"
    ]  # fmt: skip
    assert {str(f.FontName).split("+")[1].split("-")[0] for f in fonts} <= {
        *("DKBMSans", "NotoEmoji", "DejaVuSans", "DejaVuSansMono"),
    }
    assert all("/FontFile2" in f or "/FontFile3" in f for f in fonts)


def test_passages_in_other_languages_are_marked(dokument: pikepdf.Pdf) -> None:
    sprachen = {str(e.Lang) for e in walk(dokument.Root.StructTreeRoot.K) if "/Lang" in e}
    assert [s[:2] for s in sprachen] == ["en"]


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext fehlt")
def test_hostile_words_come_out_as_text(tmp_path: Path) -> None:
    (tmp_path / "b.pdf").write_bytes(pdf())
    befehl = ["pdftotext", "-raw", str(tmp_path / "b.pdf"), "-"]
    text = subprocess.run(befehl, capture_output=True, check=True).stdout.decode()
    text = " ".join(text.split())
    for teil in ("<script>x</script>", "#set page(fill: red)", "$x^2$", '#eval("1")', "{{ 7*7 }}"):
        assert text.count(teil) > 5, teil
    assert "🎓" in text
    assert "Amtliche Fußnoten zu 12612-01-01-4" in text
    assert "Abbildung 1.1" in text


def test_same_report_gives_the_same_bytes() -> None:
    assert export_pdf(build()) == pdf()
