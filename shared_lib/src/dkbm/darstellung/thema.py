"""One look for all charts: colours, line styles, fonts, German axes.

Colours keep 4.5:1 contrast on white for text and 3:1 for areas, differ in lightness for
greyscale print, and are never the only sign: lines differ in dash, bars are labelled.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import matplotlib as mpl
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

from dkbm.sprache.zahlen import format_zahl

__all__ = ["FARBE_ANDERE", "FARBE_KOMMUNE", "STILE", "draw", "german_axis", "to_svg"]

FARBE_KOMMUNE = "#00538a"
FARBE_ANDERE = "#8f8f8f"
STILE: tuple[tuple[str, str, float], ...] = (
    (FARBE_KOMMUNE, "solid", 2.4),
    ("#4d4d4d", "dashed", 1.6),
    ("#6b6b6b", "dotted", 1.8),
)
"""Colour, dash and width of Kommune, Land and Deutschland."""
FARBEN_VERGLEICH = ("#9a5b00", "#00735c", "#7b3f8c", "#a8324a", "#5f6b00")
BREITE, HOEHE = 6.4, 3.4
_SCHRIFT = "system-ui, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"


@contextmanager
def draw(hoehe: float = HOEHE) -> Iterator[tuple[Figure, Axes]]:
    """Give a figure in the house style; its size in inches is fixed, so output is stable."""
    rc: dict[Any, Any] = {
        "svg.fonttype": "none",
        "svg.hashsalt": "dkbm",
        "font.family": "DejaVu Sans",
        "font.size": 10,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.edgecolor": "#6b6b6b",
        "axes.grid": True,
        "axes.grid.axis": "y",
        "grid.color": "#e3e3e3",
        "axes.axisbelow": True,
        "text.color": "#1a1a1a",
        "axes.labelcolor": "#1a1a1a",
        "xtick.color": "#1a1a1a",
        "ytick.color": "#1a1a1a",
        "ytick.left": False,
    }
    with mpl.rc_context(), sns.axes_style("white", rc=rc), mpl.rc_context(rc):
        figure = Figure(figsize=(BREITE, hoehe), layout="constrained")
        yield figure, figure.subplots()


def german_axis(ax: Axes, achse: str = "y", stellen: int | None = None) -> None:
    """Write the ticks of an axis in German notation, with as many decimals as they need."""
    axis = ax.yaxis if achse == "y" else ax.xaxis

    def label(wert: float, _: int | None) -> str:
        ticks = axis.get_majorticklocs()
        digits = stellen
        if digits is None:
            digits = 0 if all(float(t).is_integer() for t in ticks) else 1
        return format_zahl(wert, digits)

    axis.set_major_formatter(FuncFormatter(label))


def to_svg(figure: Figure) -> str:
    """Return the figure as one ``<svg>`` element without date, prolog and fixed size."""
    buffer = io.StringIO()
    figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    svg = buffer.getvalue()
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(
        r'^<svg ([^>]*?)width="[^"]*" height="[^"]*"|^<svg height="[^"]*"', r"<svg \1", svg
    )
    return svg.replace("'DejaVu Sans'", _SCHRIFT).strip()
