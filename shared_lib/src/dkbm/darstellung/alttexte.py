"""Alternative texts: what a figure shows, in sentences made from its data."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd

from dkbm.gebiete import Gebiet
from dkbm.kennzahlen import Ergebnis
from dkbm.sprache.woerter import join_und
from dkbm.sprache.zahlen import format_value

__all__ = ["describe_balken", "describe_gliederung", "describe_linie", "describe_streuung"]


def describe_linie(ergebnis: Ergebnis) -> str:
    """Name first, highest, lowest and last value of each Gebiet."""
    sentences = [_describe_series(ergebnis, g) for g in ergebnis.gebiete if len(ergebnis.of(g))]
    return f"Liniendiagramm: {ergebnis.kennzahl.name}. {' '.join(sentences)}"


def describe_balken(ergebnis: Ergebnis, jahr: int) -> str:
    """Name the value of each Gebiet."""
    parts = [f"{g.name} {_format(ergebnis, ergebnis.wert(jahr, g))}" for g in ergebnis.gebiete]
    zeit = ergebnis.kennzahl.format_zeit(jahr)
    return f"Balkendiagramm: {ergebnis.kennzahl.name} {zeit}. {join_und(parts)}."


def describe_gliederung(ergebnis: Ergebnis, jahr: int, codes: Sequence[str]) -> str:
    """Name the Kommune's value of each part, and those of the other Gebiete behind it."""
    parts = []
    for code in codes:
        cells = [(g, ergebnis.zellen.get((g.ags, jahr, code))) for g in ergebnis.gebiete]
        werte = [
            f"{g.name} {_format(ergebnis, cell.wert)}"
            for g, cell in cells
            if cell and not math.isnan(cell.wert)
        ]
        parts.append(f"{ergebnis.kennzahl.auspraegungen[code]}: {join_und(werte)}")
    zeit = ergebnis.kennzahl.format_zeit(jahr)
    return f"Balkendiagramm: {ergebnis.kennzahl.name} {zeit}. {'; '.join(parts)}."


def describe_streuung(ergebnis: Ergebnis, streuung: pd.DataFrame) -> list[str]:
    """Say where the middle half of all Kreise lies in the latest year; nothing without it."""
    shown = streuung[streuung["jahr"].isin(ergebnis.jahre)]
    if shown.empty:
        return []
    letzte = shown.iloc[-1]
    unten, oben = (_format(ergebnis, float(letzte[name])) for name in ("unten", "oben"))
    jahr = ergebnis.kennzahl.format_jahr(int(letzte["jahr"]))
    return [f"Mittlere Hälfte der Kreise {jahr}: {unten} bis {oben}."]


def _describe_series(ergebnis: Ergebnis, gebiet: Gebiet) -> str:
    rows = ergebnis.of(gebiet)
    werte = dict(zip(rows["jahr"].astype(int), rows["wert"].astype(float), strict=True))
    highest, lowest = max(werte, key=lambda j: werte[j]), min(werte, key=lambda j: werte[j])
    picked = {min(werte), max(werte), highest, lowest}
    zeit = ergebnis.kennzahl.format_jahr
    parts = [f"{_format(ergebnis, werte[jahr])} ({zeit(jahr)})" for jahr in sorted(picked)]
    return f"{gebiet.name}: {join_und(parts)}."


def _format(ergebnis: Ergebnis, wert: float) -> str:
    return format_value(wert, ergebnis.kennzahl.einheit, ergebnis.kennzahl.stellen)
