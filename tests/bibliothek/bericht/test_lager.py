"""Executed notebooks are taken over by key, and only as they were left."""

from __future__ import annotations

import json
from pathlib import Path

from dkbm.bericht.lager import FERTIG, open_lager
from dkbm.projekt import Projekt
from dkbm.projekt.pruefsumme import hash_datei


def lay(ordner: Path, name: str, schluessel: str, inhalt: str) -> Path:
    ordner.mkdir(parents=True, exist_ok=True)
    path = ordner / Path(name).name
    path.write_text(inhalt, encoding="utf-8")
    kapitel = {name: {"schluessel": schluessel, "sha256": hash_datei(path)}}
    (ordner / "bericht.json").write_text(json.dumps({"kapitel": kapitel}), encoding="utf-8")
    return path


def test_only_the_same_key_and_the_same_bytes_are_taken(tmp_path: Path) -> None:
    (tmp_path / "kommune.toml").write_text('[kommune]\nags = "08335"\n', encoding="utf-8")
    projekt, ziel = Projekt(tmp_path), tmp_path / "kopie.ipynb"
    assert not open_lager(projekt).fetch("k1", ziel)
    fertig = lay(tmp_path / "bericht/ausgefuehrt", "01_a.ipynb", "k1", "eins")
    # A name in the record is no way out of the folder; a failed run's chapters count as well.
    lay(tmp_path / "bericht" / FERTIG, "../../02_b.ipynb", "k2", "zwei")
    lager = open_lager(projekt)
    assert not lager.fetch("k3", ziel)
    assert not ziel.exists()
    for schluessel, inhalt in (("k1", "eins"), ("k2", "zwei")):
        assert lager.fetch(schluessel, ziel)
        assert ziel.read_text(encoding="utf-8") == inhalt
    assert not open_lager(projekt, leer=True).fetch("k1", ziel)
    fertig.write_text("von Hand geändert", encoding="utf-8")
    assert not lager.fetch("k1", ziel)
    fertig.unlink()
    assert not lager.fetch("k1", ziel)
