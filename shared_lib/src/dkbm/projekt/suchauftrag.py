"""What the gate looks for: hidden numbers in all printed forms, with the words around them."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from dkbm.bestand import Bestand
from dkbm.gebiete import Gebiet, load_register
from dkbm.geheimhaltung import Schluessel, Verdeckung
from dkbm.geheimhaltung.angriff import Gesucht
from dkbm.geheimhaltung.entscheidung import list_schluessel
from dkbm.kennzahlen import Kennzahl, compute
from dkbm.kennzahlen.ergebnis import Zelle
from dkbm.kennzahlen.registrierung import list_kennzahlen
from dkbm.sprache.zahlen import format_zahl

__all__ = ["list_gesucht"]

_WOERTER: tuple[tuple[str, ...], ...] = (
    (),
    ("eins", "einzige", "einzigen", "einziger", "einziges"),
    *((wort,) for wort in ("zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun")),
)
_UMLAUTE = (("ae", "ä"), ("oe", "ö"), ("ue", "ü"))
_KURZ = 4
"""Shorter words occur within too many others to tell what a text speaks of."""
Gruppe = tuple[str, ...]


def list_gesucht(verdeckung: Verdeckung, wahr: Bestand, gebiet: Gebiet) -> list[Gesucht]:
    """Return what must not be found in published texts.

    Parameters
    ----------
    wahr
        The store without cover: what its hidden numbers are.
    gebiet
        The Kommune; texts that name no place speak of it.
    """
    result = list(_list_zellen(verdeckung, gebiet))
    if verdeckung.decke:
        gezeigt = wahr.cover(verdeckung.decke)
        for kennzahl in list_kennzahlen():
            if not kennzahl.id.startswith("vorausberechnung"):
                result += _list_werte(kennzahl, wahr, gezeigt, gebiet)
    return list(dict.fromkeys(result))


@dataclass(frozen=True)
class _Mitschrift(Bestand):
    """The store, noting which data sets were read."""

    gelesen: set[str] = field(default_factory=set)

    def load(
        self,
        datensatz: str,
        ags: Iterable[str] | None = None,
        nur: Mapping[str, Collection[str]] | None = None,
    ) -> pd.DataFrame:
        self.gelesen.add(datensatz)
        return super().load(datensatz, ags, nur)


def _list_zellen(verdeckung: Verdeckung, gebiet: Gebiet) -> Iterator[Gesucht]:
    hidden = {*verdeckung.entscheidung.gesperrt, *verdeckung.entscheidung.gerundet}
    for datensatz, frame in verdeckung.wahr.items():
        worte = _Wortschatz(datensatz, list_schluessel(frame, datensatz))
        gezeigt = verdeckung.gezeigt[datensatz]["wert"]
        keys = list_schluessel(frame, datensatz)
        for key, wert, neu in zip(keys, frame["wert"], gezeigt, strict=True):
            if key in hidden and not math.isnan(wert) and wert != neu:
                zahlen = _spell(float(wert))
                yield Gesucht(str(key), zahlen, (*worte.describe(key), *_place(key.ags, gebiet)))


def _list_werte(
    kennzahl: Kennzahl, wahr: Bestand, gezeigt: Bestand, gebiet: Gebiet
) -> Iterator[Gesucht]:
    """Yield the values of a Kennzahl that the cover takes away."""
    mitschrift = _Mitschrift(wahr.ordner, wahr.quellen, wahr.eigene, wahr.projekt, wahr.decke)
    alt = compute(kennzahl, mitschrift, [gebiet]).zellen
    if not mitschrift.gelesen & set(gezeigt.decke):
        return
    neu = compute(kennzahl, gezeigt, [gebiet]).zellen
    for (ags, jahr, teil), zelle in alt.items():
        sichtbar = neu.get((ags, jahr, teil), Zelle(math.nan, math.nan, math.nan, ""))
        if math.isnan(zelle.wert) or zelle.wert == sichtbar.wert:
            continue
        # A rate of rounded numbers may be printed like the true one: it gives nothing away.
        gedruckt = format_zahl(zelle.wert, kennzahl.stellen)
        zahlen = [gedruckt] * (gedruckt != _print_rate(sichtbar, kennzahl))
        if not math.isnan(zelle.zaehler) and zelle.zaehler != sichtbar.zaehler:
            zahlen += _spell(zelle.zaehler)
        if not zahlen:
            continue
        worte: list[Gruppe] = [_spell_year(jahr), _name(kennzahl)]
        if teil:
            worte.append((kennzahl.auspraegungen[teil],))
        yield Gesucht(f"{kennzahl.name} | {jahr} | {teil}", tuple(zahlen), tuple(worte))


def _print_rate(zelle: Zelle, kennzahl: Kennzahl) -> str:
    return "" if math.isnan(zelle.wert) else format_zahl(zelle.wert, kennzahl.stellen)


def _name(kennzahl: Kennzahl) -> Gruppe:
    return kennzahl.name, kennzahl.subjekt.partition(" ")[2] or kennzahl.subjekt


def _place(ags: str, gebiet: Gebiet) -> tuple[Gruppe, ...]:
    if ags == gebiet.ags:
        return ()
    register = load_register()
    return ((register[ags].name if ags in register else ags, ags),)


def _spell(wert: float) -> tuple[str, ...]:
    """Return the printed forms of a count, small ones in words as well."""
    worte = _WOERTER[int(wert)] if 0 <= wert < len(_WOERTER) else ()
    return (format_zahl(wert), *worte)


def _spell_year(jahr: int) -> Gruppe:
    """Return the names of a year, the longest first: its ``/24`` is no number by itself."""
    return (f"{jahr}/{(jahr + 1) % 100:02d}", str(jahr))


class _Wortschatz:
    """The words that tell the cells of one data set apart."""

    def __init__(self, datensatz: str, keys: Iterable[Schluessel]) -> None:
        merkmale: set[str] = set()
        codes: dict[str, set[str]] = {}
        for key in keys:
            merkmale.add(key.merkmal)
            for gliederung, code in key.codes:
                codes.setdefault(gliederung, set()).add(code)
        self.merkmale = _tell_apart(sorted(merkmale))
        self.codes = {g: _tell_apart(sorted(c)) for g, c in codes.items()}

    def describe(self, key: Schluessel) -> tuple[Gruppe, ...]:
        """Return the groups of words of which each must be met."""
        gruppen = [_spell_year(key.jahr), *self.merkmale[key.merkmal]]
        for gliederung, code in key.codes:
            gruppen += self.codes[gliederung][code]
        return tuple(gruppen)


def _tell_apart(namen: Sequence[str]) -> Mapping[str, list[Gruppe]]:
    """Return for each name the words that no other has; all of its words where it has none."""
    je = {name: [t for t in re.split(r"[_\W]+", name) if t] for name in namen}
    result = {}
    for name, teile in je.items():
        fremd = {t for anderer, worte in je.items() if anderer != name for t in worte}
        eigen = [t for t in teile if t not in fremd and len(t) >= _KURZ]
        result[name] = [_vary(t) for t in eigen or teile]
    return result


def _vary(wort: str) -> Gruppe:
    anders = wort
    for alt, neu in _UMLAUTE:
        anders = anders.replace(alt, neu)
    return tuple(dict.fromkeys((wort, anders)))
