"""The list of Kennzahlen and the explanation of one, in and outside of a project."""

from __future__ import annotations

from pathlib import Path

import pytest
from dkbm.cli import main
from dkbm.kennzahlen import list_kennzahlen
from dkbm.kennzahlen.registrierung import KAPITEL
from dkbm.vorlage.neu import create_projekt


def call(capsys: pytest.CaptureFixture[str], *args: str) -> str:
    main(args)
    return capsys.readouterr().out


def test_all_are_listed_by_chapter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    out = call(capsys, "kennzahlen")
    assert all(kennzahl.id in out for kennzahl in list_kennzahlen())
    assert [out.index(kapitel) for kapitel in KAPITEL] == sorted(map(out.index, KAPITEL))
    assert "Jahre mit Werten" not in out


def test_one_explains_itself_and_its_years(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(create_projekt("08335", tmp_path))
    out = " ".join(call(capsys, "kennzahl", "betreuungsquote_u3").split())
    assert "Nenner: Kinder dieses Alters am 31. Dezember des Vorjahres" in out
    assert "Jahre mit Werten für Landkreis Konstanz: 2011, 2016" in out
    out = " ".join(call(capsys, "kennzahl", "uebergangsquote").split())
    assert "dkbm formular schulverlauf" in out
    assert "Jahre mit Werten für Landkreis Konstanz: keine" in out


def test_unknown_id_names_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as info:
        main(["kennzahl", "uebergangquote"])
    assert info.value.code == 2
    assert "uebergangsquote" in capsys.readouterr().err
