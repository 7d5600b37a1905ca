"""Faktenblatt: two pages per chapter and one for the whole, as PDF and HTML."""

from dkbm.bericht.faktenblatt.auswahl import Faktenblatt, build_faktenblaetter
from dkbm.bericht.faktenblatt.html import export_blatt_html
from dkbm.bericht.faktenblatt.pdf import export_blatt_pdf

__all__ = ["Faktenblatt", "build_faktenblaetter", "export_blatt_html", "export_blatt_pdf"]
