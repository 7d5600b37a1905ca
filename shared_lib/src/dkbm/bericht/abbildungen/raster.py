"""Drawings as PNG: for slides, and for Word, which shows SVG only in new versions."""

from __future__ import annotations

from collections.abc import Sequence

from dkbm.bericht.gestaltung import Erscheinung
from dkbm.bericht.satz import open_werkbank, set_png
from dkbm.bericht.schriften import clean

__all__ = ["render_png"]


def render_png(zeichnungen: Sequence[str], erscheinung: Erscheinung, ppi: int) -> list[bytes]:
    """Render drawings as they are, each in its own size; charts must be dressed before.

    Parameters
    ----------
    zeichnungen
        SVG documents; one unit is one point.
    ppi
        Pixels per inch.
    """
    if not zeichnungen:
        return []
    with open_werkbank("dkbm.bericht.abbildungen") as ordner:
        svgs = {"svgs": clean(zeichnungen)}
        return set_png(ordner, "raster.typ", svgs, erscheinung, ppi)
