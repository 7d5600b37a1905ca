"""The mode of a run: what its store shows, where its files go, what it remembers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from dkbm.arbeitsplatz import open_kommune
from dkbm.bestand import open_bestand
from dkbm.fehler import DkbmFehler
from dkbm.geheimhaltung.verdeckung import list_known
from dkbm.projekt import Projekt
from dkbm.projekt.schutz import (
    dump_schluessel,
    fingerprint,
    protect_bestand,
    read_frueher,
    set_modus,
    verdecke,
)

from .oeffentlich import TEXT, as_intern, make_projekt


def test_every_reader_of_a_public_run_sees_the_same_cover(tmp_path: Path) -> None:
    projekt = make_projekt(tmp_path)
    bestand = open_bestand(tmp_path, "08335")
    for offen in (bestand, protect_bestand(as_intern(projekt), bestand)):
        rows = offen.load("uebergaenge", ["08335"]).set_index(["merkmal", "jahr"])
        assert rows.loc[("uebergang_sonstige", 2023), "wert"] == 1
    assert not projekt.geheim.exists()
    gezeigt = open_kommune(ordner=tmp_path).bestand.load("uebergaenge", ["08335"])
    rows = gezeigt.set_index(["merkmal", "jahr"])
    hidden = {key for key, zeichen in rows["zeichen"].items() if zeichen == "."}
    assert hidden == {
        (f"uebergang_{art}", jahr) for art in ("hauptschule", "sonstige") for jahr in (2021, 2023)
    }
    assert rows.loc[list(hidden), "wert"].isna().all()
    (ordner,) = projekt.geheim.iterdir()
    assert {p.name for p in ordner.iterdir()} == {"entscheidung.json", "uebergaenge.parquet"}
    # Official tables are public already: they stay as they are, and nothing is kept for them.
    assert gezeigt.shape == bestand.load("uebergaenge", ["08335"]).shape


def test_mode_decides_where_files_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DKBM_MODUS", raising=False)
    projekt = make_projekt(tmp_path)
    assert projekt.modus == "oeffentlich"
    assert projekt.ausgabe == tmp_path / "bericht/ausgabe"
    intern = as_intern(projekt)
    assert intern.ausgabe == tmp_path / "bericht/intern"
    assert intern.ausgefuehrt == tmp_path / "bericht/intern/ausgefuehrt"
    with set_modus("intern"):
        assert Projekt(tmp_path).modus == "intern"
    assert Projekt(tmp_path).modus == "oeffentlich"
    (tmp_path / "kommune.toml").write_text(f'{TEXT}[geheimhaltung]\nmodus = "intern"\n', "utf-8")
    assert Projekt(tmp_path).modus == "intern"
    with pytest.raises(DkbmFehler, match="intern"):
        _ = replace(projekt, modus_wahl="inter").modus


@pytest.mark.parametrize(
    ("zeile", "erwartet"),
    [
        ('modus = "offen"', "keinen der möglichen Werte"),
        ('profil = "standard"', "kommune_standard"),
        ("schwelle = 2", "3 bis 100"),
        ('[geheimhaltung.tabellen]\nuebergaenge = "rundung4"', "keinen der möglichen Werte"),
    ],
)
def test_wrong_settings_are_named(tmp_path: Path, zeile: str, erwartet: str) -> None:
    projekt = make_projekt(tmp_path, f"[geheimhaltung]\n{zeile}\n")
    with pytest.raises(DkbmFehler) as info:
        _ = projekt.einstellungen
    assert erwartet in str(info.value)
    assert "Zeile" in info.value.wo


def test_what_an_edition_told_stays_known(tmp_path: Path) -> None:
    projekt = make_projekt(tmp_path)
    bestand = open_bestand(tmp_path, "08335")
    vorher = fingerprint(projekt, bestand)
    erste = verdecke(projekt, bestand)
    projekt.geheim.mkdir()
    gezeigt = list_known(erste)
    path = projekt.geheim / "ausgabe-0001.json"
    path.write_text(dump_schluessel(gezeigt), encoding="utf-8")
    assert read_frueher(projekt) == gezeigt
    assert fingerprint(projekt, bestand) != vorher
    # What was shown cannot be hidden any more; the next decision leaves it alone.
    assert set(verdecke(projekt, bestand).entscheidung.gesperrt) == set(erste.entscheidung.gesperrt)
    path.write_text("[[", encoding="utf-8")
    with pytest.raises(DkbmFehler, match="früheren Ausgabe ist beschädigt"):
        read_frueher(projekt)
