"""Labels that stand beside what they name, wrapped and pushed apart, never overlapping."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import NamedTuple

from matplotlib.axes import Axes

__all__ = ["Ende", "align_names", "label_ends", "push_apart", "wrap_name"]

BREITE_NAME = 24
"""Characters per line of a name beside a line."""
_ZEILE = 1.25
"""Height of a text line in units of the font size."""


class Ende(NamedTuple):
    """The right end of a line or band, and what to write beside it."""

    text: str
    wert: float
    farbe: str
    fett: bool = False


def wrap_name(name: str, breite: int = BREITE_NAME) -> str:
    """Break a long name between words, after hyphens where they are too long."""
    return "\n".join(wrap(name, breite, break_long_words=False))


def align_names(ax: Axes) -> None:
    """Write the names of the rows line by line, each up to the axis.

    Of a name of several lines SVG fixes where each line begins; with another font than that of
    the drawing they would end anywhere.
    """
    labels = list(zip(ax.get_yticks(), ax.get_yticklabels(), strict=True))
    ax.set_yticks([])
    for y, label in labels:
        zeilen, groesse = label.get_text().split("\n"), float(label.get_fontsize())
        for nummer, zeile in enumerate(zeilen):
            hoch = ((len(zeilen) - 1) / 2 - nummer) * groesse * _ZEILE
            ax.annotate(
                zeile,
                (0, y),
                (-6, hoch),
                xycoords=("axes fraction", "data"),
                textcoords="offset points",
                ha="right",
                va="center",
                fontsize=groesse,
                fontweight=label.get_fontweight(),
                color=label.get_color(),
                annotation_clip=False,
            )


def push_apart(
    werte: Sequence[float], hoehen: Sequence[float], unten: float, oben: float
) -> list[float]:
    """Return positions as near to ``werte`` as non-overlapping labels allow.

    Parameters
    ----------
    werte
        Wanted positions, ascending.
    hoehen
        Height of each label in the same unit.
    unten, oben
        Range to stay in, as far as the labels fit into it.
    """
    places = list(werte)
    for i, hoehe in enumerate(hoehen):
        floor = places[i - 1] + (hoehen[i - 1] + hoehe) / 2 if i else unten + hoehe / 2
        places[i] = max(places[i], floor)
    for i in reversed(range(len(places))):
        above = i + 1 < len(places)
        ceiling = places[i + 1] - (hoehen[i] + hoehen[i + 1]) / 2 if above else oben - hoehen[i] / 2
        places[i] = min(places[i], ceiling)
    return places


def label_ends(ax: Axes, enden: Sequence[Ende], *, groesse: float = 9) -> None:
    """Write the names right of the axes, each at the height where its line ends."""
    enden = sorted((e._replace(text=wrap_name(e.text)) for e in enden), key=lambda e: e.wert)
    unten, oben = ax.get_ylim()
    # The axes grow when the layout is done: labels keep a little more distance than they need.
    figure = ax.get_figure(root=True)
    points = ax.get_position().height * (figure.get_figheight() if figure else 3.4) * 72
    per_line = (oben - unten) * groesse * _ZEILE / points
    hoehen = [per_line * (1 + e.text.count("\n")) for e in enden]
    places = push_apart([e.wert for e in enden], hoehen, unten, oben)
    for ende, y in zip(enden, places, strict=True):
        ax.annotate(
            ende.text,
            (1, y),
            (6, 0),
            xycoords=("axes fraction", "data"),
            textcoords="offset points",
            color=ende.farbe,
            va="center",
            linespacing=1.05,
            fontsize=groesse,
            fontweight="bold" if ende.fett else None,
            annotation_clip=False,
        )
