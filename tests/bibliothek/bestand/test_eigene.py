"""Own data of a Kommune."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from dkbm.bestand import Bestand, open_bestand
from dkbm.bestand.eigene import ERSTE_EIGENE
from dkbm.fehler import DkbmFehler


def open_with(projekt: Path, ags: str = "08335", **dateien: str) -> Bestand:
    ordner = projekt / "daten" / "eigene"
    ordner.mkdir(parents=True)
    for name, inhalt in dateien.items():
        (ordner / f"{name}.csv").write_text(inhalt, encoding="utf-8")
    return open_bestand(projekt, ags)


def test_without_own_files_the_store_is_the_embedded_one(tmp_path: Path) -> None:
    assert open_bestand(tmp_path, "08335").eigene == {}
    assert open_bestand().quellen == open_bestand(tmp_path, "08335").quellen


def test_plain_file_without_ags(tmp_path: Path) -> None:
    inhalt = "jahr;belegungen;belegungen_online\n2030;1.234,5;-\n"
    bestand = open_with(tmp_path, "01001", vhs=inhalt)
    rows = bestand.load("vhs", ["01001"]).to_dict("records")
    assert [(r["jahr"], r["merkmal"], r["zeichen"]) for r in rows] == [
        (2030, "belegungen", ""),
        (2030, "belegungen_online", "-"),
    ]
    assert rows[0]["wert"] == 1234.5
    quelle = bestand.quellen[ERSTE_EIGENE]
    assert rows[0]["quelle"] == quelle.id == ERSTE_EIGENE
    assert quelle.tabelle == "daten/eigene/vhs.csv"
    assert quelle.sha256 == hashlib.sha256(inhalt.encode()).hexdigest()
    assert (quelle.jahre, quelle.zeilen) == ((2030, 2030), 2)


def test_commas_may_separate(tmp_path: Path) -> None:
    bestand = open_with(tmp_path, vhs="ags,jahr,belegungen\n08336,2030,5.5\n")
    assert bestand.load("vhs", ["08336"])["wert"].tolist() == [5.5]


def test_breakdowns_are_found_whatever_their_order(tmp_path: Path) -> None:
    inhalt = "kinder;alter;ags;betreuungsart;jahr\n7;00-02;08335;insgesamt;2017\n"
    bestand = open_with(tmp_path, kinder_betreut=inhalt)
    frame = bestand.load("kinder_betreut", ["08335"])
    (row,) = frame[frame["jahr"] == 2017].to_dict("records")
    assert (row["alter"], row["betreuungsart"], row["wert"]) == ("00-02", "insgesamt", 7)
    assert len(frame) == len(open_bestand().load("kinder_betreut", ["08335"])) + 1


def test_several_files_are_numbered_by_name(tmp_path: Path) -> None:
    bestand = open_with(tmp_path, vhs="jahr;a\n2030;1\n", sport="jahr;b\n2020;2\n2021;3\n")
    assert bestand.quellen[ERSTE_EIGENE].datensatz == "sport"
    assert bestand.quellen[ERSTE_EIGENE + 1].datensatz == "vhs"
    assert bestand.quellen[ERSTE_EIGENE].jahre == (2020, 2021)
    assert list(bestand.load("sport")["wert"]) == [2, 3]


@pytest.mark.parametrize(
    ("name", "inhalt", "teile"),
    [
        (
            "kinder_betreut",
            "jahr;alter;kinder\n2017;00-02;5\n",
            ["kinder_betreut.csv", "„betreuungsart“", "Zeile 1", "jahr, betreuungsart, alter"],
        ),
        ("vhs", "belegungen\n5\n", ["vhs.csv", "„jahr“"]),
        (
            "vhs",
            "ags;jahr;belegungen\n8335;2030;5\n",
            ["Den Gebietsschlüssel „8335“ gibt es nicht", "vhs.csv, Zeile 2", "führende Null"],
        ),
        ("vhs", "ags;jahr;belegungen\n16056;2030;5\n", ["„16056“ gibt es nicht"]),
        ("vhs", "jahr;belegungen\n2030;viele\n", ["„viele“", "vhs.csv, Zeile 2", "belegungen"]),
        ("vhs", "", ["vhs.csv ist leer"]),
        ("vhs", "jahr;belegungen\n", ["nur die Spaltenköpfe", "vhs.csv, Zeile 1"]),
        ("vhs", "AGS,jahr,belegungen\n08336,2030,5\n", ["„AGS“ statt „ags“", "vhs.csv, Zeile 1"]),
        ("vhs", "jahr;belegungen\n2030;1\n2030;2\n", ["steht zweimal", "Zeile 2", "Zeile 3"]),
        ("vhs", "jahr;belegungen\n2030/31;1\n", ["„2030/31“ ist kein Jahr", "Zeile 2"]),
        ("vhs", "jahr;belegunge\n2030;1\n", ["„belegunge“", "„belegungen“", "Zeile 1"]),
        (
            "kinder_betreut",
            "jahr;alter;betreuungsart;kinder\n2017;00-02;insgesamt;5\n2018;0-2;insgesamt;5\n",
            ["„0-2“ kennt der Datensatz kinder_betreut nicht", "Zeile 3, Spalte alter", "00-02"],
        ),
        ("vhs", "Vorname;jahr;belegungen\nA;2030;1\n", ["einzelnen Personen", "„Vorname“"]),
    ],
)
def test_errors_name_file_and_place(
    tmp_path: Path, name: str, inhalt: str, teile: list[str]
) -> None:
    with pytest.raises(DkbmFehler) as info:
        open_with(tmp_path, **{name: inhalt})
    assert all(teil in str(info.value) for teil in teile)
    assert "herunterladen" not in str(info.value)  # nobody can download a hand-made file


@pytest.mark.parametrize(
    ("name", "inhalt", "was", "rat"),
    [
        ("Vhs", "jahr;belegungen\n2030;1\n", "heißt fast wie der Datensatz vhs", "„vhs.csv“"),
        ("Ausbildungsmarkt", "jahr;a\n2030;1\n", "heißt fast wie", "„ausbildungsmarkt.csv“"),
        ("sport", "jahr;mitglieder;;hallen\n2023;100;77;5\n", "Spalte 3 hat keinen Namen", ""),
        (
            "abgaenge",
            "jahr;geschlecht;abschluss;abgaenge\n2030;insgesamt | x;insgesamt;5\n",
            "enthält das Zeichen „|“",
            "ohne dieses Zeichen",
        ),
    ],
)
def test_what_nobody_would_find_is_refused(
    tmp_path: Path, name: str, inhalt: str, was: str, rat: str
) -> None:
    with pytest.raises(DkbmFehler) as info:
        open_with(tmp_path, **{name: inhalt})
    assert was in info.value.was
    assert rat in info.value.rat


def test_an_empty_column_may_stand_between(tmp_path: Path) -> None:
    bestand = open_with(tmp_path, sport="jahr;mitglieder;;hallen\n2023;100;;5\n")
    assert set(bestand.load("sport")["merkmal"]) == {"mitglieder", "hallen"}
