"""A failing notebook: which cell, why, in German, and what to do."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from dkbm.bericht.fehlerbild import KapitelFehler, describe_cell, explain_crash, explain_failure
from dkbm.fehler import DkbmFehler
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from papermill.exceptions import PapermillExecutionError

KOPIE = Path("bericht/fehler/01_demografie.ipynb")


@pytest.fixture
def notebook(tmp_path: Path) -> Path:
    cells = [
        new_code_cell("erste = 1"),
        new_markdown_cell("# Demografie\n\n## Geburten  "),
        new_markdown_cell("Nur Text, #keine Überschrift"),
        new_code_cell("\n\n    rechne()\nmehr()"),
        new_markdown_cell("## Wanderungen"),
        new_code_cell(f"lang = {'x' * 100}"),
    ]
    path = tmp_path / "01_demografie.ipynb"
    nbformat.write(new_notebook(cells=cells), path)
    return path


def fail(source: str, ename: str, evalue: str) -> PapermillExecutionError:
    return PapermillExecutionError(
        cell_index=3, exec_count=1, source=source, ename=ename, evalue=evalue, traceback=[]
    )


@pytest.mark.parametrize(
    ("source", "beschreibung"),
    [
        ("erste = 1", "unter „ohne Überschrift“, beginnt mit: erste = 1"),
        ("\n\n    rechne()\nmehr()", "unter „Geburten“, beginnt mit: rechne()"),
        (f"lang = {'x' * 100}", f"unter „Wanderungen“, beginnt mit: lang = {'x' * 63}"),
    ],
)
def test_cell_is_named_by_the_heading_above_it(
    source: str, beschreibung: str, notebook: Path
) -> None:
    assert describe_cell(notebook, source) == beschreibung


@pytest.mark.parametrize(
    ("ename", "deutsch"),
    [
        ("SyntaxError", "keinen gültigen Python-Code"),
        ("NameError", "Ein Name ist nicht definiert"),
        ("ModuleNotFoundError", "Ein Paket ist nicht installiert"),
        ("FileNotFoundError", "Eine Datei wurde nicht gefunden"),
        ("KeyError", "Eine Spalte oder ein Schlüssel fehlt"),
        ("ZeroDivisionError", "Es wurde durch null geteilt"),
        ("MemoryError", "Der Arbeitsspeicher reicht nicht aus"),
        ("EigenerFehler", "Die Zelle ist fehlgeschlagen"),
    ],
)
def test_causes_are_said_in_german_with_the_original(
    ename: str, deutsch: str, notebook: Path
) -> None:
    fehler = explain_failure(notebook, KOPIE, fail("erste = 1", ename, "kaputt"))
    assert isinstance(fehler, KapitelFehler)
    assert isinstance(fehler, DkbmFehler)
    zeilen = fehler.was.splitlines()
    assert zeilen[0] == "Das Notebook 01_demografie.ipynb ist fehlgeschlagen."
    assert zeilen[1].startswith("Zelle: unter „")
    assert zeilen[2].startswith("Ursache: ")
    assert deutsch in zeilen[2]
    assert f"({ename}: kaputt)." in zeilen[2]
    assert str(KOPIE) in fehler.wo
    assert "unverändert" in fehler.rat


def test_own_messages_are_passed_on_with_place_and_advice_said_once(notebook: Path) -> None:
    eigener = str(DkbmFehler("Da stimmt was nicht.", wo="vhs.csv, Zeile 2", rat="Bitte ändern."))
    fehler = explain_failure(notebook, KOPIE, fail("erste = 1", "DkbmFehler", eigener))
    assert fehler.was.endswith("Ursache: Da stimmt was nicht.")
    assert fehler.wo.startswith("vhs.csv, Zeile 2; das Notebook mit der Fehlerstelle")
    assert fehler.rat.startswith("Bitte ändern. Bitte die Zelle in JupyterLab berichtigen")
    assert str(fehler).count("Was tun: ") == str(fehler).count("Ort: ") == 1


def test_dead_kernel_is_no_programming_error(notebook: Path) -> None:
    fehler = explain_crash(notebook, KOPIE, RuntimeError("Kernel died"))
    assert "Der Python-Kern ist abgestürzt oder antwortet nicht (RuntimeError)" in fehler.was
    assert "Arbeitsspeicher" in fehler.rat
    assert str(KOPIE) in fehler.wo
    assert "Kernel died" not in str(fehler)
