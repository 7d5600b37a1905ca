"""The mode of a run: what its store shows, where its files go, what it remembers."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from dkbm.arbeitsplatz import open_kommune
from dkbm.bestand import Bestand, open_bestand
from dkbm.fehler import DkbmFehler
from dkbm.projekt import Projekt
from dkbm.projekt.schutz import fingerprint, protect_bestand, set_modus

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


def hidden_in(bestand: Bestand) -> int:
    return int((bestand.load("uebergaenge", ["08335"])["zeichen"] == ".").sum())


def test_a_stored_decision_holds_whole_or_is_taken_again(tmp_path: Path) -> None:
    projekt = make_projekt(tmp_path)
    bestand = open_bestand(tmp_path, "08335")
    offen = hidden_in(bestand)
    gesperrt = hidden_in(protect_bestand(projekt, bestand))
    assert gesperrt == offen + 4
    (ordner,) = projekt.geheim.iterdir()
    decke = ordner / "uebergaenge.parquet"
    ganz = decke.read_bytes()
    # A sync client took one file away, or stopped halfway.
    for rest in (b"", ganz[:100], None):
        decke.unlink() if rest is None else decke.write_bytes(rest)
        assert hidden_in(protect_bestand(projekt, bestand)) == gesperrt
        assert decke.read_bytes() == ganz
    (ordner / "entscheidung.json").write_text("[]", encoding="utf-8")
    assert hidden_in(protect_bestand(projekt, bestand)) == gesperrt
    assert [p.name for p in projekt.geheim.iterdir()] == [ordner.name]


def test_newest_decisions_are_kept_whatever_the_clock_says(tmp_path: Path) -> None:
    projekt = make_projekt(tmp_path)
    bestand = open_bestand(tmp_path, "08335")
    for nummer in range(6):
        (projekt.geheim / f"alt{nummer}").mkdir(parents=True)
        os.utime(projekt.geheim / f"alt{nummer}", (4e9 + nummer, 4e9 + nummer))
    offen = hidden_in(bestand)
    assert hidden_in(protect_bestand(projekt, bestand)) == offen + 4
    namen = {p.name for p in projekt.geheim.iterdir()}
    assert namen == {"alt3", "alt4", "alt5", fingerprint(projekt, bestand)[:16]}


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
