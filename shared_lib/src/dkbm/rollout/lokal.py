"""Jobs on the cores of this machine, by `concurrent.futures`."""

from __future__ import annotations

import multiprocessing
import sys
from collections import deque
from collections.abc import Generator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from functools import partial

from dkbm.gebiete import load_register
from dkbm.rollout.arbeitsprozess import are_viele, start_worker
from dkbm.rollout.auftrag import Auftrag, Ergebnis, Optionen
from dkbm.rollout.lauf import Verteiler

__all__ = ["build_lokal"]

_WINDOWS = 61
"""Processes that Windows can wait for at once; `ProcessPoolExecutor` refuses more."""


def build_lokal(prozesse: int) -> Verteiler:
    """Return a distributor that runs jobs in ``prozesse`` workers on this machine."""
    return partial(_run, prozesse=min(prozesse, _WINDOWS) if sys.platform == "win32" else prozesse)


def _run(
    auftraege: Sequence[Auftrag], optionen: Optionen, prozesse: int
) -> Generator[Ergebnis, None, None]:
    """Yield the result of each job as it is finished.

    A worker that is killed breaks the pool of `concurrent.futures`. The jobs that were running
    then are tried once more, each alone, to find the one that kills workers.
    """
    offen = deque(auftraege)
    while offen:
        verdacht = yield from _run_pool(offen, optionen, prozesse)
        for auftrag in verdacht:
            if (yield from _run_pool(deque([auftrag]), optionen, 1)):
                yield _give_up(auftrag)


def _run_pool(
    offen: deque[Auftrag], optionen: Optionen, prozesse: int
) -> Generator[Ergebnis, None, list[Auftrag]]:
    """Run the jobs of a queue; return those that were running when a worker was killed.

    No more jobs are handed out than workers are free: what is not started is not suspect.
    """
    context = multiprocessing.get_context("spawn")
    viele = are_viele(len(offen), prozesse)
    pool = ProcessPoolExecutor(prozesse, context, initializer=start_worker, initargs=(viele,))
    laufend: dict[Future[Ergebnis], Auftrag] = {}
    try:
        while offen or laufend:
            while offen and len(laufend) < prozesse:
                laufend[pool.submit(_process, offen[0], optionen)] = offen[0]
                offen.popleft()
            fertig, _ = wait(laufend, return_when=FIRST_COMPLETED)
            for future in fertig:
                yield future.result()
                del laufend[future]
    except BrokenProcessPool:
        return list(laufend.values())
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
    return []


def _process(auftrag: Auftrag, optionen: Optionen) -> Ergebnis:
    # Imported in the worker: the parent hands out work at once and never needs all of it.
    from dkbm.rollout.bearbeitung import process

    return process(auftrag, optionen)


def _give_up(auftrag: Auftrag) -> Ergebnis:
    return Ergebnis(
        auftrag.ags,
        load_register()[auftrag.ags].slug,
        "fehler",
        was="Der Arbeitsprozess wurde zweimal beendet, bevor die Kommune fertig war.",
        rat="Häufigste Ursache ist zu wenig Arbeitsspeicher: Bitte mit weniger Prozessen "
        "(--prozesse) wiederholen.",
    )
