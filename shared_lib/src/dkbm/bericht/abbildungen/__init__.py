"""Single charts for slides and press: SVG and PNG with caption and source."""

from dkbm.bericht.abbildungen.blatt import build_blatt
from dkbm.bericht.abbildungen.raster import render_png

__all__ = ["build_blatt", "render_png"]
