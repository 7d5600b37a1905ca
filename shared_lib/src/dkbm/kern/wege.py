"""The three ways to a kernel, from fast to slow; each gives the same notebook, byte for byte.

- ``gegabelt``: forked from a warm parent, one clean process per notebook (Linux).
- ``gemeinsam``: one warm kernel for all notebooks of a run, reset between them.
- ``kalt``: a new process per notebook, as jupyter_client starts it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_core.utils import run_sync

from dkbm.fehler import DkbmFehler, nearest
from dkbm.kern.gabelung import can_fork, kill_alle, start_parent
from dkbm.kern.grenzen import Grenzen
from dkbm.kern.verwaltung import KernMitProtokoll, configure_kern

__all__ = ["WEGE", "Kernweg", "open_kernweg"]

WEGE = ("gegabelt", "gemeinsam", "kalt")
VARIABLE = "DKBM_KERN"
"""Environment variable that chooses the way where the caller does not."""
_ZEIT = 60.0
"""Seconds that a reset may take."""
_OHNE_VERLAUF = "--HistoryManager.hist_file=:memory:"
_MERKEN = "from dkbm.kern import ruecksetzen; ruecksetzen.remember()"
_ZURUECK = "from dkbm.kern import ruecksetzen; ruecksetzen.restore()"


class Kernweg:
    """Gives each notebook of a run its kernel; the cold way."""

    zugleich = False
    """Whether threads may execute notebooks at the same time, and `abort` ends them all."""

    def __init__(self, grenzen: Grenzen | None = None) -> None:
        self.grenzen = grenzen or Grenzen()

    def options(self, protokoll: Path, cwd: Path) -> dict[str, Any]:
        """Return what ``papermill.execute_notebook`` needs for the next notebook."""
        return {
            "kernel_manager_class": KernMitProtokoll,
            "config": self._configure(protokoll),
            "cwd": str(cwd),
            **self.grenzen.limit_time(),
        }

    def abort(self) -> None:
        """End all kernels at once, whatever they do."""

    def close(self) -> None:
        """End what is left running."""

    def _configure(self, protokoll: Path) -> Any:
        return configure_kern(protokoll, grenzen=self.grenzen)


class _Gegabelt(Kernweg):
    zugleich = True

    def __init__(self, grenzen: Grenzen | None = None) -> None:
        super().__init__(grenzen)
        start_parent()

    def abort(self) -> None:
        kill_alle()

    def _configure(self, protokoll: Path) -> Any:
        return configure_kern(protokoll, gegabelt=True, grenzen=self.grenzen)


class _Gemeinsam(Kernweg):
    """One kernel for all; a new one where the old died or cannot be reset."""

    def __init__(self, grenzen: Grenzen | None = None) -> None:
        super().__init__(grenzen)
        self._kern: KernMitProtokoll | None = None

    def options(self, protokoll: Path, cwd: Path) -> dict[str, Any]:
        if self._kern is not None and not self._reset():
            self.close()
        if self._kern is not None:
            self._kern.protokoll = str(protokoll)
        else:
            self._kern = KernMitProtokoll(kernel_name="python3", config=self._configure(protokoll))
            run_sync(self._kern.start_kernel)(cwd=str(cwd), extra_arguments=[_OHNE_VERLAUF])
            if not self._run(_MERKEN):
                self.close()
                return super().options(protokoll, cwd)
        return {"km": self._kern, **self.grenzen.limit_time()}

    def close(self) -> None:
        if self._kern is not None:
            run_sync(self._kern.shutdown_kernel)(now=True)
            self._kern = None

    def _reset(self) -> bool:
        assert self._kern is not None
        return bool(run_sync(self._kern.is_alive)()) and self._run(_ZURUECK)

    def _run(self, code: str) -> bool:
        """Run housekeeping in the kernel, unseen by the notebook; say whether it worked."""
        assert self._kern is not None
        client: BlockingKernelClient = self._kern.blocking_client()
        client.start_channels()
        try:
            client.wait_for_ready(timeout=_ZEIT)
            reply = client.execute_interactive(
                code,
                silent=True,
                store_history=False,
                allow_stdin=False,
                timeout=_ZEIT,
                output_hook=lambda _: None,
            )
        except (RuntimeError, TimeoutError):
            return False
        finally:
            client.stop_channels()
        return bool(reply["content"]["status"] == "ok")


@contextmanager
def open_kernweg(name: str = "", grenzen: Grenzen | None = None) -> Iterator[Kernweg]:
    """Open a way to kernels for the notebooks of one run.

    Parameters
    ----------
    name
        One of `WEGE`; empty for the variable ``DKBM_KERN`` or the fastest that works here.
    grenzen
        What each notebook may take; no limits where omitted.

    Raises
    ------
    DkbmFehler
        If there is no such way.
    """
    schnellster = "gegabelt" if can_fork() else "gemeinsam"
    weg = _build(name or os.environ.get(VARIABLE, "") or schnellster)(grenzen)
    try:
        yield weg
    finally:
        weg.close()


def _build(name: str) -> type[Kernweg]:
    if name not in WEGE:
        aehnlich = nearest(name, WEGE, 1) or list(WEGE)
        raise DkbmFehler(
            f"Einen Kernweg „{name}“ gibt es nicht.",
            wo=f"Umgebungsvariable {VARIABLE}",
            rat=f"Gemeint ist wohl „{aehnlich[0]}“; möglich sind {', '.join(WEGE)}.",
        )
    if name == "gegabelt" and can_fork():
        return _Gegabelt
    return Kernweg if name == "kalt" else _Gemeinsam
