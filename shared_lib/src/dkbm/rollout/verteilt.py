"""Jobs on many machines, by Dask distributed (extra ``cluster``)."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from functools import partial
from uuid import uuid4

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

    Dask gives the jobs of a lost worker to the others; one with which more workers are lost
    than ``distributed.scheduler.allowed-failures`` says (3) is given up.
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
        lauf = uuid4()  # Dask takes equal keys, also those of another client, for one task
        futures = {
            client.submit(
                _process, auftrag, optionen, viele, pure=False, key=f"dkbm-{auftrag.ags}-{lauf}"
            ): auftrag
            for auftrag in auftraege
        }
        for future in as_completed(futures):  # type: ignore[no-untyped-call]
            try:
                ergebnis = future.result()
            except Exception as error:  # whatever Dask or the other machine came up with
                ergebnis = _give_up(futures[future], error)
            yield ergebnis


def _process(auftrag: Auftrag, optionen: Optionen, viele: bool) -> Ergebnis:
    from dkbm.rollout.bearbeitung import process

    if viele:
        want_vorrat()
    return process(auftrag, optionen)


def _give_up(auftrag: Auftrag, error: Exception) -> Ergebnis:
    from distributed import KilledWorker

    if isinstance(error, KilledWorker):
        was = "Die Rechner, die die Kommune bearbeiten sollten, sind mehrmals ausgefallen."
        rat = "Bitte Speicher und Meldungen der Dask-Worker prüfen und den Befehl wiederholen."
    else:
        was = f"Dask konnte die Kommune nicht bearbeiten ({type(error).__name__}: {error})."
        rat = (
            "Bitte prüfen, ob Scheduler und alle Worker laufen und dieselbe Fassung von dkbm haben."
        )
    slug = load_register()[auftrag.ags].slug
    return Ergebnis(auftrag.ags, slug, "fehler", was=was, rat=rat)
