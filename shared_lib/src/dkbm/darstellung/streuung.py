"""The spread of all Kreise in one year, with the Kommune named: a place, not a rank."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from dkbm.darstellung.aufbau import build_abbildung, list_context, title_of, unit_of
from dkbm.darstellung.beschriftung import align_names, push_apart
from dkbm.darstellung.luecken import explain_missing
from dkbm.darstellung.spec import Abbildung, Datentabelle, Hinweis
from dkbm.darstellung.thema import (
    FARBE_ANDERE,
    FARBE_BAND,
    FARBE_BANDRAND,
    FARBE_KOMMUNE,
    FARBE_NOTIZ,
    STILE,
    draw,
    german_axis,
    to_svg,
)
from dkbm.fehler import DkbmFehler
from dkbm.gebiete import Gebiet, load_register
from dkbm.kennzahlen import Ergebnis
from dkbm.kennzahlen.streuung import select_kreise
from dkbm.sprache.woerter import join_und
from dkbm.sprache.zahlen import format_value, format_zahl

__all__ = ["streuung"]

GRUPPEN = ("Landkreise", "kreisfreie Städte")
MINDESTENS = 20
"""Fewer dots are no spread; the figure then says that the Kreise are missing."""
_SAEULEN, _SCHRITT = 90, 0.062
"""Columns that dots are stacked in, and the distance of two stacked dots in rows."""


def streuung(
    ergebnis: Ergebnis, *, jahr: int | None = None, titel: str = "", alt: str = ""
) -> Abbildung | Hinweis:
    """Draw all Kreise of one year as dots, Landkreise and Städte apart.

    Parameters
    ----------
    ergebnis
        A result without breakdown and with all Kreise:
        ``kommune.kennzahl("jugendarbeitslosenquote", kreise=True)``.
    jahr
        The latest of the Kommune where omitted.
    titel, alt
        Replace the generated caption and alternative text.

    Raises
    ------
    DkbmFehler
        If the result lacks the Kreise.
    """
    if ergebnis.is_empty:
        return explain_missing(ergebnis)
    jahr = jahr if jahr is not None else ergebnis.jahre[-1]
    ergebnis.wert(jahr)
    rows = select_kreise(ergebnis)
    rows = _group(rows[rows["jahr"] == jahr])
    if len(rows) < MINDESTENS:
        raise DkbmFehler(
            f"Für die Streuung liegen nur {len(rows)} Kreise vor.",
            rat=f'Bitte kommune.kennzahl("{ergebnis.kennzahl.id}", kreise=True) übergeben.',
        )
    shown = ergebnis.select(list_context(ergebnis))
    lagen = _summarize(rows)
    return build_abbildung(
        shown,
        _draw(shown, rows, lagen, jahr),
        titel
        or f"{title_of(shown)} und in allen Kreisen, {shown.kennzahl.format_zeit(jahr)}"
        f"{unit_of(shown)}",
        alt or _describe(shown, lagen, jahr),
        [jahr],
        _tabulate(shown, lagen, jahr),
        streuung=True,
    )


def _group(rows: pd.DataFrame) -> pd.DataFrame:
    register = load_register()
    stadt = [register[str(ags)].is_stadt for ags in rows["ags"]]
    return rows.assign(gruppe=[GRUPPEN[int(s)] for s in stadt])


def _summarize(rows: pd.DataFrame) -> pd.DataFrame:
    """Return lowest, quartiles, highest and number of Kreise by group."""
    grouped = rows.groupby("gruppe")["wert"]
    lagen = grouped.quantile(np.array([0, 0.25, 0.5, 0.75, 1])).unstack()
    lagen.columns = pd.Index(["kleinster", "unten", "mitte", "oben", "groesster"])
    lagen["anzahl"] = grouped.size()
    return lagen.loc[[g for g in GRUPPEN if g in lagen.index]]


def _draw(shown: Ergebnis, rows: pd.DataFrame, lagen: pd.DataFrame, jahr: int) -> str:
    kommune = shown.kommune
    with draw(hoehe=3.5) as (figure, ax):
        for zeile, (gruppe, lage) in enumerate(lagen.iterrows()):
            _draw_box(ax, zeile, lage)
            others = rows[(rows["gruppe"] == gruppe) & (rows["ags"] != kommune.ags)]
            werte = others["wert"].to_numpy(dtype=float)
            y = zeile + _stack(werte, rows["wert"])
            ax.scatter(werte, y, s=9, color=FARBE_ANDERE, linewidth=0, zorder=3)
        eigene = str(rows.loc[rows["ags"] == kommune.ags, "gruppe"].iloc[0])
        _mark_kommune(ax, shown, jahr, list(lagen.index).index(eigene))
        _mark_context(ax, shown, jahr)
        ax.set_yticks(range(len(lagen)), [f"{g}\n({n})" for g, n in lagen["anzahl"].items()])
        ax.set_ylim(len(lagen) - 0.45, -0.68)
        align_names(ax)
        ax.margins(x=0.03)
        ax.grid(visible=False)
        german_axis(ax, "x")
        return to_svg(figure)


def _draw_box(ax: Axes, zeile: int, lage: pd.Series[float]) -> None:
    box = Rectangle(
        (lage["unten"], zeile - 0.4),
        lage["oben"] - lage["unten"],
        0.8,
        facecolor=FARBE_BAND,
        edgecolor=FARBE_BANDRAND,
        linewidth=0.6,
    )
    ax.add_patch(box)
    ax.plot([lage["mitte"]] * 2, [zeile - 0.4, zeile + 0.4], color=FARBE_NOTIZ, linewidth=1.2)


def _stack(werte: np.ndarray, alle: pd.Series[float]) -> np.ndarray:
    """Return offsets that spread dots of nearly the same value around the row."""
    breite = (alle.max() - alle.min()) / _SAEULEN or 1
    saeule = pd.Series(np.floor((werte - alle.min()) / breite))
    platz = pd.Series(werte).groupby(saeule).rank(method="first") - 1
    hoehe = saeule.groupby(saeule).transform("size")
    step = np.minimum(_SCHRITT, 0.76 / hoehe)
    return np.asarray((platz - (hoehe - 1) / 2) * step)


def _mark_kommune(ax: Axes, shown: Ergebnis, jahr: int, zeile: int) -> None:
    wert = shown.wert(jahr)
    ax.scatter(
        [wert], [zeile], s=110, color=FARBE_KOMMUNE, edgecolor="white", linewidth=1.2, zorder=6
    )
    ax.plot([wert, wert], [zeile, zeile - 0.46], color=FARBE_KOMMUNE, linewidth=1.2, zorder=5)
    ax.annotate(
        f"{shown.kommune.name}: {_format(shown, wert)}",
        (wert, zeile - 0.46),
        (0, 1),
        textcoords="offset points",
        ha=_side(ax, wert),
        va="bottom",
        color=FARBE_KOMMUNE,
        fontweight="bold",
        fontsize=9,
        zorder=7,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5},
    )


def _side(ax: Axes, wert: float) -> str:
    """Say to which side a label may grow without leaving the axes."""
    links, rechts = ax.get_xlim()
    anteil = (wert - links) / (rechts - links)
    return "left" if anteil < 0.3 else "right" if anteil > 0.7 else "center"


def _mark_context(ax: Axes, shown: Ergebnis, jahr: int) -> None:
    """Draw Land and Deutschland as lines through all rows, named above."""
    if not shown.kennzahl.einheit:
        return  # a count of a whole Land says nothing beside those of Kreise
    marked = [
        (shown.wert(jahr, g), g, STILE[2] if g.ags == "DG" else STILE[1])
        for g in shown.gebiete[1:]
        if jahr in set(shown.of(g)["jahr"])
    ]
    marked.sort(key=lambda item: item[0])
    links, rechts = ax.get_xlim()
    breiten = [(rechts - links) * 0.0155 * len(_context_label(shown, g, w)) for w, g, _ in marked]
    places = push_apart([w for w, _, _ in marked], breiten, links, rechts)
    for (wert, gebiet, (farbe, strich, breite)), x in zip(marked, places, strict=True):
        ax.axvline(wert, color=farbe, linestyle=strich, linewidth=breite, zorder=2)
        ax.annotate(
            _context_label(shown, gebiet, wert),
            (x, 1),
            (0, 3),
            xycoords=("data", "axes fraction"),
            textcoords="offset points",
            ha="center",
            va="bottom",
            color=farbe,
            fontsize=9,
        )


def _context_label(shown: Ergebnis, gebiet: Gebiet, wert: float) -> str:
    return f"{gebiet.name}: {format_zahl(wert, shown.kennzahl.stellen)}"


def _describe(shown: Ergebnis, lagen: pd.DataFrame, jahr: int) -> str:
    werte = [
        f"{g.name} {_format(shown, shown.wert(jahr, g))}"
        for g in shown.gebiete
        if jahr in set(shown.of(g)["jahr"])
    ]
    teile = [
        f"{gruppe} ({int(lage['anzahl'])}): mittlere Hälfte {_format(shown, lage['unten'])} bis "
        f"{_format(shown, lage['oben'])}, kleinster Wert {_format(shown, lage['kleinster'])}, "
        f"größter {_format(shown, lage['groesster'])}"
        for gruppe, lage in lagen.iterrows()
    ]
    zeit = shown.kennzahl.format_zeit(jahr)
    return (
        f"Punktwolke aller Kreise: {shown.kennzahl.name} {zeit}. {join_und(werte)}. "
        f"{'; '.join(teile)}."
    )


def _tabulate(shown: Ergebnis, lagen: pd.DataFrame, jahr: int) -> Datentabelle:
    stellen = shown.kennzahl.stellen
    kopf = ("Gebiet", "Wert", "kleinster", "unteres Viertel bis", "Median", "oberes Viertel ab")
    eigene = [
        (g.name, format_zahl(shown.wert(jahr, g), stellen), *["–"] * 5)
        for g in shown.gebiete
        if jahr in set(shown.of(g)["jahr"])
    ]
    gruppen = [
        (
            f"{gruppe} ({int(lage['anzahl'])})",
            "–",
            *(format_zahl(lage[c], stellen) for c in lagen.columns[:5]),
        )
        for gruppe, lage in lagen.iterrows()
    ]
    return Datentabelle((*kopf, "größter"), (*eigene, *gruppen))


def _format(shown: Ergebnis, wert: float) -> str:
    return format_value(wert, shown.kennzahl.einheit, shown.kennzahl.stellen)
