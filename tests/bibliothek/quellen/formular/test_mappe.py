"""Files of unknown origin are looked at before they are opened; forms are known by content."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from dkbm.fehler import DkbmFehler
from dkbm.quellen.formular import is_formular, read_formular, write_formular

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
MARKE = "DKBM-Formular: vhs · Fassung 1 · AGS 08335"


def rebuild(path: Path, change: dict[str, bytes]) -> None:
    """Write the archive anew with some parts replaced or added."""
    with zipfile.ZipFile(path) as alt:
        teile = {name: alt.read(name) for name in alt.namelist()} | change
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as neu:
        for name, inhalt in teile.items():
            neu.writestr(name, inhalt)


def lie_about_size(path: Path) -> None:
    """Let one part claim to hold 10 bytes where it holds 30 MB."""
    rebuild(path, {"xl/media/bild.bin": bytes(30_000_000)})
    inhalt = path.read_bytes()
    path.write_bytes(inhalt.replace((30_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little")))


BROKEN: dict[str, tuple[Callable[[Path], object], str]] = {
    "cut": (lambda p: p.write_bytes(p.read_bytes()[:5000]), "beschädigt"),
    "text": (lambda p: p.write_text("jahr;kurse", encoding="utf-8"), "beschädigt"),
    "empty": (lambda p: p.write_bytes(b""), "beschädigt"),
    "old": (lambda p: p.write_bytes(OLE), "alten Format"),
    "locked": (
        lambda p: p.write_bytes(OLE + "EncryptedPackage".encode("utf-16-le")),
        "mit einem Kennwort verschlüsselt",
    ),
    "macros": (lambda p: rebuild(p, {"xl/vbaProject.bin": b"x"}), "enthält Makros"),
    "bomb": (lambda p: rebuild(p, {"xl/media/b.bin": bytes(70_000_000)}), "zu groß"),
    "liar": (lie_about_size, "beschädigt"),
    "large": (lambda p: os.truncate(p, 64_000_001), "zu groß"),
    "parts": (lambda p: rebuild(p, {f"x/{n}": b"" for n in range(2001)}), "zu groß"),
    "entities": (
        lambda p: rebuild(p, {"xl/sharedStrings.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}),
        "beschädigt",
    ),
    "sheet": (lambda p: rebuild(p, {"xl/worksheets/sheet2.xml": b"<worksheet"}), "beschädigt"),
}


@pytest.mark.parametrize("fall", BROKEN)
def test_what_cannot_be_opened_is_explained(fall: str, tmp_path: Path) -> None:
    path = write_formular("vhs", "08335", tmp_path / "f.xlsx")
    change, teil = BROKEN[fall]
    change(path)
    with pytest.raises(DkbmFehler, match=teil) as info:
        read_formular(path)
    assert "f.xlsx" in info.value.was
    assert info.value.rat
    # A form that carries the mark is read as a form, so that the reason is said.
    assert is_formular(path) == (fall in {"sheet", "macros", "liar", "entities"})


def test_other_formats_are_named(tmp_path: Path) -> None:
    path = tmp_path / "t.ods"
    with zipfile.ZipFile(path, "w") as archiv:
        archiv.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    with pytest.raises(DkbmFehler, match=r"LibreOffice-Datei \(ods\)"):
        read_formular(path)
    with pytest.raises(DkbmFehler, match="lässt sich nicht lesen"):
        read_formular(tmp_path / "fehlt.xlsx")
    assert not is_formular(tmp_path / "fehlt.xlsx")


def workbook(*zellen: str) -> bytes:
    mappe, puffer = openpyxl.Workbook(), io.BytesIO()
    mappe.worksheets[0].append(zellen)
    mappe.save(puffer)
    return puffer.getvalue()


@pytest.mark.parametrize(
    ("zellen", "erwartet"),
    [
        (("Jahr", "Programmbereich", "Kurse", "Belegungen"), False),
        (("DKBM-Formular",), False),
        ((f"Bitte das „{MARKE}“ ausfüllen",), False),
        ((MARKE.replace("08335", "8335"),), False),
        ((), False),
        # Programs that drop document properties keep the cell.
        ((MARKE,), True),
    ],
)
def test_recogniser_goes_by_the_whole_mark(zellen: tuple[str, ...], erwartet: bool) -> None:
    assert is_formular(workbook(*zellen)) is erwartet


def test_recogniser_does_not_ask_the_name(tmp_path: Path) -> None:
    path = write_formular("kita", "08335", tmp_path / "f.xlsx")
    assert is_formular(path.rename(tmp_path / "rücklauf.dat"))


def test_directory_that_points_before_the_file_is_damage(tmp_path: Path) -> None:
    """Found by `benchmarks/fuzz_lesen.py`: zipfile then seeks to a negative place."""
    write_formular("vhs", "08335", tmp_path / "vhs.xlsx")
    inhalt = bytearray((tmp_path / "vhs.xlsx").read_bytes())
    ende = inhalt.rfind(b"PK\x05\x06") + 16
    beginn = int.from_bytes(inhalt[ende : ende + 4], "little")
    inhalt[ende : ende + 4] = (beginn + 5000).to_bytes(4, "little")
    (tmp_path / "vhs.xlsx").write_bytes(inhalt)
    with pytest.raises(DkbmFehler, match="beschädigt"):
        read_formular(tmp_path / "vhs.xlsx")
