"""What the store holds for a Kommune, chapter by chapter, and what it lacks."""

from __future__ import annotations

from dataclasses import dataclass

from dkbm.bestand import Bestand, Quelle
from dkbm.gebiete import Gebiet
from dkbm.kennzahlen.kennzahl import Kennzahl
from dkbm.kennzahlen.registrierung import KAPITEL, compute

__all__ = ["Abdeckung", "list_abdeckung"]


@dataclass(frozen=True)
class Abdeckung:
    """The years in which a Kennzahl has a value for the Kommune.

    Attributes
    ----------
    kapitel
        Chapter of the report.
    kennzahl
        The Kennzahl.
    jahre
        Years with a value.
    quellen
        What the values rest on.
    """

    kapitel: str
    kennzahl: Kennzahl
    jahre: tuple[int, ...]
    quellen: tuple[Quelle, ...]

    @property
    def luecken(self) -> list[int]:
        """Years without a value between the first and the last one with a value."""
        return (
            sorted(set(range(self.jahre[0], self.jahre[-1])) - set(self.jahre))
            if self.jahre
            else []
        )

    @property
    def beschaffung(self) -> str:
        """What to obtain, as a German sentence; empty where nothing is known."""
        if self.kennzahl.beschafft:
            return self.kennzahl.beschafft
        tabellen = ", ".join(self.kennzahl.tabellen)
        return f"Aus der Regionaldatenbank: {tabellen}." if tabellen else ""


def list_abdeckung(bestand: Bestand, gebiet: Gebiet) -> list[Abdeckung]:
    """Return the coverage of all registered Kennzahlen in the order of the chapters."""
    found = []
    for kapitel, kennzahlen in KAPITEL.items():
        for kennzahl in kennzahlen:
            ergebnis = compute(kennzahl, bestand, [gebiet])
            found.append(Abdeckung(kapitel, kennzahl, tuple(ergebnis.jahre), ergebnis.quellen))
    return found
