"""Heads of rows and summaries: tagged in the finished file, nothing else of it changed."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pytest
import typst
from dkbm.bericht.pdf.tabellenkoepfe import mark_tabellenkoepfe

QUELLTEXT = b"""#set document(title: "Probe")
#set text(lang: "de")
= Probe
#table(columns: 3, table.header([Jahr], [Stadt], [Land]), [2020], [1], [2], [2021], [3], [4])
#table(columns: 2, table.header([Ort], [Wert]), [Ulm], [5])
"""


@pytest.fixture(scope="module")
def gesetzt() -> bytes:
    return bytes(typst.compile(QUELLTEXT, pdf_standards=["ua-1"], timestamp=0))


def walk(knoten: Any) -> list[Any]:
    if isinstance(knoten, pikepdf.Array):
        return [e for kind in knoten for e in walk(kind)]
    if isinstance(knoten, pikepdf.Dictionary) and "/S" in knoten:
        return [knoten, *walk(knoten.get("/K"))]
    return []


def find(merkmal: str, zelle: Any) -> Any:
    return next(a[merkmal] for a in zelle.A if merkmal in a)


def test_first_cell_of_each_row_is_its_head(gesetzt: bytes) -> None:
    with pikepdf.open(io.BytesIO(mark_tabellenkoepfe(gesetzt, ["eins", "zwei"]))) as pdf:
        wurzel = pdf.Root.StructTreeRoot
        tabellen = [e for e in walk(wurzel.K) if e.S == "/Table"]
        assert [str(find("/Summary", t)) for t in tabellen] == ["eins", "zwei"]
        zeilen = [e for e in walk(wurzel.K) if e.S == "/TR"]
        koepfe = [[str(zelle.S) for zelle in zeile.K] for zeile in zeilen]
        assert koepfe == [
            ["/TH", "/TH", "/TH"], ["/TH", "/TD", "/TD"], ["/TH", "/TD", "/TD"],
            ["/TH", "/TH"], ["/TH", "/TD"],
        ]  # fmt: skip
        kopf, zelle, _ = zeilen[2].K
        assert find("/Scope", kopf) == "/Row"
        # A cell names the heads of its column and its row, and both are found by their names.
        namen = [bytes(name) for name in list(wurzel.IDTree.Names)[::2]]
        assert namen == sorted(namen)
        assert {bytes(h) for h in find("/Headers", zelle)} <= set(namen)
        assert bytes(kopf.ID) in {bytes(h) for h in find("/Headers", zelle)}
        meta = pdf.open_metadata()
        assert meta["pdfuaid:part"] == "1"
        assert str(pdf.Root.Lang) == "de"


def test_same_file_gives_the_same_bytes(gesetzt: bytes) -> None:
    eins, zwei = (mark_tabellenkoepfe(gesetzt, ["a", "b"]) for _ in range(2))
    assert eins == zwei


def test_a_table_without_description_is_a_mistake(gesetzt: bytes) -> None:
    with pytest.raises(ValueError, match="zip"):
        mark_tabellenkoepfe(gesetzt, ["nur eine"])
