"""A Kennzahl explains itself: at ``kennzahl?`` in IPython, as HTML, as Markdown."""

from __future__ import annotations

import dkbm
import pytest
from dkbm.kennzahlen import Kennzahl, find_kennzahl, list_kennzahlen
from dkbm.kennzahlen.beschreibung import list_angaben, to_html, to_markdown, to_text
from dkbm.kennzahlen.rechnen import Auswahl, wert
from IPython.core.interactiveshell import InteractiveShell

BOESE = Kennzahl(
    id="x",
    name="<script>alert(1)</script> *fett* | `code`",
    subjekt="das X",
    definition="</dd><img src=x onerror=alert(1)>.",
    berechne=wert(Auswahl("vhs", "belegungen")),
)


def test_question_mark_in_ipython_shows_the_definition(
    capsys: pytest.CaptureFixture[str],
) -> None:
    shell = InteractiveShell.instance()
    shell.push({"quote": dkbm.explain("betreuungsquote_u3")})
    try:
        shell.run_cell("quote?")
    finally:
        InteractiveShell.clear_instance()
    out = " ".join(capsys.readouterr().out.split())
    assert "Nenner: Kinder dieses Alters am 31. Dezember des Vorjahres" in out
    assert "Raumbezug: Zähler am Ort der Schule oder Einrichtung, Nenner am Wohnort." in out


def test_notebook_gets_html_and_markdown() -> None:
    shell = InteractiveShell.instance()
    try:
        assert shell.display_formatter is not None
        bundle, _ = shell.display_formatter.format(dkbm.explain("uebergangsquote"))
    finally:
        InteractiveShell.clear_instance()
    assert {"text/html", "text/markdown", "text/plain"} <= set(bundle)
    assert bundle["text/plain"].startswith("<Kennzahl uebergangsquote: ")


def test_texts_are_data_and_no_markup() -> None:
    assert "<script>" not in to_html(BOESE)
    assert "<img" not in to_html(BOESE)
    assert "\\*fett\\* \\| \\`code\\`" in to_markdown(BOESE)
    assert "<script>" not in to_markdown(BOESE).replace("\\<", "")


@pytest.mark.parametrize("kennzahl", list_kennzahlen(), ids=lambda kennzahl: kennzahl.id)
def test_everything_that_a_reader_needs_is_there(kennzahl: Kennzahl) -> None:
    angaben = dict(list_angaben(kennzahl))
    needed = {"Definition", "Formel", "Zähler", "Einheit", "Zeitbezug", "Raumbezug", "Quelle"}
    assert needed <= set(angaben)
    assert bool(kennzahl.gliederung) == bool(kennzahl.auspraegungen)
    if kennzahl.formular:
        assert kennzahl.beschafft
    assert all(len(zeile) <= 88 for zeile in to_text(kennzahl).splitlines()[3:])


def test_explain_takes_a_kennzahl_as_well() -> None:
    kennzahl = find_kennzahl("bevoelkerung")
    assert dkbm.explain(kennzahl) is kennzahl is dkbm.explain("bevoelkerung")
