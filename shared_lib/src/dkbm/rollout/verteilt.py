"""Jobs on many machines, by Dask distributed (extra ``cluster``)."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from functools import partial

from dkbm.fehler import DkbmFehler
from dkbm.gebiete import load_register
from dkbm.rollout.arbeitsprozess import are_viele, want_vorrat
from dkbm.rollout.auftrag import Auftrag, Ergebnis, Optionen
from dkbm.rollout.lauf import Verteiler

__all__ = ["build_verteilt"]

_WARTEN = 10
"""Seconds until a scheduler that does not answer is given up."""


def build_verteilt(scheduler: str) -> Verteiler:
    """Return a distributor that runs jobs on the workers of a Dask scheduler.

    All machines need the same version of dkbm and see the target folder under the same path.
    What a job needs is in the library of each worker; only its line of the roster is sent.

    Parameters
    ----------
    scheduler
        Address, e.g. ``tcp://10.0.0.5:8786``.

    Raises
    ------
    DkbmFehler
        If Dask is not installed.
    """
    try:
        import distributed  # noqa: F401
    except ImportError as error:
        raise DkbmFehler(
            "Für mehrere Rechner fehlt das Paket „distributed“.",
            rat="Bitte das Kit mit dem Zusatz installieren: dkbm[cluster].",
        ) from error
    return partial(_run, scheduler=scheduler)


def _run(
    auftraege: Sequence[Auftrag], optionen: Optionen, scheduler: str
) -> Generator[Ergebnis, None, None]:
    """Yield the result of each job as it is finished.

    Dask gives the jobs of a lost worker to the others; one that loses a second worker with it
    is given up (``allowed-failures``).
    """
    from distributed import Client, as_completed

    try:
        client = Client(scheduler, timeout=_WARTEN)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise DkbmFehler(
            f"Der Scheduler {scheduler} antwortet nicht.",
            wo=str(error),
            rat="Bitte prüfen, ob „dask scheduler“ läuft und die Adresse stimmt.",
        ) from error
    with client:
        threads = client.nthreads()  # type: ignore[no-untyped-call]
        viele = are_viele(len(auftraege), max(1, sum(threads.values())))
        futures = {
            client.submit(
                _process, auftrag, optionen, viele, pure=False, key=f"dkbm-{auftrag.ags}"
            ): auftrag
            for auftrag in auftraege
        }
        for future in as_completed(futures):  # type: ignore[no-untyped-call]
            yield future.result() if future.status == "finished" else _give_up(futures[future])


def _process(auftrag: Auftrag, optionen: Optionen, viele: bool) -> Ergebnis:
    from dkbm.rollout.bearbeitung import process

    if viele:
        want_vorrat()
    return process(auftrag, optionen)


def _give_up(auftrag: Auftrag) -> Ergebnis:
    return Ergebnis(
        auftrag.ags,
        load_register()[auftrag.ags].slug,
        "fehler",
        was="Der Rechner, der die Kommune bearbeitet hat, ist mehrmals ausgefallen.",
        rat="Bitte Speicher und Meldungen der Dask-Worker prüfen und den Befehl wiederholen.",
    )
