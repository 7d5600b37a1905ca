"""The desk of a chapter: the Kommune in its context, from settings or from parameters."""

from __future__ import annotations

from pathlib import Path

import pytest
from dkbm.arbeitsplatz import Arbeitsplatz, open_kommune
from dkbm.bestand import open_bestand
from dkbm.darstellung import Abbildung, Hinweis, Kernaussagen, Tabelle
from dkbm.fehler import DkbmFehler
from dkbm.gebiete import load_register
from dkbm.kennzahlen import Kennzahl
from dkbm.kennzahlen.rechnen import Auswahl, wert


@pytest.fixture
def projekt(tmp_path: Path) -> Path:
    """A project of Konstanz with own data and a notebook folder."""
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "daten/eigene").mkdir(parents=True)
    text = '[kommune]\nags = "08335"\n[vergleich]\nkommunen = ["08436", "02000"]\n'
    (tmp_path / "kommune.toml").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("ags", "erwartet"),
    [
        ("08335", ["08335", "08", "DG"]),
        ("03159", ["03159", "03", "DG"]),
        ("02000", ["02000", "DG"]),
        ("11000", ["11000", "DG"]),
        ("04011", ["04011", "04", "DG"]),
    ],
)
def test_context_has_each_gebiet_once(ags: str, erwartet: list[str]) -> None:
    desk = Arbeitsplatz(load_register()[ags], (), open_bestand())
    assert [g.ags for g in desk.gebiete] == erwartet
    ergebnis = desk.kennzahl("bevoelkerung")
    assert list(ergebnis.gebiete) == list(desk.gebiete)
    assert not ergebnis.is_empty


