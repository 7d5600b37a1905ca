"""Execute notebooks with papermill and keep the executed copies clean."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import nbformat
import papermill
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill.exceptions import PapermillExecutionError

from dkbm.bericht.fehlerbild import KapitelFehler, explain_crash, explain_failure
from dkbm.kern import Kernweg
from dkbm.projekt.gliederung import Teil

__all__ = ["Ausgefuehrt", "execute_kapitel", "read_ausgefuehrt"]

_FLUECHTIG = ("papermill", "execution")
"""Metadata with paths and times, which would make every run different."""


@dataclass(frozen=True)
class Ausgefuehrt:
    """An executed chapter.

    Attributes
    ----------
    path, notebook
        The executed copy, and what is in it.
    schluessel
        Key of what it was made from.
    sekunden
        Time it took; None where it was taken over from an earlier run.
    """

    teil: Teil
    path: Path
    notebook: NotebookNode
    schluessel: str = ""
    sekunden: float | None = None


def execute_kapitel(
    teil: Teil,
    parameter: Mapping[str, object],
    ziel: Path,
    *,
    kernweg: Kernweg | None = None,
    fortschritt: bool = False,
) -> NotebookNode:
    """Execute one notebook in its own folder and save the executed copy.

    Parameters
    ----------
    teil
        The notebook.
    parameter
        Checked values for its parameters.
    ziel
        File for the executed copy; a failed one is kept as well. The kernel's own messages lie
        beside it (``.log``).
    kernweg
        Where its kernel comes from; a cold one where omitted.
    fortschritt
        Whether to show progress: a bar of cells on a terminal, else a line per notebook.

    Raises
    ------
    KapitelFehler
        If a cell fails or the kernel dies: which notebook, which cell, why, where the copy lies.
    """
    _quiet_environment()
    balken = _start_progress(teil) if fortschritt else False
    try:
        papermill.execute_notebook(
            str(teil.path),
            str(ziel),
            parameters=dict(parameter),
            kernel_name="python3",
            language="python",
            progress_bar=balken,
            # Saving after each cell serves nobody here: the copy is read when it is complete.
            request_save_on_cell_execute=False,
            **(kernweg or Kernweg()).options(ziel.with_suffix(".log"), teil.path.parent),
        )
    except PapermillExecutionError as error:
        raise explain_failure(teil.path, ziel, error) from error
    except (DeadKernelError, CellTimeoutError) as error:
        if not ziel.exists():  # saved only after a cell that took long
            shutil.copyfile(teil.path, ziel)
        raise explain_crash(teil.path, ziel, error) from error
    except nbformat.ValidationError as error:
        raise KapitelFehler(
            f"Das Notebook {teil.path.name} ist beschädigt.", wo=str(teil.path)
        ) from error
    return _clean(ziel)


def _start_progress(teil: Teil) -> dict[str, str] | bool:
    """Return the settings of a progress bar; in a pipe or log, write one line instead."""
    if sys.stderr.isatty():
        return {"desc": teil.name, "unit": "Zelle", "bar_format": _BALKEN}
    sys.stderr.write(f"Notebook {teil.path.name} wird ausgeführt …\n")
    return False


_BALKEN = "{desc:28} {percentage:3.0f} % |{bar:24}| Zelle {n_fmt} von {total_fmt}"


def _quiet_environment() -> None:
    os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")
    os.environ.setdefault("JUPYTER_PLATFORM_DIRS", "1")
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")


def read_ausgefuehrt(path: Path) -> NotebookNode:
    """Read an executed notebook."""
    return nbformat.read(path, as_version=4)


def _clean(path: Path) -> NotebookNode:
    """Remove paths and times from an executed notebook: same input, same bytes."""
    notebook = read_ausgefuehrt(path)
    for node in (notebook, *notebook.cells):
        for key in _FLUECHTIG:
            node.metadata.pop(key, None)
    for nummer, cell in enumerate(notebook.cells):
        cell["id"] = f"zelle-{nummer:03d}"
    path.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8", newline="\n")
    return notebook
