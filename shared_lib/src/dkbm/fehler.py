"""The one exception meant for people, and the words that help them on."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

__all__ = ["DkbmFehler", "nearest"]

_ZITAT = re.compile("„[^“]*“")
_STEUERZEICHEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")


class DkbmFehler(Exception):
    """An error that its reader can mend: what is wrong, where, and what to do.

    Parameters
    ----------
    was
        What is wrong, one German sentence.
    wo
        Place: file, line, column, value. Empty where the sentence says it.
    rat
        What to do, one German sentence.

    Notes
    -----
    Quoted cells („…“) come from files of others: their line breaks become blanks, and control
    characters, which a terminal would obey, are dropped.
    """

    def __init__(self, was: str, *, wo: str = "", rat: str = "") -> None:
        self.was, self.wo, self.rat = _flatten(was), _flatten(wo), _flatten(rat)
        super().__init__(str(self))

    def __str__(self) -> str:
        parts = [self.was]
        if self.wo:
            parts.append(f"Ort: {self.wo}")
        if self.rat:
            parts.append(f"Was tun: {self.rat}")
        return "\n".join(parts)


def _flatten(text: str) -> str:
    one_line = _ZITAT.sub(lambda zitat: " ".join(zitat[0].split()), text)
    return _STEUERZEICHEN.sub("", one_line)


def nearest(wort: str, vorrat: Iterable[str], anzahl: int = 3) -> list[str]:
    """Return up to ``anzahl`` entries of ``vorrat`` most similar to ``wort``.

    Case is ignored when comparing; the entries come back as they were given.
    """
    by_folded: dict[str, str] = {}
    for eintrag in vorrat:
        by_folded.setdefault(eintrag.casefold(), eintrag)
    hits = difflib.get_close_matches(wort.casefold(), by_folded, n=anzahl, cutoff=0.5)
    return [by_folded[hit] for hit in hits]
