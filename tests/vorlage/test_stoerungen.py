"""What goes wrong in a project: one German message, the right exit code, nothing lost."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from dkbm.projekt import Projekt
from dkbm.vorlage.neu import create_projekt
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

ALT = "<p>der letzte gute Bericht</p>"


@pytest.fixture(scope="module")
def gebacken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return create_projekt("08335", tmp_path_factory.mktemp("neu"))


@pytest.fixture
def projekt(gebacken: Path, tmp_path: Path) -> Path:
    """A project with one small chapter and an older report."""
    ordner = tmp_path / "projekt"
    shutil.copytree(gebacken, ordner, ignore=shutil.ignore_patterns("werkzeug"))
    (ordner / "bericht/gliederung.toml").write_text('teile = ["01_demografie.ipynb"]\n', "utf-8")
    ausgabe = ordner / "bericht/ausgabe"
    ausgabe.mkdir()
    (ausgabe / "bericht.html").write_text(ALT, encoding="utf-8")
    write_notebook(ordner, 'dkbm.tabelle(kommune.kennzahl("betreuungsquote_u3"))')
    return ordner


def write_notebook(ordner: Path, *zellen: str) -> None:
    parameter = new_code_cell('ags: str = ""\nvon_jahr: int = 0\nbis_jahr: int = 0')
    parameter.metadata["tags"] = ["parameters"]
    offen = "import dkbm\nkommune = dkbm.open_kommune(ags, von_jahr=von_jahr, bis_jahr=bis_jahr)"
    cells = [new_markdown_cell("# Probe"), parameter, new_code_cell(offen)]
    cells += [new_markdown_cell("## Rechnung"), *(new_code_cell(zelle) for zelle in zellen)]
    notebook = new_notebook(cells=cells)
    nbformat.write(notebook, ordner / "notebooks/01_demografie.ipynb")


def dkbm(ordner: Path, *args: str) -> subprocess.CompletedProcess[str]:
    befehl = [sys.executable, "-m", "dkbm", "bericht", *args]
    return subprocess.run(befehl, cwd=ordner, capture_output=True, text=True, check=False)


def replace(ordner: Path, datei: str, alt: str, neu: str) -> None:
    path = ordner / datei
    text = path.read_text(encoding="utf-8")
    assert alt in text
    path.write_text(text.replace(alt, neu), encoding="utf-8")


def check_refused(result: subprocess.CompletedProcess[str], code: int, ordner: Path) -> str:
    assert result.returncode == code, result.stderr
    assert "Traceback" not in result.stderr
    assert result.stderr.count("Fehler: ") == 1
    assert (ordner / "bericht/ausgabe/bericht.html").read_text(encoding="utf-8") == ALT
    assert not list((ordner / "bericht").glob(".neu-*"))
    return " ".join(result.stderr.split())


def test_good_run_replaces_the_report(projekt: Path) -> None:
    result = dkbm(projekt)
    assert result.returncode == 0, result.stderr
    assert result.stderr == "Notebook 01_demografie.ipynb wird ausgeführt …\n"
    assert "31,8" in (projekt / "bericht/ausgabe/bericht.html").read_text(encoding="utf-8")
    assert not (projekt / "bericht/fehler").exists()


@pytest.mark.parametrize(
    ("zelle", "erwartet"),
    [
        ("x = = 1", "Die Zelle enthält keinen gültigen Python-Code (SyntaxError"),
        ("kommun.kennzahl('x')", "Ein Name ist nicht definiert (NameError"),
        ("kommune.kennzahl('betreungsquote_u3')", "Am nächsten liegen: betreuungsquote_u3"),
        (
            "kommune.kennzahl('betreuungsquote_u3').wert(2018)",
            "Was tun: Vorhanden sind: 2011, 2016.",
        ),
        ("import os; os._exit(9)", "Der Python-Kern ist abgestürzt"),
    ],
)
def test_failing_cell_is_named_with_its_cause(zelle: str, erwartet: str, projekt: Path) -> None:
    write_notebook(projekt, zelle)
    meldung = check_refused(dkbm(projekt), 1, projekt)
    assert "01_demografie.ipynb" in meldung
    assert erwartet in meldung
    assert meldung.count("Was tun:") == 1
    kopie = projekt / "bericht/fehler/01_demografie.ipynb"
    assert str(kopie) in meldung
    assert kopie.is_file()
    if "os._exit" not in zelle:
        assert "unter „Rechnung“" in meldung


@pytest.mark.parametrize(
    ("args", "erwartet"),
    [
        (("-p", "bis_jar=2016"), "Einen Parameter „bis_jar“ gibt es nicht."),
        (("-p", "bis_jar=2016"), "Gemeint ist wohl „bis_jahr“."),
        (("-p", "bis_jahr=bald"), "muss eine ganze Zahl sein"),
        (("-p", "bis_jahr"), "keine Angabe der Form name=wert"),
        (("-p", "von_jahr=2016", "-p", "bis_jahr=2000"), "von_jahr (2016) liegt nach bis_jahr"),
    ],
)
def test_parameters_are_checked_before_a_kernel_starts(
    args: tuple[str, ...], erwartet: str, projekt: Path
) -> None:
    assert erwartet in check_refused(dkbm(projekt, *args), 2, projekt)


def test_years_without_any_data_are_refused(projekt: Path) -> None:
    meldung = check_refused(dkbm(projekt, "-p", "bis_jahr=1980"), 2, projekt)
    assert "Für bis_jahr = 1980 enthält der Datenbestand nichts" in meldung


@pytest.mark.parametrize(
    ("alt", "neu", "erwartet"),
    [
        ('ags = "08335"', "ags = 08335", "kommune.toml, Zeile 8: ags = 08335"),
        ('ags = "08335"', 'ags = "08"', "kommune.toml, Zeile 8, Schlüssel kommune.ags"),
        ('titel = "', 'titl = "', "Gemeint ist wohl „titel“."),
        ('kontakt = ""', "kontakt = 7", "„bericht.kontakt“ muss Text in Anführungszeichen sein"),
    ],
)
def test_broken_settings_name_line_and_key(
    alt: str, neu: str, erwartet: str, projekt: Path
) -> None:
    replace(projekt, "kommune.toml", alt, neu)
    assert erwartet in check_refused(dkbm(projekt), 2, projekt)


@pytest.mark.parametrize(
    ("inhalt", "erwartet"),
    [
        (
            "jahr;belegungen\n2024;zwölf\n",
            "„zwölf“ ist keine Zahl. Ort: vhs.csv, Zeile 2, Spalte b",
        ),
        ("jahr;belegungen\n2024;1.234\n", "mehrdeutig: Tausenderpunkt oder Dezimalpunkt?"),
        ("Jahr;belegungen\n2024;1\n", "Bitte die Spalte „Jahr“ in „jahr“ umbenennen."),
        ("jahr;belegungen\n24;1\n", "„24“ ist kein Jahr."),
        ("jahr;ags;belegungen\n2024;8335;1\n", "Den Gebietsschlüssel „8335“ gibt es nicht."),
        ("jahr;belegungen\n2024;1;2\n", "Die Zeile hat 3 statt 2 Spalten."),
    ],
)
def test_wrong_own_data_name_the_cell(inhalt: str, erwartet: str, projekt: Path) -> None:
    (projekt / "daten/eigene/vhs.csv").write_text(inhalt, encoding="utf-8")
    assert erwartet in check_refused(dkbm(projekt), 2, projekt)


def test_damaged_notebook_is_refused(projekt: Path) -> None:
    (projekt / "notebooks/01_demografie.ipynb").write_text("{kaputt", encoding="utf-8")
    meldung = check_refused(dkbm(projekt), 2, projekt)
    assert "Das Notebook 01_demografie.ipynb ist beschädigt" in meldung


def test_own_data_win_over_embedded_ones(projekt: Path) -> None:
    (projekt / "daten/eigene/vhs.csv").write_text("jahr;belegungen\n2025;12345\n", "utf-8")
    (projekt / "daten/eigene/musikschule.csv").write_text(
        "jahr;lernende\n2023;7\n2024;9\n", "utf-8"
    )
    write_notebook(
        projekt,
        'dkbm.tabelle(kommune.kennzahl("vhs_belegungen"))',
        'm = dkbm.Kennzahl(id="m", name="Musik", subjekt="die Zahl", stellen=0,\n'
        '    berechne=dkbm.wert(dkbm.Auswahl("musikschule", "lernende")))',
        "dkbm.linie(kommune.kennzahl(m))",
    )
    result = dkbm(projekt)
    assert result.returncode == 0, result.stderr
    text = (projekt / "bericht/ausgabe/bericht.html").read_text(encoding="utf-8")
    assert ">12.345</td>" in text
    assert "daten/eigene/vhs.csv" in text
    assert "Musik im Landkreis Konstanz" in text


@pytest.mark.skipif(os.name == "nt", reason="Signale an Prozessgruppen gibt es nur unter POSIX.")
def test_interrupt_keeps_the_old_report_and_leaves_no_kernel(projekt: Path) -> None:
    marke = projekt / "laeuft"
    write_notebook(projekt, f"open({str(marke)!r}, 'w').close()\nimport time; time.sleep(60)")
    befehl = [sys.executable, "-m", "dkbm", "bericht"]
    prozess = subprocess.Popen(
        befehl, cwd=projekt, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    wait_for(marke.exists)
    os.killpg(prozess.pid, signal.SIGINT)
    _, stderr = prozess.communicate(timeout=180)
    assert prozess.returncode == 130
    assert "Abgebrochen. Der letzte fertige Stand ist unverändert." in stderr
    assert "Traceback" not in stderr
    assert (projekt / "bericht/ausgabe/bericht.html").read_text(encoding="utf-8") == ALT
    assert not list((projekt / "bericht").glob(".neu-*"))
    wait_for(lambda: not kernels_below(projekt))


def wait_for(condition: Callable[[], bool], seconds: float = 180) -> None:
    ende = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < ende, "waited in vain"
        time.sleep(0.1)


def kernels_below(projekt: Path) -> list[str]:
    """Processes whose working directory lies in the project (kernels start in its notebooks)."""
    found = []
    for link in Path("/proc").glob("[0-9]*/cwd"):
        try:
            if link.readlink().is_relative_to(projekt):
                found.append(link.parent.name)
        except OSError:
            continue
    return found


def test_projekt_works_from_a_subfolder(projekt: Path) -> None:
    result = dkbm(projekt / "notebooks")
    assert result.returncode == 0, result.stderr
    assert Projekt(projekt).ausgabe.joinpath("bericht.html").stat().st_size > 10_000
