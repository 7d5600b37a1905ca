"""A file is replaced whole, or stays as it was and the reader is told why."""

from __future__ import annotations

import errno
import os
import time
from pathlib import Path

import pytest
from dkbm.datei import is_beiwerk, read_whole, remove_reste, write_whole
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


def test_two_may_write_the_same_file_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the one waits for the disk, the other begins and ends."""
    path = tmp_path / "a.txt"

    def write_too(_: object) -> None:
        monkeypatch.undo()
        write_whole(path, "vom anderen")

    monkeypatch.setattr("dkbm.datei.os.fsync", write_too)
    write_whole(path, "vom einen")
    assert path.read_text(encoding="utf-8") == "vom einen"
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


def test_what_a_killed_process_left_goes_after_a_day(tmp_path: Path) -> None:
    path, gestern = tmp_path / "[a].txt", time.time() - 25 * 60 * 60
    (tmp_path / ".neu-alt").mkdir()
    (tmp_path / ".neu-alt" / "intern.ipynb").write_text("x", encoding="utf-8")
    (tmp_path / ".neu-heute").mkdir()
    (tmp_path / ".neu-verweis").symlink_to(tmp_path, target_is_directory=True)
    for name in ("alt", "heute"):
        (tmp_path / f".[a].txt.{name}.neu").write_text("x", encoding="utf-8")
    for rest in (".neu-alt", ".[a].txt.alt.neu"):
        os.utime(tmp_path / rest, (gestern, gestern))
    os.utime(tmp_path / ".neu-verweis", (gestern, gestern), follow_symlinks=False)
    remove_reste(tmp_path, ".neu-*")
    write_whole(path, "x")
    names = {".neu-heute", ".neu-verweis", ".[a].txt.heute.neu", "[a].txt"}
    assert {p.name for p in tmp_path.iterdir()} == names


def test_a_file_that_cannot_be_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "kita.xlsx"
    with pytest.raises(DkbmFehler, match=r"kita\.xlsx lässt sich nicht lesen: die Datei"):
        read_whole(path)
    path.write_bytes(b"x")
    assert read_whole(path) == b"x"

    def refuse(_: Path) -> bytes:  # Windows: Excel has it to itself
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(DkbmFehler, match="ein anderes Programm hält die Datei geöffnet") as caught:
        read_whole(path)
    assert caught.value.wo == str(path)


@pytest.mark.parametrize(
    ("name", "beiwerk"),
    [
        ("~$kita.xlsx", True),
        (".~lock.kita.xlsx#", True),
        (".~kapitel.ipynb", True),
        ("Thumbs.db", True),
        ("desktop.ini", True),
        (".DS_Store", True),
        ("kita.xlsx", False),
        ("~kita.xlsx", False),
        (".gitignore", False),
    ],
)
def test_what_programs_leave_beside_files_is_known(name: str, beiwerk: bool) -> None:
    assert is_beiwerk(name) is beiwerk


def test_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(DkbmFehler, match="ihr Ordner fehlt"):
        write_whole(tmp_path / "fehlt" / "a.txt", "x")
