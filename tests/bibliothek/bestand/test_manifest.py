"""The manifest: where every row comes from."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from dkbm.bestand import Quelle, open_bestand
from dkbm.bestand.manifest import read_manifest, write_manifest

QUELLE = Quelle(
    id=3,
    datensatz="vhs",
    tabelle="VHS",
    titel="Belegungen – „Köln“",
    herausgeber="Stadt Konstanz",
    lizenz="CC0",
    stand="",
    abgerufen="2026",
    datei="vhs.csv",
    sha256="0" * 64,
    jahre=(2000, 2025),
    zeilen=52,
    fussnoten='zu "x":\nZeile 2',
)


def test_round_trip_and_same_bytes(tmp_path: Path) -> None:
    quellen = [QUELLE, replace(QUELLE, id=4)]
    write_manifest(tmp_path / "a.json", quellen)
    assert read_manifest(tmp_path / "a.json") == quellen
    write_manifest(tmp_path / "b.json", read_manifest(tmp_path / "a.json"))
    inhalt = (tmp_path / "a.json").read_bytes()
    assert inhalt == (tmp_path / "b.json").read_bytes()
    assert "Köln" in inhalt.decode("utf-8")


def test_embedded_manifest_names_source_licence_and_date() -> None:
    quellen = open_bestand().quellen
    assert list(quellen) == list(range(len(quellen)))
    for quelle in quellen.values():
        assert quelle.titel
        assert quelle.tabelle
        assert quelle.herausgeber
        assert quelle.lizenz in ("dl-de/by-2-0", "CC0")
        assert quelle.abgerufen
        assert quelle.jahre[0] <= quelle.jahre[1]
        assert quelle.zeilen > 0
        assert "©" not in quelle.fussnoten
    tabellen = {q.tabelle: q for q in quellen.values() if q.jahre[1] == 2025}
    assert tabellen["13211-02-05-4"].stand == "26.02.2026"


def test_hashes_are_those_of_the_originals(originale: Path) -> None:
    paths = {p.name: p for p in originale.glob("**/*.csv") if p.parent.name != "neuere_staende"}
    neuere = {p.name: p for p in (originale / "neuere_staende").glob("*.csv")}
    for quelle in open_bestand().quellen.values():
        candidates = [ort[quelle.datei] for ort in (paths, neuere) if quelle.datei in ort]
        hashes = {hashlib.sha256(p.read_bytes()).hexdigest() for p in candidates}
        assert quelle.sha256 in hashes, quelle.datei
