"""Build the linked cells of a run from tidy tables, whatever they count."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from dkbm.geheimhaltung.felder import (
    INSGESAMT,
    Beziehung,
    Feld,
    Feldsystem,
    Schluessel,
    drop_broken,
    to_schluessel,
)
from dkbm.geheimhaltung.merkmalsummen import find_merkmalsummen
from dkbm.geheimhaltung.regeln import Regelwerk
from dkbm.geheimhaltung.widerspruch import drop_contradictory
from dkbm.geheimhaltung.zerlegung import REST, Zeile, Zerlegung, list_zerlegungen

__all__ = ["Aufbau", "build_system", "detect_rounding"]

_KEINE_GLIEDERUNG = {
    *("ags", "gebiet", "jahr", "bis", "merkmal", "wert", "zeichen", "gebietsstand", "quelle"),
    *("einheit", "quellen", "beitraege"),
}
_UNBEKANNT = frozenset({".", "/", "*", "()"})
_OHNE_FELD = frozenset({"x", "..."})
_REST_BELANGLOS = 1000.0
"""A remainder of a region as large as this hides everything within it."""
_GEWICHTE = (5.0, 2.0, 1.0)
"""Weight of totals, of margins, of inner cells."""
_RUNDUNG_AB, _RUNDUNG_ANTEIL = 30, 0.95


def detect_rounding(werte: Iterable[float]) -> int:
    """Return 5 or 3 if (nearly) all of at least 30 positive counts are multiples, else 0.

    Source of the rule: measured on 21111-02-06-4 of 2023, where rounded Länder reach 0.96 to
    1.00 and all others stay near 0.33 and 0.20.
    """
    zahlen = [w for w in werte if w > 0 and math.isfinite(w)]
    if len(zahlen) < _RUNDUNG_AB:
        return 0
    anteil = {b: sum(w % b == 0 for w in zahlen) / len(zahlen) for b in (5, 3)}
    return next((b for b in (5, 3) if anteil[b] >= _RUNDUNG_ANTEIL), 0)


@dataclass
class Aufbau:
    """Collects cells and relations; `build` returns them as one system."""

    regeln: Regelwerk
    felder: dict[Schluessel, Feld] = field(default_factory=dict)
    beziehungen: list[tuple[tuple[Schluessel, ...], tuple[float, ...], float, float, str]] = field(
        default_factory=list
    )

    def add(self, feld: Feld) -> Schluessel:
        """Add a cell; one that is there already is linked if it says the same.

        Returns
        -------
        Schluessel
            The key under which the number now stands.
        """
        vorhanden = self.felder.get(feld.schluessel)
        if vorhanden is not None and not vorhanden.implizit:
            gleich = vorhanden.wert == feld.wert or (
                math.isnan(vorhanden.wert) and math.isnan(feld.wert)
            )
            if not gleich and not feld.implizit:
                neu = feld.schluessel._replace(datensatz=f"{feld.schluessel.datensatz}*")
                self.felder[neu] = replace(feld, schluessel=neu)
                return neu
            return feld.schluessel
        self.felder[feld.schluessel] = feld
        return feld.schluessel

    def relate(
        self,
        teile: Mapping[Schluessel, float],
        unten: float = 0.0,
        oben: float = 0.0,
        art: str = "Summe",
    ) -> None:
        """Add ``unten <= sum(koeffizient * wert) <= oben`` over cells that are there."""
        self.beziehungen.append((tuple(teile), tuple(teile.values()), unten, oben, art))

    def relate_rate(
        self, zaehler: Schluessel, nenner: Schluessel, wert: float, stellen: int, faktor: float
    ) -> None:
        """Add what a printed rate tells: ``zaehler / nenner * faktor`` up to its rounding.

        Holds for index series and means as well, with the base year or the number of units as
        ``nenner``.
        """
        halb = 0.5 * 10.0**-stellen
        self.relate({zaehler: faktor, nenner: -(wert - halb)}, 0.0, math.inf, "Quote")
        self.relate({zaehler: faktor, nenner: -(wert + halb)}, -math.inf, 0.0, "Quote")

    def build(self) -> tuple[Feldsystem, list[Beziehung]]:
        """Return the system, and the relations its values contradict."""
        nummer = {key: i for i, key in enumerate(sorted(self.felder))}
        felder = tuple(self.felder[key] for key in sorted(self.felder))
        rows = {
            Beziehung(tuple(nummer[k] for k in keys), zahlen, unten, oben, art): None
            for keys, zahlen, unten, oben, art in self.beziehungen
        }
        system, falsch = drop_broken(Feldsystem(felder, tuple(rows)))
        system, gemeinsam = drop_contradictory(system)
        return system, [*falsch, *gemeinsam]


def build_system(
    tabellen: Mapping[str, pd.DataFrame],
    regeln: Regelwerk,
    *,
    kern: Iterable[Schluessel] = (),
    bekannt: Iterable[Schluessel] = (),
) -> tuple[Feldsystem, list[Beziehung]]:
    """Link all cells of tidy tables.

    Parameters
    ----------
    tabellen
        Data set to frame with ``ags``, ``jahr``, optionally ``bis``, ``merkmal``, breakdowns,
        ``wert`` and ``zeichen``, as `Bestand.load` returns them.
    kern
        Cells that Kernaussagen use: they are kept where anything else will do.
    bekannt
        Cells that cannot be hidden any more, from earlier editions or open official tables.

    Returns
    -------
    Feldsystem
        Cells and the relations that hold among them.
    list of Beziehung
        Relations the values contradict; nobody can conclude from them.
    """
    aufbau = Aufbau(regeln)
    for datensatz in sorted(tabellen):
        add_table(aufbau, datensatz, tabellen[datensatz])
    for datensatz in sorted(regeln.eigene):
        _link_merkmale(aufbau, datensatz)
    _link_parts(aufbau)
    _link_regions(aufbau)
    _link_years(aufbau)
    wichtig, offen = set(kern), set(bekannt)
    for key in wichtig & set(aufbau.felder):
        aufbau.felder[key] = replace(aufbau.felder[key], gewicht=aufbau.felder[key].gewicht * 10)
    for key in offen & set(aufbau.felder):
        aufbau.felder[key] = replace(aufbau.felder[key], bekannt=True)
    return aufbau.build()


def add_table(aufbau: Aufbau, datensatz: str, frame: pd.DataFrame) -> None:
    """Add the counts of one data set with the sums among them."""
    gliederungen = [str(c) for c in frame.columns if c not in _KEINE_GLIEDERUNG]
    gruppen: dict[str, dict[Schluessel, Schluessel]] = defaultdict(dict)
    for feld in _list_fields(aufbau.regeln, datensatz, frame, gliederungen):
        fremd = aufbau.regeln.gleich.get((datensatz, feld.schluessel.merkmal))
        gemeinsam = feld.schluessel
        if fremd is not None:
            gemeinsam = gemeinsam._replace(datensatz=fremd[0], merkmal=fremd[1])
        stand = aufbau.add(replace(feld, schluessel=gemeinsam))
        gruppen[feld.schluessel.merkmal][feld.schluessel] = stand
    for felder in gruppen.values():
        for gliederung in gliederungen:
            _link_breakdown(aufbau, felder, gliederung)


def _list_fields(
    regeln: Regelwerk, datensatz: str, frame: pd.DataFrame, gliederungen: list[str]
) -> Iterator[Feld]:
    beitraege = frame["beitraege"] if "beitraege" in frame else [()] * len(frame)
    grundlagen = _list_rounding(regeln, datensatz, frame)
    rows = zip(frame.to_dict("records"), beitraege, grundlagen, strict=True)
    for row, anteile, basis in rows:
        merkmal, zeichen = str(row.get("merkmal", datensatz)), str(row.get("zeichen", ""))
        wert = 0.0 if zeichen == "-" else float(row["wert"])
        leer = math.isnan(wert) and zeichen not in _UNBEKANNT
        if zeichen in _OHNE_FELD or leer or not regeln.counts_persons(datensatz, merkmal):
            continue
        ags, jahr = str(row["ags"]), int(row["jahr"])
        codes = {g: str(row[g]) for g in gliederungen if isinstance(row[g], str)}
        key = to_schluessel(datensatz, merkmal, ags, jahr, codes, int(row.get("bis") or jahr))
        yield Feld(
            key,
            wert,
            zeichen=zeichen,
            gewicht=_GEWICHTE[min(len(key.codes), 2)],
            unschaerfe=basis // 2 if basis else 0.0,
            beitraege=tuple(anteile),
        )


def _list_rounding(regeln: Regelwerk, datensatz: str, frame: pd.DataFrame) -> list[int]:
    """Return the base of each row, as notes say or the office's numbers show; 0 for none."""
    rows = frame.reset_index(drop=True)
    basis = pd.Series(0, index=rows.index)
    if "quelle" in rows:
        rows = rows[~rows["quelle"].isin(list(regeln.eigene_quellen))]
    for _, teil in rows.groupby([rows["ags"].astype(str).str[:2], "jahr"]):
        ags, jahr = str(teil["ags"].iloc[0]), int(teil["jahr"].iloc[0])
        basis[teil.index] = regeln.rounding(datensatz, ags, jahr) or detect_rounding(teil["wert"])
    return [int(b) for b in basis]


