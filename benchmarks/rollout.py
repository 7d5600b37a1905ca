"""Measure many Kommunen: the rollout against the usual ways, and against the limit.

Usage::

    python benchmarks/rollout.py [--kreise N] [--kreise-langsam N] [--laeufe N] [--wege A,B]
    python benchmarks/rollout.py --alle                 # all 400 once, with the curve of memory
    python benchmarks/rollout.py --dauerlauf 20 --kapitel demografie

Each way turns prepared projects (N Kreise, all their chapters) into HTML:

- ``rollout``: ``dkbm rollout --format html``, as a Transferagentur calls it.
- ``befehl``: a loop over ``papermill`` and ``jupyter nbconvert``, one command after the other.
- ``pool``: ``papermill.execute_notebook`` and nbconvert in a pool of processes.
- ``funktionen``: the cells of the chapters in warm processes without a kernel; the limit. No HTML.

The usual ways render with nbconvert's stock template: less than the kit's report. Projects are
made before the clock starts. CPU and memory are those of the whole family of processes. CPU is the
greater of what the system booked for ended children and what samples every 0.2 s saw; memory is
the highest sum of unique pages (USS) in a sample. All ways of a round run one after the other;
medians over the rounds. The two usual ways may get fewer Kreise (``--kreise-langsam``): their time
grows with each notebook alike, so ratios compare seconds per Kreis; each row says its number.

The long run scaffolds the projects itself and samples the parent once a second.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import psutil
from dkbm.gebiete import load_register
from dkbm.sprache.zahlen import format_zahl
from dkbm.vorlage.neu import create_projekt
from messung import Messung, measure, tell

SELBST = Path(__file__).resolve()
GEWOEHNLICH = ("befehl", "pool")
"""Ways that may get fewer Kreise."""


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
        tell(f"{path.parent.parent.name} {path.name}")


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


def check_done(weg: str, ordner: Path, anzahl: int) -> None:
    """Make sure that a way made what it claims to be measured for."""
    if weg == "funktionen":
        return
    if weg == "rollout":
        seiten, soll = list(ordner.glob("*/bericht/ausgabe/bericht.html")), anzahl
    else:
        seiten = list(ordner.glob("*/notebooks/fertig_*.html"))
        soll = len(list(ordner.glob("*/notebooks/[0-9]*.ipynb")))
    if len(seiten) != soll:
        sys.exit(f"{weg}: {len(seiten)} Seiten statt {soll}")


def compare(args: argparse.Namespace) -> None:
    """Measure the ways, print a table, write a JSON."""
    wege = args.wege.split(",")
    langsam = args.kreise_langsam or args.kreise
    anzahl = {weg: langsam if weg in GEWOEHNLICH else args.kreise for weg in wege}
    messungen: dict[str, list[Messung]] = {weg: [] for weg in wege}
    with tempfile.TemporaryDirectory(prefix="dkbm-messung-") as name:
        for lauf in range(args.laeufe):
            for weg in wege:
                ordner = Path(name) / f"{weg}-{lauf}"
                ordner.mkdir()
                kreise = prepare(anzahl[weg], ordner)
                tell(f"Lauf {lauf + 1}: {WEGE[weg]}, {anzahl[weg]} Kreise …")
                messung = measure(build_befehl(weg, kreise, ordner, args.prozesse), ordner)
                check_done(weg, ordner, anzahl[weg])
                messungen[weg].append(messung)
                tell(f"Lauf {lauf + 1}: {WEGE[weg]}: {messung.wand:.1f} s, CPU {messung.cpu:.1f} s")
                shutil.rmtree(ordner)
    zeilen = summarize(messungen, anzahl)
    print_table(zeilen)
    save_json(args.json, {"prozesse": args.prozesse, "laeufe": args.laeufe, "wege": zeilen})


def summarize(
    messungen: dict[str, list[Messung]], anzahl: dict[str, int]
) -> dict[str, dict[str, float]]:
    """Return medians per way; ratios are medians of the ratios within each round."""
    basis = next(iter(messungen))
    zeilen = {}
    for weg, laeufe in messungen.items():
        paare = list(zip(laeufe, messungen[basis], strict=True))
        je = anzahl[basis] / anzahl[weg]
        zeilen[weg] = {
            "kreise": anzahl[weg],
            "sekunden": statistics.median(m.wand for m in laeufe),
            "sekunden_je_kreis": statistics.median(m.wand for m in laeufe) / anzahl[weg],
            "cpu_je_kreis": statistics.median(m.cpu for m in laeufe) / anzahl[weg],
            "speicher_mb": statistics.median(m.speicher for m in laeufe) / 1e6,
            "verhaeltnis_sekunden": statistics.median(m.wand / b.wand * je for m, b in paare),
            "verhaeltnis_cpu": statistics.median(m.cpu / b.cpu * je for m, b in paare),
            "verhaeltnis_speicher": statistics.median(m.speicher / b.speicher for m, b in paare),
        }
    return zeilen


def print_table(zeilen: dict[str, dict[str, float]]) -> None:
    """Print medians, and each way as a multiple of the first."""
    stellen = {
        **{"kreise": 0, "sekunden": 1, "sekunden_je_kreis": 2, "cpu_je_kreis": 2},
        **{"speicher_mb": 0, "verhaeltnis_sekunden": 2, "verhaeltnis_cpu": 2},
        "verhaeltnis_speicher": 2,
    }
    print("| | " + " | ".join(name.replace("_", " ") for name in stellen) + " |")
    print("| --- |" + " ---: |" * len(stellen))
    for weg, zeile in zeilen.items():
        zahlen = " | ".join(format_zahl(zeile[name], s) for name, s in stellen.items())
        print(f"| {WEGE[weg]} | {zahlen} |")


def save_json(ziel: Path, inhalt: object) -> None:
    """Write the numbers for programs."""
    ziel.write_text(json.dumps(inhalt, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    tell(f"Zahlen: {ziel}")


@dataclass
class Probe:
    """What the parent of a long run looked like at one moment."""

    sekunden: float
    beendet: int
    eltern_mb: float
    familie_mb: float
    dateien: int
    kinder: int
    zombies: int


def take_probe(wurzel: psutil.Process, sekunden: float, journal: Path) -> Probe:
    """Look at parent and family; memory in unique pages."""
    kinder = wurzel.children(recursive=True)
    uss = [wurzel.memory_full_info().uss]
    zombies = 0
    for kind in kinder:
        with suppress(psutil.Error):
            zombies += kind.status() == psutil.STATUS_ZOMBIE
            uss.append(kind.memory_full_info().uss)
    zeilen = journal.read_bytes().count(b"\n") if journal.is_file() else 0
    beendet = max(0, zeilen - 1)  # the first line is the roster
    return Probe(
        *(round(sekunden, 2), beendet, round(uss[0] / 1e6, 1), round(sum(uss) / 1e6, 1)),
        *(wurzel.num_fds() if hasattr(wurzel, "num_fds") else 0, len(kinder), zombies),
    )


def run_long(args: argparse.Namespace) -> None:
    """Roll out many Kommunen once and watch the parent."""
    kreise = load_register().kreise
    anzahl = len(kreise) if args.alle else args.dauerlauf
    gewaehlt = [kreise[i * len(kreise) // anzahl].ags for i in range(anzahl)]
    proben: list[Probe] = []
    with tempfile.TemporaryDirectory(prefix="dkbm-messung-") as name:
        ordner, ziel = Path(name), Path(name) / "ziel"
        plan = ordner / "plan.csv"
        plan.write_text(
            "ags;kapitel\n" + "".join(f"{ags};{args.kapitel}\n" for ags in gewaehlt), "utf-8"
        )
        befehl = [sys.executable, "-m", "dkbm", "rollout", str(plan), "--ziel", str(ziel)]
        befehl += ["--format", "html", "--prozesse", str(args.prozesse)]
        befehl += [] if args.alle else ["--ohne-tafel"]
        start = time.perf_counter()
        with (ordner / "ausgabe.log").open("wb") as log:
            process = subprocess.Popen(befehl, stdout=log, stderr=subprocess.STDOUT)
            wurzel = psutil.Process(process.pid)
            while process.poll() is None:
                with suppress(psutil.Error):
                    jetzt = time.perf_counter() - start
                    proben.append(take_probe(wurzel, jetzt, ziel / "rollout.jsonl"))
                    if len(proben) % 60 == 0:
                        tell(f"{proben[-1].beendet} von {anzahl}, {proben[-1].eltern_mb:.0f} MB")
                time.sleep(1)
        sekunden = time.perf_counter() - start
        if not (ziel / "rollout.json").is_file():
            sys.exit((ordner / "ausgabe.log").read_text(encoding="utf-8", errors="replace")[-3000:])
        rows = json.loads((ziel / "rollout.json").read_text(encoding="utf-8"))["kommunen"]
    bericht = {
        "kreise": anzahl,
        "kapitel": args.kapitel or "alle",
        "fehlgeschlagen": sum(row["status"] == "fehler" for row in rows),
        "fertig": sum(row["status"] == "fertig" for row in rows),
        "sekunden": round(sekunden, 1),
        "zehntel": list_tenths(proben, anzahl, sekunden),
        "familie_mb_hoechstens": max(p.familie_mb for p in proben),
        "zombies_hoechstens": max(p.zombies for p in proben),
        "proben": [vars(p) for p in proben],
    }
    print(json.dumps({k: v for k, v in bericht.items() if k != "proben"}, indent=1))
    save_json(args.json, bericht)


def list_tenths(proben: Sequence[Probe], anzahl: int, sekunden: float) -> list[dict[str, float]]:
    """Return, by tenth of the run, seconds per Kommune and the parent's memory and open files."""
    zeilen, bisher, zeit = [], 0, 0.0
    for zehntel in range(1, 11):
        bis = anzahl * zehntel // 10
        ende = next((p.sekunden for p in proben if p.beendet >= bis), sekunden)
        darin = [p for p in proben if zeit <= p.sekunden <= ende] or [proben[-1]]
        if bis > bisher:
            zeilen.append(
                {
                    "bis_kommune": bis,
                    "sekunden_je_kommune": round((ende - zeit) / (bis - bisher), 2),
                    "eltern_mb": statistics.median(p.eltern_mb for p in darin),
                    "dateien": statistics.median(p.dateien for p in darin),
                }
            )
        bisher, zeit = bis, ende
    return zeilen


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--kreise", type=int, default=40)
    parser.add_argument("--kreise-langsam", type=int, default=0, help="für befehl und pool")
    parser.add_argument("--laeufe", type=int, default=3)
    parser.add_argument("--prozesse", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--wege", default=",".join(WEGE))
    parser.add_argument("--alle", action="store_true", help="alle 400 einmal, mit dkbm rollout")
    parser.add_argument("--dauerlauf", type=int, default=0, help="dasselbe mit N Kommunen")
    parser.add_argument("--kapitel", default="", help="nur diese Kapitel im Dauerlauf")
    parser.add_argument("--json", type=Path, default=Path("messung_rollout.json"))
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
    elif args.alle or args.dauerlauf:
        run_long(args)
    else:
        compare(args)


if __name__ == "__main__":
    main()
