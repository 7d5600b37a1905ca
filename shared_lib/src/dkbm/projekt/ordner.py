"""The project of a Kommune on disk."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from dkbm.bestand.bestand import BESTAND
from dkbm.fehler import DkbmFehler, nearest
from dkbm.projekt.einstellungen import DATEI, MODI, Einstellungen, Modus, load_einstellungen
from dkbm.projekt.gliederung import Teil, load_gliederung

__all__ = ["MODUS_VARIABLE", "Projekt", "find_projekt"]

MODUS_VARIABLE = "DKBM_MODUS"
"""Environment variable that hands the mode of a run to its kernels."""


@dataclass(frozen=True)
class Projekt:
    """A project folder with what it configures.

    Attributes
    ----------
    ordner
        The folder that holds ``kommune.toml``.
    modus_wahl
        Mode of this run, where it is not that of ``kommune.toml``.
    """

    ordner: Path
    modus_wahl: str = ""

    @cached_property
    def modus(self) -> Modus:
        """For whom this run works: as asked for, as its caller says, or as ``kommune.toml`` says.

        Raises
        ------
        DkbmFehler
            If there is no such mode.
        """
        wahl = self.modus_wahl or os.environ.get(MODUS_VARIABLE, "")
        if not wahl:
            return self.einstellungen.geheimhaltung.modus
        for bekannt in MODI:
            if wahl == bekannt:
                return bekannt
        aehnlich = nearest(wahl, MODI, 1) or list(MODI)
        raise DkbmFehler(
            f"Einen Modus „{wahl}“ gibt es nicht.",
            wo="Option --modus" if self.modus_wahl else f"Umgebungsvariable {MODUS_VARIABLE}",
            rat=f"Gemeint ist wohl „{aehnlich[0]}“; möglich sind: {', '.join(MODI)}.",
        )

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
        """Where the executed notebooks lie; internal ones apart."""
        return (self.intern if self.modus == "intern" else self.bericht) / "ausgefuehrt"

    @property
    def ausgabe(self) -> Path:
        """Where the finished reports lie; internal ones apart."""
        return self.intern if self.modus == "intern" else self.bericht / "ausgabe"

    @property
    def bericht(self) -> Path:
        """Where everything of the report lies."""
        return self.ordner / "bericht"

    @property
    def intern(self) -> Path:
        """Where everything lies that only the administration may see."""
        return self.bericht / "intern"

    @property
    def geheim(self) -> Path:
        """Where decisions on confidentiality are kept; never published."""
        return self.bericht / "geheim"

    @property
    def frueher(self) -> Path:
        """Where the files of earlier editions lie that were published without this kit."""
        return self.bericht / "frueher"


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
