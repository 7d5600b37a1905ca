"""The fingerprint of a report: all that it depends on, by content and not by time."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from dkbm.projekt import Projekt
from dkbm.projekt.pruefsumme import add_files, hash_kit, list_dateien

__all__ = ["compute_schluessel"]

_INHALTE = ("kommune.toml", "notebooks", "daten")
_BERICHT = ("gliederung.toml", "texte", "gestaltung")


def compute_schluessel(projekt: Projekt, auswahl: Sequence[str] = ()) -> str:
    """Return a hash over settings, cells, data, texts, and the versions of all packages.

    Parameters
    ----------
    auswahl
        What of the report is built: chapters, formats.
    """
    summe = hashlib.sha256(hash_kit().encode())
    summe.update("\0".join(auswahl).encode())
    roots = [projekt.ordner / name for name in _INHALTE]
    roots += [projekt.ordner / "bericht" / name for name in _BERICHT]
    for root in roots:
        add_files(summe, list_dateien(root), projekt.ordner)
    return summe.hexdigest()
