"""The board: findings and gaps by Kommune, kept for as long as the library stays the same."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from dkbm.bestand import open_bestand
from dkbm.gebiete import load_register
from dkbm.kennzahlen.abdeckung import list_abdeckung
from dkbm.pruefung import check_bestand
from dkbm.rollout import tafel
from dkbm.rollout.tafel import TAFEL, Auffaelligkeiten, Tafel, load_tafel, save_tafel


def test_board_is_kept_and_outdated_ones_are_not_used(tmp_path: Path) -> None:
    board = Tafel({"08335": Auffaelligkeiten({"warnung": 2}, ("a",))}, {"08335": {"Schulen": 0.5}})
    assert load_tafel(tmp_path) is None
    save_tafel(tmp_path, board)
    assert load_tafel(tmp_path) == board
    path = tmp_path / TAFEL
    inhalt = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**inhalt, "kit": "alt"}), encoding="utf-8")
    assert load_tafel(tmp_path) is None
    path.write_text("{", encoding="utf-8")
    assert load_tafel(tmp_path) is None


def test_findings_are_counted_by_kommune(monkeypatch: pytest.MonkeyPatch) -> None:
    datensaetze = ["abgaenge"]
    pruefung = check_bestand(open_bestand(), datensaetze=datensaetze)
    monkeypatch.setattr("dkbm.pruefung.check_bestand", lambda _: pruefung)
    board = tafel._collect_befunde()
    stellen = [s for b in pruefung.befunde for s in b.stellen if s.gebiet.endswith("(02000)")]
    assert stellen
    assert sum(board["02000"].zahl.values()) == len(stellen)
    assert board["02000"].texte[0].startswith("Warnung: ")
    assert all(len(zeile.texte) <= 11 for zeile in board.values())


def test_shares_are_those_of_a_single_kommune(monkeypatch: pytest.MonkeyPatch) -> None:
    from dkbm.kennzahlen import registrierung

    weniger = {k: v[:3] for k, v in registrierung.KAPITEL.items()}
    monkeypatch.setattr(registrierung, "KAPITEL", weniger)
    monkeypatch.setattr("dkbm.kennzahlen.abdeckung.KAPITEL", weniger)
    shares = tafel._count_abdeckung()
    assert len(shares) == 400
    einzeln = list_abdeckung(open_bestand(), load_register()["08335"])
    for kapitel, anteil in shares["08335"].items():
        jahre = [bool(a.jahre) for a in einzeln if a.kapitel == kapitel]
        assert anteil == round(sum(jahre) / len(jahre), 3)
