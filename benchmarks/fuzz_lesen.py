"""Throw damaged files at the reader: it must refuse cleanly or read rightly, never misread.

Usage: ``python benchmarks/fuzz_lesen.py [CASES] [SEED] [ORIGINALS]``

Excerpts of the original files, also as xlsx and ZIP, are damaged in some thirty ways. Each case
must end in a `DkbmFehler` or in a reading in which

- every cell whose line was not touched has the value that the undamaged file has for its key,
- every cell of a text file stands where ``zeile`` and ``spalte`` say, beside its region key.

Batches run in child processes with 1 GB of memory above the start and 10 s per case.
"""

from __future__ import annotations

import random
import re
import resource
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from dkbm.fehler import DkbmFehler
from dkbm.quellen import Rohtabelle
from dkbm.quellen.kodierung import decode
from dkbm.quellen.lesen import read_inhalt
from dkbm.quellen.raster import find_trenner
from fuzz_auszug import ORIGINALE, Auszug, Fall, list_cells, load_auszuege
from fuzz_behaelter import (
    archive,
    bomb,
    cut_archive,
    far_cell,
    flip_bytes,
    formula,
    merge_cells,
    noise,
    sheet,
)
from fuzz_text import (
    add_persons,
    blank_lines,
    break_byte,
    change_ends,
    change_separator,
    cut,
    cut_end,
    drop_cell,
    drop_column,
    drop_foot,
    drop_head_line,
    drop_line,
    drop_zeros,
    edit_char,
    encode_otherwise,
    group_thousands,
    lengthen,
    point_decimals,
    quote_cells,
    repeat_line,
    shuffle,
    shuffle_all,
    swap_columns,
    widen,
)

JE_STAPEL = 250
SEKUNDEN, BYTES = 10, 1_000_000_000

SCHAEDEN: list[Callable[[Auszug, random.Random], Fall]] = [
    *(cut, cut_end, drop_line, drop_head_line, repeat_line, shuffle, shuffle_all, edit_char),
    *(edit_char, edit_char, drop_cell, drop_column, swap_columns, encode_otherwise, break_byte),
    *(break_byte, change_ends, change_separator, quote_cells, group_thousands, drop_zeros),
    *(point_decimals, blank_lines, drop_foot, widen, lengthen, add_persons, sheet, merge_cells),
    *(formula, far_cell, bomb, archive, flip_bytes, cut_archive, noise),
]


def judge(a: Auszug, fall: Fall, tabellen: list[Rohtabelle]) -> str:
    """Return what was misread, or an empty text."""
    cells = [cell for tabelle in tabellen for cell in list_cells(tabelle)]
    if fall.frei is not None:
        for key, _, _, wert, sign in cells:
            if key in a.wahrheit and a.zeile_von[key] not in fall.frei:
                soll = a.wahrheit[key]
                if (wert, sign) != soll:
                    return f"{key}: {wert} {sign!r} statt {soll}"
    return check_places(fall.inhalt, tabellen)


def check_places(inhalt: bytes, tabellen: list[Rohtabelle]) -> str:
    """Compare every cell of a plain text file with the text at its place."""
    if inhalt.startswith(b"PK") or b'"' in inhalt.split(b"\n_____")[0]:
        return ""
    lines = decode(inhalt).split("\n")
    trenner = find_trenner(decode(inhalt).split("\n_____")[0])
    for key, zeile, spalte, wert, sign in list_cells(tabellen[0]):
        row = lines[zeile - 1].split(trenner)
        text = row[spalte - 1].strip().translate({0xA0: " ", 0x202F: " ", 0x2009: " "})
        digits = re.sub(r"\D", "", text)
        if wert is not None and digits.lstrip("0") != re.sub(
            r"\D", "", _plain(wert, digits)
        ).lstrip("0"):
            return f"Zeile {zeile}, Spalte {spalte}: „{text}“ als {wert} gelesen"
        if wert is None and digits:
            return f"Zeile {zeile}, Spalte {spalte}: „{text}“ als {sign!r} gelesen"
        cells = {cell.strip() for cell in row}
        cells |= {cell[:5] + cell[9:] for cell in cells if len(cell) == 12}
        if key[1] and not {key[1], key[1].lstrip("0")} & cells:
            return f"Zeile {zeile}: Gebiet {key[1]} steht nicht in der Zeile"
    return ""


