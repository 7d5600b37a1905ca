"""Search published texts for numbers that must not appear."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dkbm.geheimhaltung.angriff.auszug import Fundstelle

__all__ = ["Gesucht", "Leck", "search"]

_ZAHL = re.compile(r"(?<![\d.,])[-−]?\d+(?:[.\u00a0\u202f]\d{3})*(?:,\d+)?(?![\d]|[.,]\d)")


@dataclass(frozen=True)
class Gesucht:
    """A hidden number and how one recognises that a text speaks of it.

    Attributes
    ----------
    name
        Name of the cell for the record.
    zahlen
        The number in every printed form: the count, the rate with its decimals, in words.
    worte
        Alternatives per requirement: from each group one word must stand in the same text,
        such as ``(("2023", "2022/23"), ("ohne Hauptschulabschluss",))``.
    """

    name: str
    zahlen: tuple[str, ...]
    worte: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Leck:
    """A hidden number found in a published text."""

    gesucht: Gesucht
    fundstelle: Fundstelle


def search(texte: Iterable[Fundstelle], gesuchte: Sequence[Gesucht]) -> list[Leck]:
    """Return every text that shows a hidden number beside the words that tell what it is.

    A year or another number that belongs to the words does not count as the number.
    """
    lecks = []
    for stelle in texte:
        klein = stelle.text.casefold()
        for gesucht in gesuchte:
            treffer = [next((w for w in g if w.casefold() in klein), None) for g in gesucht.worte]
            if None in treffer:
                continue
            rest = klein
            for wort in treffer:
                rest = rest.replace(str(wort).casefold(), " ")
            if _shows(rest, gesucht.zahlen):
                lecks.append(Leck(gesucht, stelle))
    return lecks


def _shows(text: str, zahlen: Sequence[str]) -> bool:
    gefunden = {_plain(z) for z in _ZAHL.findall(text)}
    woerter = set(re.findall(r"[a-zäöüß]+", text))
    return any(
        _plain(zahl) in gefunden if zahl[0].isdigit() else zahl.casefold() in woerter
        for zahl in zahlen
    )


def _plain(zahl: str) -> str:
    ohne = re.sub(r"[.\u00a0\u202f](?=\d{3})", "", zahl)
    return ohne.rstrip("0").rstrip(",") if "," in ohne else ohne
