"""The kinds of figures: line for series, bars for comparison, dots for breakdowns."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import fill

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from dkbm.darstellung.alttexte import describe_balken, describe_gliederung, describe_linie
from dkbm.darstellung.herkunft import format_quelle, list_anmerkungen
from dkbm.darstellung.spec import Abbildung, Datentabelle, Hinweis
from dkbm.darstellung.tabellen import (
    build_gliederung,
    build_reihe,
    build_vergleich,
    explain_missing,
)
from dkbm.darstellung.thema import (
    FARBE_ANDERE,
    FARBE_KOMMUNE,
    FARBEN_VERGLEICH,
    STILE,
    draw,
    german_axis,
    to_svg,
)
from dkbm.fehler import DkbmFehler
from dkbm.gebiete import Gebiet
from dkbm.kennzahlen import Ergebnis
from dkbm.sprache.woerter import year_spans
from dkbm.sprache.zahlen import format_value

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
    shown = ergebnis.select([*_context(ergebnis), *vergleich])
    with draw() as (figure, ax):
        ends = [
            _draw_series(ax, shown.of(gebiet), gebiet, *_style(nummer, gebiet, shown))
            for nummer, gebiet in enumerate(shown.gebiete)
            if len(shown.of(gebiet))
        ]
        _mark_breaks(ax, shown)
        if shown.kennzahl.einheit == "%" and shown.werte["wert"].min() >= 0:
            ax.set_ylim(bottom=0)
        ax.set(xlabel="", ylabel="")
        ax.margins(x=0.02)
        ax.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=8))
        german_axis(ax)
        _label_ends(ax, ends)
        svg = to_svg(figure)
    jahre = sorted(int(j) for j in shown.werte["jahr"].unique())
    return _build(
        shown,
        svg,
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
    shown = ergebnis.select([g for g in ergebnis.gebiete if g.ags in rows.index])
    context = {g.ags for g in _context(shown)[1:]}
    peers = [g for g in shown.gebiete[1:] if g.ags not in context]
    order = [shown.kommune, *[g for g in shown.gebiete if g.ags in context]]
    order += sorted(peers, key=lambda g: (-rows[g.ags], g.ags))
    shown = shown.select(order)
    werte = [float(rows[g.ags]) for g in order]
    farben = [_bar_colour(g, shown, context) for g in order]
    with draw(hoehe=0.7 + 0.36 * len(order)) as (figure, ax):
        frame = pd.DataFrame({"name": [g.name for g in order], "wert": werte})
        sns.barplot(
            frame, x="wert", y="name", hue="name", palette=farben, saturation=1, legend=False, ax=ax
        )
        kennzahl = shown.kennzahl
        for zeile, wert in enumerate(werte):
            text = format_value(wert, kennzahl.einheit, kennzahl.stellen)
            ax.annotate(
                text, (max(wert, 0), zeile), (4, 0), textcoords="offset points", va="center"
            )
        ax.get_yticklabels()[0].set_fontweight("bold")
        ax.set(xlabel="", ylabel="", xticks=[])
        ax.grid(visible=False)
        ax.spines["bottom"].set_visible(False)
        ax.margins(x=0.16)
        ax.axvline(0, color="#6b6b6b", linewidth=0.8)
        svg = to_svg(figure)
    zeit = kennzahl.format_zeit(jahr)
    titel = (
        titel or f"{kennzahl.name} {shown.kommune.formen.ort} im Vergleich, {zeit}{_unit(shown)}"
    )
    return _build(
        shown, svg, titel, alt or describe_balken(shown, jahr), [jahr], build_vergleich(shown, jahr)
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
    shown = ergebnis.select(_context(ergebnis))
    rows = shown.werte[shown.werte["jahr"] == jahr]
    filled = rows[rows["ags"] != "DG"].groupby("auspraegung")["wert"].max()
    codes = [code for code in shown.kennzahl.auspraegungen if filled.get(code, 0) > 0]
    if not codes:
        return explain_missing(ergebnis)
    namen = {code: fill(shown.kennzahl.auspraegungen[code], 26) for code in codes}
    frame = rows[rows["auspraegung"].isin(codes)].assign(
        teil=lambda f: pd.Categorical(f["auspraegung"].map(namen), list(namen.values())),
        gebiet=lambda f: f["ags"].map({g.ags: g.name for g in shown.gebiete}),
    )
    with draw(hoehe=1.1 + 0.36 * len(codes)) as (figure, ax):
        for nummer, gebiet in reversed(list(enumerate(shown.gebiete))):
            sns.scatterplot(
                frame[frame["ags"] == gebiet.ags],
                x="wert",
                y="teil",
                color=STILE[nummer][0],
                marker=("o", "D", "X")[nummer],
                s=(90, 45, 55)[nummer],
                label=gebiet.name,
                ax=ax,
                zorder=5 - nummer,
            )
        _label_parts(ax, frame[frame["ags"] == shown.kommune.ags], shown)
        ax.set(xlabel="", ylabel="")
        ax.set_ylim(len(codes) - 0.5, -0.5)
        ax.set_xlim(left=0)
        ax.margins(x=0.08)
        german_axis(ax, "x")
        handles, labels = ax.get_legend_handles_labels()
        ax.legend().remove()
        figure.legend(
            handles[::-1],
            labels[::-1],
            loc="outside upper left",
            ncols=3,
            frameon=False,
            handletextpad=0.1,
            columnspacing=1.0,
            fontsize=9,
        )
        svg = to_svg(figure)
    zeit = shown.kennzahl.format_zeit(jahr)
    titel = titel or f"{shown.kennzahl.name} {shown.kommune.formen.ort}, {zeit}{_unit(shown)}"
    return _build(
        shown,
        svg,
        titel,
        alt or describe_gliederung(shown, jahr, codes),
        [jahr],
        build_gliederung(shown, jahr, codes),
    )


def _context(ergebnis: Ergebnis) -> list[Gebiet]:
    """Return Kommune, Land and Deutschland as far as the result has them."""
    kommune = ergebnis.kommune
    keys = {kommune.land_ags, "DG"}
    return [kommune, *[g for g in ergebnis.gebiete[1:] if g.ags in keys]]


def _style(nummer: int, gebiet: Gebiet, shown: Ergebnis) -> tuple[str, str, float]:
    context = _context(shown)
    if gebiet in context:
        return STILE[0] if nummer == 0 else STILE[2] if gebiet.ags == "DG" else STILE[1]
    return FARBEN_VERGLEICH[(nummer - len(context)) % len(FARBEN_VERGLEICH)], "solid", 1.2


def _bar_colour(gebiet: Gebiet, shown: Ergebnis, context: set[str]) -> str:
    if gebiet == shown.kommune:
        return FARBE_KOMMUNE
    return STILE[1][0] if gebiet.ags in context else FARBE_ANDERE


def _draw_series(
    ax: Axes, rows: pd.DataFrame, gebiet: Gebiet, farbe: str, strich: str, breite: float
) -> tuple[str, float, float, str]:
    """Draw one Gebiet, gaps left open; return label, last x, last y and colour."""
    strecke = (rows["jahr"].diff() != 1).cumsum()
    sns.lineplot(
        rows.assign(strecke=strecke),
        x="jahr",
        y="wert",
        units="strecke",
        estimator=None,
        color=farbe,
        linestyle=strich,
        linewidth=breite,
        ax=ax,
        legend=False,
    )
    sns.scatterplot(
        rows,
        x="jahr",
        y="wert",
        color=farbe,
        s=breite * 9,
        ax=ax,
        legend=False,
        linewidth=0,
        zorder=3,
    )
    last = rows.iloc[-1]
    return gebiet.name, float(last["jahr"]), float(last["wert"]), farbe


def _label_ends(ax: Axes, ends: Sequence[tuple[str, float, float, str]]) -> None:
    """Write the names right of the lines, pushed apart where they would overlap."""
    unten, oben = ax.get_ylim()
    abstand = (oben - unten) * 0.075
    right = max(x for _, x, _, _ in ends)
    y = -float("inf")
    for name, _, wert, farbe in sorted(ends, key=lambda end: end[2]):
        y = max(wert, y + abstand)
        ax.annotate(
            name,
            (right, y),
            (6, 0),
            textcoords="offset points",
            color=farbe,
            va="center",
            fontsize=9,
            fontweight="bold" if farbe == FARBE_KOMMUNE else None,
            annotation_clip=False,
        )


def _label_parts(ax: Axes, rows: pd.DataFrame, shown: Ergebnis) -> None:
    """Write the Kommune's values in a column of their own, right of the dots."""
    for _, zeile in rows.iterrows():
        text = format_value(zeile["wert"], shown.kennzahl.einheit, shown.kennzahl.stellen)
        ax.annotate(
            text,
            (1.12, zeile["teil"]),
            xycoords=("axes fraction", "data"),
            ha="right",
            va="center",
            color=FARBE_KOMMUNE,
            fontweight="bold",
            fontsize=9,
        )


def _mark_breaks(ax: Axes, shown: Ergebnis) -> None:
    jahre = shown.werte["jahr"]
    for jahr, grund in shown.kennzahl.brueche:
        if jahre.min() < jahr <= jahre.max():
            ax.axvline(jahr - 0.5, color="#6b6b6b", linewidth=0.8, linestyle=(0, (2, 3)))
            kurz = f"Zensus {jahr}" if "Zensus" in grund else f"Bruch {jahr}"
            ax.annotate(
                kurz,
                (jahr - 0.5, 1),
                (0, 2),
                xycoords=("data", "axes fraction"),
                textcoords="offset points",
                fontsize=8,
                color="#4d4d4d",
                ha="center",
                va="bottom",
            )


def _title(shown: Ergebnis, jahre: Sequence[int]) -> str:
    spanne = f"{jahre[0]}–{jahre[-1]}" if len(jahre) > 2 else year_spans(jahre)
    return f"{shown.kennzahl.name} {shown.kommune.formen.ort}, {spanne}{_unit(shown)}"


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
