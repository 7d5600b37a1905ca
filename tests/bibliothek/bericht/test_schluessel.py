"""The key of a chapter changes with what a chapter may depend on, and with nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from dkbm.bericht.schluessel import compute_kapitelschluessel
from dkbm.projekt import Projekt


def keys(projekt: Projekt, **zwei: object) -> tuple[str, str]:
    frisch = Projekt(projekt.ordner)
    kapitel = [teil for teil in frisch.gliederung if teil.art == "kapitel"]
    found = compute_kapitelschluessel(frisch, kapitel, {"eins": {}, "zwei": zwei})
    return found["eins"], found["zwei"]


@pytest.mark.parametrize(
    ("datei", "betrifft"),
    [
        ("notebooks/hilfe.py", (True, True)),
        ("notebooks/zahlen.csv", (True, True)),
        ("daten/eigene/vhs.csv", (True, True)),
        ("daten/bestand/manifest.json", (True, True)),
        ("daten/roh/neu.csv", (True, True)),
        ("bericht/texte/vorwort.md", (False, False)),
        ("notebooks/.ipynb_checkpoints/01_eins-checkpoint.ipynb", (False, False)),
    ],
)
def test_files_beside_the_chapters(
    datei: str, betrifft: tuple[bool, bool], projekt: Projekt
) -> None:
    before = keys(projekt)
    path = projekt.ordner / datei
    path.parent.mkdir(exist_ok=True)
    path.write_text("neu\n", encoding="utf-8")
    after = keys(projekt)
    assert tuple(a != b for a, b in zip(before, after, strict=True)) == betrifft


def test_cells_and_parameters_count_but_outputs_do_not(projekt: Projekt) -> None:
    before = keys(projekt)
    path = projekt.ordner / "notebooks/02_zwei.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[-1].outputs = [nbformat.v4.new_output("stream", text="alt")]
    notebook.cells[-1].execution_count = 7
    notebook.cells[-1].metadata["collapsed"] = True
    nbformat.write(notebook, path)
    assert keys(projekt) == before
    assert keys(projekt, bis_jahr=2012) != before
    notebook.cells[-1].source += "\n# neu"
    nbformat.write(notebook, path)
    after = keys(projekt)
    assert (after[0] == before[0], after[1] == before[1]) == (True, False)


def test_settings_count_as_far_as_a_chapter_sees_them(
    projekt: Projekt, schreibe: Callable[..., Path]
) -> None:
    settings = projekt.ordner / "kommune.toml"
    text = settings.read_text(encoding="utf-8")
    before = keys(projekt)
    settings.write_text(text.replace('kontakt = ""', 'kontakt = "Büro"'), encoding="utf-8")
    assert keys(projekt) == before
    schreibe(projekt.ordner / "notebooks/01_eins.ipynb", "open('../kommune.toml').read()")
    reads = keys(projekt)
    settings.write_text(text, encoding="utf-8")
    assert keys(projekt)[0] != reads[0]
    assert keys(projekt)[1] == before[1]
    settings.write_text(text.replace('"08335"', '"08336"'), encoding="utf-8")
    assert keys(projekt)[1] != before[1]


def test_chapter_that_runs_another_depends_on_it(
    projekt: Projekt, schreibe: Callable[..., Path]
) -> None:
    schreibe(projekt.ordner / "notebooks/01_eins.ipynb", "%run 02_zwei.ipynb")
    before = keys(projekt)
    schreibe(projekt.ordner / "notebooks/02_zwei.ipynb", "2")
    assert keys(projekt)[0] != before[0]
