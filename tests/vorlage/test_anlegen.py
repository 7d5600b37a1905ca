"""Both ways to a project give the same one; wrong answers leave nothing behind."""

from __future__ import annotations

import filecmp
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from dkbm.fehler import DkbmFehler
from dkbm.projekt import Projekt
from dkbm.vorlage.neu import create_projekt

BOESE = (
    """Köln / "Mülheim" 'x' \\ {{ 7*7 }} <script>alert(1)</script> =cmd|' /C calc'!A0 \u202e🎓"""
)


def run_cookiecutter(
    vorlage: Path, ziel: Path, *antworten: str, eingabe: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run plain cookiecutter where dkbm is not importable, as a stranger's machine would."""
    code = "import sys; sys.modules['dkbm'] = None; del sys.modules['dkbm']\n"
    code += "sys.path[:] = [p for p in sys.path if 'shared_lib' not in p]\n"
    code += "from cookiecutter.__main__ import main; main()"
    fragen = [] if eingabe else ["--no-input"]
    befehl = [sys.executable, "-c", code, str(vorlage), *fragen, "-o", str(ziel), *antworten]
    umgebung = {**os.environ, "HOME": str(ziel), "USERPROFILE": str(ziel)}
    return subprocess.run(
        befehl, capture_output=True, text=True, env=umgebung, check=False, input=eingabe
    )


def list_tree(ordner: Path) -> list[str]:
    return sorted(p.relative_to(ordner).as_posix() for p in ordner.rglob("*") if p.is_file())


@pytest.fixture(scope="module")
def konstanz(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return create_projekt("08335", tmp_path_factory.mktemp("neu"))


def test_cookiecutter_gives_the_same_bytes(wurzel: Path, konstanz: Path, tmp_path: Path) -> None:
    ziel = tmp_path / "ziel"
    ziel.mkdir()
    result = run_cookiecutter(wurzel, ziel)
    assert result.returncode == 0, result.stderr
    anderes = ziel / "landkreis-konstanz"
    assert list_tree(konstanz) == list_tree(anderes)
    same, different, odd = filecmp.cmpfiles(konstanz, anderes, list_tree(konstanz), shallow=False)
    assert (different, odd) == ([], [])
    assert len(same) > 15


def test_snapshot_of_the_project(konstanz: Path) -> None:
    assert list_tree(konstanz) == [
        ".gitignore",
        "README.md",
        "bericht/gestaltung/README.md",
        "bericht/gliederung.toml",
        "bericht/texte/impressum.md",
        "bericht/texte/vorwort.md",
        "conftest.py",
        "daten/eigene/README.md",
        "daten/roh/README.md",
        "kommune.toml",
        "notebooks/01_demografie.ipynb",
        "notebooks/02_fruehkindliche_bildung.ipynb",
        "notebooks/03_schulen.ipynb",
        "notebooks/04_berufliche_bildung.ipynb",
        "notebooks/05_weiterbildung.ipynb",
        "pyproject.toml",
        "tests/test_projekt.py",
        "werkzeug/constraints.txt",
        "werkzeug/dkbm-0.1.0-py3-none-any.whl",
    ]


def test_notebooks_are_copied_byte_for_byte(wurzel: Path, konstanz: Path) -> None:
    vorlage = wurzel / "{{cookiecutter.kommune}}" / "notebooks"
    for notebook in sorted(vorlage.glob("*.ipynb")):
        assert (konstanz / "notebooks" / notebook.name).read_bytes() == notebook.read_bytes()


def test_the_ags_fills_the_settings(konstanz: Path) -> None:
    einstellungen = Projekt(konstanz).einstellungen
    assert einstellungen.name == "Landkreis Konstanz"
    assert einstellungen.vergleich.kommunen == ["08436", "14625", "08415", "14522", "05166"]
    text = (konstanz / "kommune.toml").read_text(encoding="utf-8")
    assert "des Landkreises Konstanz · dem Landkreis Konstanz · im Landkreis Konstanz" in text
    assert "Baden-Württemberg" in text


@pytest.mark.parametrize(
    ("suche", "ordner"),
    [
        ("Köln", "koeln"),
        ("09162", "muenchen"),
        ("Landkreis München", "landkreis-muenchen"),
        ("Region Hannover", "region-hannover"),
        ("02", "hamburg"),
        ("Oldenburg (Oldb)", "oldenburg-oldb"),
        ("Neustadt a.d. Aisch-Bad Windsheim", "landkreis-neustadt-a-d-aisch-bad-windsheim"),
    ],
)
def test_names_become_folders(suche: str, ordner: str, tmp_path: Path) -> None:
    projekt = create_projekt(suche, tmp_path)
    assert projekt.name == ordner
    assert Projekt(projekt).einstellungen.gebiet.slug == ordner


def test_hostile_answers_stay_text(tmp_path: Path) -> None:
    projekt = create_projekt("05315", tmp_path, titel=BOESE, kontakt=BOESE)
    bericht = Projekt(projekt).einstellungen.bericht
    assert bericht.titel == bericht.kontakt == BOESE
    assert tomllib.loads((projekt / "pyproject.toml").read_text(encoding="utf-8"))


def test_plain_cookiecutter_keeps_hostile_answers_as_text(wurzel: Path, tmp_path: Path) -> None:
    titel = BOESE.replace("{{ 7*7 }}", "")
    result = run_cookiecutter(wurzel, tmp_path, "gebiet=05315", f"titel={titel}")
    assert result.returncode == 0, result.stderr
    assert Projekt(tmp_path / "koeln").einstellungen.bericht.titel == " ".join(titel.split())


@pytest.mark.parametrize(
    ("antworten", "meldung"),
    [
        (("gebiet=99999",), "Den AGS 99999 gibt es nicht."),
        (("gebiet=05",), "Schlüssel eines Landes (Nordrhein-Westfalen)"),
        (("gebiet=Konstans",), "08335 Landkreis Konstanz"),
        (("gebiet=München",), "09184 Landkreis München"),
        (("kommune=../raus",), "eignet sich nicht als Ordnername"),
        (("vergleichskommunen=08436, 12345",), "Den AGS 12345 gibt es nicht."),
        (("titel= ",), "Der Titel fehlt."),
    ],
)
def test_wrong_answers_end_in_german_with_nothing_made(
    antworten: tuple[str, ...], meldung: str, wurzel: Path, tmp_path: Path
) -> None:
    ziel = tmp_path / "ziel"
    ziel.mkdir()
    before = set(ziel.iterdir())
    result = run_cookiecutter(wurzel, ziel, *antworten)
    assert result.returncode == 2
    assert meldung in result.stderr
    assert "Traceback" not in result.stderr
    made = {p.name for p in set(ziel.iterdir()) - before}
    assert made <= {".cookiecutter_replay", ".cookiecutters", ".cache", ".config"}


def test_plain_cookiecutter_explains_a_wrong_answer_before_the_next_question(
    wurzel: Path, tmp_path: Path
) -> None:
    result = run_cookiecutter(wurzel, tmp_path, eingabe="08999\n")
    assert result.returncode == 2
    assert "[1/5]" in result.stdout
    assert "[2/5]" not in result.stdout
    assert "Den AGS 08999 gibt es nicht." in result.stderr


def test_existing_folder_stays_as_it_is(tmp_path: Path) -> None:
    ordner = tmp_path / "landkreis-konstanz"
    ordner.mkdir()
    (ordner / "arbeit.txt").write_text("bleibt", encoding="utf-8")
    with pytest.raises(DkbmFehler, match="gibt es schon; er bleibt unverändert"):
        create_projekt("08335", tmp_path)
    assert list_tree(tmp_path) == ["landkreis-konstanz/arbeit.txt"]


def test_unwritable_target_is_explained(tmp_path: Path) -> None:
    # A file in the way cannot be written into, whoever runs the test.
    (tmp_path / "datei").write_text("", encoding="utf-8")
    with pytest.raises(DkbmFehler, match="lässt sich nicht schreiben"):
        create_projekt("08335", tmp_path / "datei")


def test_failure_in_the_middle_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("dkbm.vorlage.neu.cookiecutter", fail)
    with pytest.raises(DkbmFehler):
        create_projekt("08335", tmp_path)
    assert list(tmp_path.iterdir()) == []
