"""Small real projects: scaffolded by the template, with one tiny notebook of the test's own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import nbformat
import pytest
from dkbm.gebiete import load_register
from dkbm.vorlage.neu import create_projekt

Anlegen = Callable[..., Path]


@pytest.fixture
def ziel(tmp_path: Path) -> Path:
    """Folder for the projects of a rollout."""
    return tmp_path / "ziel"


@pytest.fixture
def enges_ziel(ziel: Path) -> Iterator[Path]:
    """The same folder on a file system of 24 MB."""
    if sys.platform != "linux" or os.geteuid():
        pytest.skip("nur root darf ein kleines Dateisystem einhängen")
    ziel.mkdir()
    befehl = ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(ziel)]
    if subprocess.run(befehl, check=False, capture_output=True).returncode:
        pytest.skip("hier lässt sich kein kleines Dateisystem einhängen")
    yield ziel
    subprocess.run(["umount", "-l", str(ziel)], check=True)


@pytest.fixture
def fuelle() -> Callable[[Path, int], Path]:
    """Return a function that fills a disk but for some bytes; to be deleted for more room."""

    def fill(ordner: Path, frei: int) -> Path:
        path, stand = ordner / "fueller.bin", os.statvfs(ordner)
        path.write_bytes(bytes(max(0, stand.f_bavail * stand.f_frsize - frei)))
        return path

    return fill


@pytest.fixture
def lege_an(ziel: Path) -> Anlegen:
    """Return a function that makes a project whose only chapter runs the given code."""

    def create(ags: str, code: str = "1 + 1") -> Path:
        ordner = ziel / load_register()[ags].slug
        if not ordner.exists():
            create_projekt(ags, ziel)
        cells = [nbformat.v4.new_markdown_cell("# Probe"), nbformat.v4.new_code_cell(code)]
        cells[1].id, cells[0].id = "code", "text"
        path = ordner / "notebooks" / "01_probe.ipynb"
        nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
        gliederung = ordner / "bericht" / "gliederung.toml"
        gliederung.write_text('teile = ["01_probe.ipynb"]\n', encoding="utf-8")
        return ordner

    return create