def _plain(wert: float, digits: str) -> str:
    """Write a number with as many decimals as bring out the digits of the text."""
    for stellen in range(12):
        text = f"{abs(wert):.{stellen}f}"
        if re.sub(r"\D", "", text).lstrip("0") == digits.lstrip("0"):
            return text
    return repr(wert)


def run_case(auszuege: list[Auszug], seed: int) -> tuple[str, float, str]:
    """Run one case; return the damage, the seconds of reading, and what came of it."""
    r = random.Random(seed)
    a, schaden = r.choice(auszuege), r.choice(SCHAEDEN)
    fall = schaden(a, r)
    start = time.perf_counter()
    result = read_case(a, fall)
    return schaden.__name__, time.perf_counter() - start, result


def read_case(a: Auszug, fall: Fall) -> str:
    """Return ``gelesen``, ``abgelehnt`` or what went wrong."""
    signal.alarm(SEKUNDEN)
    try:
        tabellen = read_inhalt(fall.inhalt, a.name)
        signal.alarm(0)
        wrong = judge(a, fall, tabellen)
        return f"FALSCH {a.name}: {wrong}" if wrong else "gelesen"
    except DkbmFehler as fehler:
        if not fehler.was or "Traceback" in str(fehler):
            return f"UNKLAR {a.name}: {fehler!r}"
        return "abgelehnt"
    except TimeoutError:
        return f"HAENGT {a.name}"
    except BaseException as error:
        return f"ABSTURZ {a.name}: {type(error).__name__}: {error}"
    finally:
        signal.alarm(0)


def run_batch(seeds: list[int], ordner: Path) -> None:
    """Run cases in this process, with limits, and print one line each."""

    def stop(*_: object) -> None:
        raise TimeoutError

    auszuege = load_auszuege(ordner)
    signal.signal(signal.SIGALRM, stop)
    status = Path("/proc/self/status").read_text()
    data = int(re.findall(r"VmData:\s*(\d+) kB", status)[0]) * 1024
    resource.setrlimit(resource.RLIMIT_DATA, (data + BYTES, data + BYTES))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for seed in seeds:
        schaden, seconds, result = run_case(auszuege, seed)
        print(f"{seed}\t{schaden}\t{seconds:.3f}\t{result}", flush=True)
    print(f"#\t{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before}", flush=True)


def main() -> int:
    """Run all cases in child processes and print what came out."""
    if sys.argv[1:2] == ["--stapel"]:
        run_batch([int(s) for s in sys.argv[3].split(",")], Path(sys.argv[2]))
        return 0
    anzahl = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    ordner = Path(sys.argv[3]) if len(sys.argv) > 3 else ORIGINALE
    seeds = [seed * 1_000_000 + i for i in range(anzahl)]
    counts: Counter[tuple[str, str]] = Counter()
    slowest, most, wrong = (0.0, ""), 0, []
    for i in range(0, anzahl, JE_STAPEL):
        batch = seeds[i : i + JE_STAPEL]
        command = [sys.executable, __file__, "--stapel", str(ordner), ",".join(map(str, batch))]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        lines = [line.split("\t") for line in done.stdout.splitlines()]
        if done.returncode or len(lines) != len(batch) + 1:
            wrong.append(
                f"Stapel ab {batch[0]} endete nach {len(lines)} Fällen: {done.stderr[-300:]}"
            )
        for line in lines:
            if line[0] == "#":
                most = max(most, int(line[1]))
                continue
            art = line[3].split()[0]
            counts[line[1], art] += 1
            slowest = max(slowest, (float(line[2]), f"{line[1]}, Nr. {line[0]}"))
            if art not in ("gelesen", "abgelehnt"):
                wrong.append(" ".join(line))
    print(f"{'Schaden':18}{'gelesen':>9}{'abgelehnt':>11}{'falsch':>8}")
    for schaden in sorted({name for name, _ in counts}):
        by_art = {art: n for (name, art), n in counts.items() if name == schaden}
        read, refused = by_art.pop("gelesen", 0), by_art.pop("abgelehnt", 0)
        print(f"{schaden:18}{read:9}{refused:11}{sum(by_art.values()):8}")
    print(
        f"Längster Fall {slowest[0]:.1f} s ({slowest[1]}), "
        f"höchster Zuwachs an Speicher {most / 1e6:.2f} GB"
    )
    print("\n".join(wrong[:60]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
