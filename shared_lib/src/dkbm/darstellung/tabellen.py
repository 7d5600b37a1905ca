"""Tables of results, cell by cell as printed; signs of official statistics kept."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence

import pandas as pd

from dkbm.darstellung.herkunft import (
    GEHEIM,
    format_quelle,
    list_anmerkungen,
    list_besonderheiten,
    list_hidden,
)
from dkbm.darstellung.luecken import explain_missing
from dkbm.darstellung.spec import Datentabelle, Hinweis, Tabelle
from dkbm.gebiete import Gebiet
from dkbm.kennzahlen import Ergebnis
from dkbm.kennzahlen.ergebnis import Zelle
from dkbm.kennzahlen.zufall import has_small_nenner
from dkbm.quellen.zeichen import BEDEUTUNG
from dkbm.sprache.zahlen import GESCHUETZT, format_value, format_zahl

__all__ = [
    "add_streuung",
    "build_gliederung",
    "build_reihe",
    "build_vergleich",
    "explain_signs",
    "tabelle",
    "ueberblick",
]

_FEHLT = "–"
_EINGESCHRAENKT = re.compile(r"\([−+]?\d[^()]*\)")
"""A number in brackets: ``(12,5 %)``."""
_OHNE = Zelle(math.nan, math.nan, math.nan, "")
"""Stands for a cell that the result does not have."""


def tabelle(ergebnis: Ergebnis, *, jahre: Sequence[int] = (), titel: str = "") -> Tabelle | Hinweis:
    """Show a result as a table.

    A series has one row per year (all years of the Kommune, or ``jahre``) with numerator and
    denominator of the Kommune; a breakdown has one row per part in the latest year. Where the
    Kommune has none of ``jahre``, because the report shows other years, it is as if none were
    named.
    """
    if ergebnis.is_empty:
        return explain_missing(ergebnis)
    kennzahl = ergebnis.kennzahl
    bekannt = {*ergebnis.jahre, *list_hidden(ergebnis)}
    gefragt = bekannt & {*jahre} or bekannt
    # Published rates and counts have no numerator of their own to show.
    berechnet = not ergebnis.werte["nenner"].isna().all()
    if kennzahl.auspraegungen:
        jahr = max(gefragt & {*ergebnis.jahre}, default=ergebnis.jahre[-1])
        daten = build_gliederung(ergebnis, jahr, list(kennzahl.auspraegungen), mit_zahl=berechnet)
        zeit, years = kennzahl.format_zeit(jahr), [jahr]
    else:
        years = sorted(gefragt)
        daten = build_reihe(ergebnis, years, mit_zahl=berechnet)
        zeit = kennzahl.format_jahre(years)
    einheit = f" ({kennzahl.masseinheit})" if kennzahl.masseinheit not in kennzahl.name else ""
    return Tabelle(
        titel=titel or f"{kennzahl.name} {ergebnis.kommune.formen.ort}, {zeit}{einheit}",
        daten=daten,
        quelle=format_quelle(ergebnis.quellen, berechnet=berechnet),
        anmerkungen=(*list_anmerkungen(ergebnis, years), *_note_signs(daten)),
        kennzahlen=(kennzahl,),
        quellen=ergebnis.quellen,
    )


def ueberblick(*ergebnisse: Ergebnis, titel: str = "") -> Tabelle | Hinweis:
    """Show the latest values of several Kennzahlen side by side.

    Kennzahlen without a value for the Kommune are left out; without any, a `Hinweis` says so.
    """
    filled = [e for e in ergebnisse if not e.is_empty and not e.kennzahl.auspraegungen]
    if not filled:
        return explain_missing(ergebnisse[0])
    gebiete = filled[0].gebiete
    zeilen = []
    for ergebnis in filled:
        jahr = ergebnis.jahre[-1]
        werte = [_cell(ergebnis, gebiet, jahr, with_unit=True) for gebiet in gebiete]
        zeilen.append((ergebnis.kennzahl.name, ergebnis.kennzahl.format_jahr(jahr), *werte))
    daten = Datentabelle(("Kennzahl", "Jahr", *(g.name for g in gebiete)), tuple(zeilen))
    quellen = {q.id: q for e in filled for q in e.quellen}
    return Tabelle(
        titel=titel or f"Kennzahlen {gebiete[0].formen.ort} im Überblick, jeweils neuestes Jahr",
        daten=daten,
        quelle=format_quelle(quellen.values(), berechnet=True),
        anmerkungen=_note_signs(daten),
        kennzahlen=tuple(e.kennzahl for e in filled),
        quellen=tuple(quellen.values()),
    )


def build_reihe(
    ergebnis: Ergebnis, jahre: Sequence[int] = (), *, mit_zahl: bool = False
) -> Datentabelle:
    """Rows per year, columns per Gebiet; with numerator and denominator of the Kommune."""
    years = jahre or sorted(int(j) for j in ergebnis.werte["jahr"].unique())
    kennzahl, kommune = ergebnis.kennzahl, ergebnis.kommune
    gebiete = [g for g in ergebnis.gebiete if len(ergebnis.of(g))]
    kopf = ["Jahr", *(g.name for g in gebiete)]
    if mit_zahl:
        kopf[1:1] = [kennzahl.zaehler, kennzahl.nenner]
    zeilen = []
    for jahr in years:
        zeile = [_cell(ergebnis, gebiet, jahr) for gebiet in gebiete]
        if mit_zahl:
            own = ergebnis.zellen.get((kommune.ags, jahr, ""), _OHNE)
            zeile[0:0] = [_count(own, own.zaehler), _count(own, own.nenner)]
        zeilen.append((kennzahl.format_jahr(jahr), *zeile))
    return Datentabelle(tuple(kopf), tuple(zeilen))


def add_streuung(daten: Datentabelle, ergebnis: Ergebnis, streuung: pd.DataFrame) -> Datentabelle:
    """Add the quartiles of all Kreise to the rows of the years; nothing without quartiles."""
    if streuung.empty:
        return daten
    kennzahl = ergebnis.kennzahl
    je_jahr = {
        kennzahl.format_jahr(int(jahr)): tuple(format_zahl(q, kennzahl.stellen) for q in viertel)
        for jahr, *viertel in streuung[["jahr", "unten", "oben"]].itertuples(index=False)
    }
    kopf = ("Kreise: unteres Viertel bis", "Kreise: oberes Viertel ab")
    zeilen = tuple((*z, *je_jahr.get(z[0], (_FEHLT, _FEHLT))) for z in daten.zeilen)
    return Datentabelle((*daten.spalten, *kopf), zeilen)


def build_vergleich(ergebnis: Ergebnis, jahr: int) -> Datentabelle:
    """Rows per Gebiet, one column for the year."""
    kennzahl = ergebnis.kennzahl
    kopf = ("Gebiet", f"{kennzahl.masseinheit or 'Wert'}, {kennzahl.format_jahr(jahr)}")
    return Datentabelle(kopf, tuple((g.name, _cell(ergebnis, g, jahr)) for g in ergebnis.gebiete))


def build_gliederung(
    ergebnis: Ergebnis, jahr: int, codes: Sequence[str], *, mit_zahl: bool = False
) -> Datentabelle:
    """Rows per part of the breakdown, columns per Gebiet; with the Kommune's counts."""
    kennzahl, kommune = ergebnis.kennzahl, ergebnis.kommune
    zeilen = []
    for code in codes:
        cells = [ergebnis.zellen.get((g.ags, jahr, code), _OHNE) for g in ergebnis.gebiete]
        if not any(abs(cell.wert) > 0 or cell.zeichen == GEHEIM for cell in cells):
            continue
        zeile = [kennzahl.auspraegungen[code]]
        if mit_zahl:
            zeile.append(_count(cells[0], cells[0].zaehler))
        zeile += [
            _format(cell, kennzahl.stellen) + _mark(ergebnis, cell, g.ags, jahr)
            for g, cell in zip(ergebnis.gebiete, cells, strict=True)
        ]
        zeilen.append(tuple(zeile))
    zahl_kopf = [f"{kommune.name}, Anzahl"] if mit_zahl else []
    einheit = kennzahl.einheit or kennzahl.zaehlt
    namen = [f"{g.name}, {einheit}" if einheit else g.name for g in ergebnis.gebiete]
    return Datentabelle((kennzahl.gliederung or "Gruppe", *zahl_kopf, *namen), tuple(zeilen))


