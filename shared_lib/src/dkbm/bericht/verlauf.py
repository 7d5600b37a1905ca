"""The small chart of a tile: the years of the Kommune, thin beside it Land and Deutschland."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from markupsafe import escape

from dkbm.sprache.zahlen import format_value, format_zahl

__all__ = ["Punkt", "Reihe", "describe_verlauf", "draw_saeulen", "draw_verlauf"]

_BREITE, _HOEHE, _SEITE, _OBEN, _UNTEN = 230.0, 74.0, 46.0, 14.0, 18.0
_FAMILIE = "system-ui, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"
_LAND, _BUND = ("#4d4d4d", "5 2"), ("#6b6b6b", "1.5 2")
"""Colour and dash of Land and Deutschland, as in the large charts."""


class Punkt(NamedTuple):
    """One year with its value; ``zeit`` is how the year is printed."""

    jahr: int
    wert: float
    zeit: str


@dataclass(frozen=True)
class Reihe:
    """Years and values of one Gebiet, in order."""

    name: str
    punkte: tuple[Punkt, ...]


def draw_verlauf(reihen: Sequence[Reihe], farbe: str, stellen: int) -> str:
    """Draw the series, the first of which is the Kommune's; gaps in the years stay gaps."""
    jahre = [punkt.jahr for reihe in reihen for punkt in reihe.punkte]
    werte = [punkt.wert for reihe in reihen for punkt in reihe.punkte]
    von, bis, tief, hoch = min(jahre), max(jahre), min(werte), max(werte)

    def place(punkt: Punkt) -> tuple[float, float]:
        x = _SEITE + (punkt.jahr - von) / ((bis - von) or 1) * (_BREITE - 2 * _SEITE)
        y = _OBEN + (hoch - punkt.wert) / ((hoch - tief) or 1) * (_HOEHE - _OBEN - _UNTEN)
        return x, y

    teile = [
        _line([place(p) for p in stueck], stil, f'stroke-width="1.2" stroke-dasharray="{strich}"')
        for reihe in reihen[1:]
        for stil, strich in [_BUND if reihe.name == "Deutschland" else _LAND]
        for stueck in _split(reihe)
    ]
    eigene = reihen[0]
    teile += [
        _line([place(p) for p in stueck], farbe, 'stroke-width="2.2"') for stueck in _split(eigene)
    ]
    for punkt, anker, abstand in (
        (eigene.punkte[0], "end", -5),
        (eigene.punkte[-1], "start", 5),
    ):
        x, y = place(punkt)
        teile.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.6" fill="{farbe}"/>')
        teile.append(_text(x + abstand, y + 3, anker, format_zahl(punkt.wert, stellen), farbe))
        zeit = str(escape(punkt.zeit))
        teile.append(_text(x, _HOEHE - 4, "middle", zeit, "#4d4d4d"))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_BREITE:g} {_HOEHE:g}">'
        f"{''.join(teile)}</svg>"
    )


def describe_verlauf(name: str, reihe: Reihe, einheit: str, stellen: int) -> str:
    """Say in a sentence what the chart shows: first, lowest, highest and last value."""
    einheit = einheit if einheit in ("%", "Euro") else ""
    erster, letzter = reihe.punkte[0], reihe.punkte[-1]
    tief = min(reihe.punkte, key=lambda p: p.wert)
    hoch = max(reihe.punkte, key=lambda p: p.wert)

    def say(punkt: Punkt) -> str:
        return f"{format_value(punkt.wert, einheit, stellen)} ({punkt.zeit})"

    satz = f"{name}, {reihe.name}: von {say(erster)} auf {say(letzter)}"
    dazwischen = [
        f"{wort} {say(punkt)}"
        for wort, punkt in (("niedrigster Wert", tief), ("höchster Wert", hoch))
        if punkt not in (erster, letzter)
    ]
    return ", ".join([satz, *dazwischen]) + "."


def draw_saeulen(werte: Sequence[tuple[str, float]], farbe: str, stellen: int) -> str:
    """Draw bars of several Gebiete, the first of which is the Kommune's, where no years are."""
    hoch = max(*(wert for _, wert in werte), 0) or 1
    teile = []
    for nummer, (name, wert) in enumerate(werte):
        y = 6 + nummer * 21
        breite = max(wert, 0) / hoch * (_BREITE - 140)
        ton = farbe if nummer == 0 else _LAND[0]
        teile.append(_text(96, y + 10, "end", str(escape(name[:22])), "#1a1a1a"))
        teile.append(f'<rect x="100" y="{y}" width="{breite:.1f}" height="13" fill="{ton}"/>')
        zahl = format_zahl(wert, stellen)
        teile.append(_text(104 + breite, y + 10, "start", zahl, "#1a1a1a"))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_BREITE:g} '
        f'{6 + 21 * len(werte):g}">{"".join(teile)}</svg>'
    )


def _split(reihe: Reihe) -> Iterator[list[Punkt]]:
    """Yield the runs of years without a gap wider than the usual step."""
    jahre = [punkt.jahr for punkt in reihe.punkte]
    schritte = sorted(b - a for a, b in pairwise(jahre))
    ueblich = schritte[len(schritte) // 2] if schritte else 1
    stueck: list[Punkt] = []
    for punkt in reihe.punkte:
        if stueck and punkt.jahr - stueck[-1].jahr > ueblich:
            yield stueck
            stueck = []
        stueck.append(punkt)
    yield stueck


def _line(punkte: Sequence[tuple[float, float]], farbe: str, stil: str) -> str:
    if len(punkte) == 1:
        x, y = punkte[0]
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="1.4" fill="{farbe}"/>'
    weg = " ".join(f"{x:.1f},{y:.1f}" for x, y in punkte)
    return f'<polyline points="{weg}" fill="none" stroke="{farbe}" {stil}/>'


def _text(x: float, y: float, anker: str, worte: str, farbe: str) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anker}" font-size="9" '
        f'style="font-family: {_FAMILIE}; fill: {farbe}">{worte}</text>'
    )