def test_settings_are_found_from_the_notebook(
    projekt: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(projekt / "notebooks")
    desk = open_kommune()
    assert desk.gebiet.name == "Landkreis Konstanz"
    assert [g.ags for g in desk.vergleichskommunen] == ["08436", "02000"]
    assert (desk.von_jahr, desk.bis_jahr) == (1995, 2100)


def test_parameters_go_before_settings(projekt: Path) -> None:
    desk = open_kommune(
        "08436", vergleichskommunen=["08335", "Köln"], von_jahr=2000, bis_jahr=2010, ordner=projekt
    )
    assert desk.gebiet.ags == "08436"
    assert [g.ags for g in desk.vergleichskommunen] == ["08335", "05315"]
    assert desk.kennzahl("geburtenrate").jahre == list(range(2000, 2011))
    # The Kommune itself is no comparison.
    assert [g.ags for g in open_kommune("08436", ordner=projekt).vergleichskommunen] == ["02000"]


def test_comparison_is_computed_only_when_asked(projekt: Path) -> None:
    desk = open_kommune(ordner=projekt)
    assert [g.ags for g in desk.kennzahl("geburtenrate").gebiete] == ["08335", "08", "DG"]
    ergebnis = desk.kennzahl("geburtenrate", vergleich=True)
    assert [g.ags for g in ergebnis.gebiete] == ["08335", "08", "DG", "08436", "02000"]
    assert set(ergebnis.daten["ags"]) == {"08335", "08", "DG", "08436", "02000"}


def test_own_data_and_own_kennzahl(projekt: Path) -> None:
    (projekt / "daten/eigene/musik.csv").write_text("jahr;lernende\n2023;7\n2024;9\n", "utf-8")
    musik = Kennzahl(
        id="musik",
        name="Musik",
        subjekt="die Zahl",
        stellen=0,
        berechne=wert(Auswahl("musik", "lernende")),
    )
    desk = open_kommune(ordner=projekt)
    assert desk.kennzahl(musik).wert() == 9
    aussagen = desk.kernaussagen("geburtenrate", musik, "altersgruppen")
    assert isinstance(aussagen, Kernaussagen)
    assert [k.id for k in aussagen.kennzahlen] == ["geburtenrate", "musik", "altersgruppen"]
    assert isinstance(desk.ueberblick("geburtenrate", musik), Tabelle)
    # Own rows without a key belong to the Kommune that was opened.
    assert open_kommune("02000", ordner=projekt).kennzahl(musik).wert() == 9


def test_overview_without_data_is_a_hinweis(projekt: Path) -> None:
    assert isinstance(open_kommune("02000", ordner=projekt).ueberblick("vhs_belegungen"), Hinweis)


@pytest.mark.parametrize(
    ("angabe", "was"),
    [
        ({"ags": "99999"}, "Den AGS 99999 gibt es nicht."),
        ({"vergleichskommunen": ["08"]}, "Schlüssel eines Landes"),
        ({"bis_jahr": 1980}, "Für bis_jahr = 1980 enthält der Datenbestand nichts"),
        ({"von_jahr": 2050}, "Für von_jahr = 2050 enthält der Datenbestand nichts"),
    ],
)
def test_wrong_parameters_are_explained(angabe: dict[str, object], was: str, projekt: Path) -> None:
    with pytest.raises(DkbmFehler) as info:
        open_kommune(ordner=projekt, **angabe)  # type: ignore[arg-type]
    assert was in info.value.was
    assert info.value.rat


def test_own_data_widen_the_years(projekt: Path) -> None:
    (projekt / "daten/eigene/musik.csv").write_text("jahr;lernende\n1980;7\n", encoding="utf-8")
    assert open_kommune(bis_jahr=1980, ordner=projekt).bis_jahr == 1980


def test_unknown_kennzahl_and_missing_project(projekt: Path, tmp_path: Path) -> None:
    with pytest.raises(DkbmFehler, match="„geburtenquote“ gibt es nicht") as info:
        open_kommune(ordner=projekt).kennzahl("geburtenquote")
    assert "geburtenrate" in info.value.rat
    (projekt / "kommune.toml").unlink()
    with pytest.raises(DkbmFehler, match="Hier liegt kein Projekt"):
        open_kommune(ordner=str(projekt))


def test_vorausberechnung_of_the_projekt(projekt: Path) -> None:
    desk = open_kommune(ordner=projekt)
    bild = desk.vorausberechnung("6_10")
    assert isinstance(bild, Abbildung)
    assert "Altersgruppe 6 bis unter 10 Jahre im Landkreis Konstanz, 2010–2039" in bild.titel
    assert len(bild.daten.zeilen) == 5 + 15
    tabelle = desk.bedarf()
    assert isinstance(tabelle, Tabelle)
    # 12411-0017, Konstanz on 31.12.2024: 7,216 children under 3.
    assert tabelle.daten.zeilen[0][:2] == ("Kinder unter 3 Jahren", "7.216")
    assert tabelle.daten.spalten[1:-1] == ("2024", "2025", "2026", "2029", "2034", "2039")
    assert isinstance(desk.rueckschau(), Tabelle)
    with pytest.raises(DkbmFehler, match="„u6“ gibt es nicht"):
        desk.vorausberechnung("u6")
    # The years of the notebook end the projection, or leave nothing to project.
    kurz = open_kommune(bis_jahr=2030, ordner=projekt).bedarf()
    assert isinstance(kurz, Tabelle)
    assert kurz.daten.spalten[1:-1] == ("2024", "2025", "2026", "2029")
    frueher = open_kommune(bis_jahr=2015, ordner=projekt)
    for leer in (frueher.vorausberechnung("u3"), frueher.bedarf(), frueher.rueckschau()):
        assert isinstance(leer, Hinweis)
        assert "beginnt nach 2024" in leer.text


def test_gaps_are_those_that_the_chapter_asked_for(projekt: Path) -> None:
    desk = open_kommune("02000", ordner=projekt)
    assert desk.luecken().titel == "Nichts fehlt"
    desk.kennzahl("geburtenrate")
    desk.kennzahl("ganztagsquote_u3", kreise=True)
    desk.kennzahl("ganztagsquote_u3")
    text = desk.luecken("vhs_belegungen").text
    assert text.count("Ganztagsquote") == 1
    assert "Geburtenrate" not in text
    assert "Belegungen der Volkshochschule" in text
    assert desk.kennzahl("geburtenrate") is desk.kennzahl("geburtenrate")


def test_years_outside_the_window_are_no_gap(projekt: Path) -> None:
    desk = open_kommune("02000", ordner=projekt, von_jahr=2020)
    assert desk.kennzahl("anteil_mittagsverpflegung").is_empty
    assert desk.luecken().text == (
        "Nur außerhalb der gezeigten Jahre haben Werte: Anteil der betreuten Kinder mit "
        "Mittagsverpflegung (2009–2016)."
    )
