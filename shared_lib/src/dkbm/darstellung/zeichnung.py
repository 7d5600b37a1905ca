"""Pixels for the kinds of figures: a result goes in, one SVG element comes out."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from dkbm.darstellung.aufbau import list_context
from dkbm.darstellung.beschriftung import Ende, align_names, label_ends, wrap_name
from dkbm.darstellung.herkunft import list_besonderheiten
from dkbm.darstellung.thema import (
    FARBE_ANDERE,
    FARBE_BAND,
    FARBE_BANDRAND,
    FARBE_KOMMUNE,
    FARBE_NOTIZ,
    FARBEN_VERGLEICH,
    HALO,
    STILE,
    VERGLEICHSSTRICHE,
    draw,
    german_axis,
    to_svg,
)
from dkbm.gebiete import Gebiet
from dkbm.kennzahlen import Ergebnis
from dkbm.kennzahlen.ergebnis import Zelle
from dkbm.kennzahlen.zufall import has_small_nenner
from dkbm.sprache.zahlen import format_value

__all__ = [
    "draw_balken",
    "draw_band",
    "draw_gliederung",
    "draw_linie",
    "draw_series",
    "mark_breaks",
    "scale_years",
]

_BALKENFARBEN = [FARBE_KOMMUNE, FARBE_ANDERE, "#ffffff"]
"""Areas of Kommune, Land and Deutschland: apart in greyscale print; the last has its edge."""
_OHNE = Zelle(math.nan, math.nan, math.nan, "")


def draw_linie(shown: Ergebnis, streuung: pd.DataFrame | None = None) -> str:
    """Draw one line per Gebiet, named at its end.

    Parameters
    ----------
    streuung
        Quartiles of all Kreise (see `compute_streuung`), drawn as a grey band.
    """
    with draw() as (figure, ax):
        enden = draw_series(ax, shown)
        if streuung is not None and len(streuung):
            enden.append(draw_band(ax, streuung, sorted(set(shown.werte["jahr"]))))
        _mark_disturbed(ax, shown)
        mark_breaks(ax, shown)
        scale_years(ax, shown)
        label_ends(ax, enden)
        return to_svg(figure)


def draw_series(ax: Axes, shown: Ergebnis) -> list[Ende]:
    """Draw all Gebiete of the result, the Kommune on top; return the ends to label."""
    return [
        _draw_gebiet(ax, shown.of(gebiet), gebiet, *_style(nummer, gebiet, shown))
        for nummer, gebiet in reversed(list(enumerate(shown.gebiete)))
        if len(shown.of(gebiet))
    ]


def draw_band(ax: Axes, streuung: pd.DataFrame, jahre: Sequence[int]) -> Ende:
    """Draw the middle half of all Kreise in the given years; single years become short bars."""
    rows = streuung[streuung["jahr"].isin(list(jahre))]
    strecken = (rows["jahr"].diff() != 1).cumsum()
    for _, strecke in rows.groupby(strecken):
        x, unten, oben = (strecke[c].astype(float).tolist() for c in ("jahr", "unten", "oben"))
        if len(x) == 1:
            x, unten, oben = [x[0] - 0.3, x[0] + 0.3], unten * 2, oben * 2
        ax.fill_between(
            x, unten, oben, color=FARBE_BAND, edgecolor=FARBE_BANDRAND, linewidth=0.6, zorder=1
        )
    letzte = rows.iloc[-1]
    return Ende("mittlere Hälfte der Kreise", float(letzte["mitte"]), FARBE_NOTIZ)


def scale_years(ax: Axes, shown: Ergebnis, *, teilstriche: int = 8, ab_null: bool = True) -> None:
    """Whole years on one axis, German numbers on the other, shares from zero."""
    if ab_null and shown.kennzahl.einheit == "%" and shown.werte["wert"].min() >= 0:
        ax.set_ylim(bottom=0)
    ax.set(xlabel="", ylabel="")
    ax.margins(x=0.02)
    ax.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=teilstriche))
    if shown.kennzahl.is_schuljahr:
        ax.xaxis.set_major_formatter(lambda x, _: shown.kennzahl.format_jahr(round(x)))
    german_axis(ax)


def draw_balken(shown: Ergebnis, werte: Sequence[float]) -> str:
    """Draw one labelled bar per Gebiet, in the order of the result.

    Parameters
    ----------
    werte
        One value per Gebiet of ``shown``.
    """
    namen = [wrap_name(gebiet.name, 34) for gebiet in shown.gebiete]
    farben = [_bar_colour(gebiet, shown) for gebiet in shown.gebiete]
    frame = pd.DataFrame({"name": namen, "wert": werte})
    with draw(hoehe=0.5 + 0.36 * len(namen) + 0.12 * sum("\n" in name for name in namen)) as (
        figure,
        ax,
    ):
        sns.barplot(
            frame, x="wert", y="name", hue="name", palette=farben, saturation=1, legend=False, ax=ax
        )
        _label_bars(ax, werte, shown)
        ax.get_yticklabels()[0].set_fontweight("bold")
        align_names(ax)
        ax.set(xlabel="", ylabel="", xticks=[])
        ax.grid(visible=False)
        ax.spines["bottom"].set_visible(False)
        ax.margins(x=0.16)
        ax.axvline(0, color="#6b6b6b", linewidth=0.8)
        return to_svg(figure)


def draw_gliederung(shown: Ergebnis, jahr: int, codes: Sequence[str]) -> str:
    """Draw one row per part of the breakdown, in it one labelled bar per Gebiet.

    Parameters
    ----------
    codes
        The parts to show, from top to bottom.
    """
    namen = {code: wrap_name(shown.kennzahl.auspraegungen[code], 26) for code in codes}
    gebiete = list(shown.gebiete)
    frame = pd.DataFrame(
        {
            "teil": namen[code],
            "gebiet": gebiet.name,
            "wert": shown.zellen.get((gebiet.ags, jahr, code), _OHNE).wert,
        }
        for code in codes
        for gebiet in gebiete
    )
    farben = [*_BALKENFARBEN[: len(gebiete) - 1], _BALKENFARBEN[-1]]
    with draw(hoehe=0.45 + len(codes) * (0.1 + 0.17 * len(gebiete))) as (figure, ax):
        sns.barplot(
            frame,
            x="wert",
            y="teil",
            hue="gebiet",
            palette=farben,
            saturation=1,
            edgecolor=FARBE_BANDRAND,
            linewidth=0.8,
            ax=ax,
        )
        for nummer, gebiet in enumerate(gebiete):
            zeilen = frame.loc[frame["gebiet"] == gebiet.name, "wert"]
            _label_parts(ax, zeilen, shown, (nummer - (len(gebiete) - 1) / 2) * 0.8 / len(gebiete))
        ax.set(xlabel="", ylabel="", xticks=[])
        ax.grid(visible=False)
        ax.spines[["left", "bottom"]].set_visible(False)
        ax.axvline(0, color="#6b6b6b", linewidth=0.8)
        ax.margins(x=0.1)
        align_names(ax)
        _put_legend_on_top(figure, ax)
        return to_svg(figure)


def _put_legend_on_top(figure: Figure, ax: Axes) -> None:
    handles, labels = ax.get_legend_handles_labels()
    ax.legend().remove()
    figure.legend(
        handles,
        labels,
        loc="outside upper left",
        ncols=3,
        frameon=False,
        handlelength=1.2,
        handletextpad=0.5,
        columnspacing=1.2,
        fontsize=9,
    )


def _label_bars(ax: Axes, werte: Sequence[float], shown: Ergebnis) -> None:
    for zeile, wert in enumerate(werte):
        text = format_value(wert, shown.kennzahl.einheit, shown.kennzahl.stellen)
        ax.annotate(text, (max(wert, 0), zeile), (4, 0), textcoords="offset points", va="center")


def _style(nummer: int, gebiet: Gebiet, shown: Ergebnis) -> tuple[str, Any, float]:
    context = list_context(shown)
    if gebiet in context:
        return STILE[0] if nummer == 0 else STILE[2] if gebiet.ags == "DG" else STILE[1]
    stelle = (nummer - len(context)) % len(FARBEN_VERGLEICH)
    return FARBEN_VERGLEICH[stelle], VERGLEICHSSTRICHE[stelle], 1.3


def _bar_colour(gebiet: Gebiet, shown: Ergebnis) -> str:
    if gebiet == shown.kommune:
        return FARBE_KOMMUNE
    return STILE[1][0] if gebiet in list_context(shown) else FARBE_ANDERE


def _draw_gebiet(
    ax: Axes, rows: pd.DataFrame, gebiet: Gebiet, farbe: str, strich: Any, breite: float
) -> Ende:
    """Draw one Gebiet, gaps left open; return what to write at its end."""
    werte = rows.set_index("jahr")["wert"]
    jahre = range(int(werte.index.min()), int(werte.index.max()) + 1)
    ax.plot(
        jahre,
        werte.reindex(jahre),
        color=farbe,
        linestyle=strich,
        linewidth=breite,
        marker="o",
        # A dot a little larger than the line is wide, so that years without neighbours show.
        markersize=3 * breite**0.5,
        markeredgewidth=0,
        zorder=4 if farbe == FARBE_KOMMUNE else 3,
    )
    return Ende(gebiet.name, float(rows["wert"].iloc[-1]), farbe, fett=farbe == FARBE_KOMMUNE)


def _mark_disturbed(ax: Axes, shown: Ergebnis) -> None:
    """Open the dots of the Kommune that an Abitur year or few cases disturb, and say why."""
    gruende: dict[str, tuple[float, float]] = {}
    for jahr in shown.jahre:
        zelle = shown.zellen[shown.kommune.ags, jahr, ""]
        arten = {b.art for b in list_besonderheiten(shown, shown.kommune.ags, jahr)}
        grund = "besonderer Abiturjahrgang" if "abiturjahrgang" in arten else ""
        grund = grund or ("Nenner unter 30" if has_small_nenner(zelle) else "")
        if grund:
            gruende.setdefault(grund, (jahr, zelle.wert))
            ax.scatter(
                [jahr], [zelle.wert], s=34, facecolor="white", edgecolor=FARBE_KOMMUNE, zorder=6
            )
    werte = shown.of(shown.kommune).set_index("jahr")["wert"]
    for grund, (stelle, wert) in gruende.items():
        # Away from the line: below a low, above all other points.
        low = wert <= min(werte.get(stelle - 1, wert), werte.get(stelle + 1, wert))
        ax.annotate(
            grund,
            (stelle, wert),
            (0, -7 if low else 7),
            textcoords="offset points",
            ha="center",
            va="top" if low else "bottom",
            fontsize=8,
            color=FARBE_NOTIZ,
            path_effects=HALO,
            zorder=7,
        )


def _label_parts(ax: Axes, werte: pd.Series[float], shown: Ergebnis, versatz: float) -> None:
    """Write the value at the end of each bar of one Gebiet; those of the Kommune in bold."""
    eigene = werte.index[0] == 0
    einheit = shown.kennzahl.einheit if shown.kennzahl.einheit in ("%", "Euro") else ""
    for zeile, wert in enumerate(werte):
        ax.annotate(
            format_value(wert, einheit, shown.kennzahl.stellen),
            (0 if math.isnan(wert) else max(wert, 0), zeile + versatz),
            (4, 0),
            textcoords="offset points",
            va="center",
            fontsize=8,
            color=FARBE_KOMMUNE if eigene else FARBE_NOTIZ,
            fontweight="bold" if eigene else None,
        )


def mark_breaks(ax: Axes, shown: Ergebnis) -> None:
    """Mark the breaks inside the drawn years by a dotted line with its name above."""
    jahre = shown.werte["jahr"]
    for jahr, grund in shown.kennzahl.brueche:
        if jahre.min() < jahr <= jahre.max():
            ax.axvline(jahr - 0.5, color="#6b6b6b", linewidth=0.8, linestyle=(0, (2, 3)))
            ab = shown.kennzahl.format_jahr(jahr)
            kurz = f"Zensus {jahr}" if "Zensus" in grund else f"Bruch {ab}"
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
