"""Run a roster: hand out the jobs, collect what came of them, lose none."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Sequence
from contextlib import closing, suppress
from dataclasses import asdict, dataclass, replace
from typing import Protocol

from dkbm.fehler import DkbmFehler
from dkbm.rollout.auftrag import Auftrag, Ergebnis, Optionen
from dkbm.rollout.journal import Journal
from dkbm.rollout.portal import write_portal
from dkbm.rollout.stand import find_fertig
from dkbm.rollout.tafellauf import fill_tafel

__all__ = ["Verteiler", "Zusammenfassung", "run_rollout"]

_TAKT = 2.0
"""Seconds between two versions of the portal while the run goes on."""


class Verteiler(Protocol):
    """Hands jobs to workers and yields each result once, in the order of completion."""

    def __call__(
        self, auftraege: Sequence[Auftrag], optionen: Optionen
    ) -> Generator[Ergebnis, None, None]:
        """Run all jobs."""


@dataclass(frozen=True)
class Zusammenfassung:
    """What came of a run.

    Attributes
    ----------
    ergebnisse
        One per Kommune, in the order of the roster.
    sekunden
        Time of the whole run.
    """

    ergebnisse: tuple[Ergebnis, ...]
    sekunden: float

    def count(self, status: str) -> int:
        """Return how many Kommunen ended so."""
        return sum(1 for e in self.ergebnisse if e.status == status)


def run_rollout(
    auftraege: Sequence[Auftrag],
    optionen: Optionen,
    verteiler: Verteiler,
    melde: Callable[[Ergebnis, int], None] = lambda ergebnis, offen: None,
    *,
    tafel: bool = False,
) -> Zusammenfassung:
    """Process all jobs and write the journal.

    What an earlier run finished is recognised by content in each project, so a run that was
    broken off by Ctrl+C, ``kill -9`` or a power cut is continued by starting it again.

    Parameters
    ----------
    verteiler
        Who runs the jobs: `dkbm.rollout.lokal` or `dkbm.rollout.verteilt`.
    melde
        Called with each result and the number of jobs still open.
    tafel
        Whether to check the data of all Kommunen for the portal, beside the run.
    """
    start = gezeigt = time.perf_counter()
    fertig: dict[str, Ergebnis] = {}
    with (
        Journal(optionen.ziel) as journal,
        closing(_work(auftraege, optionen, verteiler)) as laeufe,
        fill_tafel(optionen.ziel, tafel) as finish_tafel,
    ):
        journal.write(
            "begonnen",
            auftraege=[asdict(auftrag) for auftrag in auftraege],
            optionen={k: v for k, v in asdict(optionen).items() if k != "ziel"},
        )
        for ergebnis in laeufe:
            fertig[ergebnis.ags] = ergebnis
            journal.write(ergebnis.status, **{k: v for k, v in asdict(ergebnis).items() if v})
            melde(ergebnis, len(auftraege) - len(fertig))
            if time.perf_counter() - gezeigt > _TAKT:
                with suppress(DkbmFehler):  # a full disk: tried again, and told, at the end
                    write_portal(optionen.ziel, auftraege, list(fertig.values()))
                gezeigt = time.perf_counter()
        finish_tafel()
        sekunden = round(time.perf_counter() - start, 3)
        write_portal(optionen.ziel, auftraege, list(fertig.values()))
        journal.write("beendet", kommunen=len(fertig), sekunden=sekunden)
    return Zusammenfassung(tuple(fertig[a.ags] for a in auftraege if a.ags in fertig), sekunden)


def _work(
    auftraege: Sequence[Auftrag], optionen: Optionen, verteiler: Verteiler
) -> Generator[Ergebnis, None, None]:
    """Yield what is finished already, then hand out the rest; no worker starts for nothing.

    What a worker finds unchanged was finished in this run, by a worker whose answer was lost.
    """
    offen = []
    for auftrag in auftraege:
        if (fertig := find_fertig(auftrag, optionen)) is not None:
            yield fertig
        else:
            offen.append(auftrag)
    if offen:
        for ergebnis in verteiler(offen, optionen):
            verloren = ergebnis.status == "unverändert"
            yield replace(ergebnis, status="fertig") if verloren else ergebnis
