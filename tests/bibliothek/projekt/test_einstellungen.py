"""kommune.toml: whatever is wrong in it, the message names line, key and remedy in German."""

from __future__ import annotations

from pathlib import Path

import pytest
from dkbm.fehler import DkbmFehler
from dkbm.projekt.einstellungen import load_einstellungen

GUT = '[kommune]\nags = "08335"\n'


def write(ordner: Path, inhalt: str | bytes) -> Path:
    path = ordner / "kommune.toml"
    path.write_bytes(inhalt if isinstance(inhalt, bytes) else inhalt.encode())
    return path


def refuse(ordner: Path, inhalt: str | bytes) -> DkbmFehler:
    with pytest.raises(DkbmFehler) as info:
        load_einstellungen(write(ordner, inhalt))
    return info.value


def test_one_line_is_enough(tmp_path: Path) -> None:
    einstellungen = load_einstellungen(write(tmp_path, GUT))
    assert einstellungen.gebiet.ags == "08335"
    assert einstellungen.name == "Landkreis Konstanz"
    assert einstellungen.bericht.titel == "Bildungsbericht"
    assert einstellungen.vergleich.kommunen == []
    assert einstellungen.parameter == {}


def test_everything_is_read_as_written(tmp_path: Path) -> None:
    boese = "<script>alert(1)</script> {{ 7*7 }} \u202e🎓"
    text = (
        f"{GUT}name = 'Kreis am See'\n[vergleich]\nkommunen = ['08436', '02000']\n"
        f"[bericht]\ntitel = '{boese}'\nkontakt = ''\n"
        "[parameter]\nvon_jahr = 2005\n[parameter.schulen]\nvon_jahr = 2010\n"
    )
    einstellungen = load_einstellungen(write(tmp_path, text))
    assert einstellungen.name == "Kreis am See"
    assert einstellungen.gebiet.name == "Landkreis Konstanz"
    assert einstellungen.vergleich.kommunen == ["08436", "02000"]
    assert einstellungen.bericht.titel == boese
    assert einstellungen.parameter == {"von_jahr": 2005, "schulen": {"von_jahr": 2010}}


@pytest.mark.parametrize("inhalt", [f"\ufeff{GUT}", GUT.replace("\n", "\r\n")])
def test_files_from_windows_are_read(inhalt: str, tmp_path: Path) -> None:
    assert load_einstellungen(write(tmp_path, inhalt)).gebiet.ags == "08335"


@pytest.mark.parametrize("kodierung", ["cp1252", "utf-16"])
def test_other_encodings_are_refused(kodierung: str, tmp_path: Path) -> None:
    fehler = refuse(tmp_path, f"{GUT}name = 'Köln'\n".encode(kodierung))
    assert fehler.was == "kommune.toml ist nicht in UTF-8 gespeichert."
    assert "UTF-8 speichern" in fehler.rat


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(DkbmFehler, match="lässt sich nicht lesen") as info:
        load_einstellungen(tmp_path / "kommune.toml")
    assert str(tmp_path) in info.value.wo


@pytest.mark.parametrize(
    ("inhalt", "zeile"),
    [
        ("[kommune]\nags = 08335\n", "Zeile 2: ags = 08335"),
        ("[kommune\nags = '08335'\n", "Zeile 1: [kommune"),
        (f'{GUT}name = "x\n', 'Zeile 3: name = "x'),
        (f"{GUT}name = \n", "Zeile 3: name ="),
        (f"{GUT}name = Konstanz\n[bericht]\n", "Zeile 3: name = Konstanz"),
        (f"{GUT}\n\nags = '08336'\n", "Zeile 5: ags = '08336'"),
        (f"{GUT}[kommune]\n", "Zeile 3: [kommune]"),
        (f"{GUT}[vergleich]\nkommunen = [", "Zeile 4: kommunen = ["),
    ],
)
def test_syntax_error_names_the_line(inhalt: str, zeile: str, tmp_path: Path) -> None:
    fehler = refuse(tmp_path, inhalt)
    assert fehler.was == "kommune.toml ist kein gültiges TOML."
    assert fehler.wo == f"kommune.toml, {zeile}"
    assert "Anführungszeichen" in fehler.rat


