"""Execute the chapters of one report, several at a time, and take over unchanged ones."""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from dkbm.bericht.ausfuehrung import Ausgefuehrt, execute_kapitel, read_ausgefuehrt
from dkbm.bericht.fehlerbild import KapitelFehler
from dkbm.bericht.fortschritt import Anzeige
from dkbm.bericht.lager import Lager
from dkbm.kern import Grenzen, Kernweg, open_kernweg
from dkbm.projekt.gliederung import Teil

__all__ = ["Kapitellauf", "LaufFehler"]

_TAKT = 0.2
"""Seconds between two tries to end the kernels of an interrupted run."""


class LaufFehler(Exception):
    """A chapter failed; the others that were executed are not lost.

    Attributes
    ----------
    fehler
        What happened.
    kopie
        The failed notebook.
    fertig
        What was executed.
    """

    def __init__(self, fehler: KapitelFehler, kopie: Path) -> None:
        super().__init__(str(fehler))
        self.fehler, self.kopie = fehler, kopie
        self.fertig: list[Ausgefuehrt] = []


@dataclass(frozen=True)
class Kapitellauf:
    """How the chapters of a report are executed.

    Attributes
    ----------
    werkstatt
        Folder for the executed copies.
    lager
        What earlier runs left.
    werte, schluessel
        Parameters and key by name of the chapter.
    zugleich
        How many notebooks run at a time, where the way to the kernel allows it.
    fortschritt
        Whether to show progress.
    grenzen
        What each notebook may take.
    """

    werkstatt: Path
    lager: Lager
    werte: Mapping[str, Mapping[str, object]]
    schluessel: Mapping[str, str]
    zugleich: int = 1
    fortschritt: bool = False
    grenzen: Grenzen | None = None

    def run(self, kapitel: Sequence[Teil]) -> list[Ausgefuehrt]:
        """Execute what changed and take over the rest; in the order of the chapters.

        Raises
        ------
        LaufFehler
            If a notebook fails; others that were running then have been finished.
        """
        fertig = {teil.name: fund for teil in kapitel if (fund := self._take_over(teil))}
        offen = [teil for teil in kapitel if teil.name not in fertig]
        try:
            if offen:
                self._run_open(offen, fertig)
        except LaufFehler as fehler:
            fehler.fertig = list(fertig.values())
            raise
        return [fertig[teil.name] for teil in kapitel]

    def _run_open(self, offen: Sequence[Teil], fertig: dict[str, Ausgefuehrt]) -> None:
        with open_kernweg(grenzen=self.grenzen) as kernweg:
            if kernweg.zugleich and self.zugleich > 1 and len(offen) > 1:
                self._run_threads(offen, fertig, kernweg)
                return
            for teil in offen:
                self._execute(teil, fertig, kernweg)

    def _run_threads(
        self, offen: Sequence[Teil], fertig: dict[str, Ausgefuehrt], kernweg: Kernweg
    ) -> None:
        """Execute in threads, each of which waits for its kernel most of the time."""
        eine_zeile = self.fortschritt and sys.stderr.isatty()  # else each notebook writes its own
        with (
            Anzeige(len(offen), eine_zeile) as anzeige,
            ThreadPoolExecutor(self.zugleich) as pool,
        ):
            zeige = anzeige if eine_zeile else None
            laeufe = [pool.submit(self._execute, teil, fertig, kernweg, zeige) for teil in offen]
            try:
                wait(laeufe, return_when=FIRST_EXCEPTION)
            except BaseException:  # Ctrl+C reaches this thread alone
                _stop(laeufe, kernweg)
                raise
            for lauf in laeufe:
                lauf.cancel()
        for lauf in laeufe:
            if not lauf.cancelled():
                lauf.result()

    def _take_over(self, teil: Teil) -> Ausgefuehrt | None:
        ziel, schluessel = self.werkstatt / teil.path.name, self.schluessel[teil.name]
        if not self.lager.fetch(schluessel, ziel):
            return None
        return Ausgefuehrt(teil, ziel, read_ausgefuehrt(ziel), schluessel)

    def _execute(
        self,
        teil: Teil,
        fertig: dict[str, Ausgefuehrt],
        kernweg: Kernweg,
        anzeige: Anzeige | None = None,
    ) -> None:
        ziel, start = self.werkstatt / teil.path.name, time.perf_counter()
        try:
            with anzeige.show(teil.name) if anzeige else nullcontext():
                notebook = execute_kapitel(
                    teil,
                    self.werte[teil.name],
                    ziel,
                    kernweg=kernweg,
                    fortschritt=self.fortschritt and anzeige is None,
                )
        except KapitelFehler as fehler:
            raise LaufFehler(fehler, ziel) from fehler
        sekunden = time.perf_counter() - start
        fertig[teil.name] = Ausgefuehrt(teil, ziel, notebook, self.schluessel[teil.name], sekunden)


def _stop(laeufe: Sequence[Future[None]], kernweg: Kernweg) -> None:
    """End all kernels, and those that a thread was just starting."""
    for lauf in laeufe:
        lauf.cancel()
    kernweg.abort()
    while wait(laeufe, timeout=_TAKT).not_done:
        kernweg.abort()
