"""Bytes to text, never with losses."""

from __future__ import annotations

from pathlib import Path

import pytest
from dkbm.fehler import DkbmFehler
from dkbm.quellen.kodierung import decode, read_text
from hypothesis import given, settings
from hypothesis import strategies as st


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("ende", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends_are_unified(encoding: str, ende: str) -> None:
    text = f"Städteregion – Maß €{ende}Köln;1{ende}"
    assert decode(text.encode(encoding)) == "Städteregion – Maß €\nKöln;1\n"


@settings(database=None, deadline=None, derandomize=True)
@given(text=st.text(st.characters(exclude_characters="\r\x00", exclude_categories=["Cs"])))
def test_utf8_comes_back_unchanged(text: str) -> None:
    assert decode(text.encode()) == text.removeprefix("\ufeff")


@pytest.mark.parametrize(
    "inhalt",
    [
        b"PK\x03\x04\x14\x00\x00\x00",  # xlsx
        "Städte".encode("utf-16-le"),
        "Städte".encode("utf-16")[:-1],
        b"a\x81b",  # no character of cp1252
        b"\xef\xbb\xbfSt\xe4dte",  # announces UTF-8 and is not
    ],
)
def test_other_bytes_are_refused_by_file_name(inhalt: bytes) -> None:
    with pytest.raises(DkbmFehler, match=r"export\.csv ist keine Textdatei"):
        decode(inhalt, "export.csv")


def test_unreadable_paths_are_named(tmp_path: Path) -> None:
    with pytest.raises(DkbmFehler, match=r"fehlt\.csv lässt sich nicht lesen") as info:
        read_text(tmp_path / "fehlt.csv")
    assert str(tmp_path) in info.value.wo


@pytest.mark.parametrize(
    "inhalt",
    [
        "Köln;1\nLübeck;2\n".encode().replace("ü".encode(), b"\xc3"),  # one byte lost
        "Köln;1\nLübeck;2\n".encode() + "Düren".encode("cp1252"),  # two files glued together
        "Köln;1\nLübeck;2\nü".encode()[:-1],  # cut within a letter
    ],
)
def test_damaged_utf8_is_not_read_as_cp1252(inhalt: bytes) -> None:
    with pytest.raises(DkbmFehler, match="ist in UTF-8 geschrieben, aber beschädigt") as info:
        decode(inhalt, "a.csv")
    assert info.value.wo.startswith("a.csv, Zeile ")


def test_pairs_that_only_look_like_utf8_stay_cp1252() -> None:
    text = "Straße „groß“ – Lübeck\u00a0Köln Düren Öhringen ä ü"
    assert decode(text.encode("cp1252")) == text


def test_letters_encoded_twice_are_refused() -> None:
    with pytest.raises(DkbmFehler, match="Umlaute entstellt") as info:
        decode("a\nLÃ¼beck".encode(), "a.csv")
    assert info.value.wo == "a.csv, Zeile 2"


def test_large_files_are_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dkbm.quellen.kodierung.HOECHSTENS_BYTES", 10)
    path = tmp_path / "gross.csv"
    path.write_text("x" * 11, encoding="utf-8")
    with pytest.raises(DkbmFehler, match=r"gross\.csv ist zu groß"):
        read_text(path)