def _link_breakdown(
    aufbau: Aufbau, felder: Mapping[Schluessel, Schluessel], gliederung: str
) -> None:
    """Find the lines along a breakdown and add the sums that hold in them."""
    linien: dict[Schluessel, dict[str, Schluessel]] = defaultdict(dict)
    for key, stand in felder.items():
        codes = dict(key.codes)
        code = codes.pop(gliederung, INSGESAMT)
        linien[key._replace(codes=tuple(sorted(codes.items())))][code] = stand
    linien = {k: teile for k, teile in linien.items() if set(teile) != {INSGESAMT}}
    zeilen: list[Zeile] = [
        {c: (aufbau.felder[s].wert, aufbau.felder[s].unschaerfe) for c, s in teile.items()}
        for teile in linien.values()
    ]
    regeln = aufbau.regeln
    for zerlegung in list_zerlegungen(gliederung, zeilen, regeln.zerlegung, regeln.unterfall):
        for rumpf, teile in linien.items():
            _add_sum(aufbau, rumpf, gliederung, teile, zerlegung)


def _add_sum(
    aufbau: Aufbau,
    rumpf: Schluessel,
    gliederung: str,
    teile: Mapping[str, Schluessel],
    zerlegung: Zerlegung,
) -> None:
    """Add one sum of one line; codes a table does not show become implicit cells."""
    gezeigt = {c: teile[c] for c in zerlegung.teile if c in teile}
    fehlend = [c for c in zerlegung.teile if c not in teile]
    if not gezeigt or len(gezeigt) + len(fehlend) < 2:
        return
    if zerlegung.ganzes not in teile:
        if fehlend or zerlegung.ganzes != INSGESAMT:
            return
        ganzes = aufbau.add(_make_implicit(aufbau, rumpf, "", "", list(gezeigt.values()), None))
    else:
        ganzes = teile[zerlegung.ganzes]
    if len(fehlend) > 1:
        fehlend = [REST + "+".join(fehlend)]
    summanden = list(gezeigt.values())
    for code in fehlend:
        feld = _make_implicit(aufbau, rumpf, gliederung, code, summanden, ganzes)
        if feld.wert < 0:
            return
        summanden.append(aufbau.add(feld))
    aufbau.relate({ganzes: -1.0, **dict.fromkeys(summanden, 1.0)})


