"""Say in German what stopped a Kommune, whatever kind of error it was."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from dkbm.fehler import DkbmFehler, explain_oserror, is_full

__all__ = ["check_platz", "explain_fehlschlag"]

PLATZ = 40_000_000
"""Bytes that a project with all formats of its report needs while the report is replaced:
about 20 MB (``benchmarks/README.md``), and the new report lies beside the old one."""
_VOLL = re.compile(r"\b(?:Errno|os error) 28\b")
"""How Python in a kernel and Rust (Typst) spell a full disk."""


def check_platz(ziel: Path) -> None:
    """Stop before a project that the disk has no room for.

    Raises
    ------
    DkbmFehler
        If less is free than a project needs.
    """
    if shutil.disk_usage(ziel).free < PLATZ:
        raise _tell_voll(ziel)


def explain_fehlschlag(error: Exception, ordner: Path) -> DkbmFehler:
    """Return the error as it is told to people.

    Parameters
    ----------
    ordner
        Folder of the project.
    """
    if any(_is_voll(teil) for teil in _unfold(error)):
        return _tell_voll(ordner)
    if isinstance(error, DkbmFehler):
        return error
    if isinstance(error, OSError):
        return DkbmFehler(
            f"Auf eine Datei ließ sich nicht zugreifen: {explain_oserror(error)}.",
            wo=str(error.filename or ordner),
            rat="Bitte die Datei und ihre Rechte prüfen und den Befehl wiederholen.",
        )
    return DkbmFehler(
        f"Unerwarteter Fehler im Kit ({type(error).__name__}: {error}).",
        wo=str(ordner),
        rat="Bitte diese Meldung mit dem Projektordner weitergeben.",
    )


def _unfold(error: BaseException | None) -> Iterator[BaseException]:
    """Yield an error and those that it came from."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _is_voll(error: BaseException) -> bool:
    return (isinstance(error, OSError) and is_full(error)) or bool(_VOLL.search(str(error)))


def _tell_voll(ordner: Path) -> DkbmFehler:
    return DkbmFehler(
        "Der Datenträger ist voll.",
        wo=str(ordner),
        rat="Bitte Speicherplatz schaffen (etwa 20 MB je Kommune) und mit „dkbm rollout --weiter“ "
        "und demselben --ziel fortsetzen. Der letzte fertige Bericht ist unverändert.",
    )
