"""The population pyramid: the Kommune as area, its Land and Deutschland as outlines."""

from __future__ import annotations

import math

from matplotlib.axes import Axes
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter, MaxNLocator

from dkbm.darstellung.aufbau import build_abbildung, list_context, title_of
from dkbm.darstellung.luecken import explain_missing
from dkbm.darstellung.spec import Abbildung, Datentabelle, Hinweis
from dkbm.darstellung.thema import FARBE_KOMMUNE, FARBE_NOTIZ, STILE, draw_grid, to_svg
from dkbm.gebiete import Gebiet
from dkbm.kennzahlen import Ergebnis
from dkbm.kennzahlen.altersaufbau import read_alter
from dkbm.sprache.woerter import join_und
from dkbm.sprache.zahlen import format_value, format_zahl

__all__ = ["pyramide"]

_SEITEN = (("m", "männlich"), ("w", "weiblich"))
_OFFEN_BIS = 95
"""Upper end drawn for the open oldest group; its members are spread evenly up to there."""
_FLAECHE = "#7fa9c4"


def pyramide(
    ergebnis: Ergebnis, *, jahr: int | None = None, titel: str = "", alt: str = ""
) -> Abbildung | Hinweis:
    """Draw the age structure by sex.

    Parameters
    ----------
    ergebnis
        From ``kommune.altersaufbau()``, by age groups or single years.
    jahr
        The latest of the Kommune where omitted.
    titel, alt
        Replace the generated caption and alternative text.
    """
    if ergebnis.is_empty:
        return explain_missing(ergebnis)
    jahr = jahr if jahr is not None else ergebnis.jahre[-1]
    shown = ergebnis.select(list_context(ergebnis))
    werte = {g: _read_shares(shown, g, jahr) for g in shown.gebiete}
    werte = {g: shares for g, shares in werte.items() if shares}
    if shown.kommune not in werte:
        ergebnis.wert(jahr, auspraegung=next(iter(ergebnis.kennzahl.auspraegungen)))
        return explain_missing(ergebnis)
    abbildung = build_abbildung(
        shown,
        _draw(werte),
        titel or f"{title_of(shown)} nach Alter und Geschlecht, {shown.kennzahl.format_zeit(jahr)}",
        alt or _describe(shown, werte, jahr),
        [jahr],
        _tabulate(shown, werte),
    )
    return abbildung.add_note(
        "Die Breite zeigt den Anteil an der gesamten Bevölkerung je Altersjahr. Die älteste "
        f"Gruppe ist offen; sie ist gleichmäßig bis {_OFFEN_BIS} Jahre gezeichnet."
    )


def _read_shares(shown: Ergebnis, gebiet: Gebiet, jahr: int) -> dict[str, float]:
    """Return the shares by part; empty unless all parts are there."""
    codes = list(shown.kennzahl.auspraegungen)
    cells = [shown.zellen.get((gebiet.ags, jahr, code)) for code in codes]
    werte = [math.nan if cell is None else cell.wert for cell in cells]
    return {} if any(map(math.isnan, werte)) else dict(zip(codes, werte, strict=True))


def _draw(werte: dict[Gebiet, dict[str, float]]) -> str:
    with draw_grid(1, 2, 4.6, gleiche_achsen="row", abstand=0.0) as (figure, axes):
        handles: list[Patch] = []
        for ax, (kuerzel, name) in zip(axes, _SEITEN, strict=True):
            handles = [
                _draw_outline(ax, nummer, gebiet, shares, kuerzel)
                for nummer, (gebiet, shares) in enumerate(werte.items())
            ]
            ax.set_title(name, fontsize=10, color=FARBE_NOTIZ)
            _scale(ax)
        weite = max(ax.get_xlim()[1] for ax in axes)
        axes[0].set_xlim(weite, 0)
        axes[1].set_xlim(0, weite)
        axes[0].spines["left"].set_visible(False)
        axes[0].tick_params(labelleft=False)
        axes[1].tick_params(labelleft=True, pad=3)
        axes[0].set_ylabel("Alter in Jahren")
        figure.supxlabel("Anteil an der Bevölkerung je Altersjahr in %", fontsize=9)
        figure.legend(
            handles=handles,
            loc="outside upper left",
            ncols=3 if sum(len(g.name) for g in werte) < 55 else 2,
            frameon=False,
            fontsize=9,
        )
        return to_svg(figure)


def _draw_outline(
    ax: Axes, nummer: int, gebiet: Gebiet, shares: dict[str, float], kuerzel: str
) -> Patch:
    edges, breiten = [0], []
    for code, anteil in shares.items():
        if code.startswith(f"{kuerzel}_"):
            von, bis = read_alter(code)
            edges.append(_OFFEN_BIS if bis is None else bis + 1)
            breiten.append(anteil / (edges[-1] - von))
    farbe, strich, breite = STILE[0] if not nummer else STILE[2 if gebiet.ags == "DG" else 1]
    if not nummer:
        return ax.stairs(
            breiten,
            edges,
            orientation="horizontal",
            fill=True,
            facecolor=_FLAECHE,
            edgecolor=FARBE_KOMMUNE,
            linewidth=1.2,
            label=gebiet.name,
        )
    return ax.stairs(
        breiten,
        edges,
        orientation="horizontal",
        color=farbe,
        linestyle=strich,
        linewidth=breite,
        label=gebiet.name,
    )


def _scale(ax: Axes) -> None:
    ax.set_ylim(0, _OFFEN_BIS)
    ax.set_yticks(range(0, _OFFEN_BIS, 10))
    ax.xaxis.set_major_locator(MaxNLocator(4, steps=[1, 2, 5, 10]))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda wert, _: format_zahl(wert, 1)))
    ax.tick_params(labelsize=9)


def _describe(shown: Ergebnis, werte: dict[Gebiet, dict[str, float]], jahr: int) -> str:
    teile = []
    for name, von, bis in (
        ("unter 20", 0, 19),
        ("von 20 bis unter 65", 20, 64),
        ("ab 65", 65, 999),
    ):
        anteile = [
            f"{g.name} {format_value(_add(shares, von, bis), '%', 1)}"
            for g, shares in werte.items()
        ]
        teile.append(f"{name} Jahren {join_und(anteile)}")
    zeit = shown.kennzahl.format_zeit(jahr)
    return f"Bevölkerungspyramide: {title_of(shown)} {zeit}. Anteile: {'; '.join(teile)}."


def _add(shares: dict[str, float], von: int, bis: int) -> float:
    return sum(anteil for code, anteil in shares.items() if von <= read_alter(code)[0] <= bis)


def _tabulate(shown: Ergebnis, werte: dict[Gebiet, dict[str, float]]) -> Datentabelle:
    stellen = shown.kennzahl.stellen
    alter = [c.partition("_")[2] for c in shown.kennzahl.auspraegungen if c.startswith("m_")]
    kopf = [f"{g.name}, {name}, %" for g in werte for _, name in _SEITEN]
    zeilen = tuple(
        (
            shown.kennzahl.auspraegungen[f"m_{code}"].partition(", ")[2],
            *(
                format_zahl(shares[f"{kuerzel}_{code}"], stellen)
                for shares in werte.values()
                for kuerzel, _ in _SEITEN
            ),
        )
        for code in alter
    )
    return Datentabelle(("Alter", *kopf), zeilen)
