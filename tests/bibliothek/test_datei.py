"""A file is replaced whole, or stays as it was and the reader is told why."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from dkbm.datei import write_whole
from dkbm.fehler import DkbmFehler


@pytest.mark.parametrize("inhalt", ["Görlitz\n", b"\x00\xff\r\n"])
def test_content_is_written_byte_for_byte(tmp_path: Path, inhalt: str | bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_text("alt", encoding="utf-8")
    write_whole(path, inhalt)
    assert path.read_bytes() == (inhalt.encode() if isinstance(inhalt, str) else inhalt)
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.parametrize("schritt", ["fsync", "replace"])
@pytest.mark.parametrize(
    ("nummer", "grund"),
    [
        (errno.ENOSPC, "der Datenträger ist voll"),
        (errno.EACCES, "hält die Datei geöffnet"),  # Windows: the old file is open in Excel
        (errno.EIO, "das System meldet"),
    ],
)
def test_a_failed_write_leaves_the_old_file_and_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, schritt: str, nummer: int, grund: str
) -> None:
    def fail(*_: object) -> None:
        raise OSError(nummer, "No luck")

    path = tmp_path / "a.txt"
    path.write_text("alt", encoding="utf-8")
    monkeypatch.setattr(f"dkbm.datei.os.{schritt}", fail)
    with pytest.raises(DkbmFehler, match=grund) as caught:
        write_whole(path, "neu")
    assert (caught.value.wo, path.read_text(encoding="utf-8")) == (str(path), "alt")
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


def test_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(DkbmFehler, match="ihr Ordner fehlt"):
        write_whole(tmp_path / "fehlt" / "a.txt", "x")
