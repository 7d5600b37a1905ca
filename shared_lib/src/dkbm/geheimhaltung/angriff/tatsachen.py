"""The facts an attack starts from: numbers, signs, sums and rates."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from dkbm.geheimhaltung.felder import Schluessel

__all__ = ["Quote", "Summe", "Tatsachen"]

Summe = tuple[Schluessel, tuple[Schluessel, ...]]
"""A whole and what adds up to it."""


@dataclass(frozen=True)
class Quote:
    """A printed rate, index or mean: ``zaehler / nenner * faktor``, rounded to ``stellen``."""

    zaehler: Schluessel
    nenner: Schluessel
    wert: float
    stellen: int
    faktor: float = 100.0


@dataclass
class Tatsachen:
    """Published numbers, signs and relations.

    Attributes
    ----------
    bekannt
        Key to smallest and largest value that a published number allows.
    gesperrt
        Keys at which a sign stands.
    gerundet
        Keys that this edition rounds, with what the printed number alone tells.
    erschlossen
        Keys that no table shows but that arithmetic yields, such as the boys beside the girls.
    summen
        ``(ganzes, teile)``: a whole and what adds up to it.
    quoten
        Printed rates.
    """

    bekannt: dict[Schluessel, tuple[float, float]] = field(default_factory=dict)
    gesperrt: set[Schluessel] = field(default_factory=set)
    gerundet: dict[Schluessel, tuple[float, float]] = field(default_factory=dict)
    erschlossen: set[Schluessel] = field(default_factory=set)
    summen: dict[Summe, None] = field(default_factory=dict)
    quoten: list[Quote] = field(default_factory=list)

    def tell(self, key: Schluessel, wert: float, grob: float = 0.0) -> None:
        """Add a number found anywhere; what is known twice is known more narrowly."""
        spanne = (max(wert - grob, 0.0), wert + grob) if grob else (wert, wert)
        unten, oben = self.bekannt.get(key, (-math.inf, math.inf))
        enger = max(unten, spanne[0]), min(oben, spanne[1])
        # Two editions that contradict each other: the newer number replaces the older.
        self.bekannt[key] = enger if enger[0] <= enger[1] else spanne
        self.gesperrt.discard(key)

    def narrow(self, key: Schluessel, unten: float, oben: float) -> None:
        """Add what an older edition tells of a cell rounded now, unless it was corrected since."""
        jetzt = self.bekannt[key]
        enger = max(jetzt[0], unten), min(jetzt[1], oben)
        if enger[0] <= enger[1]:
            self.bekannt[key] = enger
            if unten == oben:  # told exactly once: it cannot be taken back
                self.gerundet.pop(key, None)

    def hide(self, key: Schluessel) -> None:
        """Note a sign; a number found elsewhere wins."""
        if key not in self.bekannt:
            self.gesperrt.add(key)
