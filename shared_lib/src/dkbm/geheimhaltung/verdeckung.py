"""From the store of a project to what a public report may see of it.

Official tables are published by their offices already: hiding them once more would protect
nobody. What the Kommune counted itself is decided about, with the official numbers as known.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from dkbm.bestand import Bestand
from dkbm.fehler import DkbmFehler, nearest
from dkbm.geheimhaltung.entscheidung import (
    Entscheidung,
    apply_to_frame,
    list_schluessel,
    protect,
)
from dkbm.geheimhaltung.felder import Schluessel
from dkbm.geheimhaltung.regeln import Regelwerk, load_regeln

__all__ = ["VERFAHREN", "Verdeckung", "Vorgaben", "cover", "list_known", "list_spannen"]

VERFAHREN = {
    "sperren": "",
    "rundung3": "rundung3",
    "rundung5": "rundung5",
    "rundung3_additiv": "rundung3_additiv",
    "rundung5_additiv": "rundung5_additiv",
}
"""What can be chosen for a table, with the policy that does it; empty for the chosen one."""
ALLE = "*"


@dataclass(frozen=True)
class Vorgaben:
    """What a project asks for.

    Attributes
    ----------
    profil
        Policy for what the Kommune counted itself.
    schwelle
        Threshold in place of the policy's; 0 for that.
    immer
        Official data sets that are treated like own ones; ``*`` for all.
    keine_personen
        Merkmale that count no persons.
    tabellen
        Data set to a key of `VERFAHREN`; an official one is then treated like an own one.
    """

    profil: str = "kommune_standard"
    schwelle: int = 0
    immer: tuple[str, ...] = ()
    keine_personen: tuple[str, ...] = ()
    tabellen: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Verdeckung:
    """What is hidden in a store, and what is left to see.

    Attributes
    ----------
    decke
        Rows for `Bestand.cover`.
    wahr, gezeigt
        All linked rows by data set, with their true and with their public numbers.
    eigene
        Cells that the Kommune counted itself.
    bekannt
        Cells with numbers that cannot be hidden: official ones and those of earlier editions.
    ohne_anzahl
        ``datensatz.merkmal`` of own numbers that are no counts: they were not decided about.
    """

    regeln: Regelwerk
    entscheidung: Entscheidung
    decke: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    wahr: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    gezeigt: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    eigene: frozenset[Schluessel] = frozenset()
    bekannt: Mapping[Schluessel, float] = field(default_factory=dict)
    ohne_anzahl: tuple[str, ...] = ()


def cover(
    bestand: Bestand,
    gebiete: Iterable[str],
    vorgaben: Vorgaben,
    *,
    frueher: Mapping[Schluessel, float] | None = None,
) -> Verdeckung:
    """Decide about all cells of a store that a report can use.

    Parameters
    ----------
    gebiete
        Keys of the Kommune, its Land, Deutschland and the Vergleichskommunen; those of own data
        come on top.
    frueher
        Cells that an earlier edition shows, with their numbers.

    Raises
    ------
    DkbmFehler
        If there is no such policy or data set.
    """
    eigene = {q.datensatz for q in bestand.quellen.values() if not q.is_amtlich}
    eigene = {d for d in eigene | set(bestand.eigene) if d in bestand.datensaetze}
    betroffen = eigene | _list_always(bestand, vorgaben)
    regeln = replace(
        _build_regeln(vorgaben, betroffen, bestand.datensaetze),
        eigene=frozenset(eigene),
        eigene_quellen=frozenset(n for n, q in bestand.quellen.items() if not q.is_amtlich),
    )
    gesucht = set(gebiete)
    wahr: dict[str, pd.DataFrame] = {}
    ohne: list[str] = []
    for datensatz in sorted(betroffen | _list_same(regeln, betroffen, bestand)):
        frame, namen = _drop_measures(_load(bestand, datensatz, gesucht, eigene))
        wahr[datensatz] = frame
        ohne += [f"{datensatz}.{name}" for name in namen]
    offen = _list_official(bestand, wahr, vorgaben) | {
        key: zahl for key, zahl in (frueher or {}).items() if key.datensatz in wahr
    }
    werte = _read_values(wahr)
    fest = [key for key, zahl in offen.items() if werte.get(key) == zahl]
    entscheidung = _without(protect(wahr, regeln, frueher=fest), fest)
    gezeigt = {d: apply_to_frame(f, d, entscheidung) for d, f in wahr.items()}
    return Verdeckung(
        regeln,
        entscheidung,
        decke={d: rows for d, f in wahr.items() if len(rows := _changed(f, gezeigt[d]))},
        wahr=wahr,
        gezeigt=gezeigt,
        eigene=frozenset(_list_own(bestand, wahr)),
        bekannt=offen,
        ohne_anzahl=tuple(ohne),
    )


def list_known(verdeckung: Verdeckung) -> dict[Schluessel, float]:
    """Return all cells of own data with the exact numbers that an edition shows of them."""
    gerundet = verdeckung.entscheidung.gerundet
    werte = _read_values(verdeckung.gezeigt)
    return {k: w for k, w in werte.items() if not math.isnan(w) and k not in gerundet}


def list_spannen(verdeckung: Verdeckung) -> dict[Schluessel, tuple[float, float]]:
    """Return the rounded cells, with the smallest and largest number behind what is shown."""
    e = verdeckung.entscheidung
    return {k: (max(w - e.spielraum[k], 0.0), w + e.spielraum[k]) for k, w in e.gerundet.items()}


def _list_always(bestand: Bestand, vorgaben: Vorgaben) -> set[str]:
    if ALLE in vorgaben.immer:
        return set(bestand.datensaetze) - load_regeln().ohne_anzahlen
    for name in (*vorgaben.immer, *vorgaben.tabellen):
        if name not in bestand.datensaetze:
            aehnlich = nearest(name, bestand.datensaetze) or bestand.datensaetze[:5]
            raise DkbmFehler(
                f"Einen Datensatz „{name}“ gibt es nicht.",
                wo="kommune.toml, Abschnitt [geheimhaltung]",
                rat=f"Am nächsten liegen: {', '.join(aehnlich)}.",
            )
    return {*vorgaben.immer, *vorgaben.tabellen}


def _build_regeln(vorgaben: Vorgaben, betroffen: set[str], alle: Collection[str]) -> Regelwerk:
    werk = load_regeln()
    je: dict[str, str] = dict.fromkeys(alle, "amtlich_offen")
    for datensatz in betroffen:
        # A stricter choice of the kit for a data set stays, unless the project chose otherwise.
        vorgegeben = werk.je_datensatz.get(datensatz, "")
        streng = vorgegeben and werk.profile[vorgegeben].verfahren == "sperren"
        standard = vorgaben.profil == Vorgaben.profil and streng
        wahl = VERFAHREN[vorgaben.tabellen.get(datensatz, "sperren")]
        je[datensatz] = wahl or (vorgegeben if standard else vorgaben.profil)
    werk = werk.choose(je, **({"schwelle": vorgaben.schwelle} if vorgaben.schwelle else {}))
    keine = werk.keine_anzahl | set(vorgaben.keine_personen)
    return replace(werk, keine_anzahl=keine)


def _list_same(regeln: Regelwerk, betroffen: set[str], bestand: Bestand) -> set[str]:
    """Return the data sets that tell the same numbers as one decided about."""
    paare = [(a[0], b[0]) for a, b in regeln.gleich.items()]
    gleich = {y for paar in paare for x, y in (paar, paar[::-1]) if x in betroffen}
    return gleich & set(bestand.datensaetze)


def _load(bestand: Bestand, datensatz: str, gebiete: set[str], eigene: set[str]) -> pd.DataFrame:
    alle = bestand.load(datensatz)
    maske = alle["ags"].isin(gebiete)
    if datensatz in eigene:
        maske |= ~_is_official(bestand, alle)
    return alle[maske].reset_index(drop=True)


def _is_official(bestand: Bestand, frame: pd.DataFrame) -> pd.Series[bool]:
    amtlich = {nummer for nummer, q in bestand.quellen.items() if q.is_amtlich}
    return frame["quelle"].isin(amtlich)


def _drop_measures(frame: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """Leave out Merkmale with fractions: nobody is counted in them.

    Counts of a Kreis that was split are estimated by shares: their fractions say nothing of the
    Merkmal.
    """
    gezaehlt = frame["wert"].notna() & (frame["gebietsstand"] != "geschaetzt")
    bruch = frame.loc[gezaehlt & (frame["wert"] % 1 != 0), "merkmal"].unique()
    return frame[~frame["merkmal"].isin(bruch)].reset_index(drop=True), sorted(map(str, bruch))


def _list_own(bestand: Bestand, tabellen: Mapping[str, pd.DataFrame]) -> Iterator[Schluessel]:
    for datensatz, frame in tabellen.items():
        yield from list_schluessel(frame[~_is_official(bestand, frame)], datensatz)


def _list_official(
    bestand: Bestand, tabellen: Mapping[str, pd.DataFrame], vorgaben: Vorgaben
) -> dict[Schluessel, float]:
    """Return the cells whose number an office has published."""
    result: dict[Schluessel, float] = {}
    for datensatz, frame in tabellen.items():
        if not {datensatz, ALLE} & {*vorgaben.immer, *vorgaben.tabellen}:
            rows = frame[_is_official(bestand, frame) & frame["wert"].notna()]
            result |= dict(zip(list_schluessel(rows, datensatz), rows["wert"], strict=True))
    return result


def _read_values(tabellen: Mapping[str, pd.DataFrame]) -> dict[Schluessel, float]:
    return {
        key: float(wert)
        for datensatz, frame in tabellen.items()
        for key, wert in zip(list_schluessel(frame, datensatz), frame["wert"], strict=True)
    }


def _without(entscheidung: Entscheidung, fest: Iterable[Schluessel]) -> Entscheidung:
    """Round nothing that is known exactly."""
    gerundet = {k: w for k, w in entscheidung.gerundet.items() if k not in set(fest)}
    return replace(entscheidung, gerundet=gerundet)


def _changed(wahr: pd.DataFrame, gezeigt: pd.DataFrame) -> pd.DataFrame:
    gleich = (wahr["wert"] == gezeigt["wert"]) | (wahr["wert"].isna() & gezeigt["wert"].isna())
    gleich &= wahr["zeichen"].astype(object) == gezeigt["zeichen"].astype(object)
    return gezeigt[np.asarray(~gleich)][list(wahr.columns)].reset_index(drop=True)
