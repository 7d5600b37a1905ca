"""Measure how long the store takes to give one Kreis out of 400, all years, all Kennzahlen.

Usage: ``uv run python benchmarks/bestand.py [--laeufe 20] [AGS]``

Warm: the first run is left out. Processor time, which other work on the machine disturbs least,
and the fastest run by the clock. Raw look-up loads every data set of the store for one Kreis,
with Land and Deutschland; the second row also computes all Kennzahlen from it.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable

from dkbm.arbeitsplatz import Arbeitsplatz
from dkbm.bestand import open_bestand
from dkbm.gebiete import load_register
from dkbm.kennzahlen.registrierung import KAPITEL
from dkbm.sprache.zahlen import format_zahl


def measure(way: Callable[[], object], runs: int) -> list[tuple[float, float]]:
    """Return milliseconds (processor, clock) of each run after a first one that warms up."""
    way()
    times = []
    for _ in range(runs):
        processor, clock = time.process_time(), time.perf_counter()
        way()
        clock, processor = time.perf_counter() - clock, time.process_time() - processor
        times.append((processor * 1000, clock * 1000))
    return times


def main() -> None:
    """Print a small table in milliseconds."""
    parser = argparse.ArgumentParser()
    parser.add_argument("ags", nargs="?", default="08335")
    parser.add_argument("--laeufe", type=int, default=20)
    args = parser.parse_args()
    gebiet = load_register().find_kommune(args.ags)
    bestand = open_bestand()
    platz = Arbeitsplatz(gebiet, (), bestand)
    kennzahlen = [k for kapitel in KAPITEL.values() for k in kapitel]
    keys = [g.ags for g in platz.gebiete]
    rows = sum(len(bestand.load(name)) for name in bestand.datensaetze)
    ways: dict[str, Callable[[], object]] = {
        "Nachschlagen: alle Datensätze für einen Kreis": lambda: [
            bestand.load(name, [gebiet.ags]) for name in bestand.datensaetze
        ],
        "Nachschlagen: Kreis, Land und Deutschland": lambda: [
            bestand.load(name, keys) for name in bestand.datensaetze
        ],
        "Berechnen: alle Kennzahlen für die drei": lambda: [
            platz.kennzahl(kennzahl) for kennzahl in kennzahlen
        ],
    }
    print(
        f"{len(bestand.datensaetze)} Datensätze, {format_zahl(rows)} Werte, "
        f"{len(kennzahlen)} Kennzahlen, {gebiet.name}"
    )
    for name, way in ways.items():
        processor, clock = zip(*measure(way, args.laeufe), strict=True)
        middle, best = format_zahl(statistics.median(processor), 1), format_zahl(min(clock), 1)
        print(f"{name:48}{middle:>8} ms Prozessor (Median)  {best:>8} ms Uhr (bester)")


if __name__ == "__main__":
    main()
