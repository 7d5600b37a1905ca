"""Measure many Kommunen: the rollout against the usual ways, and against the limit.

Usage: ``python benchmarks/rollout.py [--kreise N] [--laeufe N] [--prozesse N] [--wege NAME,NAME]``

Each way turns the same prepared projects (N Kreise, all their chapters) into HTML:

- ``rollout``: ``dkbm rollout --format html``, as a Transferagentur calls it.
- ``befehl``: a loop over ``papermill`` and ``jupyter nbconvert``, one command after the other.
- ``pool``: ``papermill.execute_notebook`` and nbconvert in a pool of processes.
- ``funktionen``: the cells of the chapters in warm processes without a kernel; the limit. No HTML.

The usual ways render with nbconvert's stock template: less than the kit's report. Projects are
made before the clock starts. CPU and memory are those of the whole family of processes. CPU is the
greater of what the system booked for ended children and what samples every 0.2 s saw; memory is
the highest sum of unique pages (USS) in a sample. All ways of a round run one after the other;
medians over the rounds.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path

import psutil
from dkbm.gebiete import load_register
from dkbm.sprache.zahlen import format_zahl
from dkbm.vorlage.neu import create_projekt

SELBST = Path(__file__).resolve()


@dataclass
class Messung:
    """Wall seconds, CPU seconds and peak bytes of one process with all its descendants."""

    wand: float = 0.0
    cpu: float = 0.0
    speicher: int = 0
    _gesehen: dict[tuple[int, float], float] = field(default_factory=dict)

    def look(self, wurzel: psutil.Process) -> None:
        """Take one sample."""
        summe = 0
        with suppress(psutil.Error):
            for process in [wurzel, *wurzel.children(recursive=True)]:
                with suppress(psutil.Error):
                    zeiten = process.cpu_times()
                    self._gesehen[process.pid, process.create_time()] = zeiten.user + zeiten.system
                    summe += process.memory_full_info().uss
        self.cpu = sum(self._gesehen.values())
        self.speicher = max(self.speicher, summe)


def measure(befehl: Sequence[str], ordner: Path) -> Messung:
    """Run a command and watch it with all its descendants until it ends."""
    messung, vorher, start = Messung(), _read_children(), time.perf_counter()
    with (ordner / "ausgabe.log").open("wb") as log:
        process = subprocess.Popen(befehl, cwd=ordner, stdout=log, stderr=subprocess.STDOUT)
        ende = threading.Event()
        wurzel = psutil.Process(process.pid)

        def watch() -> None:
            while not ende.wait(0.2):
                messung.look(wurzel)

        beobachter = threading.Thread(target=watch)
        beobachter.start()
        code = process.wait()
        ende.set()
        beobachter.join()
    messung.wand = time.perf_counter() - start
    # Short commands end between two samples, and orphans are booked nowhere: take what is more.
    messung.cpu = max(messung.cpu, _read_children() - vorher)
    if code:
        sys.exit((ordner / "ausgabe.log").read_text(encoding="utf-8", errors="replace")[-3000:])
    return messung


def _read_children() -> float:
    zeiten = os.times()
    return zeiten.children_user + zeiten.children_system


def prepare(anzahl: int, ordner: Path) -> list[str]:
    """Make the projects of evenly spread Kreise; return their keys."""
    kreise = load_register().kreise
    gewaehlt = [kreise[i * len(kreise) // anzahl] for i in range(anzahl)]
    for gebiet in gewaehlt:
        create_projekt(gebiet.ags, ordner)
    return [gebiet.ags for gebiet in gewaehlt]


def list_notebooks(ordner: Path) -> list[Path]:
    """Return the chapters of all projects."""
    return sorted(ordner.glob("*/notebooks/*.ipynb"))


def run_befehle(ordner: Path) -> None:
    """Execute and export each notebook with the two commands."""
    bin_ = Path(sys.executable).parent
    for path in list_notebooks(ordner):
        kopie = path.with_name(f"fertig_{path.name}")
        _run([str(bin_ / "papermill"), str(path), str(kopie), "--cwd", str(path.parent)])
        _run([str(bin_ / "jupyter"), "nbconvert", "--to", "html", "--no-input", str(kopie)])


def _run(befehl: Sequence[str]) -> None:
    subprocess.run(befehl, check=True, stdin=subprocess.DEVNULL)


def run_pool(ordner: Path, prozesse: int) -> None:
    """Execute and export in a pool of processes."""
    with ProcessPoolExecutor(prozesse, mp_context=get_context("spawn")) as pool:
        list(pool.map(_execute_one, list_notebooks(ordner)))


def _execute_one(path: Path) -> None:
    import papermill
    from nbconvert import HTMLExporter

    kopie = path.with_name(f"fertig_{path.name}")
    papermill.execute_notebook(path, kopie, cwd=path.parent, progress_bar=False)
    seite, _ = HTMLExporter(exclude_input=True).from_filename(str(kopie))
    kopie.with_suffix(".html").write_text(seite, encoding="utf-8")


def run_funktionen(ordner: Path, prozesse: int) -> None:
    """Run the cells of each notebook as plain code and show their last values."""
    with ProcessPoolExecutor(prozesse, mp_context=get_context("spawn")) as pool:
        list(pool.map(_call_cells, list_notebooks(ordner)))


def _call_cells(path: Path) -> None:
    import ast

    import matplotlib as mpl
    import nbformat

    mpl.use("agg")
    os.chdir(path.parent)
    namen: dict[str, object] = {}
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type != "code":
            continue
        baum = ast.parse(cell.source)
        letzte = baum.body.pop() if baum.body and isinstance(baum.body[-1], ast.Expr) else None
        exec(compile(baum, str(path), "exec"), namen)
        if letzte is not None:
            wert = eval(compile(ast.Expression(letzte.value), str(path), "eval"), namen)
            zeige: Callable[[], object] | None = getattr(wert, "_repr_mimebundle_", None)
            if zeige is not None:
                zeige()


def build_befehl(weg: str, kreise: Sequence[str], ordner: Path, prozesse: int) -> list[str]:
    """Return the command of one way."""
    if weg != "rollout":
        return [sys.executable, str(SELBST), "--teil", weg, str(ordner), str(prozesse)]
    befehl = [sys.executable, "-m", "dkbm", "rollout", "--ziel", str(ordner), "--format", "html"]
    befehl += ["--prozesse", str(prozesse), "--ohne-tafel"]
    return befehl + [teil for ags in kreise for teil in ("--ags", ags)]


WEGE = {
    "rollout": "dkbm rollout",
    "befehl": "papermill + jupyter nbconvert",
    "pool": "papermill im Pool",
    "funktionen": "nur die Funktionen",
}


def check_done(weg: str, ordner: Path, kreise: Sequence[str]) -> None:
    """Make sure that a way made what it claims to be measured for."""
    muster = {"rollout": "*/bericht/ausgabe/bericht.html", "funktionen": "*/kommune.toml"}
    seiten = list(ordner.glob(muster.get(weg, "*/notebooks/fertig_*.html")))
    je_kreis = 1 if weg in muster else 5
    assert len(seiten) >= len(kreise) * je_kreis, f"{weg}: {len(seiten)} Seiten"


def main() -> None:
    """Measure all ways and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--kreise", type=int, default=40)
    parser.add_argument("--laeufe", type=int, default=3)
    parser.add_argument("--prozesse", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--wege", default=",".join(WEGE))
    parser.add_argument("--teil", nargs=3, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.teil:
        weg, ordner, prozesse = args.teil
        teile = {
            "befehl": lambda: run_befehle(Path(ordner)),
            "pool": lambda: run_pool(Path(ordner), int(prozesse)),
            "funktionen": lambda: run_funktionen(Path(ordner), int(prozesse)),
        }
        teile[weg]()
        return
    wege = args.wege.split(",")
    messungen: dict[str, list[Messung]] = {weg: [] for weg in wege}
    with tempfile.TemporaryDirectory() as name:
        muster = Path(name) / "muster"
        muster.mkdir()
        kreise = prepare(args.kreise, muster)
        for lauf in range(args.laeufe):
            for weg in wege:
                ordner = Path(shutil.copytree(muster, Path(name) / f"{weg}-{lauf}"))
                befehl = build_befehl(weg, kreise, ordner, args.prozesse)
                messungen[weg].append(measure(befehl, ordner))
                check_done(weg, ordner, kreise)
                shutil.rmtree(ordner)
    print_table(messungen, args.kreise)


def print_table(messungen: dict[str, list[Messung]], anzahl: int) -> None:
    """Print medians, and each way as a multiple of the first."""
    print(f"| {anzahl} Kreise | Sekunden | je Kreis | CPU | Speicher MB | Verhältnis |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    basis = 0.0
    for weg, laeufe in messungen.items():
        wand = statistics.median(m.wand for m in laeufe)
        basis = basis or wand
        cpu = statistics.median(m.cpu for m in laeufe)
        speicher = statistics.median(m.speicher for m in laeufe) / 1e6
        zahlen = [(wand, 1), (wand / anzahl, 2), (cpu, 1), (speicher, 0), (wand / basis, 2)]
        print(f"| {WEGE[weg]} | " + " | ".join(format_zahl(z, s) for z, s in zahlen) + " |")


if __name__ == "__main__":
    main()
