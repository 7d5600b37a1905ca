"""What follows for Kitas and schools: children, school entrants, places at today's rate."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from dkbm.bestand import Bestand
from dkbm.gebiete import Gebiet
from dkbm.kennzahlen.registrierung import compute, find_kennzahl
from dkbm.kennzahlen.vorausberechnung.altersjahre import Feld

__all__ = ["EINSCHULUNG_MONATE", "Quote", "count_plaetze", "count_schulanfaenger", "find_quote"]

EINSCHULUNG_MONATE = {
    **dict.fromkeys(("01", "02", "04", "06", "08", "10", "13", "14", "15"), 6),
    **dict.fromkeys(("16",), 7),
    **dict.fromkeys(("07",), 8),
    **dict.fromkeys(("03", "05", "09", "11", "12"), 9),
}
"""Months of the year until the day by which a child must be six to enter school in summer, by
Land (school laws, as of 2025: 30 June, 1 July, 31 July or 1 August, 31 August, 30 September).
Some Länder let parents wait for children of the last months; that is not in it."""
_QUOTEN = {
    "u3": ("betreuungsquote_u3", "betreuungsquote_u3_inkar"),
    "3_6": ("betreuungsquote_3_6", "betreuungsquote_3_6_inkar"),
}


class Quote(NamedTuple):
    """A Betreuungsquote that is kept: percent, year, and the Kennzahl it comes from.

    ``versatz`` is how many years before its 1 March the Stichtag of its denominator lies: the
    official rate divides by the 31.12. before (1), INKAR's by that of the same year (0).
    """

    wert: float
    jahr: int
    kennzahl: str
    versatz: int


def count_schulanfaenger(personen: Feld, land: str) -> Feld:
    """Return the children that must enter school in the summer of each year.

    Those who turn six by the day of the Land, and of the year before those who did not; births
    are taken as even over the year. Early and late entries cancel out only in part.

    Parameters
    ----------
    personen
        Persons on 31.12. of the year of entry, shape ``(…, 2, 76)``.
    land
        Key of the Land, two digits.
    """
    anteil = EINSCHULUNG_MONATE[land] / 12
    kinder = personen.sum(axis=-2)
    return np.asarray(anteil * kinder[..., 6] + (1 - anteil) * kinder[..., 7])


def count_plaetze(kinder: Feld, quote: Quote) -> Feld:
    """Return the places needed if the Betreuungsquote stays as it is.

    Parameters
    ----------
    kinder
        Children on the Stichtag that belongs to the quote.
    """
    return np.asarray(kinder * quote.wert / 100)


def find_quote(bestand: Bestand, gebiet: Gebiet, gruppe: str) -> Quote | None:
    """Return the latest Betreuungsquote of a Gebiet (``u3`` or ``3_6``), the official one first."""
    beste: Quote | None = None
    for versatz, id_ in zip((1, 0), _QUOTEN[gruppe], strict=True):
        ergebnis = compute(find_kennzahl(id_), bestand, [gebiet])
        if ergebnis.is_empty:
            continue
        jahr = ergebnis.jahre[-1]
        if beste is None or jahr > beste.jahr:
            beste = Quote(ergebnis.wert(jahr), jahr, id_, versatz)
    return beste
