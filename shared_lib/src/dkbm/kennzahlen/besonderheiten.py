"""What disturbs values in some Länder and years, as data that charts and sentences can mark.

Sources: notes of the tables 21111-01-03-4, 21111-02-06-4 and 21121-02-02-4 of the
Regionaldatenbank (Stand 2017 and 2026).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from dkbm.sprache.woerter import join_und

__all__ = [
    "ABITUR",
    "RUNDUNG_ABGAENGE",
    "RUNDUNG_BERUFLICH",
    "RUNDUNG_SCHUELER",
    "Art",
    "Besonderheit",
]

Art = Literal["abiturjahrgang", "rundung", "abgrenzung", "luecke"]


@dataclass(frozen=True)
class Besonderheit:
    """One disturbance.

    Attributes
    ----------
    art
        Kind: a double Abitur year, rounding by the source, another delimitation, a gap.
    von, bis
        First and last year, as the Kennzahl counts years.
    laender
        Keys of the Länder; empty for all Gebiete.
    text
        German sentence for notes.
    basis
        Multiple that the source rounds to (``rundung`` only).
    """

    art: Art
    von: int
    bis: int
    text: str
    laender: tuple[str, ...] = ()
    basis: int = 1

    def applies_to(self, ags: str, jahr: int) -> bool:
        """Say whether the value of a Gebiet and year is disturbed."""
        is_here = not self.laender or ags[:2] in self.laender
        return is_here and self.von <= jahr <= self.bis

    @property
    def abweichung(self) -> int:
        """Largest deviation of one rounded count from the true one: 1 for 3, 2 for 5."""
        return self.basis // 2


def _abitur(jahr: int, laender: Mapping[str, str]) -> Besonderheit:
    text = (
        f"Doppelter Abiturjahrgang {jahr} in {join_und(list(laender.values()))}: Die Zahl der "
        "Abgänge mit Hochschulreife ist erhöht, die Anteile der anderen Abschlüsse sind verringert."
    )
    return Besonderheit("abiturjahrgang", jahr, jahr, text, tuple(laender))


_HESSEN = (
    "Hessen stellte von 2012 bis 2014 auf das achtjährige Gymnasium um: Die Zahl der Abgänge mit "
    "Hochschulreife ist in diesen Jahren erhöht."
)
_DREIZEHN = (
    "Mecklenburg-Vorpommern und Sachsen-Anhalt führten 2001 die 13. Jahrgangsstufe ein: Es gab "
    "fast keine Abgänge mit Hochschulreife."
)
_NIEDERSACHSEN = (
    "Niedersachsen kehrte zum neunjährigen Gymnasium zurück: 2020 gab es keinen vollständigen "
    "Abiturjahrgang."
)
ABITUR = (
    Besonderheit("abiturjahrgang", 2001, 2001, _DREIZEHN, ("13", "15")),
    _abitur(2007, {"15": "Sachsen-Anhalt"}),
    _abitur(2008, {"13": "Mecklenburg-Vorpommern"}),
    _abitur(2009, {"10": "dem Saarland"}),
    _abitur(2010, {"02": "Hamburg"}),
    _abitur(2011, {"03": "Niedersachsen", "09": "Bayern"}),
    _abitur(2012, {"04": "Bremen", "08": "Baden-Württemberg", "11": "Berlin", "12": "Brandenburg"}),
    Besonderheit("abiturjahrgang", 2012, 2014, _HESSEN, ("06",)),
    _abitur(2013, {"05": "Nordrhein-Westfalen"}),
    _abitur(2016, {"01": "Schleswig-Holstein"}),
    Besonderheit("abiturjahrgang", 2020, 2020, _NIEDERSACHSEN, ("03",)),
)
"""Double and missing Abitur years; the year is the one in which the school year ends."""

_LAUFEND = 9999


def _rundung(basis: int, von: int, land: str, name: str) -> Besonderheit:
    text = f"{name} rundet seit {von} auf Vielfache von {basis}; Summen können davon abweichen."
    return Besonderheit("rundung", von, _LAUFEND, text, (land,), basis)


RUNDUNG_ABGAENGE = (
    _rundung(3, 2018, "15", "Sachsen-Anhalt"),
    _rundung(3, 2019, "01", "Schleswig-Holstein"),
    # Bremen names no year; its values of 2023 are multiples of 3, those of 2015 are not.
    _rundung(3, 2019, "04", "Bremen"),
    _rundung(5, 2020, "05", "Nordrhein-Westfalen"),
)
"""Rounding in 21111-02-06-4; the year is the one in which the school year ends."""
RUNDUNG_BERUFLICH = (*RUNDUNG_ABGAENGE, _rundung(3, 2019, "03", "Niedersachsen"))
"""Rounding in 21121-02-02-4."""
RUNDUNG_SCHUELER = (
    _rundung(3, 2018, "15", "Sachsen-Anhalt"),
    _rundung(3, 2018, "01", "Schleswig-Holstein"),
    _rundung(3, 2018, "04", "Bremen"),
    _rundung(5, 2019, "05", "Nordrhein-Westfalen"),
)
"""Rounding in 21111-01-03-4; the year is the one in which the school year begins."""
