"""Time, CPU and memory of a command with all its descendants."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil


def tell(text: str) -> None:
    """Print a line of progress with the time."""
    print(f"{time.strftime('%H:%M:%S')}  {text}", file=sys.stderr, flush=True)


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
    messung, vorher, start = Messung(), read_children(), time.perf_counter()
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
    messung.cpu = max(messung.cpu, read_children() - vorher)
    if code:
        sys.exit((ordner / "ausgabe.log").read_text(encoding="utf-8", errors="replace")[-3000:])
    return messung


def read_children() -> float:
    """Return the CPU seconds of all children that have ended."""
    zeiten = os.times()
    return zeiten.children_user + zeiten.children_system
