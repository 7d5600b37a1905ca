"""Measure how long reading takes, against pandas that only skips the heads.

Usage: ``python benchmarks/lesen.py [ORIGINALS]``

All read all crosstabs of the originals, in turns. pandas gets the number of head and body rows
of each file beforehand and leaves everything else undone: no heads, no signs, no regions, and in
the first two rows no long form either. In the first row it even leaves the numbers as text in
every column that holds a sign. The ratio is the median of the ratios of each turn, in processor
time, which other work on the machine disturbs least.
"""

from __future__ import annotations

import io
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
from dkbm.quellen import read_tabellen
from dkbm.sprache.zahlen import format_zahl

ORIGINALE = Path(__file__).resolve().parents[2] / "shared" / "daten"
LAEUFE = 9


def find_body(path: Path) -> tuple[int, int, str]:
    """Return how many rows to skip and to read, and the encoding; not part of the time."""
    (tabelle,) = read_tabellen(path)
    zeilen = tabelle.daten["zeile"]
    try:
        path.read_text(encoding="utf-8")
        encoding = "utf-8"
    except UnicodeDecodeError:
        encoding = "cp1252"
    return int(zeilen.min()) - 1, int(zeilen.max() - zeilen.min()) + 1, encoding


def read_plain(path: Path, skip: int, rows: int, encoding: str, **options: Any) -> pd.DataFrame:
    """Read one file as a script would."""
    return pd.read_csv(
        io.BytesIO(path.read_bytes()),
        sep=";",
        header=None,
        skiprows=skip,
        nrows=rows,
        encoding=encoding,
        **options,
    )


def read_numbers(path: Path, skip: int, rows: int, encoding: str) -> pd.DataFrame:
    """Read one file so that its columns are numbers; the signs are lost."""
    signs = ["-", ".", "...", "/", "x"]
    return read_plain(path, skip, rows, encoding, decimal=",", na_values=signs)


def melt_plain(path: Path, skip: int, rows: int, encoding: str) -> pd.DataFrame:
    """Bring the file to the long form as well, still without heads, signs and regions."""
    frame = read_plain(path, skip, rows, encoding)
    lang = frame.melt(id_vars=[0, 1, 2])
    return lang.assign(wert=pd.to_numeric(lang["value"], errors="coerce"))


def main() -> None:
    """Print a small table, in seconds of processor time."""
    ordner = Path(sys.argv[1]) if len(sys.argv) > 1 else ORIGINALE
    names = ("regionalstatistik", "neuere_staende", "destatis")
    paths = [
        p for n in names for p in sorted((ordner / n).glob("*-*.csv")) if "_flat" not in p.name
    ]
    plans = {path: find_body(path) for path in paths}
    size = sum(path.stat().st_size for path in paths)
    cells = sum(len(t.daten) for path in paths for t in read_tabellen(path))
    ways: dict[str, Callable[[Path], object]] = {
        "pandas.read_csv ohne Köpfe": lambda path: read_plain(path, *plans[path]),
        "pandas.read_csv, Zeichen verworfen": lambda path: read_numbers(path, *plans[path]),
        "pandas.read_csv und melt": lambda path: melt_plain(path, *plans[path]),
        "dkbm.quellen.read_tabellen": read_tabellen,
    }
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(LAEUFE):
        for name, read in ways.items():
            start = time.process_time()
            for path in paths:
                read(path)
            times[name].append(time.process_time() - start)
    print(
        f"{len(paths)} Kreuztabellen, {format_zahl(size / 1e6, 1)} MB, {format_zahl(cells)} Zellen"
    )
    print(f"{'':36}{'bester':>8}{'mittlerer Lauf':>16}{'unser Verhältnis':>18}")
    own = times["dkbm.quellen.read_tabellen"]
    for name, runs in times.items():
        best, middle = min(runs), statistics.median(runs)
        ratio = statistics.median(o / other for o, other in zip(own, runs, strict=True))
        print(
            f"{name:36}{format_zahl(best, 2):>6} s{format_zahl(middle, 2):>14} s"
            f"{format_zahl(ratio, 2):>18}"
        )


if __name__ == "__main__":
    main()
