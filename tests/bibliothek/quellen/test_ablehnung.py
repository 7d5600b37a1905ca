"""What is no table is refused with the reason."""

from __future__ import annotations

import io
import zipfile

import pytest
from dkbm.fehler import DkbmFehler
from dkbm.quellen.lesen import read_inhalt

ODS = io.BytesIO()
with zipfile.ZipFile(ODS, "w") as archive:
    archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")


@pytest.mark.parametrize(
    ("inhalt", "was"),
    [
        (b"%PDF-1.7 \x00", "a ist eine PDF-Datei, keine Tabelle"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "alten Format"),
        (b'\xef\xbb\xbf{"type": "FeatureCollection"}', "JSON-Datei"),
        (b"<!DOCTYPE html>\n<html>", "Internetseite"),
        (ODS.getvalue(), "LibreOffice-Datei"),
        (b"", "a ist leer"),
        (b"\n \n", "a ist leer"),
        (b"Name;Wert\nA;1\n", "Es fehlen amtliche Gebietsschl.* und eine Spalte mit dem Jahr"),
        (b"Name;Wert\n2015;1\n", "Es fehlt: amtliche Gebietsschl"),
        (b"Kreis,Wert\n08335 Konstanz;2015\n", "kein bekanntes Format"),
    ],
)
def test_the_reason_is_named(inhalt: bytes, was: str) -> None:
    with pytest.raises(DkbmFehler, match=was) as info:
        read_inhalt(inhalt, "a")
    assert (info.value.wo or "").startswith("a")
    assert info.value.rat


def test_other_files_in_an_archive_are_named_and_left_out() -> None:
    kreuz = "Tabelle: 1-2-3-4\nTitel (Anzahl);;;\n;;;Köpfe\n2015;DG;Deutschland;1\n"
    puffer = io.BytesIO()
    with zipfile.ZipFile(puffer, "w") as zipped:
        zipped.writestr("Metadaten.pdf", b"%PDF-1.7")
        zipped.writestr("a.csv", kreuz)
    (tabelle,) = read_inhalt(puffer.getvalue(), "a.zip")
    assert any("Metadaten.pdf" in hinweis.text for hinweis in tabelle.hinweise)
