"""What an attacker knows: the published numbers and every relation they can guess among them.

Written apart from the protection on purpose, and from the numbers alone: relations are found by
trying which codes add up in the lines that are published whole, not taken from the protection.
Only the type of a cell's key is shared.
"""

from __future__ import annotations

import itertools
import math
import tomllib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import pandas as pd

from dkbm.geheimhaltung.angriff.gerundet import find_official_rounding
from dkbm.geheimhaltung.angriff.tatsachen import Quote, Summe, Tatsachen
from dkbm.geheimhaltung.felder import Schluessel, to_schluessel

__all__ = ["collect_facts"]

_GANZES = "insgesamt"
_HOECHSTENS_CODES = 12
"""Breakdowns with more codes are only tried as a whole: subsets double with every code."""
_PROBEN = 3
"""Lines that must agree before a subset of codes counts as a sum."""
_PROBEN_MERKMALE = 2
"""The same for columns beside each other: own data often have few years."""
_GEHEIM = {".", "/", "*", "()", "•"}
_STAMM = {
    *("ags", "gebiet", "jahr", "bis", "merkmal", "wert", "zeichen", "gebietsstand", "quelle"),
    *("einheit", "quellen", "regel", "beitraege"),
}


def collect_facts(
    tabellen: Mapping[str, pd.DataFrame],
    *,
    quoten: Iterable[Quote] = (),
    eigene: Collection[Schluessel] = (),
    frueher: Mapping[Schluessel, float] | None = None,
    gerundet: Mapping[Schluessel, float] | None = None,
    spannen: Mapping[Schluessel, tuple[float, float]] | None = None,
    gewusst: Iterable[Summe] = (),
) -> Tatsachen:
    """Read published tables as an attacker does.

    Parameters
    ----------
    tabellen
        Data set to published frame: ``ags``, ``jahr``, ``merkmal``, breakdowns, ``wert`` and
        ``zeichen``. A sign of secrecy marks a hidden cell.
    quoten
        Rates printed anywhere.
    eigene
        Cells that the Kommune counted itself, as the source line says: no office rounded them.
    frueher
        Values of cells that an earlier edition or another publication shows.
    gerundet
        Cells that this edition rounds, with how far off the printed number may be: its notes
        name the method. They are attacked like hidden ones.
    spannen
        Smallest and largest number behind what earlier editions show rounded.
    gewusst
        Sums that everybody in the subject knows of rounded numbers: these no longer show them.
    """
    roh = _public_notes()
    tatsachen = Tatsachen(quoten=list(quoten))
    gruppen, zahlen = _read_tables(tatsachen, tabellen, roh)
    rund = gerundet or {}
    amtlich = [(k, w) for k, w in zahlen if k not in rund and k not in eigene]
    grob = {**find_official_rounding(amtlich, roh.get("rundung", ())), **rund}
    for key, wert in zahlen:
        tatsachen.tell(key, wert, grob.get(key, 0.0))
        if key in rund:
            tatsachen.gerundet[key] = tatsachen.bekannt[key]
    for key, wert in (frueher or {}).items():
        if key in tatsachen.gerundet:
            tatsachen.narrow(key, wert, wert)
        else:
            tatsachen.tell(key, wert, grob.get(key, 0.0))
    for key in (spannen or {}).keys() & tatsachen.gerundet.keys():
        tatsachen.narrow(key, *(spannen or {})[key])
    for ganzes, teile in gewusst:
        if tatsachen.gerundet.keys() & {ganzes, *teile}:
            _add_checked(tatsachen, ganzes, list(teile))
    for keys in gruppen.values():
        for gliederung in sorted({g for key in keys for g, _ in key.codes}):
            _find_sums(tatsachen, keys, gliederung, roh.get("zerlegung", {}))
    _find_merkmale(tatsachen, gruppen)
    _join_data_sets(tatsachen, roh.get("gleich", {}))
    _find_parts(tatsachen, roh.get("teil", ()))
    _find_regions(tatsachen)
    _find_years(tatsachen)
    return tatsachen


