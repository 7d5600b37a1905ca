"""Official footnotes for print: the lines of a narrow column joined to paragraphs again."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["join_fussnoten"]

_ENGSTE = 40
"""Narrower than this no column was set; shorter lines end where their author ended them."""

_NEUE = re.compile(r"[A-ZÄÖÜ][^:.]{2,60}:|zu „")
"""How a note begins, ``Hessen (2007): …``, even where its first word had no room above."""
_GETRENNT = re.compile(r"(?<=[a-zäöüß])-$")


def join_fussnoten(text: str) -> list[str]:
    """Return the paragraphs of footnotes that were broken at a fixed width.

    A line goes on in the next one exactly where the first word of that one had no more room in
    it. The width is that of the longest line but those far beyond the others, which were not
    broken. No word is changed, left out or moved; hyphens at the end of a joined line go.

    Parameters
    ----------
    text
        Footnotes as the official table prints them.
    """
    return list(_join([zeile.strip() for zeile in text.splitlines()]))


def _join(zeilen: list[str]) -> Iterator[str]:
    breite = _find_width(zeilen)
    absatz = ""
    letzte = ""
    for zeile in zeilen:
        erstes = zeile.split(" ", maxsplit=1)[0]
        voll = _ENGSTE <= len(letzte) <= breite < len(letzte) + 1 + len(erstes)
        if absatz and zeile and voll and not _NEUE.match(zeile):
            absatz = _add(absatz, zeile)
        else:
            if absatz:
                yield absatz
            absatz = zeile
        letzte = zeile
    if absatz:
        yield absatz


def _add(absatz: str, zeile: str) -> str:
    """Go on with a line; a word parted at its end becomes whole, ``Förder- und`` stays."""
    erstes = zeile.split(" ", maxsplit=1)[0]
    if erstes[0].islower() and erstes not in ("und", "oder", "bzw.") and _GETRENNT.search(absatz):
        return _GETRENNT.sub("", absatz) + zeile
    return f"{absatz} {zeile}"


def _find_width(zeilen: list[str]) -> int:
    """Return the width at which most lines were broken: the longest of the usual ones."""
    laengen = sorted(len(zeile) for zeile in zeilen if zeile)
    if not laengen:
        return 0
    ueblich = 1.5 * laengen[len(laengen) * 3 // 4]
    return max(laenge for laenge in laengen if laenge <= ueblich)
