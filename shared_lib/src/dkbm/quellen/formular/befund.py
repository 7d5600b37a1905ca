"""What is wrong with which cell, for messages, lists and marked copies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dkbm.fehler import DkbmFehler

__all__ = ["FormularFehler", "Zellbefund"]

_HOECHSTENS = 10


@dataclass(frozen=True)
class Zellbefund:
    """One thing to mend.

    Attributes
    ----------
    blatt, zelle
        Sheet and cell (``D17``); both empty where the whole file is meant, ``zelle`` empty
        where the whole sheet is.
    meldung
        What is wrong, one German sentence.
    wert
        The content of the cell as text.
    rat
        What to do, one German sentence.
    """

    blatt: str
    zelle: str
    meldung: str
    wert: str = ""
    rat: str = ""

    @property
    def ort(self) -> str:
        """``Blatt Kurse, Zelle D17``."""
        blatt = f"Blatt {self.blatt}" if self.blatt else ""
        return f"{blatt}, Zelle {self.zelle}" if self.zelle else blatt

    def __str__(self) -> str:
        text = f"{self.ort}: {self.meldung}" if self.ort else self.meldung
        return f"{text} {self.rat}".strip()


class FormularFehler(DkbmFehler):
    """All that is wrong with one form.

    Attributes
    ----------
    befunde
        Every finding, in the order of sheets, rows and columns.
    """

    def __init__(self, datei: str, befunde: Sequence[Zellbefund]) -> None:
        self.befunde = tuple(befunde)
        anzahl = len(self.befunde)
        lines = [f"- {befund}" for befund in self.befunde[:_HOECHSTENS]]
        if anzahl > _HOECHSTENS:
            rest = anzahl - _HOECHSTENS
            lines.append(f"- und {rest} weitere{' Stelle' if rest == 1 else ' Stellen'}.")
        stellen = "ist noch eine Stelle" if anzahl == 1 else f"sind noch {anzahl} Stellen"
        super().__init__(
            "\n".join([f"In {datei} {stellen} zu berichtigen:", *lines]),
            rat="Bitte die Zellen berichtigen, die Datei speichern und erneut einlesen.",
        )
