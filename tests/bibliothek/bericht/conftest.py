"""A small real project with two chapters of the test's own."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from dkbm.projekt import Projekt
from dkbm.vorlage.neu import create_projekt
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

Schreiben = Callable[..., Path]


@pytest.fixture(scope="session")
def gebacken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project as the template makes it, without the packed library."""
    ordner = create_projekt("08335", tmp_path_factory.mktemp("gebacken"))
    shutil.rmtree(ordner / "werkzeug")
    return ordner


@pytest.fixture
def projekt(gebacken: Path, tmp_path: Path) -> Projekt:
    """Two chapters: ``eins`` counts its runs in a file outside the project, ``zwei`` shows it."""
    ordner = tmp_path / "projekt"
    shutil.copytree(gebacken, ordner)
    for path in (ordner / "notebooks").glob("*.ipynb"):
        path.unlink()
    write_notebook(ordner / "notebooks/01_eins.ipynb", f"{count(tmp_path / 'eins')}\nprint(1)")
    tabelle = (
        'dkbm.tabelle(dkbm.open_kommune(ags, bis_jahr=bis_jahr).kennzahl("betreuungsquote_u3"))'
    )
    write_notebook(
        ordner / "notebooks/02_zwei.ipynb", f"{count(tmp_path / 'zwei')}\nimport dkbm\n{tabelle}"
    )
    gliederung = ordner / "bericht" / "gliederung.toml"
    gliederung.write_text('teile = ["01_eins.ipynb", "02_zwei.ipynb"]\n', encoding="utf-8")
    return Projekt(ordner)


def count(path: Path) -> str:
    """Code that adds one sign to a file: how often a chapter was executed."""
    return f"with open({str(path)!r}, 'a') as f: _ = f.write('x')"


def write_notebook(path: Path, *zellen: str, text: str = "") -> Path:
    """Write a chapter with the usual parameters."""
    parameter = new_code_cell('ags: str = ""\nbis_jahr: int = 0')
    parameter.metadata["tags"] = ["parameters"]
    cells = [new_markdown_cell(f"# Kapitel {path.stem}\n\n{text}"), parameter]
    nbformat.write(new_notebook(cells=cells + [new_code_cell(z) for z in zellen]), path)
    return path


@pytest.fixture
def schreibe() -> Schreiben:
    """The function that writes a chapter."""
    return write_notebook


@pytest.fixture
def laeufe(tmp_path: Path) -> Callable[[], tuple[int, int]]:
    """Return how often each chapter was executed so far."""

    def look() -> tuple[int, int]:
        paths = (tmp_path / "eins", tmp_path / "zwei")
        eins, zwei = (len(p.read_text()) if p.exists() else 0 for p in paths)
        return eins, zwei

    return look
