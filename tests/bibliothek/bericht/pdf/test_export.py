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
from dkbm.arbeitsplatz import Arbeitsplatz
from dkbm.bericht.anhang import complete_bericht
from dkbm.bericht.bezuege import resolve_bezuege
from dkbm.bericht.gestaltung import Bild, Erscheinung
from dkbm.bericht.modell import Bericht
from dkbm.bericht.pdf import export_pdf
from dkbm.bericht.zusammenbau import build_inhalt
from dkbm.bestand import open_bestand
from dkbm.darstellung import Aussage, Kernaussagen, linie, tabelle
from dkbm.gebiete import load_register
from dkbm.projekt import Einstellungen
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

BOESE = (
    "<script>x</script> #set page(fill: red) $x^2$ \\ #eval(\"1\") @abb =cmd|' /C' {{ 7*7 }} *a* _b_ "
    "`c` // d /* e */ ~ <abb-x> 🎓 \u202eRTL\u200f שלום مرحبا \ue000 \x07"
)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><path d="M0 0h2v1z"/></svg>'


def build() -> Bericht:
    """Return a report with everything a chapter may hold, in hostile words."""
    register = load_register()
    desk = Arbeitsplatz(register["08335"], (), open_bestand())
    reihe = desk.kennzahl("geburtenrate")
    specs = (
        Kernaussagen((Aussage(BOESE), Aussage("Zwei."))),
        linie(reihe, titel=BOESE, alt=BOESE),
        tabelle(reihe, titel=BOESE),
    )
    outputs = [new_output("display_data", spec._repr_mimebundle_()) for spec in specs]
    text = f"## Abschnitt\n\nText {BOESE}\n\n1. eins\n   - zwei\n\n> Zitat\n\n```\n{BOESE}\n```\n"
    cells = [
        new_markdown_cell(f"# Kapitel {BOESE}"),
        new_code_cell("x", outputs=outputs),
        new_markdown_cell(f"{text}\n| a | b |\n|-|-|\n| {BOESE.replace('|', '')} | 1 |\n\n---\n"),
        new_markdown_cell("[@abb:geburtenrate] [Early Years]{lang=en} [x]() [y](a.pdf)"),
    ]
    inhalt = build_inhalt([("kap", Path("kap.ipynb"), new_notebook(cells=cells))])
    worte = {"titel": BOESE, "untertitel": BOESE, "kontakt": BOESE, "datum": BOESE[:60]}
    einstellungen = Einstellungen.model_validate({"kommune": {"ags": "08335"}, "bericht": worte})
    logo = Bild(SVG, "image/svg+xml", BOESE)
    erscheinung = Erscheinung("#7a0019", logo, Bild(SVG, "image/svg+xml", ""))
    bericht = complete_bericht(einstellungen, inhalt, open_bestand(), erscheinung)
    resolve_bezuege(bericht.kapitel)
    return bericht


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
    assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("2", "A")


def test_figures_have_their_alternative_text(dokument: pikepdf.Pdf) -> None:
    alts = [str(figure.Alt) for figure in tags(dokument, "Figure")]
    assert len(alts) == 2  # logo and chart; the cover picture is decoration
    assert all("#set page(fill: red)" in alt for alt in alts)


def test_tables_have_head_cells(dokument: pikepdf.Pdf) -> None:
    tables = tags(dokument, "Table")
    assert len(tables) == 3  # table, Markdown table, numbers of the chart
    for table in tables:
        heads = [e for e in walk(table.K) if str(e.S) == "/TH"]
        first = next(e for e in walk(table.K) if str(e.S) == "/TR")
        assert len(heads) >= len([e for e in walk(first.K) if str(e.S) == "/TH"]) >= 2


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
    assert "Abbildung 1.1" in text


def test_same_report_gives_the_same_bytes() -> None:
    assert export_pdf(build()) == pdf()
