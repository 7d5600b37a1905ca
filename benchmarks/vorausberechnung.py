"""Measure how long the Vorausberechnung takes: all Kreise cold, one Kreis warm, rows, back-test.

Usage: ``python benchmarks/vorausberechnung.py``
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

from dkbm.bestand import open_bestand
from dkbm.gebiete import load_register
from dkbm.kennzahlen.vorausberechnung import bedarf, vorausberechnung
from dkbm.kennzahlen.vorausberechnung import rechnung as modul
from dkbm.kennzahlen.vorausberechnung.bestandsreihe import rebuild
from dkbm.kennzahlen.vorausberechnung.lage import load_lage
from dkbm.kennzahlen.vorausberechnung.rueckschau import look_back
from dkbm.kennzahlen.vorausberechnung.varianten import VARIANTEN, run_variante
from dkbm.sprache.zahlen import format_zahl

LAEUFE = 7


def main() -> None:
    """Print a small table: best and median of several runs, in seconds."""
    bestand, register = open_bestand(), load_register()
    alle = [g.ags for g in register.kreise]
    lage = load_lage(bestand, alle)
    reihe = rebuild(lage)

    def compute_anew() -> object:
        modul._LETZTE.clear()
        return modul.compute_rechnung(bestand)

    ways: dict[str, Callable[[], object]] = {
        "Datenbestand lesen, 400 Kreise": lambda: load_lage(bestand, alle),
        "Altersjahre aller Stichtage": lambda: rebuild(lage),
        "eine Variante, 400 Kreise, 15 Jahre": lambda: run_variante(
            lage, reihe, VARIANTEN["mittlere"], 15
        ),
        "Rückschau, alle Startjahre": lambda: look_back(lage),
        "alles zusammen, kalt": compute_anew,
        "ein Kreis, warm": lambda: vorausberechnung(bestand, "08335"),
        "Bedarf eines Kreises, warm": lambda: bedarf(bestand, register["08335"]),
        "Tabelle aller 400 Kreise, warm": lambda: vorausberechnung(bestand, alle),
    }
    print(f"{'':38}{'bester':>10}{'Median':>10}")
    for name, run in ways.items():
        runs = []
        for _ in range(LAEUFE):
            start = time.perf_counter()
            run()
            runs.append(time.perf_counter() - start)
        print(f"{name:38}{_text(min(runs)):>10}{_text(statistics.median(runs)):>10}")


def _text(sekunden: float) -> str:
    return f"{format_zahl(sekunden, 3)} s"


if __name__ == "__main__":
    main()