def _read_tables(
    tatsachen: Tatsachen,
    tabellen: Mapping[str, pd.DataFrame],
    roh: Mapping[str, Any],
) -> tuple[dict[tuple[str, str], set[Schluessel]], list[tuple[Schluessel, float]]]:
    """Note every sign; return the keys by data set and Merkmal, and the numbers."""
    gruppen: dict[tuple[str, str], set[Schluessel]] = defaultdict(set)
    zahlen: list[tuple[Schluessel, float]] = []
    for datensatz, frame in tabellen.items():
        for key, wert, zeichen in _read(datensatz, frame):
            # The value is missing here, so the sign alone must decide.
            geheim = zeichen in _GEHEIM and math.isnan(wert)
            if not _counts_persons(key, roh) or (math.isnan(wert) and not geheim):
                continue
            gruppen[key.datensatz, key.merkmal].add(key)
            if geheim:
                tatsachen.hide(key)
            else:
                zahlen.append((key, wert))
    return gruppen, zahlen


def _counts_persons(key: Schluessel, roh: Mapping[str, Any]) -> bool:
    keine = roh.get("keine_anzahl", {})
    return key.merkmal not in keine.get("merkmale", ()) and key.datensatz not in keine.get(
        "datensaetze", ()
    )


@cache
def _public_notes() -> dict[str, Any]:
    """What everybody knows of German statistics: which groups make a whole."""
    text = files("dkbm.geheimhaltung").joinpath("regeln.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _read(datensatz: str, frame: pd.DataFrame) -> Iterable[tuple[Schluessel, float, str]]:
    gliederungen = [str(c) for c in frame.columns if c not in _STAMM]
    for zeile in frame.to_dict("records"):
        codes = {g: zeile[g] for g in gliederungen if isinstance(zeile[g], str)}
        zeichen = str(zeile.get("zeichen") or "")
        wert = 0.0 if zeichen == "-" else float(zeile["wert"])
        jahr = int(zeile["jahr"])
        bis = zeile.get("bis")
        key = to_schluessel(
            datensatz,
            str(zeile.get("merkmal", datensatz)),
            str(zeile["ags"]),
            jahr,
            codes,
            jahr if bis is None or pd.isna(bis) else int(bis),
        )
        yield key, wert, zeichen


def _find_sums(
    tatsachen: Tatsachen,
    keys: set[Schluessel],
    gliederung: str,
    bekannte: Mapping[str, Sequence[Sequence[str]]],
) -> None:
    """Try which codes of a breakdown add up to which, and add every such sum."""
    linien: dict[Schluessel, dict[str, Schluessel]] = defaultdict(dict)
    for key in keys:
        codes = dict(key.codes)
        code = codes.pop(gliederung, _GANZES)
        linien[key._replace(codes=tuple(sorted(codes.items())))][code] = key
    linien = {rumpf: linie for rumpf, linie in linien.items() if set(linie) != {_GANZES}}
    namen = sorted({c for linie in linien.values() for c in linie} - {_GANZES})
    tafel = np.array(
        [[_value(tatsachen, linie.get(c)) for c in (_GANZES, *namen)] for linie in linien.values()]
    )
    gruppen = [
        g for g in _search_groups(namen, tafel) if not _is_refuted(tatsachen, linien.values(), *g)
    ]
    vollstaendig = any(ganzes == _GANZES for ganzes, _ in gruppen)
    for ganzes, teile in gruppen:
        for linie in linien.values():
            if ganzes in linie and all(c in linie for c in teile):
                _add_checked(tatsachen, linie[ganzes], [linie[c] for c in teile])
    paare = [p for p in bekannte.get(gliederung, ()) if len(set(p) & set(namen)) == 1]
    for linie in linien.values():
        if _GANZES not in linie:
            _add_unseen_total(tatsachen, linie, gruppen)
            continue
        for code in [] if vollstaendig else namen:
            if code in linie:
                partner = next((o for p in paare if code in p for o in p if o != code), None)
                _add_rest(tatsachen, linie[_GANZES], [linie[code]], gliederung, partner)
        alle = [linie[c] for c in namen if c in linie]
        if (
            not vollstaendig
            and len(alle) > 1
            and gliederung not in bekannte
            and _never_exceeds(tafel)
        ):
            _add_rest(tatsachen, linie[_GANZES], alle, gliederung, None)


def _find_merkmale(
    tatsachen: Tatsachen, gruppen: Mapping[tuple[str, str], set[Schluessel]]
) -> None:
    """Try which columns of a data set add up to another column, line by line."""
    je_satz: dict[str, list[str]] = defaultdict(list)
    for datensatz, merkmal in sorted(gruppen):
        je_satz[datensatz].append(merkmal)
    for datensatz, namen in je_satz.items():
        if not 3 <= len(namen) < _HOECHSTENS_CODES:
            continue
        linien: dict[Schluessel, dict[str, Schluessel]] = defaultdict(dict)
        for name in namen:
            for key in gruppen[datensatz, name]:
                linien[key._replace(merkmal="")][name] = key
        tafel = np.array(
            [[math.nan, *(_seen(tatsachen, z.get(n)) for n in namen)] for z in linien.values()]
        )
        for ganzes, teile in _search_groups(namen, tafel, proben=_PROBEN_MERKMALE):
            for linie in linien.values():
                if ganzes in linie and all(t in linie for t in teile):
                    _add_checked(tatsachen, linie[ganzes], [linie[t] for t in teile])


def _seen(tatsachen: Tatsachen, key: Schluessel | None) -> float:
    return math.nan if key is None else _value(tatsachen, key)


def _value(tatsachen: Tatsachen, key: Schluessel | None) -> float:
    unten, oben = tatsachen.bekannt.get(key, (0.0, 1.0)) if key else (0.0, 1.0)
    return unten if unten == oben else math.nan


def _never_exceeds(tafel: np.ndarray[Any, Any]) -> bool:
    return bool((np.nansum(tafel[:, 1:], axis=1) <= np.nan_to_num(tafel[:, 0], nan=np.inf)).all())


def _search_groups(
    codes: Sequence[str], tafel: np.ndarray[Any, Any], proben: int = _PROBEN
) -> list[tuple[str, tuple[str, ...]]]:
    """Return every ``(ganzes, teile)`` that holds in all lines published whole.

    The set of all codes is believed without proof, as long as no line speaks against it.
    """
    result: list[tuple[str, tuple[str, ...]]] = []
    namen = (_GANZES, *codes)
    alle = tuple(range(1, len(namen)))
    if len(codes) > 1 and _agrees(tafel, 0, alle, 0):
        result.append((_GANZES, tuple(codes)))
    if len(codes) > _HOECHSTENS_CODES:
        return result
    for ganzes in range(len(namen)):
        moeglich = [c for c in alle if c != ganzes]
        for anzahl in range(len(moeglich), 1, -1):
            for teile in itertools.combinations(moeglich, anzahl):
                gruppe = (namen[ganzes], tuple(namen[c] for c in teile))
                # A part of a group already found differs from it only by zeros.
                enthalten = any(g == gruppe[0] and set(gruppe[1]) <= set(t) for g, t in result)
                if not enthalten and _agrees(tafel, ganzes, teile, proben):
                    result.append(gruppe)
    return result


def _agrees(tafel: np.ndarray[Any, Any], ganzes: int, teile: tuple[int, ...], proben: int) -> bool:
    summe = tafel[:, list(teile)].sum(axis=1) - tafel[:, ganzes]
    bekannt = ~np.isnan(summe) & (tafel[:, ganzes] > 0)
    if bekannt.sum() < proben:
        return False
    stimmt = summe[bekannt] == 0
    return bool(stimmt.mean() >= 0.9) if proben == 0 and len(stimmt) else bool(stimmt.all())


def _is_refuted(
    tatsachen: Tatsachen,
    linien: Iterable[Mapping[str, Schluessel]],
    ganzes: str,
    teile: Sequence[str],
) -> bool:
    """Whether rounded numbers, which prove no sum, speak against one all the same."""
    urteile = []
    for linie in linien:
        keys = [linie[c] for c in (ganzes, *teile) if linie.get(c) in tatsachen.bekannt]
        grob = math.isnan(sum(_value(tatsachen, k) for k in keys))
        if grob and len(keys) == len(teile) + 1:
            urteile.append(_fits(tatsachen, keys[0], keys[1:]))
    return urteile.count(False) > 0.1 * len(urteile)


def _fits(tatsachen: Tatsachen, ganzes: Schluessel, teile: Sequence[Schluessel]) -> bool:
    grenzen = [tatsachen.bekannt.get(t, (0.0, math.inf)) for t in teile]
    unten, oben = tatsachen.bekannt.get(ganzes, (0.0, math.inf))
    return sum(g[0] for g in grenzen) <= oben and sum(g[1] for g in grenzen) >= unten


def _add_checked(tatsachen: Tatsachen, ganzes: Schluessel, teile: list[Schluessel]) -> None:
    """Add a sum unless the published numbers contradict it in this line."""
    if _fits(tatsachen, ganzes, teile):
        tatsachen.summen[ganzes, tuple(sorted(teile))] = None


def _add_unseen_total(
    tatsachen: Tatsachen,
    linie: Mapping[str, Schluessel],
    gruppen: Sequence[tuple[str, tuple[str, ...]]],
) -> None:
    """Two tables without totals still share the total that neither shows."""
    for ganzes, teile in gruppen:
        if ganzes == _GANZES and all(c in linie for c in teile):
            key = linie[teile[0]]
            rumpf = set.intersection(*(set(linie[c].codes) for c in teile))
            summe = key._replace(codes=tuple(sorted(rumpf)))
            if summe not in tatsachen.bekannt and summe not in tatsachen.gesperrt:
                tatsachen.erschlossen.add(summe)
            _add_checked(tatsachen, summe, [linie[c] for c in teile])


def _add_rest(
    tatsachen: Tatsachen,
    ganzes: Schluessel,
    teile: list[Schluessel],
    name: str,
    code: str | None,
) -> None:
    """Add what is left of a whole: persons as well, although no table shows them."""
    bezeichnung = code or f"ohne {'+'.join(dict(t.codes).get(name, t.merkmal) for t in teile)}"
    codes = {**dict(ganzes.codes), name: bezeichnung}
    rest = ganzes._replace(codes=tuple(sorted(codes.items())))
    if rest not in tatsachen.bekannt and rest not in tatsachen.gesperrt:
        tatsachen.erschlossen.add(rest)
    _add_checked(tatsachen, ganzes, [*teile, rest])


def _join_data_sets(tatsachen: Tatsachen, gleich: Mapping[str, str]) -> None:
    """The same count in two data sets is one count."""
    namen = {tuple(a.split(".")): tuple(b.split(".")) for a, b in gleich.items()}
    for key in [*tatsachen.bekannt, *tatsachen.gesperrt]:
        if ziel := namen.get((key.datensatz, key.merkmal)):
            anderes = key._replace(datensatz=ziel[0], merkmal=ziel[1])
            if anderes in tatsachen.bekannt or anderes in tatsachen.gesperrt:
                _add_checked(tatsachen, key, [anderes])


def _find_parts(tatsachen: Tatsachen, teile: Sequence[Mapping[str, str]]) -> None:
    for teil in teile:
        for key in [*tatsachen.bekannt, *tatsachen.gesperrt]:
            if (key.datensatz, key.merkmal) == (teil["datensatz"], teil["merkmal"]):
                ganzes = key._replace(merkmal=teil["von"])
                if ganzes in tatsachen.bekannt or ganzes in tatsachen.gesperrt:
                    _add_rest(tatsachen, ganzes, [key], f"teil {key.merkmal}", None)


def _find_regions(tatsachen: Tatsachen) -> None:
    """Gemeinden make a Kreis, Kreise a Land, as far as they are published."""
    alle = [*tatsachen.bekannt, *tatsachen.gesperrt]
    orte = {key.ags for key in alle}
    ueber: dict[str, str] = {}
    for ags in orte:
        laenger = [o for o in orte if o != ags and ags.startswith(o)]
        ueber[ags] = max(laenger, key=len, default="DG" if ags != "DG" else "")
    kinder: dict[Schluessel, list[Schluessel]] = defaultdict(list)
    for key in alle:
        kinder[key._replace(ags=ueber[key.ags])].append(key)
    vorhanden = set(alle)
    for ganzes, teile in kinder.items():
        if ganzes in vorhanden:
            werte = [_value(tatsachen, k) for k in (ganzes, *teile)]
            if sum(werte[1:]) == werte[0]:
                continue
            _add_rest(tatsachen, ganzes, teile, "gebiet", None)


def _find_years(tatsachen: Tatsachen) -> None:
    vorhanden = {*tatsachen.bekannt, *tatsachen.gesperrt}
    for key in [k for k in vorhanden if k.bis > k.jahr]:
        jahre = [key._replace(jahr=j, bis=j) for j in range(key.jahr, key.bis + 1)]
        if all(j in vorhanden for j in jahre):
            _add_checked(tatsachen, key, jahre)
