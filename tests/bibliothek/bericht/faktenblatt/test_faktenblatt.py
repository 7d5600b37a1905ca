"""The sheets: chosen from the report, always two pages, every number with its passport."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pytest
from dkbm.bericht.faktenblatt import (
    Faktenblatt,
    build_faktenblaetter,
    export_blatt_html,
    export_blatt_pdf,
)

from ..beispiel import BOESE, build


@pytest.fixture(scope="module")
def blaetter() -> list[Faktenblatt]:
    return build_faktenblaetter(build())


def test_one_sheet_for_the_whole_and_one_per_chapter(blaetter: list[Faktenblatt]) -> None:
    gesamt, kapitel = blaetter
    assert (gesamt.name, kapitel.name) == ("gesamt", "kap")
    assert len(gesamt.aussagen) == 1
    assert len(kapitel.aussagen) == 2
    (kachel,) = kapitel.kacheln
    assert kachel.kennzahl == "geburtenrate"
    assert kachel.zahl in kapitel.aussagen[0]
    assert kapitel.abbildung is not None
    assert "12" in kapitel.quelle


@pytest.mark.parametrize("faktor", [0, 1, 6])
def test_two_pages_whatever_stands_there(blaetter: list[Faktenblatt], faktor: int) -> None:
    bericht, blatt = build(), blaetter[1]
    blatt = replace(
        blatt,
        kacheln=blatt.kacheln * faktor,
        aussagen=(BOESE * 2,) * faktor,
        titel=f"{BOESE} {'Donaudampfschifffahrt ' * faktor}",
    )
    with pikepdf.open(io.BytesIO(export_blatt_pdf(blatt, bericht))) as pdf:
        assert len(pdf.pages) == 2
        assert pdf.open_metadata()["pdfuaid:part"] == "1"


def test_each_number_opens_its_passport(blaetter: list[Faktenblatt]) -> None:
    seite = export_blatt_html(blaetter[1], build())
    assert "<script>x" not in seite
    assert seite.count("<details><summary>Steckbrief") == 1
    for begriff in ("Kennzahl", "Berechnung", "Zähler", "Nenner", "Tabelle", "Datei"):
        assert f"<dt>{begriff}</dt>" in seite
    assert "SHA-256: " in seite
    assert "http://" not in seite.replace("http://www.w3.org/", "")


def test_same_report_gives_the_same_bytes(blaetter: list[Faktenblatt]) -> None:
    bericht = build()
    assert export_blatt_pdf(blaetter[0], bericht) == export_blatt_pdf(blaetter[0], bericht)
