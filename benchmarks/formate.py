"""Measure the way from executed notebooks to each format, beside plain nbconvert.

Usage: ``python benchmarks/formate.py [AGS] [--laeufe N] [--webpdf PYTHON]``

A project is made and its notebooks are executed once. Then each format is written alone, by the
command that a user calls: a new process that finds all chapters unchanged. nbconvert gets the
same executed notebooks in one call. Ways alternate within each run. ``--webpdf`` names the Python
of an environment with ``nbconvert[webpdf]`` and a browser; without it that way is left out.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dkbm.bericht.formate import FORMATE
from dkbm.sprache.zahlen import format_zahl

DKBM = (sys.executable, "-m", "dkbm")


@dataclass
class Weg:
    """One way to one format: command, folder of its results, times of all runs in seconds."""

    name: str
    befehl: tuple[str, ...]
    ergebnis: Path
    endungen: tuple[str, ...]
    uhr: list[float] = field(default_factory=list)
    prozessor: list[float] = field(default_factory=list)

    def measure(self) -> None:
        """Run once; processor time counts all processes that the command waited for."""
        vorher, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run(self.befehl, check=True, capture_output=True)
        self.uhr.append(time.perf_counter() - start)
        nachher = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.prozessor.append(
            nachher.ru_utime + nachher.ru_stime - vorher.ru_utime - vorher.ru_stime
        )

    def describe(self) -> str:
        """Return a row of the table: medians, range by the clock, size."""
        spanne = f"{format_zahl(min(self.uhr), 1)}–{format_zahl(max(self.uhr), 1)} s"
        dateien = [p for p in self.ergebnis.rglob("*") if p.is_file() and self._counts(p)]
        groesse = sum(p.stat().st_size for p in dateien)
        return (
            f"| {self.name} | {format_zahl(statistics.median(self.prozessor), 1)} s "
            f"| {format_zahl(statistics.median(self.uhr), 1)} s | {spanne} "
            f"| {len(dateien)} | {format_zahl(groesse / 1e6, 2)} MB |"
        )

    def _counts(self, path: Path) -> bool:
        name = path.relative_to(self.ergebnis).as_posix()
        return any(name == e or (e.endswith("/") and name.startswith(e)) for e in self.endungen)


DATEIEN = {
    "html": ("bericht.html",),
    "pdf": ("bericht.pdf",),
    "docx": ("bericht.docx",),
    "faktenblatt": ("faktenblatt/",),
    "anhang": ("anhang/", "abbildungen/"),
}
"""What each format writes below ``bericht/ausgabe``."""


def make_projekt(ags: str, ordner: Path) -> Path:
    """Make a project and execute its notebooks."""
    subprocess.run([*DKBM, "neu", "--ags", ags, "--ziel", str(ordner)], check=True)
    (projekt,) = ordner.iterdir()
    subprocess.run([*DKBM, "bericht", "--projekt", str(projekt)], check=True, capture_output=True)
    return projekt


def list_wege(projekt: Path, ordner: Path, webpdf: str) -> list[Weg]:
    """Return our formats, all of them together, and nbconvert's ways."""
    bericht = (*DKBM, "bericht", "--projekt", str(projekt))
    ausgabe = projekt / "bericht/ausgabe"
    wege = [Weg(f"`dkbm` {f}", (*bericht, "--format", f), ausgabe, DATEIEN[f]) for f in FORMATE]
    alle = tuple(name for f in FORMATE for name in DATEIEN[f])
    wege.append(Weg("`dkbm` alle fünf zusammen", bericht, ausgabe, alle))
    fremde = {"html": (sys.executable, ()), "webpdf": (webpdf, ("--disable-chromium-sandbox",))}
    for art, (python, wahl) in fremde.items():
        if python:
            kopien = copy_notebooks(projekt, ordner / art)
            befehl = (python, "-m", "nbconvert", "--to", art, *wahl, *kopien)
            namen = tuple(f"{Path(k).stem}.{art.removeprefix('web')}" for k in kopien)
            wege.append(Weg(f"`nbconvert --to {art}`", befehl, ordner / art, namen))
    return wege


def copy_notebooks(projekt: Path, ziel: Path) -> Sequence[str]:
    """Put the executed notebooks where nbconvert writes beside them."""
    ziel.mkdir()
    notebooks = sorted((projekt / "bericht/ausgefuehrt").glob("*.ipynb"))
    return [str(shutil.copy(notebook, ziel)) for notebook in notebooks]


def main() -> None:
    """Print one row of a Markdown table for each way."""
    parser = argparse.ArgumentParser(description="Vom ausgeführten Notebook zu jedem Format")
    parser.add_argument("ags", nargs="?", default="08335")
    parser.add_argument("--laeufe", type=int, default=3)
    parser.add_argument("--webpdf", default="", help="Python mit nbconvert[webpdf] und Browser")
    wahl = parser.parse_args()
    with tempfile.TemporaryDirectory() as ordner, tempfile.TemporaryDirectory() as daneben:
        projekt = make_projekt(wahl.ags, Path(ordner))
        wege = list_wege(projekt, Path(daneben), wahl.webpdf)
        for _ in range(wahl.laeufe):
            for weg in wege:
                weg.measure()
        print("\n".join(weg.describe() for weg in wege))


if __name__ == "__main__":
    main()
