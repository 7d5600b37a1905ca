"""What the check tells people: findings with grade, place, explanation and remedy."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dkbm.sprache.woerter import year_spans
from dkbm.sprache.zahlen import format_zahl

__all__ = ["GRADE", "Befund", "Befundart", "Stelle", "load_befundarten"]

GRADE = {"fehler": "Fehler", "warnung": "Warnung", "hinweis": "Hinweis"}
"""Grades from the gravest to the mildest, with their German names."""
DOKUMENTATION = "docs/befunde.md"


@dataclass(frozen=True)
class Befundart:
    """One kind of finding; its code never changes its meaning.

    Attributes
    ----------
    code
        Stable code, e.g. ``DKBM-P201``.
    titel, bedeutung, abhilfe
        German texts: heading, explanation, what to do.
    grad
        Usual grade, a key of `GRADE`.
    """

    code: str
    titel: str
    grad: str
    bedeutung: str
    abhilfe: str

    @property
    def anker(self) -> str:
        """Anchor of its section in the documentation and in the report."""
        return self.code.lower()

    @property
    def seite(self) -> str:
        """Page of the documentation, in the repository of the kit."""
        return f"{DOKUMENTATION}#{self.anker}"


@dataclass(frozen=True)
class Stelle:
    """One place of a finding.

    Attributes
    ----------
    gebiet
        Name of the Gebiet, empty where none is meant.
    jahr
        0 where no single year is meant.
    was
        Merkmal with its breakdowns.
    gefunden, erwartet
        Values as German text.
    zusatz
        Note on the expected value.
    blatt, zelle
        Sheet and cell (``D17``) or line and column of a text file; empty in the store.
    """

    gebiet: str
    jahr: int
    was: str
    gefunden: str
    erwartet: str
    zusatz: str = ""
    blatt: str = ""
    zelle: str = ""


@dataclass(frozen=True)
class Befund:
    """A kind of finding in one table, with all its places.

    Attributes
    ----------
    art
        Kind with title, explanation and remedy.
    grad
        Key of `GRADE`; may be milder than that of the kind, ``grund`` says why.
    datensatz, tabelle, datei
        Where it was found; ``datei`` is empty for the store.
    grund
        What holds for all places; may be empty.
    stellen
        Places, the worst first.
    gebiete
        Number of different Gebiete.
    """

    art: Befundart
    grad: str
    datensatz: str
    stellen: tuple[Stelle, ...]
    tabelle: str = ""
    datei: str = ""
    grund: str = ""
    gebiete: int = 0

    @property
    def ort(self) -> str:
        """The table, as people name it."""
        teile = [f"Datei {self.datei}" * bool(self.datei)]
        teile += [f"Datensatz {self.datensatz}" * bool(self.datensatz)]
        teile += [f"Tabelle {self.tabelle}" * bool(self.tabelle)]
        return ", ".join(teil for teil in teile if teil)

    @property
    def umfang(self) -> str:
        """How often and where: ``30 Stellen in 12 Gebieten, 2009–2011``."""
        anzahl = len(self.stellen)
        text = "1 Stelle" if anzahl == 1 else f"{format_zahl(anzahl)} Stellen"
        if self.gebiete > 1:
            text += f" in {format_zahl(self.gebiete)} Gebieten"
        jahre = year_spans(stelle.jahr for stelle in self.stellen if stelle.jahr)
        return f"{text}, {jahre}" if jahre else text


@cache
def load_befundarten() -> dict[str, Befundart]:
    """Return all kinds of findings by their short code (``P201``)."""
    text = files("dkbm.pruefung").joinpath("befundarten.toml").read_text(encoding="utf-8")
    return {
        kurz: Befundart(code=f"DKBM-{kurz}", **eintrag)
        for kurz, eintrag in tomllib.loads(text).items()
    }
