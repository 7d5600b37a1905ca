"""What all figures share: caption, source line, notes, and the Gebiete that give context."""

from __future__ import annotations

from collections.abc import Sequence

from dkbm.darstellung.herkunft import format_quelle, list_anmerkungen
from dkbm.darstellung.spec import Abbildung, Datentabelle
from dkbm.gebiete import Gebiet
from dkbm.kennzahlen import Ergebnis

__all__ = [
    "HINWEIS_STREUUNG",
    "build_abbildung",
    "list_context",
    "title_of",
    "title_of_series",
    "unit_of",
]

HINWEIS_STREUUNG = (
    "Mittlere Hälfte der Kreise: Bereich zwischen dem unteren und dem oberen Viertel aller "
    "Landkreise und kreisfreien Städte, jeder Kreis einmal gezählt."
)


def build_abbildung(
    shown: Ergebnis,
    svg: str,
    titel: str,
    alt: str,
    jahre: Sequence[int],
    daten: Datentabelle,
    *,
    streuung: bool = False,
) -> Abbildung:
    """Put a drawing together with its words, numbers and origin.

    Parameters
    ----------
    streuung
        Whether the spread of all Kreise is shown and needs its note.
    """
    return Abbildung(
        titel=titel,
        alt=alt,
        svg=svg,
        daten=daten,
        quelle=format_quelle(shown.quellen, berechnet=not shown.werte["nenner"].isna().all()),
        anmerkungen=(
            *list_anmerkungen(shown, jahre),
            *([HINWEIS_STREUUNG] if streuung else []),
        ),
        kennzahlen=(shown.kennzahl,),
        quellen=shown.quellen,
    )


def list_context(ergebnis: Ergebnis) -> list[Gebiet]:
    """Return Kommune, Land and Deutschland as far as the result has them."""
    kommune = ergebnis.kommune
    keys = {kommune.land_ags, "DG"}
    return [kommune, *[g for g in ergebnis.gebiete[1:] if g.ags in keys]]


def title_of(shown: Ergebnis) -> str:
    """Name Kennzahl and place: ``Geburtenrate im Landkreis Konstanz``."""
    return f"{shown.kennzahl.name} {shown.kommune.formen.ort}"


def title_of_series(shown: Ergebnis, jahre: Sequence[int]) -> str:
    """Name Kennzahl, place, years and unit."""
    kennzahl = shown.kennzahl
    enden = [kennzahl.format_jahr(jahr) for jahr in (jahre[0], jahre[-1])]
    spanne = "–".join(enden) if len(jahre) > 2 else kennzahl.format_jahre(jahre)
    return f"{title_of(shown)}, {spanne}{unit_of(shown)}"


def unit_of(shown: Ergebnis) -> str:
    """Return the unit in brackets; empty where the name says it."""
    einheit = shown.kennzahl.masseinheit
    return f" ({einheit})" if einheit and einheit not in shown.kennzahl.name else ""
