"""What a rollout finished, kept in each project, so that it is recognised by content.

Looking a Kommune up here must be cheap: it is done for all of them before the first worker starts.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, replace
from pathlib import Path

from dkbm.datei import write_whole
from dkbm.fehler import DkbmFehler
from dkbm.gebiete import load_register
from dkbm.projekt import Projekt
from dkbm.projekt.ordner import MODUS_VARIABLE
from dkbm.rollout.auftrag import Auftrag, Ergebnis, Optionen
from dkbm.rollout.schluessel import compute_schluessel

__all__ = ["ERGEBNIS", "find_fertig", "fingerprint", "load_ergebnis", "save_ergebnis"]

ERGEBNIS = Path("bericht") / "rollout.json"
"""Where a project keeps what the last rollout finished."""


def find_fertig(auftrag: Auftrag, optionen: Optionen) -> Ergebnis | None:
    """Return what an earlier run finished; None where something is to be done.

    Nothing is read in, scaffolded or changed. What is wrong with a project is told by the
    worker that gets it.
    """
    ordner = optionen.ziel / load_register()[auftrag.ags].slug
    frueher = load_ergebnis(ordner)
    if frueher is None or frueher.ags != auftrag.ags or not _is_whole(frueher, optionen.ziel):
        return None
    try:
        if frueher.schluessel != fingerprint(Projekt(ordner.resolve()), auftrag, optionen):
            return None
    except (DkbmFehler, OSError):
        return None
    return replace(frueher, status="unverändert", sekunden=0.0)


def fingerprint(projekt: Projekt, auftrag: Auftrag, optionen: Optionen) -> str:
    """Return the key of the report that a job asks for."""
    modus = auftrag.modus or os.environ.get(MODUS_VARIABLE, "")
    return compute_schluessel(projekt, (*auftrag.kapitel, "", *optionen.formate, "", modus))


def load_ergebnis(ordner: Path) -> Ergebnis | None:
    """Return what a project finished last; None where there is nothing readable."""
    try:
        inhalt = json.loads((ordner / ERGEBNIS).read_text(encoding="utf-8"))
        for name in ("ausgaben", "hinweise"):
            inhalt[name] = tuple(inhalt[name])
        return Ergebnis(**inhalt)
    except (OSError, ValueError, TypeError, KeyError):
        return None


def save_ergebnis(ordner: Path, ergebnis: Ergebnis) -> None:
    """Keep what was finished in the project."""
    text = json.dumps(asdict(ergebnis), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    write_whole(ordner / ERGEBNIS, text)


def _is_whole(ergebnis: Ergebnis, ziel: Path) -> bool:
    return bool(ergebnis.ausgaben) and all((ziel / a).is_file() for a in ergebnis.ausgaben)
