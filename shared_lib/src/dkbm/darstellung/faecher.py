"""The fan: a history, a middle path into the future, bands around it, and variants."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from dkbm.bestand import Quelle
from dkbm.darstellung.beschriftung import Ende, label_ends
from dkbm.darstellung.herkunft import format_quelle
from dkbm.darstellung.spec import Abbildung, Datentabelle
from dkbm.darstellung.thema import (
    FARBE_BANDRAND,
    FARBE_KOMMUNE,
    FARBE_NOTIZ,
    FARBEN_VERGLEICH,
    VERGLEICHSSTRICHE,
    draw,
    german_axis,
    to_svg,
)
from dkbm.gebiete import Gebiet
from dkbm.kennzahlen import Kennzahl
from dkbm.sprache.zahlen import format_value, format_zahl

__all__ = ["Band", "faecher"]

Reihe = Mapping[int, float]
"""Values by year; years without a value are left out."""

_GRAU = ("#dcdcdc", "#ececec", "#f4f4f4")
"""Areas of the bands, from the narrowest outwards."""


@dataclass(frozen=True)
class Band:
    """A range around the middle path.

    Attributes
    ----------
    name
        What the range means: ``80 % der Rückrechnungen``.
    unten, oben
        Lower and upper end by year.
    """

    name: str
    unten: Reihe = field(repr=False)
    oben: Reihe = field(repr=False)


def faecher(
    kennzahl: Kennzahl,
    gebiet: Gebiet,
    historie: Reihe,
    median: Reihe,
    *,
    baender: Sequence[Band] = (),
    varianten: Mapping[str, Reihe] | None = None,
    quellen: Sequence[Quelle] = (),
    anmerkungen: Sequence[str] = (),
    titel: str = "",
    alt: str = "",
) -> Abbildung:
    """Draw a Vorausberechnung as a fan.

    Parameters
    ----------
    kennzahl
        Names value, unit and decimals.
    gebiet
        The Kommune.
    historie
        Observed values by year; drawn with gaps where years are missing.
    median
        Middle path by year, after the history.
    baender
        From the narrowest to the widest.
    varianten
        Further paths by name, e.g. ``{"hohe Wanderung": {...}}``.
    quellen, anmerkungen
        Origin and notes below the figure.
    titel, alt
        Replace the generated caption and alternative text.
    """
    paths = dict(varianten or {})
    jahre = sorted({*historie, *median})
    einheit = f" ({kennzahl.masseinheit})" if kennzahl.masseinheit else ""
    letztes = max(historie)
    return Abbildung(
        titel=titel
        or f"{kennzahl.name} {gebiet.formen.ort}, {jahre[0]}–{jahre[-1]}, "
        f"vorausberechnet ab {min(median)}{einheit}",
        alt=alt or _describe(kennzahl, gebiet, historie, median, baender, paths),
        svg=_draw(kennzahl, historie, median, baender, paths),
        daten=_tabulate(kennzahl, historie, median, baender, paths),
        quelle=format_quelle(quellen, berechnet=True),
        anmerkungen=(
            f"Bis {letztes} beobachtet, danach vorausberechnet: Die Rechnung sagt, was unter ihren "
            "Annahmen herauskäme, nicht, was kommen wird.",
            *anmerkungen,
        ),
        kennzahlen=(kennzahl,),
        quellen=tuple(quellen),
    )


def _draw(
    kennzahl: Kennzahl,
    historie: Reihe,
    median: Reihe,
    baender: Sequence[Band],
    varianten: Mapping[str, Reihe],
) -> str:
    with draw() as (figure, ax):
        enden = [
            _draw_band(ax, band, _GRAU[min(i, len(_GRAU) - 1)], 1.5 - i / 10)
            for i, band in enumerate(baender)
        ]
        start = {max(historie): historie[max(historie)]}
        for (name, reihe), farbe, strich in zip(
            varianten.items(), FARBEN_VERGLEICH, VERGLEICHSSTRICHE, strict=False
        ):
            path = {**start, **reihe}
            x = sorted(path)
            ax.plot(x, [path[j] for j in x], color=farbe, linestyle=strich, linewidth=1.3)
            enden.append(Ende(name, path[x[-1]], farbe))
        _draw_history(ax, historie)
        path = {**start, **median}
        x = sorted(path)
        ax.plot(x, [path[j] for j in x], color=FARBE_KOMMUNE, linestyle=(0, (5, 2)), linewidth=2)
        enden.append(Ende("mittlere Entwicklung", path[x[-1]], FARBE_KOMMUNE, fett=True))
        _mark_today(ax, max(historie))
        if kennzahl.einheit in ("", "%"):
            ax.set_ylim(bottom=0)
        ax.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=8))
        ax.margins(x=0.02)
        german_axis(ax)
        label_ends(ax, enden)
        return to_svg(figure)


def _draw_band(ax: Axes, band: Band, farbe: str, zorder: float) -> Ende:
    x = sorted(set(band.unten) & set(band.oben))
    unten, oben = [band.unten[j] for j in x], [band.oben[j] for j in x]
    ax.fill_between(
        x, unten, oben, color=farbe, edgecolor=FARBE_BANDRAND, linewidth=0.6, zorder=zorder
    )
    return Ende(band.name, oben[-1], FARBE_NOTIZ)


def _draw_history(ax: Axes, historie: Reihe) -> None:
    strecke: list[int] = []
    for jahr in [*sorted(historie), 9999]:
        if strecke and jahr != strecke[-1] + 1:
            ax.plot(
                strecke,
                [historie[j] for j in strecke],
                color=FARBE_KOMMUNE,
                linewidth=2.4,
                marker="o",
                markersize=3.5,
                zorder=4,
            )
            strecke = []
        strecke.append(jahr)


def _mark_today(ax: Axes, letztes: int) -> None:
    ax.axvline(letztes + 0.5, color=FARBE_NOTIZ, linewidth=0.8, linestyle=(0, (2, 3)))
    for text, seite, versatz in (("beobachtet", "right", -4), ("vorausberechnet", "left", 4)):
        ax.annotate(
            text,
            (letztes + 0.5, 1),
            (versatz, 2),
            xycoords=("data", "axes fraction"),
            textcoords="offset points",
            ha=seite,
            va="bottom",
            fontsize=8,
            color=FARBE_NOTIZ,
        )


def _describe(
    kennzahl: Kennzahl,
    gebiet: Gebiet,
    historie: Reihe,
    median: Reihe,
    baender: Sequence[Band],
    varianten: Mapping[str, Reihe],
) -> str:
    def text(wert: float) -> str:
        return format_value(wert, kennzahl.einheit, kennzahl.stellen)

    erstes, letztes, ende = min(historie), max(historie), max(median)
    sentences = [
        f"Fächerdiagramm: {kennzahl.name} {gebiet.formen.ort}.",
        f"Beobachtet: {text(historie[erstes])} ({erstes}), {text(historie[letztes])} ({letztes}).",
        f"Mittlere Entwicklung {ende}: {text(median[ende])}.",
    ]
    sentences += [
        f"{b.name} {ende}: {text(b.unten[ende])} bis {text(b.oben[ende])}."
        for b in baender
        if ende in b.unten and ende in b.oben
    ]
    sentences += [f"{name} {ende}: {text(r[ende])}." for name, r in varianten.items() if ende in r]
    return " ".join(sentences)


def _tabulate(
    kennzahl: Kennzahl,
    historie: Reihe,
    median: Reihe,
    baender: Sequence[Band],
    varianten: Mapping[str, Reihe],
) -> Datentabelle:
    spalten: list[tuple[str, Reihe]] = [("beobachtet", historie), ("mittlere Entwicklung", median)]
    for band in baender:
        spalten += [(f"{band.name}, unten", band.unten), (f"{band.name}, oben", band.oben)]
    spalten += list(varianten.items())
    jahre = sorted({jahr for _, reihe in spalten for jahr in reihe})
    zeilen = tuple(
        (str(jahr), *(format_zahl(reihe.get(jahr), kennzahl.stellen) for _, reihe in spalten))
        for jahr in jahre
    )
    return Datentabelle(("Jahr", *(name for name, _ in spalten)), zeilen)
