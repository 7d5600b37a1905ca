"""The kinds of figures: line for series, bars for comparison, dots for breakdowns."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dkbm.darstellung.alttexte import describe_balken, describe_gliederung, describe_linie
from dkbm.darstellung.herkunft import format_quelle, list_anmerkungen
from dkbm.darstellung.spec import Abbildung, Datentabelle, Hinweis
from dkbm.darstellung.tabellen import (
    build_gliederung,
    build_reihe,
    build_vergleich,
    explain_missing,
)
from dkbm.darstellung.zeichnung import draw_balken, draw_gliederung, draw_linie, list_context
from dkbm.fehler import DkbmFehler
from dkbm.gebiete import Gebiet
from dkbm.kennzahlen import Ergebnis
from dkbm.sprache.woerter import year_spans

__all__ = ["balken", "gliederung", "linie"]


def linie(
    ergebnis: Ergebnis, *, titel: str = "", alt: str = "", vergleich: Sequence[Gebiet] = ()
) -> Abbildung | Hinweis:
    """Draw a time series of the Kommune, the Land and Deutschland.

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
    return _build(
        shown,
        draw_linie(shown),
        titel or _title(shown, jahre),
        alt or describe_linie(shown),
        jahre,
        build_reihe(shown),
    )


def balken(
    ergebnis: Ergebnis, *, jahr: int | None = None, titel: str = "", alt: str = ""
) -> Abbildung | Hinweis:
    """Compare all Gebiete of the result in one year (the latest of the Kommune)."""
    if ergebnis.is_empty:
        return explain_missing(ergebnis)
    jahr = jahr if jahr is not None else ergebnis.jahre[-1]
    ergebnis.wert(jahr)
    rows = ergebnis.werte[ergebnis.werte["jahr"] == jahr].set_index("ags")["wert"]
    shown = ergebnis.select(_order_bars(ergebnis, rows))
    zeit = f"im Vergleich, {shown.kennzahl.format_zeit(jahr)}"
    return _build(
        shown,
        draw_balken(shown, [float(rows[gebiet.ags]) for gebiet in shown.gebiete]),
        titel or f"{_name(shown)} {zeit}{_unit(shown)}",
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
    return _build(
        shown,
        draw_gliederung(shown, jahr, codes),
        titel or f"{_name(shown)}, {shown.kennzahl.format_zeit(jahr)}{_unit(shown)}",
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
    largest = rows.groupby("auspraegung")["wert"].max()
    return [code for code in shown.kennzahl.auspraegungen if largest.get(code, 0) > 0]


def _name(shown: Ergebnis) -> str:
    return f"{shown.kennzahl.name} {shown.kommune.formen.ort}"


def _title(shown: Ergebnis, jahre: Sequence[int]) -> str:
    spanne = f"{jahre[0]}–{jahre[-1]}" if len(jahre) > 2 else year_spans(jahre)
    return f"{_name(shown)}, {spanne}{_unit(shown)}"


def _unit(shown: Ergebnis) -> str:
    einheit = shown.kennzahl.masseinheit
    return f" ({einheit})" if einheit and einheit not in shown.kennzahl.name else ""


def _build(
    shown: Ergebnis, svg: str, titel: str, alt: str, jahre: Sequence[int], daten: Datentabelle
) -> Abbildung:
    return Abbildung(
        titel=titel,
        alt=alt,
        svg=svg,
        daten=daten,
        quelle=format_quelle(shown.quellen, berechnet=not shown.werte["nenner"].isna().all()),
        anmerkungen=list_anmerkungen(shown, jahre),
        kennzahlen=(shown.kennzahl,),
        quellen=shown.quellen,
    )
