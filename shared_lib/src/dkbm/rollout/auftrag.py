"""What a rollout hands to its workers, and what it gets back."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

__all__ = ["Auftrag", "Ergebnis", "Optionen", "Status"]

Status = Literal["fertig", "unverändert", "fehler"]


@dataclass(frozen=True)
class Auftrag:
    """One line of the roster.

    Attributes
    ----------
    ags
        Key of the Kommune.
    titel, kontakt, vergleichskommunen
        Answers for a new project; one that exists keeps its own.
    kapitel
        Chapters to build; all where empty.
    gestaltung
        Colour ``#rrggbb``, or folder with ``gestaltung.toml``, for a new project.
    modus
        ``intern`` or ``oeffentlich``; as the project says where empty.
    zeile
        Line of the roster; 0 where there is none.
    """

    ags: str
    titel: str = "Bildungsbericht"
    kontakt: str = ""
    vergleichskommunen: str = ""
    kapitel: tuple[str, ...] = ()
    gestaltung: str = ""
    modus: str = ""
    zeile: int = 0


@dataclass(frozen=True)
class Optionen:
    """What holds for all Kommunen of a run.

    Attributes
    ----------
    ziel
        Folder that holds the projects.
    zeitgrenze
        Seconds that one notebook may take; 0 for no limit.
    speichergrenze
        Bytes that one kernel may take; 0 for no limit.
    formate
        Formats of the reports; all where empty.
    """

    ziel: Path
    zeitgrenze: float = 0.0
    speichergrenze: int = 0
    formate: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ergebnis:
    """What came of one Kommune.

    Attributes
    ----------
    ags, ordner
        Key, and name of the project folder below the target.
    status
        ``fertig``, ``unverändert`` (nothing to do) or ``fehler``.
    schluessel
        Fingerprint of all that the report depends on.
    sekunden
        Time it took.
    ausgaben
        Files of the report, relative to the target.
    was, wo, rat
        The error for people; empty where there is none.
    hinweise
        Warnings, e.g. files that were refused.
    """

    ags: str
    ordner: str
    status: Status
    schluessel: str = ""
    sekunden: float = 0.0
    ausgaben: tuple[str, ...] = ()
    was: str = ""
    wo: str = ""
    rat: str = ""
    hinweise: tuple[str, ...] = field(default_factory=tuple)
