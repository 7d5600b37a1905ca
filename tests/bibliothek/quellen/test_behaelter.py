"""The ZIP around workbooks: what the directory claims is never trusted."""

from __future__ import annotations

import io
import zipfile

import pytest
from dkbm.fehler import DkbmFehler
from dkbm.quellen.behaelter import list_parts, open_behaelter, read_part, try_zip
from dkbm.quellen.formular.mappe import open_mappe
from dkbm.quellen.lesen import read_inhalt


def pack(teile: dict[str, bytes]) -> bytes:
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as archiv:
        for name, inhalt in teile.items():
            archiv.writestr(name, inhalt)
    return result.getvalue()


GUT = {"xl/workbook.xml": b"<workbook/>", "bild.bin": b"\x00" * 100}


def test_parts_come_in_order_and_whole() -> None:
    with open_behaelter(pack(GUT), "a.xlsx") as archiv:
        assert list(list_parts(archiv, "a.xlsx")) == list(GUT.items())
        assert read_part(archiv, archiv.getinfo("bild.bin"), "a.xlsx") == GUT["bild.bin"]
    assert try_zip(b"PK\x03\x04") is None


LIAR = pack(GUT | {"b.bin": bytes(30_000_000)})
SCHAEDEN = {
    "cut": (pack(GUT)[:-30], "ist beschädigt und lässt sich nicht entpacken"),
    "liar": (
        LIAR.replace((30_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little")),
        "ist beschädigt und lässt sich nicht entpacken",
    ),
    "bomb": (pack(GUT | {"b.bin": bytes(70_000_000)}), "ist zu groß: 70 MB entpackt"),
    "parts": (pack(GUT | {str(n): b"" for n in range(2000)}), "ist zu groß: 2.002 Teile"),
    "entities": (
        pack(GUT | {"xl/s.xml": b" " * 9000 + b"<!DOCTYPE x>"}),
        "ist beschädigt und lässt sich nicht entpacken",
    ),
}


@pytest.mark.parametrize("fall", SCHAEDEN)
def test_tables_and_forms_refuse_alike(fall: str) -> None:
    inhalt, was = SCHAEDEN[fall]
    with pytest.raises(DkbmFehler, match=was) as formular:
        open_mappe(inhalt, "a.xlsx")
    if fall != "cut":  # without a directory it is no workbook, but a damaged archive
        with pytest.raises(DkbmFehler, match=was) as tabelle:
            read_inhalt(inhalt, "a.xlsx")
        assert str(tabelle.value) == str(formular.value)
