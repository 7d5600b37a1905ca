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
        f"Doppelter Abiturjahrgang {jahr} {_say_where(laender)}: Die Zahl der "
        "Abgänge mit Hochschulreife ist erhöht, die Anteile der anderen Abschlüsse sind verringert."
    )
    return Besonderheit("abiturjahrgang", jahr, jahr, text, tuple(laender))


def _say_where(laender: Mapping[str, str]) -> str:
    """Return the place; the Saarland, which has an article, always stands alone."""
    ort = f"in {join_und(list(laender.values()))}"
    return "im Saarland" if ort == "in Saarland" else ort


def _ohne_abitur(jahr: int, laender: Mapping[str, str]) -> Besonderheit:
    text = (
        f"Fehlender Abiturjahrgang {jahr} {_say_where(laender)}: Wegen der "
        "Rückkehr zum neunjährigen Gymnasium ist die Zahl der Abgänge mit Hochschulreife "
        "verringert, die Anteile der anderen Abschlüsse sind erhöht."
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
ABITUR = (
    Besonderheit("abiturjahrgang", 2001, 2001, _DREIZEHN, ("13", "15")),
    _abitur(2007, {"15": "Sachsen-Anhalt"}),
    _abitur(2008, {"13": "Mecklenburg-Vorpommern"}),
    _abitur(2009, {"10": "Saarland"}),
    _abitur(2010, {"02": "Hamburg"}),
    _abitur(2011, {"03": "Niedersachsen", "09": "Bayern"}),
    _abitur(2012, {"04": "Bremen", "08": "Baden-Württemberg", "11": "Berlin", "12": "Brandenburg"}),
    Besonderheit("abiturjahrgang", 2012, 2014, _HESSEN, ("06",)),
    _abitur(2013, {"05": "Nordrhein-Westfalen"}),
    _abitur(2016, {"01": "Schleswig-Holstein"}),
    _ohne_abitur(2020, {"03": "Niedersachsen"}),
    # The last with eight years leave two years before the first with nine.
    _ohne_abitur(2025, {"09": "Bayern"}),
    _ohne_abitur(2026, {"01": "Schleswig-Holstein", "05": "Nordrhein-Westfalen"}),
    _ohne_abitur(2029, {"10": "Saarland"}),
    _ohne_abitur(2032, {"08": "Baden-Württemberg"}),
)
"""Double and missing Abitur years; the year is the one in which the school year ends.

Years to come follow from the laws that brought back nine years of Gymnasium.
"""

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
