"""Comparison in time: index series, and the year to compare the latest value with."""

from __future__ import annotations

from dataclasses import replace

from dkbm.fehler import DkbmFehler
from dkbm.kennzahlen.ergebnis import Ergebnis
from dkbm.kennzahlen.kennzahl import Kennzahl
from dkbm.sprache.woerter import year_spans

__all__ = ["as_index", "find_bruch", "pick_vergleichsjahr"]

ABSTAND, MINDESTABSTAND = 10, 3
"""Years back to the comparison: wanted, and at least where a break leaves less."""


def as_index(ergebnis: Ergebnis, basisjahr: int | None = None) -> Ergebnis:
    """Return the result as index series, ``basisjahr`` = 100 for every Gebiet.

    Parameters
    ----------
    ergebnis
        A result without breakdown.
    basisjahr
        Year that becomes 100; the first year of the Kommune where omitted.

    Raises
    ------
    DkbmFehler
        If the Kommune has no value other than zero in that year.
    """
    jahr = basisjahr if basisjahr is not None else min(ergebnis.jahre, default=0)
    daten = ergebnis.daten
    base = daten[(daten["jahr"] == jahr) & (daten["wert"] > 0)].set_index("ags")["wert"]
    if ergebnis.kennzahl.auspraegungen or ergebnis.kommune.ags not in base.index:
        raise DkbmFehler(
            f"„{ergebnis.kennzahl.name}“ lässt sich nicht auf {jahr} = 100 beziehen.",
            rat=f"Jahre mit Werten: {year_spans(ergebnis.jahre) or 'keine'}.",
        )
    nenner = daten["ags"].map(base)
    indexed = daten.assign(wert=daten["wert"] / nenner * 100, zaehler=daten["wert"], nenner=nenner)
    return replace(ergebnis, kennzahl=_describe_index(ergebnis.kennzahl, jahr), daten=indexed)


def _describe_index(kennzahl: Kennzahl, jahr: int) -> Kennzahl:
    """Return a Kennzahl of its own: its values must not be taken for those that it comes from."""
    basis = kennzahl.format_jahr(jahr)
    return replace(
        kennzahl,
        id=f"{kennzahl.id}_index_{jahr}",
        name=f"{kennzahl.name} (Index)",
        subjekt=f"{kennzahl.subjekt} gemessen am Wert von {basis} (= 100)",
        einheit="",
        zaehlt=f"Index, {basis} = 100",
        stellen=1,
        definition=f"{kennzahl.definition} Als Index: Der Wert von {basis} ist 100.",
        formel=f"Wert / Wert von {basis} × 100",
        zaehler="Wert",
        nenner=f"Wert von {basis}",
        saldo=True,
    )


def pick_vergleichsjahr(ergebnis: Ergebnis) -> int | None:
    """Return the earlier year to compare the latest with; None for a single year.

    The year nearest to ten years before; where a break lies between, the nearest behind the
    break, if that is at least three years back. Years that something disturbs (a double Abitur
    year) are passed over where there are others.
    """
    if len(ergebnis.jahre) < 2:
        return None
    *davor, letztes = ergebnis.jahre
    ungebrochen = [
        jahr
        for jahr in davor
        if letztes - jahr >= MINDESTABSTAND and not find_bruch(ergebnis.kennzahl, jahr, letztes)
    ]
    moeglich = ungebrochen or davor
    ungestoert = [jahr for jahr in moeglich if not _is_disturbed(ergebnis, jahr)]
    return min(ungestoert or moeglich, key=lambda jahr: (abs(letztes - ABSTAND - jahr), jahr))


def _is_disturbed(ergebnis: Ergebnis, jahr: int) -> bool:
    """Whether the value of the Kommune stands out for a reason other than rounding."""
    gestoert = ergebnis.besonderheiten([ergebnis.kommune], [jahr])
    return any(b.art != "rundung" and b.applies_to(ergebnis.kommune.ags, jahr) for b in gestoert)


def find_bruch(kennzahl: Kennzahl, von: int, bis: int) -> str:
    """Return the reason of the latest break between two years; empty for none."""
    gruende = [(jahr, grund) for jahr, grund in kennzahl.brueche if von < jahr <= bis]
    return max(gruende)[1] if gruende else ""
