"""Turn the rows of a form into Rohtabellen, with the sums that its definition asks for."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from dkbm.gebiete import load_register
from dkbm.quellen.formular.definition import Blatt, Spalte, Tabelle
from dkbm.quellen.formular.zeilen import Zeile
from dkbm.quellen.formular.zellen import Inhalt
from dkbm.quellen.rohtabelle import TRENNER, Rohtabelle

__all__ = ["SPALTEN", "Lieferung", "build_rohtabelle", "sum_up"]

SPALTEN = [
    *("zeit", "ags", "name", "schluessel", "kopf", "einheit", "wert", "zeichen"),
    *("zeile", "spalte", "blatt"),
]
"""Columns of ``daten``; ``zeile`` and ``spalte`` count from 1 and are 0 for a computed sum."""
_INSGESAMT, _OHNE = "Insgesamt", "ohne Angabe"


@dataclass(frozen=True)
class Lieferung:
    """What holds for a whole form: Gebiet, title, Stand, notes."""

    ags: str
    titel: str
    stand: str
    fussnoten: str


def build_rohtabelle(
    blatt: Blatt, tabelle: Tabelle, zeilen: Sequence[Zeile], lieferung: Lieferung
) -> Rohtabelle:
    """Build one table: a row per cell, then the sums.

    A sum is taken from the row of the total where the form has one.
    """
    rows = list(_list_details(blatt, tabelle, zeilen, lieferung.ags)) if tabelle.schluessel else []
    raender = tabelle.raender if tabelle.schluessel else ((),)
    for rand in raender:
        rows += _list_sums(blatt, tabelle, zeilen, rand, lieferung.ags)
    daten = pd.DataFrame(rows, columns=[s for s in SPALTEN if s != "name"])
    register = load_register()
    daten["name"] = [register[ags].name for ags in daten["ags"]]
    notes = list(_list_notes(tabelle, zeilen))
    fussnoten = "\n".join(filter(None, [lieferung.fussnoten, *dict.fromkeys(notes)]))
    return Rohtabelle(tabelle.code, lieferung.titel, daten[SPALTEN], fussnoten, lieferung.stand)


def sum_up(inhalte: Sequence[Inhalt]) -> Inhalt:
    """Add cells: ``-`` counts as nothing, any other sign makes the sum unknown.

    Cells that all hold the same sign keep it; a number in brackets makes the sum uncertain too.
    """
    signs = {inhalt.zeichen for inhalt in inhalte}
    if len(signs) == 1 and not signs <= {"", "()"}:
        return Inhalt(zeichen=signs.pop())
    if signs - {"", "-", "()"}:
        return Inhalt(zeichen=".")
    summe = math.fsum(inhalt.wert for inhalt in inhalte if inhalt.zeichen != "-")
    return Inhalt(wert=summe, zeichen="()" if "()" in signs else "")


def _list_details(
    blatt: Blatt, tabelle: Tabelle, zeilen: Sequence[Zeile], kommune: str
) -> Iterator[tuple[object, ...]]:
    for zeile in zeilen:
        ags, labels = _label(blatt, tabelle, zeile, kommune)
        for name in tabelle.werte:
            yield (
                *(zeile.inhalte[tabelle.zeit].text, ags, TRENNER.join(labels.values())),
                *_describe(blatt.column(name), tabelle, zeile),
                *(zeile.inhalte[name].wert, zeile.inhalte[name].zeichen),
                *(zeile.nummer, zeile.fundstelle.spalten[name], zeile.fundstelle.titel),
            )


def _list_sums(
    blatt: Blatt, tabelle: Tabelle, zeilen: Sequence[Zeile], rand: tuple[str, ...], kommune: str
) -> Iterator[tuple[object, ...]]:
    gesamt = [s for s in blatt.spalte if s.gesamt and s.name not in rand]
    groups: dict[tuple[str, str, str], list[Zeile]] = {}
    for zeile in zeilen:
        ags, labels = _label(blatt, tabelle, zeile, kommune)
        kept = [label if name in rand else _INSGESAMT for name, label in labels.items()]
        key = (zeile.inhalte[tabelle.zeit].text, ags, TRENNER.join(kept))
        groups.setdefault(key, []).append(zeile)
    for key, gruppe in groups.items():
        totals = [z for z in gruppe if any(z.inhalte[s.name].text == s.gesamt for s in gesamt)]
        if totals and tabelle.schluessel:
            # The row of the total is among the details already.
            continue
        for name in tabelle.werte:
            summe = sum_up([zeile.inhalte[name] for zeile in totals or gruppe])
            unit = _describe(blatt.column(name), tabelle, gruppe[0])
            place: tuple[object, ...] = (0, 0, gruppe[0].fundstelle.titel)
            if totals:
                place = (totals[0].nummer, totals[0].fundstelle.spalten[name], place[2])
            yield (*key, *unit, summe.wert, summe.zeichen, *place)


def _label(
    blatt: Blatt, tabelle: Tabelle, zeile: Zeile, kommune: str
) -> tuple[str, dict[str, str]]:
    """Return the Gebiet of a row and its labels; a key of the register is no label."""
    ags, labels = kommune, {}
    for name in tabelle.schluessel:
        text = zeile.inhalte[name].text
        if blatt.column(name).art == "gebiet" and (not text or text in load_register()):
            ags, text = text or kommune, _INSGESAMT
        labels[name] = text or _OHNE
    return ags, labels


def _describe(spalte: Spalte, tabelle: Tabelle, zeile: Zeile) -> tuple[str, str]:
    einheit = "Anzahl" if spalte.art == "janein" else spalte.einheit
    if tabelle.einheit_aus:
        einheit = zeile.inhalte[tabelle.einheit_aus].text
    return spalte.kopf or spalte.titel, einheit


def _list_notes(tabelle: Tabelle, zeilen: Sequence[Zeile]) -> Iterator[str]:
    for zeile in zeilen:
        texte = [zeile.inhalte[name].text for name in tabelle.fussnoten_aus]
        if any(texte):
            keys = [zeile.inhalte[name].text for name in (*tabelle.schluessel, tabelle.zeit)]
            yield f"{', '.join(filter(None, keys))}: {'; '.join(filter(None, texte))}"
