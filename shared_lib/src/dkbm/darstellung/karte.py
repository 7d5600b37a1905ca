"""The map of all Kreise for one Kennzahl and year, with the Kommune outlined."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Patch, PathPatch
from matplotlib.path import Path
from matplotlib.ticker import MaxNLocator

from dkbm.darstellung.aufbau import build_abbildung, list_context, unit_of
from dkbm.darstellung.luecken import explain_missing
from dkbm.darstellung.spec import Abbildung, Datentabelle, Hinweis
from dkbm.darstellung.thema import FARBE_NOTIZ, KLASSENFARBEN, draw, to_svg
from dkbm.darstellung.umrisse import load_umrisse
from dkbm.fehler import DkbmFehler
from dkbm.gebiete import Gebiet
from dkbm.kennzahlen import Ergebnis
from dkbm.kennzahlen.streuung import MINDESTENS, select_kreise
from dkbm.sprache.zahlen import format_value, format_zahl

__all__ = ["karte"]

_OHNE = "keine Angabe"
_GRENZE, _HERVOR = "#a6a6a6", "#c40d20"
_KLEIN = 70
"""Extent in units of the outlines (35 km) below which a Kommune gets a ring around it."""


def karte(
    ergebnis: Ergebnis, *, jahr: int | None = None, titel: str = "", alt: str = ""
) -> Abbildung | Hinweis:
    """Draw a map of all Kreise in up to six classes with round limits.

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
        If the result lacks the Kreise, or shows counts, which a map would distort.
    """
    if ergebnis.is_empty:
        return explain_missing(ergebnis)
    jahr = jahr if jahr is not None else ergebnis.jahre[-1]
    ergebnis.wert(jahr)
    werte = _read_values(ergebnis, jahr)
    grenzen = _class_limits(list(werte.values()), ergebnis.kennzahl.stellen)
    shown = ergebnis.select(list_context(ergebnis))
    abbildung = build_abbildung(
        shown,
        _draw(shown, werte, grenzen),
        titel
        or f"{shown.kennzahl.name} in allen Kreisen, {shown.kennzahl.format_zeit(jahr)}"
        f"{unit_of(shown)}",
        alt or _describe(shown, werte, grenzen, jahr),
        [jahr],
        _tabulate(shown, werte, grenzen),
    )
    quelle = f"{abbildung.quelle} Umrisse: {load_umrisse().quelle}."
    return replace(abbildung, quelle=quelle)


def _read_values(ergebnis: Ergebnis, jahr: int) -> dict[str, float]:
    kennzahl = ergebnis.kennzahl
    if not kennzahl.einheit:
        raise DkbmFehler(
            f"„{kennzahl.name}“ zählt; auf einer Karte sähen große Kreise nach hohen Werten aus.",
            rat="Bitte eine Quote wählen oder dkbm.streuung verwenden.",
        )
    rows = select_kreise(ergebnis)
    rows = rows[rows["jahr"] == jahr]
    if len(rows) < MINDESTENS:
        raise DkbmFehler(
            f"Für die Karte liegen nur {len(rows)} Kreise vor.",
            rat=f'Bitte kommune.kennzahl("{kennzahl.id}", kreise=True) übergeben.',
        )
    return {str(ags): float(wert) for ags, wert in zip(rows["ags"], rows["wert"], strict=True)}


def _class_limits(werte: Sequence[float], stellen: int) -> list[float]:
    """Return up to five inner limits: round numbers over the range of nine in ten Kreise."""
    unten, oben = np.quantile(werte, [0.05, 0.95])
    step = 10.0**-stellen
    for bins in range(len(KLASSENFARBEN), 1, -1):
        ticks = MaxNLocator(bins, steps=[1, 2, 2.5, 5, 10]).tick_values(unten, oben)
        inner = [float(t) for t in ticks if unten < t < oben and _is_multiple(float(t), step)]
        if 0 < len(inner) < len(KLASSENFARBEN):
            return inner
    return [float(np.round((unten + oben) / 2, stellen))]


def _is_multiple(wert: float, step: float) -> bool:
    return abs(wert / step - round(wert / step)) < 1e-6


def _draw(shown: Ergebnis, werte: Mapping[str, float], grenzen: Sequence[float]) -> str:
    with draw(hoehe=6.0) as (figure, ax):
        for ags, rings in load_umrisse().kreise.items():
            ax.add_patch(PathPatch(_to_path(rings), **_fill(werte.get(ags), grenzen)))
        _outline(ax, shown.kommune)
        ax.set_aspect("equal")
        ax.autoscale_view()
        ax.set_axis_off()
        figure.legend(
            handles=_legend(shown, werte, grenzen),
            loc="outside right upper",
            frameon=False,
            fontsize=9,
            title=shown.kennzahl.masseinheit,
            title_fontsize=9,
            alignment="left",
        )
        return _shorten(to_svg(figure))


def _to_path(rings: Sequence[np.ndarray]) -> Path:
    """Join rings to one path; the drawing leaves out what lies inside an odd number of them."""
    parts = [Path(np.vstack([ring, ring[:1]]), closed=True) for ring in rings]
    return Path.make_compound_path(*parts)


def _fill(wert: float | None, grenzen: Sequence[float]) -> dict[str, object]:
    style: dict[str, object] = {"edgecolor": _GRENZE, "linewidth": 0.35}
    if wert is None:
        return {**style, "facecolor": "white", "hatch": "//////", "edgecolor": FARBE_NOTIZ}
    return {**style, "facecolor": _colours(grenzen)[bisect_right(grenzen, wert)]}


def _colours(grenzen: Sequence[float]) -> list[str]:
    """Pick as many colours as there are classes, from the lightest to the darkest."""
    stellen = np.linspace(0, len(KLASSENFARBEN) - 1, len(grenzen) + 1).round().astype(int)
    return [KLASSENFARBEN[i] for i in stellen]


def _outline(ax: Axes, kommune: Gebiet) -> None:
    """Draw the border of the Kommune, and a ring around it where it is too small to be seen."""
    rings = load_umrisse().kreise[kommune.ags]
    for farbe, breite in (("white", 3.2), (_HERVOR, 1.6)):
        patch = PathPatch(_to_path(rings), facecolor="none", edgecolor=farbe, linewidth=breite)
        ax.add_patch(patch)
    points = np.vstack(rings)
    if np.ptp(points, axis=0).max() < _KLEIN:
        x, y = (points.min(axis=0) + points.max(axis=0)) / 2
        ax.scatter([x], [y], s=260, facecolor="none", edgecolor=_HERVOR, linewidth=1.6, zorder=5)


def _legend(shown: Ergebnis, werte: Mapping[str, float], grenzen: Sequence[float]) -> list[Patch]:
    handles = [
        Patch(facecolor=farbe, edgecolor=_GRENZE, label=name)
        for farbe, name in zip(_colours(grenzen), _class_names(shown, grenzen), strict=True)
    ]
    if len(werte) < len(load_umrisse().kreise):
        handles.append(Patch(facecolor="white", hatch="//////", edgecolor=FARBE_NOTIZ, label=_OHNE))
    name = (
        shown.kommune.name.replace(" ", "\n", 1)
        if len(shown.kommune.name) > 20
        else (shown.kommune.name)
    )
    handles.append(Patch(facecolor="white", edgecolor=_HERVOR, linewidth=1.6, label=name))
    return handles


def _class_names(shown: Ergebnis, grenzen: Sequence[float]) -> list[str]:
    ganz = all(g.is_integer() for g in grenzen)
    texte = [format_zahl(g, 0 if ganz else shown.kennzahl.stellen) for g in grenzen]
    middle = [f"{a} bis unter {b}" for a, b in pairwise(texte)]
    return [f"unter {texte[0]}", *middle, f"{texte[-1]} und mehr"]


def _count(werte: Mapping[str, float], grenzen: Sequence[float]) -> list[int]:
    counts = Counter(bisect_right(grenzen, wert) for wert in werte.values())
    return [counts[i] for i in range(len(grenzen) + 1)]


def _describe(
    shown: Ergebnis, werte: Mapping[str, float], grenzen: Sequence[float], jahr: int
) -> str:
    kennzahl, kommune = shown.kennzahl, shown.kommune
    wert = format_value(shown.wert(jahr), kennzahl.einheit, kennzahl.stellen)
    klassen = ", ".join(
        f"{name} in {anzahl}"
        for name, anzahl in zip(_class_names(shown, grenzen), _count(werte, grenzen), strict=True)
    )
    return (
        f"Karte der Kreise: {kennzahl.name} {kennzahl.format_zeit(jahr)}. {kommune.name} {wert}. "
        f"Zahl der Kreise je Klasse: {klassen}."
    )


def _tabulate(
    shown: Ergebnis, werte: Mapping[str, float], grenzen: Sequence[float]
) -> Datentabelle:
    own = bisect_right(grenzen, werte[shown.kommune.ags])
    rows = [
        (name, str(anzahl), shown.kommune.name if i == own else "–")
        for i, (name, anzahl) in enumerate(
            zip(_class_names(shown, grenzen), _count(werte, grenzen), strict=True)
        )
    ]
    fehlend = len(load_umrisse().kreise) - len(werte)
    if fehlend:
        rows.append((_OHNE, str(fehlend), "–"))
    return Datentabelle(("Klasse", "Zahl der Kreise", "darunter"), tuple(rows))


def _shorten(svg: str) -> str:
    """Round coordinates to tenths of a point: finer detail is invisible and triples the file."""
    return re.sub(r"(\d+\.\d)\d+(?= |\n|\")", r"\1", svg)
