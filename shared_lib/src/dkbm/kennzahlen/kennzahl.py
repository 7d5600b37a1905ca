"""What a Kennzahl is: its definition in words and the computation behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

import pandas as pd

from dkbm.bestand import Bestand
from dkbm.kennzahlen.besonderheiten import Besonderheit
from dkbm.sprache.woerter import year_spans

__all__ = ["BEZUGSGROESSEN", "Berechnung", "Kennzahl", "Raum", "Richtung"]

Richtung = Literal["neutral", "hoch_guenstig", "niedrig_guenstig"]
"""Whether high or low values are favourable."""

Raum = Literal["Wohnort", "Schulort", "Einrichtungsort", "Arbeitsort", "gemischt", ""]
"""Where people are counted; ``gemischt``: numerator and denominator differ."""

Berechnung = Callable[[Bestand, Sequence[str] | None], pd.DataFrame]
"""Takes the store and the keys of the Gebiete (all where None); returns the columns ``ags``,
``jahr``, optionally ``auspraegung``, ``zaehler``, ``nenner``, ``wert``, ``zeichen``,
``gebietsstand`` and ``quellen`` (tuple of source numbers)."""

BEZUGSGROESSEN = {
    "%": "Prozentpunkte",
    "je 100": "je 100",
    "je 1.000 Personen": "je 1.000 Personen",
    "je 10.000 Personen": "je 10.000 Personen",
    "Euro": "Euro",
    "": "",
}
"""Unit of a difference, by the unit of the value."""


@dataclass(frozen=True, kw_only=True, repr=False)
class Kennzahl:
    """One Kennzahl of the registry; writes the methods annex of every report.

    In a notebook it shows its description; ``kennzahl?`` prints it.

    Attributes
    ----------
    id
        Stable name in ASCII.
    name
        Title, e.g. ``Betreuungsquote der unter 3-Jährigen``.
    subjekt
        Nominative singular with article, for sentences.
    berechne
        The computation.
    code
        Running code within the chapter's area of the Anwendungsleitfaden, e.g. ``C1``.
    al_code
        Code in the Anwendungsleitfaden itself (``D7.1``), where someone has looked it up.
    einheit
        Unit behind the number (``%``, ``je 1.000``, ``Euro``, or empty for counts).
    zaehlt
        What a count counts (``Personen``), for axes and tables; empty for rates.
    stellen
        Decimals.
    definition, formel, zaehler, nenner
        German texts for annex and help.
    zeitangabe
        Pattern with ``{jahr}`` and ``{folge}`` (two digits of the next year).
    regel
        What the year means: Stichtag or period.
    tabellen
        Codes of the source tables.
    raum
        Where people are counted: at home, at school, at the Einrichtung, at work.
    hinweise
        Caveats for the notes below figures.
    brueche
        Years after which values are not comparable with those before, with the reason.
    besonderheiten
        What disturbs values only in some Länder and years; see `Ergebnis.besonderheiten`.
    gliederung
        What ``auspraegungen`` are, in German: ``Geschlecht``, ``Schulart``.
    auspraegungen
        Code to German label where the Kennzahl is broken down; empty otherwise.
    richtung
        Whether high or low values are favourable.
    formular
        Short name of the form without which there are no data at all; empty for the others.
    beschafft
        Where missing data come from: what a Kommune must obtain and where to put it.
    saldo
        Whether the numerator is a balance (or the value an index): its chance variation cannot
        be read from it.
    gezaehlt
        Whether the value counts cases, or divides cases by what they are counted on. Amounts
        (euros, hours of teaching), medians and sums of rates do not: a test for counts would
        call any difference certain, or none.
    """

    id: str
    name: str
    subjekt: str
    berechne: Berechnung = field(repr=False)
    code: str = ""
    al_code: str = ""
    einheit: str = ""
    zaehlt: str = ""
    stellen: int = 1
    definition: str = ""
    formel: str = ""
    zaehler: str = "Anzahl"
    nenner: str = ""
    zeitangabe: str = "im Jahr {jahr}"
    regel: str = "Kalenderjahr"
    tabellen: tuple[str, ...] = ()
    raum: Raum = ""
    richtung: Richtung = "neutral"
    hinweise: tuple[str, ...] = ()
    brueche: tuple[tuple[int, str], ...] = ()
    besonderheiten: tuple[Besonderheit, ...] = ()
    gliederung: str = ""
    auspraegungen: dict[str, str] = field(default_factory=dict)
    formular: str = ""
    beschafft: str = ""
    saldo: bool = False
    gezaehlt: bool = True

    def __repr__(self) -> str:
        return f"<Kennzahl {self.id}: {self.name}>"

    def getdoc(self) -> str:
        """Return the description; IPython asks for it at ``kennzahl?``."""
        from dkbm.kennzahlen.beschreibung import to_text

        return to_text(self)

    def _repr_markdown_(self) -> str:
        from dkbm.kennzahlen.beschreibung import to_markdown

        return to_markdown(self)

    def _repr_html_(self) -> str:
        from dkbm.kennzahlen.beschreibung import to_html

        return to_html(self)

    def format_zeit(self, jahr: int) -> str:
        """Return the time of a year's value: ``am 1. März 2016``, ``im Schuljahr 2015/16``."""
        return self.zeitangabe.format(jahr=jahr, folge=f"{(jahr + 1) % 100:02d}")

    def format_jahr(self, jahr: int) -> str:
        """Return the bare name of a year: ``2016``, or ``2015/16`` for a school year."""
        return f"{jahr}/{(jahr + 1) % 100:02d}" if self.is_schuljahr else str(jahr)

    def format_jahre(self, jahre: Iterable[int]) -> str:
        """Return the bare names of years as spans: ``2007–2009, 2015``."""
        return year_spans(jahre, self.format_jahr)

    @property
    def is_schuljahr(self) -> bool:
        """Whether a year is the school year that begins in it."""
        return "{folge}" in self.zeitangabe

    @property
    def masseinheit(self) -> str:
        """Unit for axes and captions: ``in %``, ``je 1.000``, ``Personen``."""
        if self.einheit in ("%", "Euro"):
            return f"in {self.einheit}"
        return self.einheit or self.zaehlt