@pytest.mark.parametrize(
    ("inhalt", "zeile", "schluessel", "gemeint"),
    [
        (f"{GUT}agss = 1\n", 3, "kommune.agss", "ags"),
        (f"{GUT}[bericht]\n\n  titl = 'x'\n", 5, "bericht.titl", "titel"),
        (f"{GUT}[bericht]\n\"Kontackt\" = 'x'\n", 4, "bericht.Kontackt", "kontakt"),
        (f"{GUT}[vergleiche]\n", 3, "vergleiche", "vergleich"),
        (f"{GUT}[ berichte ]\ntitel = 'x'\n", 3, "berichte", "bericht"),
    ],
)
def test_unknown_key_names_its_line_and_the_nearest(
    inhalt: str, zeile: int, schluessel: str, gemeint: str, tmp_path: Path
) -> None:
    fehler = refuse(tmp_path, inhalt)
    assert fehler.was == f"Die Angabe „{schluessel}“ ist unbekannt."
    assert fehler.wo == f"kommune.toml, Zeile {zeile}, Schlüssel {schluessel}"
    assert fehler.rat == f"Gemeint ist wohl „{gemeint}“."


def test_same_key_in_another_section_is_not_blamed(tmp_path: Path) -> None:
    text = f"{GUT}name = 'x'\n[bericht]\ntitel = 'x'\nname = 'y'\n"
    assert "Zeile 6, Schlüssel bericht.name" in refuse(tmp_path, text).wo


@pytest.mark.parametrize(
    ("inhalt", "was", "wo"),
    [
        ("", "„kommune“ fehlt", "kommune.toml, Schlüssel kommune"),
        ("[kommune]\nname = 'x'\n", "„kommune.ags“ fehlt", "Zeile 1"),
        ("kommune = 5\n", "„kommune“ muss ein Abschnitt sein", "Zeile 1"),
        ("[kommune]\nags = 8335\n", "muss Text in Anführungszeichen sein", "Zeile 2"),
        (f"{GUT}[bericht]\ntitel = ''\n", "„bericht.titel“ darf nicht leer sein", "Zeile 4"),
        (f"{GUT}[bericht]\ntitel = '{'x' * 201}'\n", "„bericht.titel“ ist zu lang", "Zeile 4"),
        (f"{GUT}[bericht]\ndatum = 2026-01-01\n", "muss Text in Anführungszeichen", "Zeile 4"),
        (f"{GUT}[vergleich]\nkommunen = '08436'\n", "muss eine Liste sein", "Zeile 4"),
        (f"parameter = 1\n{GUT}", "„parameter“ muss ein Abschnitt sein", "Zeile 1"),
    ],
)
def test_wrong_type_names_line_and_what_is_needed(
    inhalt: str, was: str, wo: str, tmp_path: Path
) -> None:
    fehler = refuse(tmp_path, inhalt)
    assert was in fehler.was
    assert wo in fehler.wo
    assert fehler.rat


@pytest.mark.parametrize(
    ("ags", "was"),
    [
        ("08", "08 ist der Schlüssel eines Landes (Baden-Württemberg), nicht einer Kommune."),
        ("8335", "Bitte den fünfstelligen Schlüssel angeben: 08335."),
        ("Konstanz", "Bitte den fünfstelligen Schlüssel angeben: 08335."),
        ("02", "Bitte den fünfstelligen Schlüssel angeben: 02000."),
        ("DG", "Eine Kommune „DG“ gibt es nicht."),
        ("03152", "gibt es seit 2016 nicht mehr. Bitte den heutigen Kreis angeben: 03159"),
        ("99999", "Den AGS 99999 gibt es nicht."),
        ("", "Es fehlt die Kommune."),
    ],
)
@pytest.mark.parametrize("ort", ["kommune.ags", "vergleich.kommunen"])
def test_wrong_ags_is_explained_wherever_it_stands(
    ags: str, was: str, ort: str, tmp_path: Path
) -> None:
    text = f"[kommune]\nags = '{ags}'\n"
    if ort == "vergleich.kommunen":
        text = f"{GUT}[vergleich]\nkommunen = [\n  '08436',\n  '{ags}',\n]\n"
    fehler = refuse(tmp_path, text)
    assert was in fehler.was
    assert f"„{ort}“" in fehler.was
    assert f"Zeile {2 if ort == 'kommune.ags' else 4}, Schlüssel {ort}" in fehler.wo
