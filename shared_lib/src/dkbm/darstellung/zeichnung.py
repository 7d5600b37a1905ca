"""Pixels for the kinds of figures: a result goes in, one SVG element comes out."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import fill

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from dkbm.darstellung.thema import (
    FARBE_ANDERE,
    FARBE_KOMMUNE,
    FARBEN_VERGLEICH,
    STILE,
    draw,
    german_axis,
    to_svg,
)
from dkbm.gebiete import Gebiet
from dkbm.kennzahlen import Ergebnis
from dkbm.sprache.zahlen import format_value

__all__ = ["draw_balken", "draw_gliederung", "draw_linie", "list_context"]

_PUNKTE = (("o", 90), ("D", 45), ("X", 55))
"""Marker and size of Kommune, Land and Deutschland."""


def list_context(ergebnis: Ergebnis) -> list[Gebiet]:
    """Return Kommune, Land and Deutschland as far as the result has them."""
    kommune = ergebnis.kommune
    keys = {kommune.land_ags, "DG"}
    return [kommune, *[g for g in ergebnis.gebiete[1:] if g.ags in keys]]


def draw_linie(shown: Ergebnis) -> str:
    """Draw one line per Gebiet, named at its end."""
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
        return to_svg(figure)


def draw_balken(shown: Ergebnis, werte: Sequence[float]) -> str:
    """Draw one labelled bar per Gebiet, in the order of the result.

    Parameters
    ----------
    werte
        One value per Gebiet of ``shown``.
    """
    namen = [gebiet.name for gebiet in shown.gebiete]
    farben = [_bar_colour(gebiet, shown) for gebiet in shown.gebiete]
    frame = pd.DataFrame({"name": namen, "wert": werte})
    with draw(hoehe=0.7 + 0.36 * len(namen)) as (figure, ax):
        sns.barplot(
            frame, x="wert", y="name", hue="name", palette=farben, saturation=1, legend=False, ax=ax
        )
        _label_bars(ax, werte, shown)
        ax.get_yticklabels()[0].set_fontweight("bold")
        ax.set(xlabel="", ylabel="", xticks=[])
        ax.grid(visible=False)
        ax.spines["bottom"].set_visible(False)
        ax.margins(x=0.16)
        ax.axvline(0, color="#6b6b6b", linewidth=0.8)
        return to_svg(figure)


def draw_gliederung(shown: Ergebnis, jahr: int, codes: Sequence[str]) -> str:
    """Draw one row per part of the breakdown and one dot per Gebiet.

    Parameters
    ----------
    codes
        The parts to show, from top to bottom.
    """
    namen = {code: fill(shown.kennzahl.auspraegungen[code], 26) for code in codes}
    rows = shown.werte[(shown.werte["jahr"] == jahr) & shown.werte["auspraegung"].isin(list(codes))]
    frame = rows.assign(
        teil=lambda f: pd.Categorical(f["auspraegung"].map(namen), list(namen.values()))
    )
    with draw(hoehe=1.1 + 0.36 * len(codes)) as (figure, ax):
        for nummer, gebiet in reversed(list(enumerate(shown.gebiete))):
            _draw_dots(ax, frame[frame["ags"] == gebiet.ags], gebiet, nummer)
        _label_parts(ax, frame[frame["ags"] == shown.kommune.ags], shown)
        ax.set(xlabel="", ylabel="")
        ax.set_ylim(len(codes) - 0.5, -0.5)
        ax.set_xlim(left=0)
        ax.margins(x=0.08)
        german_axis(ax, "x")
        _put_legend_on_top(figure, ax)
        return to_svg(figure)


def _draw_dots(ax: Axes, rows: pd.DataFrame, gebiet: Gebiet, nummer: int) -> None:
    marker, groesse = _PUNKTE[nummer]
    sns.scatterplot(
        rows,
        x="wert",
        y="teil",
        color=STILE[nummer][0],
        marker=marker,
        s=groesse,
        label=gebiet.name,
        ax=ax,
        zorder=5 - nummer,
    )


def _put_legend_on_top(figure: Figure, ax: Axes) -> None:
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


def _label_bars(ax: Axes, werte: Sequence[float], shown: Ergebnis) -> None:
    for zeile, wert in enumerate(werte):
        text = format_value(wert, shown.kennzahl.einheit, shown.kennzahl.stellen)
        ax.annotate(text, (max(wert, 0), zeile), (4, 0), textcoords="offset points", va="center")


def _style(nummer: int, gebiet: Gebiet, shown: Ergebnis) -> tuple[str, str, float]:
    context = list_context(shown)
    if gebiet in context:
        return STILE[0] if nummer == 0 else STILE[2] if gebiet.ags == "DG" else STILE[1]
    return FARBEN_VERGLEICH[(nummer - len(context)) % len(FARBEN_VERGLEICH)], "solid", 1.2


def _bar_colour(gebiet: Gebiet, shown: Ergebnis) -> str:
    if gebiet == shown.kommune:
        return FARBE_KOMMUNE
    return STILE[1][0] if gebiet in list_context(shown) else FARBE_ANDERE


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
