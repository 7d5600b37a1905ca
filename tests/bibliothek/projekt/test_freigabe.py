"""Four eyes, these very bytes: nothing else leaves the house."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from dkbm.fehler import DkbmFehler
from dkbm.projekt import Projekt
from dkbm.projekt.aufzeichnung import FREIGABE, read_freigaben, read_frueher
from dkbm.projekt.freigabe import list_ueberholte, publish_released, release
from dkbm.projekt.protokoll import write_protokoll
from dkbm.projekt.schlusspruefung import check_ausgabe

from .oeffentlich import make_projekt, write_bericht

ZWEI = ("M. Muster, Bildungsbüro", "Datenschutzbeauftragte")


@pytest.fixture
def projekt(tmp_path: Path) -> Projekt:
    """A project with a finished report that passed the gate."""
    projekt = make_projekt(tmp_path / "projekt")
    write_bericht(projekt)
    write_protokoll(projekt, check_ausgabe(projekt), [])
    return projekt


def test_released_files_are_published_and_changed_ones_refused(
    projekt: Projekt, tmp_path: Path
) -> None:
    ziel = tmp_path / "netz"
    with pytest.raises(DkbmFehler, match="nicht freigegeben"):
        publish_released(projekt, ziel)
    assert not ziel.exists()
    # Someone has the workbook open: its lock is neither checked nor signed nor published.
    (projekt.ausgabe / "~$daten.xlsx").write_bytes(b"\x07Muster")
    assert check_ausgabe(projekt).bestanden
    eintrag = release(projekt, *ZWEI)
    assert set(eintrag["dateien"]) == {
        "ausgabe/bericht.html",
        "ausgabe/daten.xlsx",
        "ausgabe/uebergangsquoten_2023.csv",
        "ausgefuehrt/03_schulen.ipynb",
    }
    names = {p.name for p in publish_released(projekt, ziel)}
    assert names == {"bericht.html", "daten.xlsx", "uebergangsquoten_2023.csv"}
    assert (ziel / "bericht.html").read_bytes() == (projekt.ausgabe / "bericht.html").read_bytes()
    seite = projekt.ausgabe / "bericht.html"
    seite.write_text(seite.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    with pytest.raises(DkbmFehler, match=r"bericht\.html wurde nach der Freigabe geändert"):
        publish_released(projekt, ziel)
    with pytest.raises(DkbmFehler, match="nicht mehr die, die geprüft wurde"):
        release(projekt, *ZWEI)
    (projekt.ausgabe / "neu.txt").write_text("neu", encoding="utf-8")
    with pytest.raises(DkbmFehler):
        publish_released(projekt, ziel)
    assert not (ziel / "neu.txt").exists()


@pytest.mark.parametrize("namen", [("A. Eins", "a.  eins "), ("", "B"), ("A", " ")])
def test_one_person_is_not_enough(projekt: Projekt, namen: tuple[str, str]) -> None:
    with pytest.raises(DkbmFehler, match="zwei verschiedene Personen"):
        release(projekt, *namen)
    assert not (projekt.bericht / FREIGABE).exists()


def test_failed_or_missing_gate_stops_the_release(projekt: Projekt) -> None:
    record = projekt.bericht / "pruefung/geheimhaltung.json"
    inhalt = json.loads(record.read_text(encoding="utf-8"))
    record.write_text(json.dumps({**inhalt, "bestanden": False}), encoding="utf-8")
    with pytest.raises(DkbmFehler, match="nicht bestanden"):
        release(projekt, *ZWEI)
    record.unlink()
    with pytest.raises(DkbmFehler, match="noch nicht geprüft"):
        release(projekt, *ZWEI)


def test_release_is_remembered_and_recorded(projekt: Projekt) -> None:
    release(projekt, *ZWEI)
    (eintrag,) = read_freigaben(projekt)
    assert (eintrag["von"], eintrag["gegengezeichnet"]) == ZWEI
    bekannt = read_frueher(projekt)
    assert {k.jahr for k in bekannt if k.merkmal == "uebergang_sonstige"} == {2022}
    # The gate still passes afterwards: what the edition told is what it tells.
    pruefung = check_ausgabe(projekt)
    assert pruefung.bestanden
    seite = write_protokoll(projekt, pruefung, read_freigaben(projekt)).read_text("utf-8")
    for wort in (*ZWEI, "Mindestfallzahl 3", "nur für den internen Dienstgebrauch"):
        assert wort in seite
    assert all(summe in seite for summe in pruefung.dateien.values())
    (projekt.bericht / FREIGABE).write_text("{", encoding="utf-8")
    with pytest.raises(DkbmFehler, match="Liste der Freigaben ist beschädigt"):
        read_freigaben(projekt)


def test_target_lies_outside_of_the_report(projekt: Projekt) -> None:
    release(projekt, *ZWEI)
    with pytest.raises(DkbmFehler, match="im Ordner des Berichts selbst"):
        publish_released(projekt, projekt.bericht / "kopie")


def test_files_of_two_editions_are_not_signed_and_outdated_ones_are_named(
    projekt: Projekt, tmp_path: Path
) -> None:
    ziel = tmp_path / "netz"
    release(projekt, *ZWEI)
    publish_released(projekt, ziel)
    assert list_ueberholte(projekt, ziel) == []
    (projekt.ausgabe / "daten.xlsx").unlink()
    ausgaben = {"bericht.html": {"fassung": "neu"}, "uebergangsquoten_2023.csv": {"fassung": "alt"}}
    nachweis = projekt.ausgefuehrt / "bericht.json"
    nachweis.write_text(json.dumps({"fassung": "neu", "ausgaben": ausgaben}), encoding="utf-8")
    write_protokoll(projekt, check_ausgabe(projekt), [])
    with pytest.raises(DkbmFehler, match=r"verschiedene Fassungen.*uebergangsquoten_2023\.csv"):
        release(projekt, *ZWEI)
    ausgaben["uebergangsquoten_2023.csv"]["fassung"] = "neu"
    nachweis.write_text(json.dumps({"fassung": "neu", "ausgaben": ausgaben}), encoding="utf-8")
    write_protokoll(projekt, check_ausgabe(projekt), [])
    release(projekt, *ZWEI)
    publish_released(projekt, ziel)
    assert list_ueberholte(projekt, ziel) == [ziel / "daten.xlsx"]
