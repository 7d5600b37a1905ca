"""Run all checks over the store, or over files before they are taken in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from dkbm.bestand import Bestand
from dkbm.bestand.aufnahme import place_in
from dkbm.fehler import DkbmFehler
from dkbm.pruefung.befund import Befund, Stelle, load_befundarten
from dkbm.pruefung.gebietssummen import check_bundessummen, check_landessummen
from dkbm.pruefung.grenzen import load_grenzen
from dkbm.pruefung.pruefling import Pruefling, from_bestand, from_datei
from dkbm.pruefung.quellenvergleich import compare_schichten, compare_with_bestand
from dkbm.pruefung.rundung import check_rundung, find_rundung
from dkbm.pruefung.sammlung import collect, sort_befunde
from dkbm.pruefung.teile import check_teil_groesser, check_teile
from dkbm.pruefung.treffer import Umfeld, keep_scope
from dkbm.pruefung.vertrag import check_vertrag
from dkbm.pruefung.verwechslung import check_ebene, check_gleiche, check_reformjahr
from dkbm.pruefung.zeitreihe import check_luecken, check_spruenge, check_vorjahr
from dkbm.quellen.formular import FormularFehler
from dkbm.quellen.katalog import load_katalog
from dkbm.quellen.lesen import read_tabellen
from dkbm.quellen.rohtabelle import Rohtabelle

__all__ = [
    "PRUEFUNGEN",
    "Pruefung",
    "check_bestand",
    "check_dateien",
    "explain_unreadable",
    "name_dateien",
]

Regel = Callable[[Pruefling, Umfeld], pd.DataFrame]
PRUEFUNGEN: tuple[Regel, ...] = (
    *(check_teile, check_teil_groesser, check_landessummen, check_bundessummen),
    *(check_ebene, check_spruenge, check_luecken, check_vorjahr, check_gleiche, check_rundung),
)
"""What is checked in every table beside its contract, from the store or from a file."""


@dataclass(frozen=True)
class Pruefung:
    """The result of a check.

    Attributes
    ----------
    befunde
        Findings, the gravest first.
    tabellen
        Number of tables that were checked.
    werte
        Number of values in them.
    """

    befunde: tuple[Befund, ...] = ()
    tabellen: int = 0
    werte: int = 0

    def __add__(self, other: Pruefung) -> Pruefung:
        return Pruefung(
            tuple(sort_befunde([*self.befunde, *other.befunde])),
            self.tabellen + other.tabellen,
            self.werte + other.werte,
        )

    def count(self, grad: str) -> int:
        """Return the number of findings of a grade."""
        return sum(befund.grad == grad for befund in self.befunde)


def check_bestand(
    bestand: Bestand,
    gebiete: frozenset[str] | None = None,
    datensaetze: Iterable[str] | None = None,
) -> Pruefung:
    """Check the data sets of a store.

    Parameters
    ----------
    bestand
        The store with all its layers.
    gebiete
        Keys of the Gebiete whose findings count; all where omitted. Rows of the others are
        looked at all the same, since sums and comparisons need them.
    datensaetze
        Names of the data sets; all where omitted.
    """
    ergebnis = Pruefung()
    for datensatz in bestand.datensaetze if datensaetze is None else datensaetze:
        pruefling = from_bestand(bestand, datensatz, load_grenzen())
        ergebnis += _check(pruefling, (*PRUEFUNGEN, compare_schichten), gebiete)
    return ergebnis


def check_dateien(
    dateien: Iterable[Path],
    bestand: Bestand,
    gebiete: frozenset[str] | None = None,
    gebiet: str = "",
) -> Pruefung:
    """Check files as they are, before they are taken in.

    Parameters
    ----------
    dateien
        CSV, workbook or ZIP files.
    bestand
        What the store holds, for comparison.
    gebiete
        As in `check_bestand`.
    gebiet
        AGS of the Kommune, for tables that name no Gebiet.
    """
    dateien = list(dateien)
    namen = name_dateien(dateien)
    return sum((_check_datei(d, namen[d], bestand, gebiete, gebiet) for d in dateien), Pruefung())


def name_dateien(dateien: Iterable[Path]) -> dict[Path, str]:
    """Return short names for people; with their folders where a name occurs twice."""
    namen: dict[Path, str] = {}
    alle = list(dict.fromkeys(dateien))
    offen, tiefe = alle, 1
    while offen:
        kurz = {datei: "/".join(datei.parts[-tiefe:]) for datei in offen}
        anzahl = Counter(kurz.values())
        namen |= {d: name for d, name in kurz.items() if anzahl[name] == 1 or tiefe > len(d.parts)}
        offen, tiefe = [d for d in offen if d not in namen], tiefe + 1
    return {datei: namen[datei] for datei in alle}


def _check_datei(
    datei: Path, name: str, bestand: Bestand, gebiete: frozenset[str] | None, gebiet: str
) -> Pruefung:
    try:
        tabellen = [place_in(gebiet, roh) for roh in read_tabellen(datei)]
        prueflinge = [from_datei(roh, load_grenzen()) for roh in tabellen]
    except FormularFehler as fehler:
        return Pruefung((_explain_formular(name, fehler),))
    except DkbmFehler as fehler:
        return Pruefung((explain_unreadable(name, fehler),))

    def compare(pruefling: Pruefling, umfeld: Umfeld) -> pd.DataFrame:
        return compare_with_bestand(pruefling, bestand, umfeld)

    regeln = (*PRUEFUNGEN, check_reformjahr, compare)
    ergebnis = Pruefung()
    for roh, pruefling in zip(tabellen, prueflinge, strict=True):
        ergebnis += _check(replace(pruefling, datei=name), regeln, gebiete)
        ergebnis += Pruefung(tuple(_read_hinweise(name, roh, pruefling, gebiet)))
    return ergebnis


def _check(
    pruefling: Pruefling, regeln: Sequence[Regel], gebiete: frozenset[str] | None
) -> Pruefung:
    grenzen = load_grenzen()
    aufbau = check_vertrag(pruefling, Umfeld(grenzen, {}))
    treffer = [keep_scope(aufbau, gebiete)]
    if not (aufbau["code"] == "P101").any():  # else nothing can be computed
        umfeld = Umfeld(grenzen, find_rundung(pruefling, grenzen))
        treffer += [keep_scope(regel(pruefling, umfeld), gebiete) for regel in regeln]
    found = [t for t in treffer if not t.empty]
    befunde = collect(pruefling, pd.concat(found, ignore_index=True)) if found else []
    return Pruefung(tuple(befunde), 1, len(pruefling.daten))


def explain_unreadable(name: str, fehler: DkbmFehler) -> Befund:
    """Turn a refusal of the reader into a finding."""
    text = " ".join(str(fehler).split("\n"))
    return Befund(load_befundarten()["P501"], "fehler", "", (), datei=name, grund=text)


def _explain_formular(name: str, fehler: FormularFehler) -> Befund:
    stellen = tuple(
        Stelle("", 0, b.meldung, b.wert, b.rat, blatt=b.blatt, zelle=b.zelle)
        for b in fehler.befunde
    )
    return Befund(load_befundarten()["P504"], "fehler", "", stellen, datei=name)


def _read_hinweise(
    name: str, roh: Rohtabelle, pruefling: Pruefling, gebiet: str
) -> Iterable[Befund]:
    arten = load_befundarten()
    for hinweis in roh.hinweise:
        wo = f" ({hinweis.wo})" if hinweis.wo else ""
        yield Befund(
            *(arten["P502"], "warnung", "", ()),
            tabelle=roh.code,
            datei=name,
            grund=f"{hinweis.text}{wo}",
        )
    if roh.code not in load_katalog()[0]:
        yield Befund(arten["P503"], "hinweis", "", (), tabelle=roh.code, datei=name)
    if gebiet and not (pruefling.daten["ags"] == gebiet).any():
        yield Befund(arten["P505"], "hinweis", "", (), tabelle=roh.code, datei=name)
