"""The sheet as one self-contained HTML page; each number opens its passport."""

from __future__ import annotations

from dkbm.bericht.faktenblatt.auswahl import Faktenblatt
from dkbm.bericht.html.export import render_page
from dkbm.bericht.modell import Bericht

__all__ = ["export_blatt_html"]


def export_blatt_html(blatt: Faktenblatt, bericht: Bericht) -> str:
    """Render the sheet."""
    return render_page("faktenblatt.html.j2", bericht, blatt=blatt)
