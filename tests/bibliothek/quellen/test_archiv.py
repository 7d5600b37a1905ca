"""ZIP archives: one level, in memory, nothing that leads out."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from dkbm.fehler import DkbmFehler
from dkbm.quellen.lesen import read_inhalt, read_tabellen

TABELLE = "Tabelle: 1-2-3-4\nTitel (Anzahl);;;\n;;;Köpfe\n2015;DG;Deutschland;{}\n__________\n"


def pack(**dateien: str | bytes) -> bytes:
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, inhalt in dateien.items():
            archive.writestr(name, inhalt)
    return result.getvalue()


def test_all_tables_are_read_in_order(tmp_path: Path) -> None:
    path = tmp_path / "export.bin"
    inhalt = pack(
        **{"a.csv": TABELLE.format(1), "tief/b.txt": TABELLE.format(2), "Lies.txt": "Hallo"}
    )
    path.write_bytes(inhalt)
    a, b = read_tabellen(path)
    assert (a.datei, b.datei) == ("export.bin/a.csv", "export.bin/tief/b.txt")
    assert [t.daten["wert"].iloc[0] for t in (a, b)] == [1, 2]
    assert [h.code for h in a.hinweise if h.code == "nicht_gelesen"] == ["nicht_gelesen"]
    assert list(tmp_path.iterdir()) == [path]  # nothing was unpacked to disk


@pytest.mark.parametrize(
    ("inhalt", "was"),
    [
        (pack(**{"../a.csv": TABELLE}), "aus dem Archiv herausführt"),
        (pack(**{"x/../../a.csv": TABELLE}), "aus dem Archiv herausführt"),
        (pack(**{"/etc/a.csv": TABELLE}), "aus dem Archiv herausführt"),
        (pack(**{"C:\\a.csv": TABELLE}), "aus dem Archiv herausführt"),
        (pack(**{"a.zip": pack(**{"b.csv": TABELLE})}), "enthält ein weiteres Archiv"),
        (pack(**{"a.csv": b"0" * 70_000_000}), "ist zu groß: 70 MB"),
        (pack(**{f"{i}.csv": "" for i in range(501)}), "enthält 501 Dateien"),
        (pack(**{"a.txt": "Hallo"}), "enthält keine lesbare Tabelle"),
        (pack(), "enthält keine lesbare Tabelle"),
        (pack(**{"a.csv": TABELLE})[:-30], "kein lesbares ZIP-Archiv"),
    ],
)
def test_other_archives_are_refused(inhalt: bytes, was: str) -> None:
    with pytest.raises(DkbmFehler, match=was) as info:
        read_inhalt(inhalt, "a.zip")
    assert "a.zip" in str(info.value)


def test_errors_name_the_file_in_the_archive() -> None:
    with pytest.raises(DkbmFehler) as info:
        read_inhalt(pack(**{"b.csv": TABELLE.format("1a")}), "a.zip")
    assert info.value.wo == "a.zip/b.csv, Zeile 4, Spalte 4"


def test_sizes_that_an_archive_claims_wrongly_do_not_help() -> None:
    inhalt = bytearray(pack(**{"a.csv": b"0" * 1_000_000}))
    # Claim 100 bytes in both headers; unpacking must stop there and notice.
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = inhalt.find(mark) + offset
        inhalt[at : at + 4] = (100).to_bytes(4, "little")
    with pytest.raises(DkbmFehler, match="beschädigt"):
        read_inhalt(bytes(inhalt), "a.zip")
