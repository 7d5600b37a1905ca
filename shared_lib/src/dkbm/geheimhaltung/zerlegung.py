"""How the codes of a breakdown hang together: which of them add up to which.

Declared in `regeln.toml`, read from ages (``00-02``, ``75+``), or found in the numbers.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dkbm.geheimhaltung.felder import INSGESAMT

__all__ = ["REST", "Zerlegung", "list_zerlegungen"]

REST = "rest:"
"""Prefix of the code that stands for what a table does not show."""
_ALTER = re.compile(r"(\d{2})(?:-(\d{2})|(\+))?")
_BESTAETIGT = 0.9
"""Share of lines that must agree before codes are taken to add up."""
Zeile = Mapping[str, tuple[float, float]]
"""Code to value and its uncertainty, all of one line of a table."""


@dataclass(frozen=True)
class Zerlegung:
    """``ganzes`` is the sum of ``teile``; of ``implizit`` among them no number is shown."""

    ganzes: str
    teile: tuple[str, ...]
    implizit: frozenset[str] = frozenset()


def list_zerlegungen(
    gliederung: str,
    zeilen: Sequence[Zeile],
    erklaert: Mapping[str, Sequence[Sequence[str]]],
    unterfall: Mapping[str, str],
) -> list[Zerlegung]:
    """Return the sums that hold among the codes of a breakdown.

    Parameters
    ----------
    zeilen
        The lines of the tables along this breakdown, with the total under `INSGESAMT`.
    erklaert, unterfall
        As in `Regelwerk`.
    """
    codes = sorted({code for zeile in zeilen for code in zeile} - {INSGESAMT})
    kinder = [Zerlegung(e, (c, REST + c), frozenset({REST + c})) for c, e in unterfall.items()]
    kinder = [z for z in kinder if z.teile[0] in codes and z.ganzes in codes]
    codes = [c for c in codes if c not in unterfall]
    spannen = {c: spanne for c in codes if (spanne := _to_spanne(c))}
    if codes and len(spannen) == len(codes):
        return _list_by_age(spannen, zeilen) + kinder
    if gliederung in erklaert:
        return _list_declared(codes, erklaert[gliederung]) + kinder
    return _list_found(tuple(codes), zeilen) + kinder


def _list_declared(codes: Sequence[str], erklaert: Sequence[Sequence[str]]) -> list[Zerlegung]:
    result, offen = [], set(codes)
    for teile in erklaert:
        if not (vorhanden := [c for c in teile if c in codes]):
            continue
        offen -= set(vorhanden)
        fehlend = [c for c in teile if c not in codes]
        if len(teile) == 1:
            fehlend = [REST + vorhanden[0]]
        result.append(Zerlegung(INSGESAMT, (*vorhanden, *fehlend), frozenset(fehlend)))
    return result + _list_single(sorted(offen))


def _list_single(codes: Iterable[str]) -> list[Zerlegung]:
    return [Zerlegung(INSGESAMT, (c, REST + c), frozenset({REST + c})) for c in codes]


def _list_found(codes: tuple[str, ...], zeilen: Sequence[Zeile]) -> list[Zerlegung]:
    """All codes add up to the total, or to less, or each is only part of it."""
    if not codes:
        return []
    genau, hoechstens = _check(INSGESAMT, codes, zeilen)
    if genau:
        return [Zerlegung(INSGESAMT, codes)]
    if hoechstens and len(codes) > 1:
        alle = Zerlegung(INSGESAMT, (*codes, REST), frozenset({REST}))
        return [alle]
    return _list_single(codes)


def _check(ganzes: str, teile: Sequence[str], zeilen: Sequence[Zeile]) -> tuple[bool, bool]:
    """Return whether the sum holds, and whether it never exceeds the whole."""
    genau = hoechstens = gesamt = 0
    for zeile in zeilen:
        beteiligt = [zeile[c] for c in teile if c in zeile]
        if ganzes not in zeile or not beteiligt:
            continue
        whole, grob = zeile[ganzes]
        summe = sum(wert for wert, _ in beteiligt)
        grob += sum(unschaerfe for _, unschaerfe in beteiligt)
        if math.isnan(summe) or math.isnan(whole):
            continue
        gesamt += 1
        genau += len(beteiligt) == len(teile) and abs(summe - whole) <= grob + 1e-6
        hoechstens += summe <= whole + grob + 1e-6
    if not gesamt:  # nothing known contradicts: whoever attacks may assume it
        return True, True
    return genau >= _BESTAETIGT * gesamt, hoechstens == gesamt


def _to_spanne(code: str) -> tuple[int, float] | None:
    match = _ALTER.fullmatch(code)
    if match is None:
        return None
    von = int(match[1])
    return von, math.inf if match[3] else float(match[2] or von)


def _list_by_age(
    spannen: Mapping[str, tuple[int, float]], zeilen: Sequence[Zeile]
) -> list[Zerlegung]:
    result = []
    rand = (min(s[0] for s in spannen.values()), max(s[1] for s in spannen.values()))
    for ganzes, (von, bis) in {**spannen, INSGESAMT: rand}.items():
        for teile in _tile(von, bis, {c: s for c, s in spannen.items() if c != ganzes}):
            genau, hoechstens = _check(ganzes, teile, zeilen)
            if genau:
                result.append(Zerlegung(ganzes, teile))
            elif hoechstens and ganzes == INSGESAMT:
                result.append(Zerlegung(ganzes, (*teile, REST), frozenset({REST})))
    return list(dict.fromkeys(result))


def _tile(von: int, bis: float, spannen: Mapping[str, tuple[int, float]]) -> list[tuple[str, ...]]:
    """Cover a span of ages without gap: once by the widest, once by the narrowest codes."""
    result = []
    for wahl in (max, min):
        stelle, teile = float(von), []
        while stelle <= bis and stelle < math.inf:
            passend = {c: s for c, s in spannen.items() if s[0] == stelle and s[1] <= bis}
            if not passend:
                break
            code = wahl(passend, key=lambda c, p=passend: p[c][1])  # type: ignore[misc]
            teile.append(code)
            stelle = passend[code][1] + 1
        gedeckt = stelle > bis or stelle == math.inf
        if gedeckt and teile and tuple(teile) not in result:
            result.append(tuple(teile))
    return result
