"""Measure the way from nothing to the report of one Kreis: time and size of every part.

Usage: ``python benchmarks/bericht.py [AGS] [--laeufe N]``

Each run is cold in the sense of a user: new processes, a new project in a new folder. The two
commands are timed as a whole; then the same project is built once more inside this process, with
a clock around every notebook and around the export, to say where the time goes.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

from dkbm.bericht import erstellen, kapitellauf
from dkbm.projekt import Projekt
from dkbm.sprache.zahlen import format_zahl

Zeiten = dict[str, float]
SCHRITTE: dict[tuple[Any, str], Callable[..., str]] = {
    (kapitellauf, "execute_kapitel"): lambda teil, *_: f"davon Notebook {teil.path.stem}",
    (erstellen, "save_format"): lambda _, name, *__: f"davon Export nach {name.upper()}",
}
"""Steps of `build_bericht` that are timed, and what each call is named."""


@contextmanager
def clock(zeiten: Zeiten, name: str) -> Iterator[None]:
    """Add the seconds spent inside to ``zeiten[name]``."""
    start = time.perf_counter()
    yield
    zeiten[name] = zeiten.get(name, 0.0) + time.perf_counter() - start


def run_dkbm(ordner: Path, *args: str) -> None:
    """Run one command in a new process; its failure ends the measurement."""
    befehl = [sys.executable, "-m", "dkbm", *args]
    subprocess.run(befehl, cwd=ordner, check=True, capture_output=True)


def measure_commands(ags: str, ordner: Path, zeiten: Zeiten) -> Path:
    """Time ``dkbm neu`` and ``dkbm bericht``; return the project."""
    with clock(zeiten, "dkbm neu"):
        run_dkbm(ordner, "neu", "--ags", ags)
    (projekt,) = ordner.iterdir()
    with clock(zeiten, "dkbm bericht"):
        run_dkbm(projekt, "bericht")
    return projekt


def add_clock(
    schritt: Callable[..., Any], zeiten: Zeiten, name_of: Callable[..., str]
) -> Callable[..., Any]:
    """Return the step with a clock around it; its arguments say what it is called."""

    def timed(*args: Any, **kwargs: Any) -> Any:
        with clock(zeiten, name_of(*args)):
            return schritt(*args, **kwargs)

    return timed


def measure_parts(projekt: Path, zeiten: Zeiten) -> None:
    """Build the report once more, with clocks around the steps that the command calls."""
    with ExitStack() as stack:
        for (modul, name), name_of in SCHRITTE.items():
            timed = add_clock(getattr(modul, name), zeiten, name_of)
            stack.enter_context(mock.patch.object(modul, name, timed))
        erstellen.build_bericht(Projekt(projekt), neu=True)


def list_sizes(projekt: Path) -> Iterator[tuple[str, int]]:
    """Yield what the project weighs, in bytes."""
    dateien = [path for path in projekt.rglob("*") if path.is_file()]
    yield "Projekt mit Bericht", sum(path.stat().st_size for path in dateien)
    (rad,) = (projekt / "werkzeug").glob("*.whl")
    yield "davon Bibliothek mit Datenbestand", rad.stat().st_size
    ausgefuehrt = (projekt / "bericht/ausgefuehrt").glob("*.ipynb")
    yield "davon ausgeführte Notebooks", sum(path.stat().st_size for path in ausgefuehrt)
    for bericht in sorted((projekt / "bericht/ausgabe").iterdir()):
        teile = [bericht, *bericht.rglob("*")] if bericht.is_dir() else [bericht]
        yield f"davon {bericht.name}", sum(t.stat().st_size for t in teile if t.is_file())


def main() -> None:
    """Print median and range of the runs, and the sizes of the last one."""
    parser = argparse.ArgumentParser(description="Zeit und Größe eines Berichts")
    parser.add_argument("ags", nargs="?", default="08335")
    parser.add_argument("--laeufe", type=int, default=3)
    wahl = parser.parse_args()
    laeufe: list[Zeiten] = []
    for _ in range(wahl.laeufe):
        with tempfile.TemporaryDirectory() as ordner:
            zeiten: Zeiten = {}
            projekt = measure_commands(wahl.ags, Path(ordner), zeiten)
            measure_parts(projekt, zeiten)
            groessen = list(list_sizes(projekt))
        laeufe.append(zeiten)
    for name in laeufe[0]:
        werte = [zeiten[name] for zeiten in laeufe]
        spanne = f"{format_zahl(min(werte), 1)}–{format_zahl(max(werte), 1)}"
        print(f"| {name} | {format_zahl(statistics.median(werte), 1)} s | {spanne} s |")
    for name, groesse in groessen:
        print(f"| {name} | {format_zahl(groesse / 1e6, 2)} MB | |")


if __name__ == "__main__":
    main()
