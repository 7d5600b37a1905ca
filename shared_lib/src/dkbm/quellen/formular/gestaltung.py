"""Colours, borders and fonts of a form."""

from __future__ import annotations

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

__all__ = [
    "BEISPIEL",
    "EINGABE",
    "ERKLAERUNG",
    "HINWEIS",
    "KOPF_FREIWILLIG",
    "KOPF_PFLICHT",
    "LEISE",
    "MARKIERUNG",
    "RAHMEN",
    "SCHRIFT_KOPF",
    "TITEL",
    "UMBRUCH",
]

_BLAU, _HELLBLAU, _GRAU, _ROT = "1F4E79", "DCE6F1", "595959", "FFC7CE"
_LINIE = Side(style="thin", color="BFBFBF")

TITEL = Font(name="Calibri", size=15, bold=True, color=_BLAU)
HINWEIS = Font(name="Calibri", size=11)
LEISE = Font(name="Calibri", size=9, color=_GRAU)
ERKLAERUNG = Font(name="Calibri", size=9, italic=True, color=_GRAU)
BEISPIEL = Font(name="Calibri", size=11, italic=True, color=_GRAU)
SCHRIFT_KOPF = {
    True: Font(name="Calibri", bold=True, color="FFFFFF"),
    False: Font(name="Calibri", bold=True),
}
KOPF_PFLICHT = PatternFill("solid", fgColor=_BLAU)
KOPF_FREIWILLIG = PatternFill("solid", fgColor=_HELLBLAU)
EINGABE = PatternFill("solid", fgColor="FFF9E5")
MARKIERUNG = PatternFill("solid", fgColor=_ROT)
RAHMEN = Border(left=_LINIE, right=_LINIE, top=_LINIE, bottom=_LINIE)
UMBRUCH = Alignment(wrap_text=True, vertical="top")
