"""The one exception meant for people, and the words that help them on."""

from __future__ import annotations

import difflib
import errno
import re
from collections.abc import Iterable

__all__ = ["DkbmFehler", "explain_oserror", "is_full", "nearest"]

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


def is_full(error: OSError) -> bool:
    """Say whether a write failed because the disk, or the user's share of it, is full."""
    return error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))


def explain_oserror(error: OSError) -> str:
    """Say the common causes in German; the system's own words are English or cryptic.

    Returns
    -------
    str
        A main clause without capital and full stop: ``der Datenträger ist voll``.
    """
    if is_full(error):
        return "der Datenträger ist voll"
    if isinstance(error, PermissionError):
        return "es fehlen die Rechte, oder ein anderes Programm hält die Datei geöffnet"
    if isinstance(error, FileExistsError | NotADirectoryError):
        return "dort liegt eine Datei und kein Ordner"
    if isinstance(error, IsADirectoryError):
        return "dort liegt ein Ordner und keine Datei"
    if isinstance(error, FileNotFoundError):
        return "die Datei oder ihr Ordner fehlt"
    if error.errno == errno.EROFS:
        return "der Datenträger ist schreibgeschützt"
    return f"das System meldet „{error.strerror or error}“"


def nearest(wort: str, vorrat: Iterable[str], anzahl: int = 3) -> list[str]:
    """Return up to ``anzahl`` entries of ``vorrat`` most similar to ``wort``.

    Case is ignored when comparing; the entries come back as they were given.
    """
    by_folded: dict[str, str] = {}
    for eintrag in vorrat:
        by_folded.setdefault(eintrag.casefold(), eintrag)
    hits = difflib.get_close_matches(wort.casefold(), by_folded, n=anzahl, cutoff=0.5)
    return [by_folded[hit] for hit in hits]