def _make_implicit(
    aufbau: Aufbau,
    rumpf: Schluessel,
    gliederung: str,
    code: str,
    summanden: list[Schluessel],
    ganzes: Schluessel | None,
) -> Feld:
    """Return the cell that only arithmetic shows: a total, or what is left of one."""
    summe = sum(aufbau.felder[s].wert for s in summanden)
    grob = sum(aufbau.felder[s].unschaerfe for s in summanden)
    codes = {**dict(rumpf.codes), gliederung: code} if code else dict(rumpf.codes)
    bezug = ganzes or summanden[0]
    key = rumpf._replace(
        datensatz=bezug.datensatz, merkmal=bezug.merkmal, codes=tuple(sorted(codes.items()))
    )
    if ganzes is None:
        return Feld(key, summe, implizit=True, unschaerfe=grob)
    oben = aufbau.felder[ganzes]
    grob += oben.unschaerfe
    wert = _subtract(oben.wert, summe)
    return Feld(key, 0.0 if -grob <= wert < 0 else wert, implizit=True, unschaerfe=grob)


def _subtract(ganzes: float, summe: float) -> float:
    """Estimated counts have fractions, whose sums miss the whole in the last digits: no person."""
    return round(ganzes - summe, 6)


def _link_remainder(aufbau: Aufbau, ganzes: Schluessel, teile: list[Schluessel], name: str) -> None:
    """Add ``ganzes = teile + rest``; the rest is left out where nothing remains or it is large."""
    rest = _subtract(aufbau.felder[ganzes].wert, sum(aufbau.felder[t].wert for t in teile))
    if rest == 0 or math.isnan(rest):
        if rest == 0:
            aufbau.relate({ganzes: -1.0, **dict.fromkeys(teile, 1.0)}, art=name)
        return
    if 0 < rest < _REST_BELANGLOS:
        key = ganzes._replace(codes=(*ganzes.codes, (name, REST)))
        aufbau.add(Feld(key, rest, implizit=True))
        aufbau.relate({ganzes: -1.0, **dict.fromkeys(teile, 1.0), key: 1.0}, art=name)


