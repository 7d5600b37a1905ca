"""The questions of ``dkbm neu``: defaults on Enter, asked again until the answer fits."""

from __future__ import annotations

import io

import pytest
import typer
from dkbm.cli import main
from dkbm.cli.fragen import ask_antworten


def answer(monkeypatch: pytest.MonkeyPatch, *zeilen: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{zeile}\n" for zeile in zeilen)))


def test_enter_takes_what_is_suggested(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answer(monkeypatch, "konstanz", "", "", "")
    vergleich = "08436, 14625, 08415, 14522, 05166"
    assert ask_antworten() == ("08335", "Bildungsbericht", "", vergleich)
    out, err = capsys.readouterr()
    assert err == ""
    assert out.count("?") == 1
    assert "Landkreis Konstanz (Landkreis, Baden-Württemberg)" in out
    assert "[Bildungsbericht]" in out
    assert vergleich in out
    assert "Landkreis Ravensburg, Landkreis Bautzen" in out


def test_wrong_answers_are_explained_and_asked_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answer(
        monkeypatch,
        *("05", "Konstans", "8335"),
        *("x" * 201, "  Bildung   in Konstanz "),
        *("k" * 401, "Büro & Co"),
        *("08436, 12345", "Köln, 08335"),
    )
    assert ask_antworten() == ("08335", "Bildung in Konstanz", "Büro & Co", "05315")
    out, err = capsys.readouterr()
    assert out.count("Für welche Kommune?") == 3
    for meldung in (
        "05 ist der Schlüssel eines Landes",
        "Eine Kommune „Konstans“ gibt es nicht.",
        "Der Titel ist mit 201 Zeichen zu lang.",
        "Der Kontakt ist mit 401 Zeichen zu lang.",
        "Den AGS 12345 gibt es nicht.",
    ):
        assert err.count(meldung) == 1


def test_end_of_input_stops(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answer(monkeypatch, "08335")
    with pytest.raises(typer.Abort):
        ask_antworten()
    answer(monkeypatch)
    with pytest.raises(SystemExit) as end:
        main(["neu"])
    assert end.value.code == 130
    assert "Abgebrochen." in capsys.readouterr().err
