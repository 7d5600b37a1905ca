"""Limits of time and memory: a notebook that hangs or grows must not take the others along."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

__all__ = ["SPEICHERGRENZE", "Grenzen", "watch_memory"]

SPEICHERGRENZE = "DKBM: Speichergrenze"
"""Begins the line in the kernel's log that says why it was ended."""
_TAKT = 0.25
"""Seconds between two looks at a kernel's memory."""


@dataclass(frozen=True)
class Grenzen:
    """What one notebook may take.

    Attributes
    ----------
    sekunden
        Time for all its cells together; 0 for no limit.
    speicher
        Bytes of memory; 0 for no limit.
    """

    sekunden: float = 0.0
    speicher: int = 0

    def limit_time(self) -> dict[str, Any]:
        """Return the option that makes nbclient stop at the end of the time."""
        if not self.sekunden:
            return {}
        ende = time.monotonic() + self.sekunden
        remaining: Callable[[Any], int] = lambda _: max(1, round(ende - time.monotonic()))  # noqa: E731
        return {"timeout_func": remaining}


def watch_memory(pid: int, hoechstens: int, find_protokoll: Callable[[], Path]) -> None:
    """Kill a process, with what it started, as soon as it takes more memory than it may.

    A thread looks until the process has ended.

    Parameters
    ----------
    find_protokoll
        Gives the file whose last line shall tell why it died.
    """
    threading.Thread(target=_watch, args=(pid, hoechstens, find_protokoll), daemon=True).start()


def _watch(pid: int, hoechstens: int, find_protokoll: Callable[[], Path]) -> None:
    with suppress(psutil.Error):  # it has ended
        process = psutil.Process(pid)
        while process.is_running() and process.status() != psutil.STATUS_ZOMBIE:
            family = [process, *process.children(recursive=True)]
            if sum(map(_measure, family)) > hoechstens:
                # A full disk must not save the process: killing is what counts.
                with suppress(OSError), find_protokoll().open("a", encoding="utf-8") as datei:
                    datei.write(f"\n{SPEICHERGRENZE}\n")
                for member in family:
                    with suppress(psutil.Error):
                        member.kill()
                return
            time.sleep(_TAKT)


def _measure(process: psutil.Process) -> int:
    """Return its bytes of memory; none where it ended since it was listed."""
    try:
        return int(process.memory_info().rss)
    except psutil.Error:
        return 0
