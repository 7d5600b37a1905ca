"""``dkbm pruefen``: what it prints, writes, and how it ends."""

from __future__ import annotations

from pathlib import Path

import pytest
from dkbm.cli import main
from dkbm.cli.prueflauf import check_files
from dkbm.projekt import Projekt
from dkbm.vorlage.neu import create_projekt


def call(*args: str) -> int:
    with pytest.raises(SystemExit) as info:
        main(["pruefen", *args])
    return int(str(info.value.code or 0))


@pytest.fixture
def projekt(tmp_path: Path) -> Path:
    return create_projekt("08335", tmp_path)


def test_project_with_a_fault_ends_with_1(
    projekt: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    eigene = projekt / "daten/eigene/geburten.csv"
    eigene.write_text("jahr;geschlecht;lebendgeborene\n2015;insgesamt;24170\n", "utf-8")
    (projekt / "daten/roh/brief.csv").write_text("Guten Tag", "utf-8")
    assert call("--projekt", str(projekt)) == 1
    out = capsys.readouterr().out
    assert "Fehler DKBM-P201: Die Teile ergeben nicht das Ganze" in out
    assert "Landkreis Konstanz (08335), 2015, Lebendgeborene: 24.170; erwartet: 2" in out
    assert "Datei brief.csv" in out
    assert "Was tun: " in out
    assert (projekt / "bericht/pruefung/pruefung.html").is_file()


def test_files_are_checked_without_a_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "brief.csv").write_text("Guten Tag", "utf-8")
    assert call("brief.csv") == 1
    assert (tmp_path / "pruefung/pruefung.html").is_file()
    assert call("--ziel", "anderswo", "brief.csv") == 1
    assert (tmp_path / "anderswo/pruefung.html").is_file()
    capsys.readouterr()
    assert call("fehlt.csv") == 2
    assert "„fehlt.csv“ gibt es nicht." in capsys.readouterr().err
    assert call() == 2  # no project, no files


def test_damaged_own_data_do_not_stop_the_check(projekt: Path) -> None:
    datei = projekt / "daten/eigene/geburten.csv"
    datei.write_text("jahr;lebendgeborene\n2015;1\n", "utf-8")
    lauf = check_files([datei], Projekt(projekt))
    grund = [b.grund for b in lauf.pruefung.befunde if b.art.code == "DKBM-P501"]
    assert any("In geburten.csv fehlt die Spalte „geschlecht“." in text for text in grund)
