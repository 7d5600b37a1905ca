"""What earlier runs executed and what may be used again: found by key, checked by hash."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dkbm.projekt import Projekt
from dkbm.projekt.fassung import read_nachweis
from dkbm.projekt.pruefsumme import hash_datei

__all__ = ["FERTIG", "Lager", "open_lager"]

FERTIG = Path("fehler") / "fertig"
"""Below ``bericht/``: what a run that failed had executed before."""


@dataclass(frozen=True)
class Lager:
    """Executed notebooks by key.

    Attributes
    ----------
    notebooks
        File and its hash; a file that was changed since is not used.
    """

    notebooks: Mapping[str, tuple[Path, str]]

    def fetch(self, schluessel: str, ziel: Path) -> bool:
        """Copy the notebook with this key to ``ziel``; say whether there was one."""
        path, summe = self.notebooks.get(schluessel, (None, ""))
        if path is None or not path.is_file() or hash_datei(path) != summe:
            return False
        shutil.copyfile(path, ziel)
        return True


def open_lager(projekt: Projekt, *, leer: bool = False) -> Lager:
    """Open what the last report and the last failed run of a project left.

    Parameters
    ----------
    leer
        Use nothing of it: everything is to be executed anew.
    """
    gefunden: dict[str, tuple[Path, str]] = {}
    for ordner in () if leer else (projekt.ordner / "bericht" / FERTIG, projekt.ausgefuehrt):
        kapitel = read_nachweis(ordner).get("kapitel", {})
        for name, angaben in kapitel.items():
            gefunden[angaben["schluessel"]] = (ordner / Path(name).name, angaben["sha256"])
    return Lager(gefunden)