def _cell(ergebnis: Ergebnis, gebiet: Gebiet, jahr: int, *, with_unit: bool = False) -> str:
    kennzahl = ergebnis.kennzahl
    cell = ergebnis.zellen.get((gebiet.ags, jahr, ""), _OHNE)
    text = _format(cell, kennzahl.stellen, kennzahl.einheit if with_unit else "")
    return text + _mark(ergebnis, cell, gebiet.ags, jahr)


def _count(cell: Zelle, zahl: float) -> str:
    """Return numerator or denominator, with the sign of the value where it is hidden."""
    return GEHEIM if math.isnan(zahl) and cell.zeichen == GEHEIM else format_zahl(zahl)


def _format(cell: Zelle, stellen: int, einheit: str = "") -> str:
    if math.isnan(cell.wert):
        return _FEHLT if cell.zeichen in ("", "-") else cell.zeichen
    text = format_value(cell.wert, einheit, stellen)
    return f"({text})" if cell.zeichen == "()" else text


MARKEN = {
    "a)": "Jahr mit doppeltem oder fehlendem Abiturjahrgang",
    "k)": "Nenner unter 30, nur eingeschränkt aussagekräftig",
}
"""Footnote marks behind a value."""


def _mark(ergebnis: Ergebnis, cell: Zelle, ags: str, jahr: int) -> str:
    """Return the footnote marks of a value: disturbed by an Abitur year, few cases."""
    if math.isnan(cell.wert):
        return ""
    arten = {b.art for b in list_besonderheiten(ergebnis, ags, jahr)}
    marks = ["a)"] if "abiturjahrgang" in arten else []
    marks += ["k)"] if has_small_nenner(cell) else []
    return "".join(f"{GESCHUETZT}{mark}" for mark in marks)


def explain_signs(zeilen: Iterable[Sequence[str]]) -> str:
    """Return what the signs and marks in the cells mean, parted by ``;``; empty without any."""
    cells = {zelle for zeile in zeilen for zelle in zeile[1:]}
    notes = [
        f"{sign} = {text}" for sign, text in BEDEUTUNG.items() if sign in cells and sign != "-"
    ]
    if _FEHLT in cells:
        notes.insert(0, f"{_FEHLT} = nichts vorhanden oder kein Wert im Datenbestand")
    if any(_EINGESCHRAENKT.match(zelle) for zelle in cells):
        notes.append(f"( ) = {BEDEUTUNG['()']}")
    notes += [f"{m} = {text}" for m, text in MARKEN.items() if any(c.endswith(m) for c in cells)]
    return "; ".join(notes)


def _note_signs(daten: Datentabelle) -> tuple[str, ...]:
    signs = explain_signs(daten.zeilen)
    return (f"Zeichen: {signs}.",) if signs else ()
