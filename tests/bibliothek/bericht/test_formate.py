"""Names of formats: all, some, or a message."""

from __future__ import annotations

import html
import io
import zipfile
from dataclasses import replace

import pytest
from dkbm.bericht.formate import FORMATE, check_formate, write_format
from dkbm.fehler import DkbmFehler
from dkbm.projekt.schutz import VERMERK
from pypdf import PdfReader

from .beispiel import build


def test_names_are_cleaned_and_none_means_all() -> None:
    assert check_formate([]) == check_formate([""]) == tuple(FORMATE)
    assert check_formate([" PDF", "html", "pdf"]) == ("pdf", "html")


@pytest.mark.parametrize(
    ("name", "rat"),
    [("htm", "Gemeint ist wohl „html“. Es gibt: html, pdf"), ("7z", "Es gibt: html, pdf")],
)
def test_unknown_format_names_the_nearest(name: str, rat: str) -> None:
    with pytest.raises(DkbmFehler) as info:
        check_formate(["pdf", name])
    assert info.value.was == f"Ein Format „{name}“ gibt es nicht."
    assert info.value.rat.startswith(rat)


def read_text(name: str, inhalt: bytes) -> str:
    """Return all text of a file that people can see."""
    if name.endswith(".pdf"):
        return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(inhalt)).pages)
    if name.endswith((".docx", ".xlsx")):
        archiv = zipfile.ZipFile(io.BytesIO(inhalt))
        teile = (archiv.read(n).decode() for n in archiv.namelist() if n.endswith(".xml"))
        return html.unescape(" ".join(teile))
    return inhalt.decode("utf-8-sig")


@pytest.mark.parametrize("format_", FORMATE)
def test_internal_report_is_marked_in_every_file(format_: str) -> None:
    bericht = replace(build(), vermerk=VERMERK, titelzeilen=(f"– {VERMERK} –",))
    dateien = {n: i for n, i in write_format(bericht, format_).items() if not n.endswith(".png")}
    assert dateien
    unmarked = [n for n, i in dateien.items() if VERMERK not in " ".join(read_text(n, i).split())]
    assert unmarked == []
