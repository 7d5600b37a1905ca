"""Check, release, publish on the command line: German words, exit codes, nothing half done."""

from __future__ import annotations

from pathlib import Path

import pytest
from dkbm.cli import main

from ..projekt.oeffentlich import make_projekt, write_bericht


def run(*args: object) -> int:
    try:
        main([str(a) for a in args])
    except SystemExit as ende:
        return int(ende.code or 0)
    return 0


def test_way_from_gate_to_publication(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    projekt = make_projekt(tmp_path / "projekt")
    kurse = projekt.ordner / "daten/eigene/kurse.csv"
    kurse.write_text("jahr;kurse;stunden\n2023;8;1,5\n", encoding="utf-8")
    write_bericht(projekt)
    haus = ("--projekt", projekt.ordner)
    namen = ("--von", "Bildungsbüro", "--gegengezeichnet", "Datenschutz")
    assert run("veroeffentlichen", tmp_path / "netz", *haus) == 2
    assert run("freigeben", *namen, *haus) == 2
    assert "noch nicht geprüft" in capsys.readouterr().err
    assert run("pruefen", "--geheimhaltung", *haus) == 0
    ausgabe = capsys.readouterr().out
    assert "Bestanden" in ausgabe
    assert "Nachkommastellen niemanden zählen: kurse.stunden." in ausgabe
    assert run("freigeben", *namen, *haus) == 0
    assert run("veroeffentlichen", tmp_path / "netz", *haus) == 0
    assert (tmp_path / "netz/bericht.html").is_file()
    seite = projekt.ausgabe / "bericht.html"
    text = seite.read_text(encoding="utf-8")
    seite.write_text(text.replace("Ende.", "2021: sonstige Schulen 2"), encoding="utf-8")
    assert run("pruefen", "--geheimhaltung", *haus) == 1
    assert "uebergang_sonstige" in capsys.readouterr().out
    assert run("freigeben", *namen, *haus) == 2
    assert "nicht bestanden" in capsys.readouterr().err
