"""What makes a process a worker: it leaves Ctrl+C to its parent and ends with it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from multiprocessing import connection

from dkbm.kern.gabelung import VORRAT

__all__ = ["are_viele", "start_worker", "want_vorrat"]

_VIELE = 4
"""Kommunen per worker from which a stock of results pays: it takes some four seconds."""


def are_viele(auftraege: int, prozesse: int) -> bool:
    """Whether so many Kommunen come to each worker that its kernels should find a stock."""
    return auftraege >= _VIELE * prozesse


def want_vorrat() -> None:
    """Let the kernels of this process find a stock of results."""
    os.environ[VORRAT] = "1"


def start_worker(viele: bool = False) -> None:
    """Make this process one that ends with its parent and leaves Ctrl+C to it.

    Parameters
    ----------
    viele
        Whether it makes so many reports that its kernels should find a stock of results.
    """
    if viele:
        want_vorrat()
    # Ctrl+C reaches all processes of a terminal; the parent decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this worker when its parent is killed: nobody would fetch its results."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
