"""One chart as a complete SVG: caption above, notes and source line below, alternative text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from markupsafe import escape
from matplotlib.ft2font import FT2Font

from dkbm.bericht.gestaltung import Erscheinung
from dkbm.bericht.modell import Block
from dkbm.bericht.schriften import SCHRIFTORDNER, keep_printable

__all__ = ["build_blatt"]

_RAND = 14.0
_ANZEIGE = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_FAMILIE = "system-ui, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"
_PUNKTE = 100
_VORRAT = 0.94
"""Share of the width that lines fill: another font on the reader's machine runs wider."""


def build_blatt(block: Block, erscheinung: Erscheinung, vermerk: str = "") -> str:
    """Return the figure with its words; text stays text, the drawing is a part of the file.

    Parameters
    ----------
    vermerk
        Mark of an internal report, first below the drawing; none where empty.
    """
    svg = erscheinung.dye(block.daten["svg"])
    gefunden = _ANZEIGE.search(svg)
    if gefunden is None:
        raise ValueError(f"{block.anker}: drawing without viewBox")
    breite, hoehe = float(gefunden[1]), float(gefunden[2])
    titel = _wrap(block.daten["titel"], 11, breite, "SemiBold")
    fuss = [*[vermerk] * bool(vermerk), *block.fuss]
    zeilen = [zeile for text in fuss for zeile in _wrap(text, 7, breite)]
    oben = _RAND + len(titel) * 14 + 4
    ganz = oben + hoehe + 8 + len(zeilen) * 9 + _RAND
    teile = [
        _write_lines(titel, 11, 14, _RAND + 10, "600", "#1a1a1a"),
        _place(svg, oben),
        _write_lines(zeilen, 7, 9, oben + hoehe + 12, "400", "#4d4d4d"),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'viewBox="0 0 {breite + 2 * _RAND:g} {ganz:g}" width="{breite + 2 * _RAND:g}pt" '
        f'height="{ganz:g}pt" lang="de" role="img">'
        f"<title>{_safe(block.daten['titel'])}</title><desc>{_safe(block.daten['alt'])}</desc>"
        f'<rect width="100%" height="100%" fill="#ffffff"/>{"".join(teile)}</svg>\n'
    )


def _place(svg: str, oben: float) -> str:
    """Put the drawing as a nested ``svg`` at its place, with its own size."""
    return re.sub(
        r"^<svg ",
        lambda _: (
            f'<svg x="{_RAND:g}" y="{oben:g}" width="{_size(svg)[0]}" height="{_size(svg)[1]}" '
        ),
        svg,
        count=1,
    )


def _size(svg: str) -> tuple[str, str]:
    gefunden = _ANZEIGE.search(svg)
    return (gefunden[1], gefunden[2]) if gefunden else ("100%", "100%")


def _safe(text: str) -> str:
    return str(escape(keep_printable(text)))


def _write_lines(
    zeilen: list[str], groesse: int, abstand: int, oben: float, gewicht: str, farbe: str
) -> str:
    spans = "".join(
        f'<tspan x="{_RAND:g}" y="{oben + n * abstand:g}">{_safe(zeile)}</tspan>'
        for n, zeile in enumerate(zeilen)
    )
    stil = f'font-family="{_FAMILIE}" font-size="{groesse}" font-weight="{gewicht}"'
    return f'<text {stil} fill="{farbe}">{spans}</text>'


def _wrap(text: str, groesse: int, breite: float, schnitt: str = "Regular") -> list[str]:
    """Break a text into lines that fit, by the widths of the kit's font."""
    platz = breite * _VORRAT / groesse
    zeilen, zeile = [], ""
    woerter = [teil for wort in text.split() for teil in _split(wort, platz, schnitt)]
    for wort in woerter:
        versuch = f"{zeile} {wort}".strip()
        if zeile and _measure(versuch, schnitt) > platz:
            zeilen.append(zeile)
            zeile = wort
        else:
            zeile = versuch
    return [*zeilen, zeile] if zeile else zeilen


def _split(wort: str, platz: float, schnitt: str) -> Iterator[str]:
    """Part a word that is wider than a line, such as an address."""
    teil = ""
    for zeichen in wort:
        if teil and _measure(teil + zeichen, schnitt) > platz:
            yield teil
            teil = ""
        teil += zeichen
    yield teil


def _measure(text: str, schnitt: str) -> float:
    """Return the width in ems."""
    return sum(_width(zeichen, schnitt) for zeichen in text)


@cache
def _width(zeichen: str, schnitt: str) -> float:
    font = _load(schnitt)
    if not font.get_char_index(ord(zeichen)):
        return 1.0
    return font.load_char(ord(zeichen)).linearHoriAdvance / 2**16 / _PUNKTE


@cache
def _load(schnitt: str) -> FT2Font:
    font = FT2Font(str(Path(SCHRIFTORDNER[0]) / f"DKBMSans-{schnitt}.ttf"))
    font.set_size(_PUNKTE, 72)
    return font
