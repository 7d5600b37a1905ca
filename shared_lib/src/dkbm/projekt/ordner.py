"""The project of a Kommune on disk."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from dkbm.bestand.bestand import BESTAND
from dkbm.fehler import DkbmFehler
from dkbm.projekt.einstellungen import DATEI, Einstellungen, load_einstellungen
from dkbm.projekt.gliederung import Teil, load_gliederung

__all__ = ["Projekt", "find_projekt"]


@dataclass(frozen=True)
class Projekt:
    """A project folder with what it configures.

    Attributes
    ----------
    ordner
        The folder that holds ``kommune.toml``.
    """

    ordner: Path

    @cached_property
    def einstellungen(self) -> Einstellungen:
        """The checked ``kommune.toml``."""
        return load_einstellungen(self.ordner / DATEI)

    @cached_property
    def gliederung(self) -> list[Teil]:
        """The parts of the report in their order."""
        return load_gliederung(self.ordner)

    @property
    def bestand(self) -> Path:
        """Where the project's own store lies."""
        return self.ordner / BESTAND

    @property
    def roh(self) -> Path:
        """Where official files lie as they came."""
        return self.ordner / "daten" / "roh"

    @property
    def ausgefuehrt(self) -> Path:
        """Where the executed notebooks lie."""
        return self.ordner / "bericht" / "ausgefuehrt"

    @property
    def ausgabe(self) -> Path:
        """Where the finished reports lie."""
        return self.ordner / "bericht" / "ausgabe"


def find_projekt(start: Path | None = None) -> Projekt:
    """Find the project that ``start`` (the working directory) lies in.

    Raises
    ------
    DkbmFehler
        If neither it nor a folder above holds a ``kommune.toml``.
    """
    start = (start or Path.cwd()).resolve()
    for ordner in (start, *start.parents):
        if (ordner / DATEI).is_file():
            return Projekt(ordner)
    raise DkbmFehler(
        "Hier liegt kein Projekt: Es fehlt die Datei kommune.toml.",
        wo=str(start),
        rat="Bitte in den Projektordner wechseln oder mit „dkbm neu“ ein Projekt anlegen.",
    )
