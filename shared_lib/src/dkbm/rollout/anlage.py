"""The project of a Kommune that has none: from the template, with the answers of its line."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from dkbm.datei import remove_reste
from dkbm.projekt.einstellungen import DATEI
from dkbm.rollout.auftrag import Auftrag
from dkbm.rollout.gestaltung import apply_gestaltung
from dkbm.vorlage.neu import create_projekt

__all__ = ["start_projekt"]


def start_projekt(auftrag: Auftrag, ordner: Path) -> None:
    """Make a project with the same call as ``dkbm neu``.

    Where the folder exists with nothing but data in ``daten``, the project is put around them.

    Raises
    ------
    DkbmFehler
        If the folder holds something else or cannot be written.
    """
    nur_daten, ziel = (ordner / "daten").is_dir(), ordner.parent
    ziel.mkdir(parents=True, exist_ok=True)
    remove_reste(ziel, ".neu-*")
    with tempfile.TemporaryDirectory(prefix=".neu-", dir=ziel) as werkstatt:
        neu = create_projekt(
            auftrag.ags,
            # In its own place it refuses a folder that holds something else.
            ziel if ordner.exists() and not nur_daten else Path(werkstatt),
            titel=auftrag.titel,
            kontakt=auftrag.kontakt,
            vergleichskommunen=auftrag.vergleichskommunen,
        )
        apply_gestaltung(neu, auftrag.gestaltung, auftrag.ags)
        if nur_daten:
            _fill(ordner, neu)
        else:
            os.replace(neu, ordner)


def _fill(ordner: Path, neu: Path) -> None:
    """Move what is not there yet; the settings, which make it a project, come last."""
    dateien = sorted(p.relative_to(neu) for p in neu.rglob("*") if p.is_file())
    for name in sorted(dateien, key=lambda name: name == Path(DATEI)):
        if not (ordner / name).exists():
            (ordner / name).parent.mkdir(parents=True, exist_ok=True)
            os.replace(neu / name, ordner / name)