def _link_parts(aufbau: Aufbau) -> None:
    """Link a Merkmal with the one it is part of, as `regeln.toml` says."""
    for datensatz, merkmal, von in aufbau.regeln.teile:
        for key in list(aufbau.felder):
            if (key.datensatz, key.merkmal) == (datensatz, merkmal):
                ganzes = key._replace(merkmal=von)
                if ganzes in aufbau.felder and not aufbau.felder[key].implizit:
                    _link_remainder(aufbau, ganzes, [key], f"teil:{merkmal}")


def _link_merkmale(aufbau: Aufbau, datensatz: str) -> None:
    """Link the columns of own data that add up to another column."""
    linien: dict[Schluessel, dict[str, Schluessel]] = defaultdict(dict)
    for key, feld in aufbau.felder.items():
        if key.datensatz == datensatz and not feld.implizit:
            linien[key._replace(merkmal="")][key.merkmal] = key
    namen = sorted({name for teile in linien.values() for name in teile})
    if len(namen) < 3:
        return
    tafel = np.array(
        [[aufbau.felder[t[n]].wert if n in t else math.nan for n in namen] for t in linien.values()]
    )
    for ganzes, teile in find_merkmalsummen(namen, tafel):
        for linie in linien.values():
            if ganzes in linie and all(t in linie for t in teile):
                aufbau.relate(
                    {linie[ganzes]: -1.0, **dict.fromkeys((linie[t] for t in teile), 1.0)},
                    art="Merkmale",
                )


def _link_regions(aufbau: Aufbau) -> None:
    """Link Kreis and Gemeinden, Land and Kreise: the longest key that begins another's."""
    gruppen: dict[Schluessel, list[Schluessel]] = defaultdict(list)
    vorhanden = {key.ags for key in aufbau.felder}
    eltern = {ags: _find_parent(ags, vorhanden) for ags in vorhanden}
    for key, feld in aufbau.felder.items():
        ganzes = key._replace(ags=eltern[key.ags] or "")
        if not feld.implizit and ganzes in aufbau.felder:
            gruppen[ganzes].append(key)
    for ganzes, teile in gruppen.items():
        if not aufbau.felder[ganzes].implizit:
            _link_remainder(aufbau, ganzes, teile, "gebiet")


def _find_parent(ags: str, vorhanden: set[str]) -> str | None:
    kuerzer = [a for a in vorhanden if a != ags and ags.startswith(a)]
    if kuerzer:
        return max(kuerzer, key=len)
    return "DG" if "DG" in vorhanden and ags != "DG" else None


def _link_years(aufbau: Aufbau) -> None:
    """Link cumulated years with the single ones they contain."""
    for key in [k for k in aufbau.felder if k.bis > k.jahr]:
        jahre = [key._replace(jahr=j, bis=j) for j in range(key.jahr, key.bis + 1)]
        if all(j in aufbau.felder for j in jahre):
            aufbau.relate({key: -1.0, **dict.fromkeys(jahre, 1.0)}, art="Jahre")
