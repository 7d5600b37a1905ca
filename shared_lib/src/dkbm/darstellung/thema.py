"""One look for all charts: colours, line styles, fonts, German axes.

Colours keep 4.5:1 contrast on white for text and 3:1 for areas, differ in lightness for
greyscale print, and are never the only sign: lines differ in dash, bars are labelled.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Literal

import matplotlib as mpl
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.patheffects import withStroke
from matplotlib.ticker import Formatter

from dkbm.sprache.zahlen import format_zahl

__all__ = [
    "FARBE_ANDERE",
    "FARBE_BAND",
    "FARBE_BANDRAND",
    "FARBE_KOMMUNE",
    "FARBE_NOTIZ",
    "HALO",
    "KLASSENFARBEN",
    "STILE",
    "VERGLEICHSSTRICHE",
    "draw",
    "draw_grid",
    "german_axis",
    "to_svg",
]

FARBE_KOMMUNE = "#00538a"
FARBE_ANDERE = "#8f8f8f"
STILE: tuple[tuple[str, str, float], ...] = (
    (FARBE_KOMMUNE, "solid", 2.4),
    ("#4d4d4d", "dashed", 1.6),
    ("#6b6b6b", "dotted", 1.8),
)
"""Colour, dash and width of Kommune, Land and Deutschland."""
FARBEN_VERGLEICH = ("#9a5b00", "#7a3cff", "#5c2b0a", "#0074d9", "#1a1a1a")
VERGLEICHSSTRICHE: tuple[Any, ...] = (
    (0, (7, 2)),
    (0, (3, 1.5)),
    (0, (7, 2, 1.5, 2)),
    (0, (1.2, 1.2)),
    (0, (7, 2, 1.5, 2, 1.5, 2)),
)
"""Colours and dashes of further Gebiete: either is enough to tell them apart."""
FARBE_BAND, FARBE_BANDRAND, FARBE_NOTIZ = "#e6e6e6", "#8f8f8f", "#595959"
"""Area and edge of the middle half of all Kreise; the edge carries the contrast."""
KLASSENFARBEN = ("#eaf1f7", "#c3d8e8", "#93b9d5", "#5f95bd", "#2d6d9f", "#00406b")
"""Classes of the map from low to high: one hue, even steps in lightness."""
HALO = [withStroke(linewidth=2.5, foreground="white")]
"""White edge around words that stand on lines."""
BREITE, HOEHE = 6.4, 3.4
_SCHRIFT = "system-ui, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"


@contextmanager
def draw(hoehe: float = HOEHE) -> Iterator[tuple[Figure, Axes]]:
    """Give a figure in the house style; its size in inches is fixed, so output is stable."""
    with draw_grid(1, 1, hoehe) as (figure, [ax]):
        yield figure, ax


@contextmanager
def draw_grid(
    zeilen: int,
    spalten: int,
    hoehe: float,
    *,
    gleiche_achsen: bool | Literal["row", "col"] = False,
    abstand: float | None = None,
) -> Iterator[tuple[Figure, list[Axes]]]:
    """Give a figure with several panels, in reading order.

    Parameters
    ----------
    hoehe
        Height of the whole figure in inches.
    gleiche_achsen
        Whether the panels share their scales (``row``, ``col``: the vertical one only).
    abstand
        Horizontal space between panels as a share of their width.
    """
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
        layout = ConstrainedLayoutEngine(wspace=0.02 if abstand is None else abstand)
        figure = Figure(figsize=(BREITE, hoehe), layout=layout)
        axes = figure.subplots(
            zeilen, spalten, squeeze=False, sharex=gleiche_achsen is True, sharey=gleiche_achsen
        )
        yield figure, [ax for row in axes for ax in row]


def german_axis(ax: Axes, achse: str = "y", stellen: int | None = None) -> None:
    """Write the ticks of an axis in German notation, with as many decimals as they need."""
    axis = ax.yaxis if achse == "y" else ax.xaxis
    axis.set_major_formatter(_DeutscheZahlen(stellen))


class _DeutscheZahlen(Formatter):
    """Numbers of an axis; all ticks have as many decimals as one of them needs."""

    def __init__(self, stellen: int | None) -> None:
        self._stellen = stellen

    def __call__(self, x: float, pos: int | None = None) -> str:
        return format_zahl(x, self._stellen or 0)

    def format_ticks(self, values: Sequence[float]) -> list[str]:
        stellen = self._stellen
        if stellen is None:
            stellen = 0 if all(float(value).is_integer() for value in values) else 1
        return [format_zahl(value, stellen) for value in values]


def _arrange(figure: Figure) -> None:
    """Lay the figure out now: `savefig` would draw it once more in full only to do so."""
    layout = figure.get_layout_engine()
    if layout is None:
        return
    FigureCanvasSVG(figure)
    figure.set_dpi(72)
    layout.execute(figure)
    figure.set_layout_engine("none")


def to_svg(figure: Figure) -> str:
    """Return the figure as one ``<svg>`` element without date, prolog and fixed size."""
    _arrange(figure)
    buffer = io.StringIO()
    figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    svg = buffer.getvalue()
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(
        r'^<svg ([^>]*?)width="[^"]*" height="[^"]*"|^<svg height="[^"]*"', r"<svg \1", svg
    )
    return svg.replace("'DejaVu Sans'", _SCHRIFT).strip()
