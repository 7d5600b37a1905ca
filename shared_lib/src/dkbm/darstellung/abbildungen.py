"""The basic kinds of figures: lines for series, bars for comparison and for breakdowns."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dkbm.darstellung.alttexte import (
    describe_balken,
    describe_gliederung,
    describe_linie,
    describe_streuung,
)
from dkbm.darstellung.aufbau import (
    build_abbildung,
    list_context,
    title_of,
    title_of_series,
    unit_of,
)
from dkbm.darstellung.luecken import explain_missing
from dkbm.darstellung.spec import Abbildung, Hinweis
from dkbm.darstellung.tabellen import (
    add_streuung,
    build_gliederung,
    build_reihe,
    build_vergleich,
)
from dkbm.darstellung.zeichnung import draw_balken, draw_gliederung, draw_linie
from dkbm.fehler import DkbmFehler
from dkbm.gebiete import Gebiet
from dkbm.kennzahlen import Ergebnis
from dkbm.kennzahlen.streuung import compute_streuung

__all__ = ["balken", "gliederung", "linie"]

HOECHSTENS_BALKEN = 20
"""More bars are no comparison that an eye can make."""


def linie(
    ergebnis: Ergebnis, *, titel: str = "", alt: str = "", vergleich: Sequence[Gebiet] = ()
) -> Abbildung | Hinweis:
    """Draw a time series of the Kommune, the Land and Deutschland.

    A result with all Kreise (``kommune.kennzahl(…, kreise=True)``) gets their middle half as
    grey band.

    Parameters
    ----------
    ergebnis
        A result without breakdown.
    titel, alt
        Replace the generated caption and alternative text.
    vergleich
        Further Gebiete of the result to draw; only Kommune, Land and Bund where omitted.

    Returns
    -------
    Abbildung
        Or a `Hinweis` where the Kommune has fewer than two years.
    """
    if len(ergebnis.jahre) < 2:
        return explain_missing(ergebnis)
    ergebnis.wert()  # a breakdown has no single line; the error says so
    shown = ergebnis.select([*list_context(ergebnis), *vergleich])
    jahre = sorted(int(jahr) for jahr in shown.werte["jahr"].unique())
    streuung = compute_streuung(ergebnis)
    return build_abbildung(
        shown,
        draw_linie(shown, streuung),
        titel or title_of_series(shown, jahre),
        alt or " ".join([describe_linie(shown), *describe_streuung(shown, streuung)]),
        jahre,
        add_streuung(build_reihe(shown), shown, streuung),
        streuung=not streuung.empty,
    )


def balken(
    ergebnis: Ergebnis, *, jahr: int | None = None, titel: str = "", alt: str = ""
) -> Abbildung | Hinweis:
    """Compare all Gebiete of the result in one year (the latest of the Kommune).

    Raises
    ------
    DkbmFehler
        If there are too many Gebiete for bars, or no value for the Kommune in ``jahr``.
    """
    if ergebnis.is_empty:
        return explain_missing(ergebnis)
    if len(ergebnis.gebiete) > HOECHSTENS_BALKEN:
        raise DkbmFehler(
            f"Balken für {len(ergebnis.gebiete)} Gebiete sind nicht lesbar.",
            rat="Bitte kreise=True weglassen oder dkbm.streuung verwenden.",
        )
    jahr = jahr if jahr is not None else ergebnis.jahre[-1]
    ergebnis.wert(jahr)
    rows = ergebnis.werte[ergebnis.werte["jahr"] == jahr].set_index("ags")["wert"]
    shown = ergebnis.select(_order_bars(ergebnis, rows))
    zeit = f"im Vergleich, {shown.kennzahl.format_zeit(jahr)}"
    return build_abbildung(
        shown,
        draw_balken(shown, [float(rows[gebiet.ags]) for gebiet in shown.gebiete]),
        titel or f"{title_of(shown)} {zeit}{unit_of(shown)}",
        alt or describe_balken(shown, jahr),
        [jahr],
        build_vergleich(shown, jahr),
    )


def gliederung(
    ergebnis: Ergebnis, *, jahr: int | None = None, titel: str = "", alt: str = ""
) -> Abbildung | Hinweis:
    """Compare the parts of a breakdown between Kommune, Land and Deutschland in one year."""
    if not ergebnis.kennzahl.auspraegungen:
        raise DkbmFehler(
            f"„{ergebnis.kennzahl.name}“ ist nicht untergliedert.",
            rat="Bitte dkbm.linie, dkbm.balken oder dkbm.tabelle verwenden.",
        )
    if ergebnis.is_empty:
        return explain_missing(ergebnis)
    jahr = jahr if jahr is not None else ergebnis.jahre[-1]
    shown = ergebnis.select(list_context(ergebnis))
    codes = _list_filled_parts(shown, jahr)
    if not codes:
        return explain_missing(ergebnis)
    return build_abbildung(
        shown,
        draw_gliederung(shown, jahr, codes),
        titel or f"{title_of(shown)}, {shown.kennzahl.format_zeit(jahr)}{unit_of(shown)}",
        alt or describe_gliederung(shown, jahr, codes),
        [jahr],
        build_gliederung(shown, jahr, codes),
    )


def _order_bars(ergebnis: Ergebnis, werte: pd.Series[float]) -> list[Gebiet]:
    """Kommune first, then Land and Deutschland, then the others from high to low."""
    filled = [gebiet for gebiet in ergebnis.gebiete if gebiet.ags in werte.index]
    context = [gebiet for gebiet in list_context(ergebnis) if gebiet in filled]
    peers = [gebiet for gebiet in filled if gebiet not in context]
    return context + sorted(peers, key=lambda g: (-werte[g.ags], g.ags))


def _list_filled_parts(shown: Ergebnis, jahr: int) -> list[str]:
    """Return the parts that occur in the Kommune or its Land."""
    rows = shown.werte[(shown.werte["jahr"] == jahr) & (shown.werte["ags"] != "DG")]
    largest = rows["wert"].abs().groupby(rows["auspraegung"]).max()
    return [code for code in shown.kennzahl.auspraegungen if largest.get(code, 0) > 0]
