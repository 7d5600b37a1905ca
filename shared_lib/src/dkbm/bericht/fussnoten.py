"""Official footnotes for print: whole paragraphs again, and those that concern the report."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

__all__ = ["join_fussnoten", "pick_fussnoten"]

_ENGSTE = 40
"""Narrower than this no column was set; shorter lines end where their author ended them."""

_KOPF = re.compile(r"[Zz]u\s+(?:Spalte\s+)?„")
"""How a heading begins: ``zu „Insgesamt“:``, ``zu Spalte „Quote“``."""
_NEUE = re.compile(r"[A-ZÄÖÜ][^:.]{2,60}:")
"""How a note begins, ``Hessen (2007): …``, even where its first word had no room above."""
_OFFEN = re.compile(
    r"(?:[,-]|Gebietsstand"
    r"| (?:ab|an|bei|das|dem|den|der|des|die|in|integrierte|mit|nach|und|von|zu))$"
)
"""With these no note ends, however short its line."""
_GENANNT = re.compile(r"(?P<namen>[^:(]{4,90}?)\s*:?\s*(?:\([^)]*\)[^:]{0,40})?:")
"""Of whom a note speaks: ``Hessen, Saarland (2007):``."""
_GETRENNT = re.compile(r"(?<=[a-zäöüß])-$")


def join_fussnoten(text: str) -> list[str]:
    """Return the paragraphs of footnotes that were broken at a fixed width.

    A line goes on in the next one where the first word of that one had no more room in it, and
    where neither its end nor the next beginning stand at the border of a sentence. The width is
    that of the longest line but those far beyond the others, which were not broken. No word is
    changed, left out or moved; hyphens at the end of a joined line go.

    Parameters
    ----------
    text
        Footnotes as the official table prints them.
    """
    return list(_join([zeile.strip() for zeile in text.splitlines()]))


def pick_fussnoten(
    absaetze: Sequence[str], laender: Collection[str], gezeigt: Collection[str]
) -> list[str]:
    """Return the paragraphs that do not speak of other Länder only.

    Parameters
    ----------
    absaetze
        As `join_fussnoten` returns them.
    laender
        Names of all Länder.
    gezeigt
        Names of those that the report shows.

    Returns
    -------
    list of str
        In order; a heading (``zu „Insgesamt“:``) stays where a paragraph below it stays.
    """
    bleibt: list[str] = []
    kopf: list[str] = []
    fort = False
    for absatz in absaetze:
        if _KOPF.match(absatz):
            # Some headings go on with their first note in the same line.
            kopf, fort = [absatz], False
            if not absatz.endswith(("“", ":")):
                bleibt, kopf = [*bleibt, absatz], []
            continue
        # What begins small belongs to the note above.
        fort = (fort and absatz[0].islower()) or not _concerns(absatz, laender, gezeigt)
        if not fort:
            bleibt, kopf = [*bleibt, *kopf, absatz], []
    return bleibt


def _concerns(absatz: str, laender: Collection[str], gezeigt: Collection[str]) -> bool:
    """Whether a paragraph begins with a Land that is shown, or with something else."""
    treffer = _GENANNT.match(absatz)
    namen = re.split(r", | und |/", treffer["namen"]) if treffer else [""]
    return not all(name in laender for name in namen) or any(name in gezeigt for name in namen)


def _join(zeilen: list[str]) -> Iterator[str]:
    breite = _find_width(zeilen)
    absatz = ""
    letzte = ""
    for zeile in zeilen:
        erstes = zeile.split(" ", maxsplit=1)[0]
        voll = _ENGSTE <= len(letzte) <= breite < len(letzte) + 1 + len(erstes)
        weiter = _is_open(absatz, letzte, zeile) or (voll and not _NEUE.match(zeile))
        if absatz and zeile and weiter and not _KOPF.match(zeile):
            absatz = _add(absatz, zeile)
        else:
            if absatz:
                yield absatz
            absatz = zeile
        letzte = zeile
    if absatz:
        yield absatz


def _is_open(absatz: str, letzte: str, zeile: str) -> bool:
    """Whether words tell that a note goes on: a column is not always the cause of a break."""
    if _KOPF.match(absatz):
        return "“" not in absatz
    klein = zeile[:1].islower() or zeile[:1] == "("
    return bool(_OFFEN.search(letzte)) or (klein and not letzte.endswith((":", ".", ";")))


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
