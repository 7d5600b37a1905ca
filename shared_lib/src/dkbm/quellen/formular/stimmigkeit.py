"""Do the rows of a form agree with each other: doubles, parts and wholes, missing entries."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

from dkbm.quellen.formular.befund import Zellbefund
from dkbm.quellen.formular.definition import Blatt, Formular, Spalte
from dkbm.quellen.formular.zeilen import Zeile
from dkbm.quellen.formular.zellen import normalize
from dkbm.sprache.woerter import join_und
from dkbm.sprache.zahlen import format_zahl

__all__ = ["check_zeilen"]

_SUMME = re.compile(r"(?:zwischen|gesamt)?summe|gesamt|insgesamt|zusammen|total", re.IGNORECASE)
_GENAU = 1e-9
"""Share by which a sum of numbers with decimals may miss its total in the computer."""
_RUNDUNG = 0.5
"""How far the sum of decimals may lie from their total."""


def check_zeilen(
    formular: Formular, blatt: Blatt, zeilen: Sequence[Zeile], ags: str
) -> Iterator[Zellbefund]:
    """Check all rows of one Blatt, from however many sheets they come."""
    yield from _find_doubles(blatt, zeilen)
    for zeile in zeilen:
        yield from _find_sums(blatt, zeile)
        yield from _find_foreign(blatt, zeile, ags)
        yield from _check_rules(blatt, zeile)
    for spalte in blatt.spalte:
        if spalte.art == "datum" and spalte.name in blatt.schluessel:
            yield from _find_second_dates(spalte, zeilen)
        if spalte.gesamt and spalte.name in blatt.schluessel:
            yield from _check_totals(formular, blatt, spalte, zeilen)


def _find_doubles(blatt: Blatt, zeilen: Sequence[Zeile]) -> Iterator[Zellbefund]:
    first: dict[tuple[str, ...], Zeile] = {}
    for zeile in zeilen:
        if any(name not in zeile.inhalte for name in blatt.schluessel):
            continue
        texte = [zeile.inhalte[name].text for name in blatt.schluessel]
        key = tuple(normalize(text) for text in texte)
        earlier = first.setdefault(key, zeile)
        if earlier is not zeile:
            erste = blatt.schluessel[0]
            yield Zellbefund(
                *(zeile.fundstelle.titel, zeile.cell(erste)),
                f"„{', '.join(filter(None, texte))}“ steht schon auf dem Blatt "
                f"{earlier.fundstelle.titel} in Zelle {earlier.cell(erste)}.",
                texte[0],
                "Bitte eine der beiden Zeilen löschen.",
            )


def _find_second_dates(spalte: Spalte, zeilen: Sequence[Zeile]) -> Iterator[Zellbefund]:
    """Report rows with another Stichtag than the first of their year: they cannot be added."""
    first: dict[str, str] = {}
    for zeile in (z for z in zeilen if spalte.name in z.inhalte):
        tag = zeile.inhalte[spalte.name].text
        earlier = first.setdefault(tag[-4:], tag)
        if tag != earlier:
            yield Zellbefund(
                *(zeile.fundstelle.titel, zeile.cell(spalte.name)),
                f"Für {tag[-4:]} stehen zwei Stichtage im Formular: {earlier} und {tag}.",
                tag,
                "Bitte für jedes Jahr nur einen Stichtag verwenden.",
            )


def _find_sums(blatt: Blatt, zeile: Zeile) -> Iterator[Zellbefund]:
    for name in blatt.schluessel:
        text = zeile.inhalte[name].text if name in zeile.inhalte else ""
        if blatt.column(name).art in ("text", "gebiet") and _SUMME.fullmatch(text.rstrip(" :")):
            yield Zellbefund(
                *(zeile.fundstelle.titel, zeile.cell(name)),
                f"„{text}“ ist eine Summenzeile.",
                text,
                "Bitte die Zeile löschen; Summen bildet das Programm.",
            )


def _find_foreign(blatt: Blatt, zeile: Zeile, ags: str) -> Iterator[Zellbefund]:
    for spalte in (s for s in blatt.spalte if s.art == "gebiet" and s.name in zeile.inhalte):
        text = zeile.inhalte[spalte.name].text
        if len(text) == 8 and text.isdecimal() and not text.startswith(ags):
            yield Zellbefund(
                *(zeile.fundstelle.titel, zeile.cell(spalte.name)),
                f"Die Gemeinde „{text}“ liegt nicht im Gebiet {ags} des Formulars.",
                text,
                "Bitte den Gemeindeschlüssel prüfen.",
            )


def _check_rules(blatt: Blatt, zeile: Zeile) -> Iterator[Zellbefund]:
    for regel in blatt.regel:
        whole = _number(zeile, regel.ganzes)
        parts = [n for n in regel.teile if not math.isnan(_number(zeile, n))]
        summe = sum(_number(zeile, n) for n in parts)
        if not parts or math.isnan(whole) or summe <= whole + _GENAU * abs(whole):
            continue
        titel = [f"„{blatt.column(n).titel}“" for n in parts]
        verb = "ist" if len(parts) == 1 else "sind zusammen"
        yield Zellbefund(
            *(zeile.fundstelle.titel, zeile.cell(parts[0])),
            f"{join_und(titel)} {verb} {_show(summe)}, mehr als "
            f"„{blatt.column(regel.ganzes).titel}“ "
            f"({_show(whole)}, Zelle {zeile.cell(regel.ganzes)}).",
            _show(_number(zeile, parts[0])),
            "Bitte die Zahlen prüfen: Teile können nicht größer sein als das Ganze.",
        )


def _check_totals(
    formular: Formular, blatt: Blatt, spalte: Spalte, zeilen: Sequence[Zeile]
) -> Iterator[Zellbefund]:
    """Compare the entries of a list with the row of their total, per remaining key."""
    others = [name for name in blatt.schluessel if name != spalte.name]
    groups: dict[tuple[str, ...], list[Zeile]] = {}
    for zeile in zeilen:
        if all(name in zeile.inhalte for name in blatt.schluessel):
            groups.setdefault(tuple(zeile.inhalte[n].text for n in others), []).append(zeile)
    entries = [wert for wert in formular.values_of(spalte) if wert != spalte.gesamt]
    for key, gruppe in groups.items():
        parts = [z for z in gruppe if z.inhalte[spalte.name].text != spalte.gesamt]
        given = {z.inhalte[spalte.name].text for z in parts}
        missing = [f"„{entry}“" for entry in entries if entry not in given]
        total = next((z for z in gruppe if z not in parts), None)
        if total is not None:
            yield from _compare(blatt, parts, total, is_complete=not missing)
        elif missing:
            yield Zellbefund(
                *(gruppe[0].fundstelle.titel, gruppe[0].cell(spalte.name)),
                f"Für {' '.join(key)} fehlt {join_und(missing)}; so bleibt die Summe unbekannt.",
                gruppe[0].inhalte[spalte.name].text,
                f"Bitte die Zeilen ergänzen (nichts vorhanden: „-“) oder eine Zeile "
                f"„{spalte.gesamt}“ eintragen.",
            )


def _compare(
    blatt: Blatt, parts: list[Zeile], total: Zeile, *, is_complete: bool
) -> Iterator[Zellbefund]:
    for spalte in (s for s in blatt.spalte if s.art in ("anzahl", "zahl")):
        whole = _number(total, spalte.name)
        if math.isnan(whole) or not parts or any(spalte.name not in z.inhalte for z in parts):
            continue
        signs = {z.inhalte[spalte.name].zeichen for z in parts}
        numbers = [_number(z, spalte.name) for z in parts]
        summe = sum(zahl for zahl in numbers if not math.isnan(zahl))
        tolerance = _RUNDUNG if spalte.art == "zahl" else 0
        is_exact = is_complete and signs <= {"", "-"}
        if summe > whole + tolerance or (is_exact and summe < whole - tolerance):
            yield Zellbefund(
                *(total.fundstelle.titel, total.cell(spalte.name)),
                f"Hier steht {_show(whole)}, die einzelnen Zeilen ergeben zusammen {_show(summe)}.",
                _show(whole),
                "Bitte die Summe und die einzelnen Zeilen prüfen.",
            )


def _number(zeile: Zeile, name: str) -> float:
    return zeile.inhalte[name].wert if name in zeile.inhalte else float("nan")


def _show(wert: float) -> str:
    return format_zahl(wert, 0 if wert.is_integer() else 2)
