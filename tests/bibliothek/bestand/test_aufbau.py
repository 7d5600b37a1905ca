"""Building the store from official files."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest
from dkbm.bestand import open_bestand
from dkbm.bestand.aufbau import Original, build_bestand
from dkbm.bestand.manifest import read_manifest
from dkbm.fehler import DkbmFehler
from dkbm.quellen.breittabelle import Aufbau

KREUZ = """GENESIS-Tabelle: 12612-01-01-4
Geburten;;;;;
Lebendgeborene (Anzahl);;;;;
;;;Insgesamt;männlich;weiblich
{zeilen}
__________
"zu ""allem"": Fußnote"
"© Statistische Ämter"
Stand: {stand} / 12:00:00
"""


def write(path: Path, *zeilen: str, stand: str = "10.10.2017") -> Original:
    path.write_text(KREUZ.format(zeilen="\n".join(zeilen), stand=stand), encoding="utf-8")
    return Original(path, "Ämter", "dl-de/by-2-0", "10/2017")


def load_script(wurzel: Path) -> ModuleType:
    path = wurzel / "shared_lib/scripts/build_bestand.py"
    spec = importlib.util.spec_from_file_location("build_bestand", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_embedded_store_comes_from_the_originals_byte_by_byte(
    wurzel: Path, originale: Path, tmp_path: Path
) -> None:
    build_bestand(load_script(wurzel).list_originale(originale), tmp_path)
    embedded = open_bestand().ordner
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(p.name for p in embedded.iterdir())
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (embedded / path.name).read_bytes(), path.name


def test_later_files_win_cell_by_cell(tmp_path: Path) -> None:
    alt = write(tmp_path / "alt.csv", "2014;08335;K;9;5;4", "2015;08335;K;10;5;5")
    neu = write(tmp_path / "neu.csv", "2015;08335;K;12;6;6", "2016;08335;K;.;.;7", stand="1.1.2026")
    quellen = build_bestand([alt, neu], tmp_path / "ziel")
    frame = pd.read_parquet(tmp_path / "ziel/geburten.parquet")
    gesamt = frame[frame["geschlecht"] == "insgesamt"].set_index("jahr")
    assert gesamt["wert"].fillna(-1).to_dict() == {2014: 9, 2015: 12, 2016: -1}
    assert gesamt["zeichen"].to_dict() == {2014: "", 2015: "", 2016: "."}
    assert gesamt["quelle"].to_dict() == {2014: 0, 2015: 1, 2016: 1}
    assert read_manifest(tmp_path / "ziel/manifest.json") == quellen
    assert [q.jahre for q in quellen] == [(2014, 2015), (2015, 2016)]
    assert quellen[0].stand == "10.10.2017"
    assert quellen[0].fussnoten.endswith(": Fußnote")
    assert quellen[0].zeilen == 6


def test_years_in_which_a_gebiet_did_not_exist_are_left_out(tmp_path: Path) -> None:
    zeilen = ["2015;03159;Göttingen;-;-;-", "2016;03159;Göttingen;8;-;8", "2016;03152;alt;-;-;-"]
    build_bestand([write(tmp_path / "a.csv", *zeilen)], tmp_path / "ziel")
    rows = pd.read_parquet(tmp_path / "ziel/geburten.parquet").to_dict("records")
    assert {(r["ags"], r["jahr"]) for r in rows} == {("03159", 2016)}
    # Beside a number "-" is a true nothing.
    assert [(r["wert"], r["zeichen"]) for r in rows if r["geschlecht"] == "maennlich"] == [(0, "-")]


def test_wide_files_bring_their_own_title(tmp_path: Path) -> None:
    path = tmp_path / "vhs.csv"
    path.write_text("jahr;teilnehmer;online\n2020;5;\n", encoding="utf-8")
    original = Original(path, "VHS", "CC0", "2026", "T", "Titel", Aufbau("vhs", fester_ags="08335"))
    (quelle,) = build_bestand([original], tmp_path / "ziel")
    assert (quelle.tabelle, quelle.titel, quelle.datensatz) == ("T", "Titel", "vhs")


def test_a_broken_original_stops_the_build(tmp_path: Path) -> None:
    original = write(tmp_path / "a.csv", "2015;08335;K;9;5;4a")
    with pytest.raises(DkbmFehler, match=r"a\.csv, Zeile 5, Spalte 6"):
        build_bestand([original], tmp_path / "ziel")
    assert not (tmp_path / "ziel").exists()
