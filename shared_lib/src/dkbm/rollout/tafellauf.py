"""Compute the board in a process of its own while the reports are built."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from dkbm.fehler import DkbmFehler
from dkbm.rollout.arbeitsprozess import start_worker
from dkbm.rollout.tafel import build_tafel, load_tafel, save_tafel

__all__ = ["fill_tafel"]


@contextmanager
def fill_tafel(ziel: Path, gewuenscht: bool = True) -> Iterator[Callable[[], None]]:
    """Start computing the board where the target folder has none; yield a call that waits for it.

    A run that is broken off does not wait. A board that could not be computed is missing in the
    portal, and nothing else.
    """
    if not gewuenscht or load_tafel(ziel) is not None:
        yield lambda: None
        return
    process = multiprocessing.get_context("spawn").Process(target=_fill, args=(ziel,))
    process.start()
    try:
        yield process.join
    finally:
        process.terminate()
        process.join()


def _fill(ziel: Path) -> None:
    start_worker()
    with suppress(DkbmFehler):  # a full disk, which the run itself tells
        save_tafel(ziel, build_tafel())
