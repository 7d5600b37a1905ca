"""The back-test: what the model would have said at each past Stichtag, against what came.

Only what was known at the start enters a run (with two exceptions, the shapes of fertility and
of migration by age, which are of 2015). Beside it stand the two simple ways: the last value, and
the line through the last two known values.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from dkbm.kennzahlen.vorausberechnung.altersjahre import (
    ALTERSGRUPPEN,
    GRUPPEN,
    Feld,
    count_gruppe,
)
from dkbm.kennzahlen.vorausberechnung.bestandsreihe import rebuild
from dkbm.kennzahlen.vorausberechnung.lage import Lage
from dkbm.kennzahlen.vorausberechnung.varianten import VARIANTEN, run_variante

__all__ = [
    "SICHERHEIT",
    "aggregate",
    "compare_kommune",
    "look_back",
    "measure_spannen",
    "summarize",
]

SICHERHEIT = 0.8
"""Share of the past errors that a band covers."""
EBENEN = {"kreis": 5, "land": 2, "bund": 0}
"""Level to the number of digits of the key that its Gebiete have in common."""
TREND_ZURUECK = 5
"""Years over which the line through births runs where a second stock is not known yet."""


def look_back(lage: Lage) -> pd.DataFrame:
    """Run the model from every past Stichtag to every later one.

    Returns
    -------
    pandas.DataFrame
        ``start``, ``ziel``, ``gruppe``, ``ags``, ``ist`` (what came), ``modell``, ``letzter``,
        ``trend`` (NaN where no line can be drawn), in persons.
    """
    teile = [_test_start(lage, start) for start in sorted(lage.altersgruppen)[:-1]]
    return pd.concat(teile, ignore_index=True) if teile else pd.DataFrame()


def _test_start(lage: Lage, start: int) -> pd.DataFrame:
    damals = lage.until(start)
    ziele = [jahr for jahr in sorted(lage.altersgruppen) if jahr > start]
    reihe = rebuild(damals)
    lauf = run_variante(damals, reihe, VARIANTEN["mittlere"], ziele[-1] - start)
    teile = []
    for gruppe in GRUPPEN:
        letzter = _count_bekannt(lage, start, gruppe)
        anstieg = _find_anstieg(damals, start, gruppe)
        for ziel in ziele:
            teile.append(
                pd.DataFrame(
                    {
                        "start": start,
                        "ziel": ziel,
                        "gruppe": gruppe,
                        "ags": lage.ags,
                        "ist": _count_bekannt(lage, ziel, gruppe),
                        "modell": count_gruppe(lauf.personen[ziel - start], gruppe),
                        "letzter": letzter,
                        "trend": np.maximum(letzter + anstieg * (ziel - start), 0),
                    }
                )
            )
    return pd.concat(teile, ignore_index=True)


def _count_bekannt(lage: Lage, jahr: int, gruppe: str) -> Feld:
    """Return the official number of a group: the sum of the age groups inside it."""
    von, bis = GRUPPEN[gruppe]
    spalten = [i for i, (a, b) in enumerate(ALTERSGRUPPEN.values()) if von <= a and b <= bis]
    return np.asarray(lage.altersgruppen[jahr][:, spalten].sum(axis=1))


def _find_anstieg(damals: Lage, start: int, gruppe: str) -> Feld:
    """Return the yearly change of the line through the last two known values.

    At the first Stichtag only one stock is known. Children are then counted by the births of
    their years; for older groups no line can be drawn.
    """
    frueher = [jahr for jahr in damals.altersgruppen if jahr < start]
    heute = _count_bekannt(damals, start, gruppe)
    if frueher:
        davor = max(frueher)
        return (heute - _count_bekannt(damals, davor, gruppe)) / (start - davor)
    von, bis = GRUPPEN[gruppe]
    if start - TREND_ZURUECK - bis + 1 not in damals.geburten:
        return np.full(len(damals.ags), np.nan)
    alt, neu = (
        np.sum([damals.geburten[jahr - alter] for alter in range(von, bis)], axis=0)
        for jahr in (start - TREND_ZURUECK, start)
    )
    return np.asarray(heute * (1 - alt / neu) / TREND_ZURUECK)


def aggregate(rueckschau: pd.DataFrame, ebene: str) -> pd.DataFrame:
    """Add the Kreise up to Länder (``land``) or Germany (``bund``)."""
    ags = rueckschau["ags"].str[: EBENEN[ebene]]
    keys = ["start", "ziel", "gruppe", "ags"]
    return rueckschau.assign(ags=ags).groupby(keys, as_index=False, sort=True).sum(min_count=1)


def measure_spannen(rueckschau: pd.DataFrame) -> pd.DataFrame:
    """Return how far the model was off, by years ahead and group.

    Returns
    -------
    pandas.DataFrame
        Index: years ahead that were tested; columns: groups; values: `SICHERHEIT` quantile of
        ``|ln(modell / ist)|``, never falling with the years.
    """
    fehler = rueckschau.assign(
        horizont=rueckschau["ziel"] - rueckschau["start"],
        fehler=np.abs(np.log(rueckschau["modell"] / rueckschau["ist"])),
    )
    quantile = fehler.groupby(["horizont", "gruppe"])["fehler"].quantile(SICHERHEIT)
    tafel = quantile.unstack("gruppe").sort_index().cummax()
    return tafel[[gruppe for gruppe in GRUPPEN if gruppe in tafel]]


def compare_kommune(rueckschau: pd.DataFrame, ags: str, mindestens: int = 3) -> pd.DataFrame:
    """Return what past runs said about the latest Stichtag of one Kreis, beside all Kreise.

    Parameters
    ----------
    mindestens
        Least years ahead.

    Returns
    -------
    pandas.DataFrame
        ``gruppe``, ``start``, ``ziel``, ``ist``, ``wert`` (the model's, both in persons),
        ``fehler`` (percent, with sign), and the median absolute errors of all Kreise:
        ``modell``, ``letzter``, ``trend`` (NaN where no line can be drawn).
    """
    ziel = rueckschau["ziel"].max()
    rows = rueckschau[(rueckschau["ziel"] == ziel) & (ziel - rueckschau["start"] >= mindestens)]
    wege = ["modell", "letzter", "trend"]
    fehler = (rows[wege].div(rows["ist"], axis=0) - 1) * 100
    keys = ["gruppe", "start", "ziel"]
    mediane = pd.concat([rows[keys], fehler.abs()], axis=1).groupby(keys)[wege].median()
    own = rows[rows["ags"] == ags][[*keys, "ist", "modell"]].rename(columns={"modell": "wert"})
    own["fehler"] = (own["wert"] / own["ist"] - 1) * 100
    result: pd.DataFrame = own.merge(mediane.reset_index(), on=keys)
    return result


def summarize(rueckschau: pd.DataFrame) -> pd.DataFrame:
    """Return the errors in percent by start, target and group.

    Returns
    -------
    pandas.DataFrame
        ``start``, ``ziel``, ``gruppe``, ``kreise``; medians of the absolute errors ``modell``,
        ``letzter``, ``trend``; ``mittel`` (mean absolute error), ``neigung`` (median error with
        its sign) of the model; ``modell_kreis`` and ``letzter_kreis``, the medians that remain
        once Germany's development is given; ``deckung``, the share of Kreise inside the band
        that the *other* starts make.
    """
    zeilen = [
        {"start": start, "ziel": ziel, "gruppe": gruppe, **_measure(teil)}
        for (start, ziel, gruppe), teil in _split(rueckschau)
    ]
    tabelle = pd.DataFrame(zeilen)
    tabelle["deckung"] = [
        _cover(rueckschau, start, ziel, gruppe)
        for start, ziel, gruppe in tabelle[["start", "ziel", "gruppe"]].itertuples(index=False)
    ]
    return tabelle


def _split(rueckschau: pd.DataFrame) -> Iterator[tuple[tuple[int, int, str], pd.DataFrame]]:
    for start, ziel in sorted({*zip(rueckschau["start"], rueckschau["ziel"], strict=True)}):
        paar = rueckschau[(rueckschau["start"] == start) & (rueckschau["ziel"] == ziel)]
        for gruppe in GRUPPEN:
            yield (int(start), int(ziel), gruppe), paar[paar["gruppe"] == gruppe]


def _measure(teil: pd.DataFrame) -> dict[str, float]:
    fehler = (teil[["modell", "letzter", "trend"]].div(teil["ist"], axis=0) - 1) * 100
    bund = teil["ist"].sum() / teil[["modell", "letzter"]].sum()
    kreis = ((teil[["modell", "letzter"]] * bund).div(teil["ist"], axis=0) - 1) * 100
    return {
        "kreise": int(teil["ist"].notna().sum()),
        **{name: float(fehler[name].abs().median()) for name in fehler},
        "mittel": float(fehler["modell"].abs().mean()),
        "neigung": float(fehler["modell"].median()),
        **{f"{name}_kreis": float(kreis[name].abs().median()) for name in kreis},
    }


def _cover(rueckschau: pd.DataFrame, start: int, ziel: int, gruppe: str) -> float:
    andere = rueckschau[(rueckschau["start"] != start) & (rueckschau["gruppe"] == gruppe)]
    if andere.empty or ziel - start > (andere["ziel"] - andere["start"]).max() + 1:
        return float("nan")
    nah = measure_spannen(andere)[gruppe]
    breite = np.interp(ziel - start, [0, *nah.index], [0, *nah])
    gewaehlt = (rueckschau["start"] == start) & (rueckschau["ziel"] == ziel)
    hier = rueckschau[gewaehlt & (rueckschau["gruppe"] == gruppe)]
    fehler = np.abs(np.log(hier["modell"].to_numpy() / hier["ist"].to_numpy()))
    return float((fehler <= breite).mean() * 100)
