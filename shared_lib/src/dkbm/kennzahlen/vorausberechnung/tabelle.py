"""The projection as rows: official numbers up to the start, then three variants and the band."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from dkbm.kennzahlen.vorausberechnung.altersjahre import GRUPPEN, Feld, count_gruppe
from dkbm.kennzahlen.vorausberechnung.rechnung import Rechnung

__all__ = ["BESTAND", "tabulate"]

BESTAND = "bestand"
"""``variante`` of official numbers up to the start."""


def tabulate(rechnung: Rechnung, keys: Sequence[str], jahre: int) -> pd.DataFrame:
    """Return the rows of some Gebiete for so many years after the start.

    Returns
    -------
    pandas.DataFrame
        ``ags``, ``jahr``, ``gruppe``, ``variante``, ``wert``, ``unten``, ``oben``; the band
        surrounds the middle variant, elsewhere it is NaN.
    """
    summe = _sum_kreise(rechnung, keys)
    start = rechnung.reihe.jahr
    spannen = [[rechnung.spanne(key, g)[1 : jahre + 1] for g in GRUPPEN] for key in keys]
    bestaende = rechnung.reihe.bestaende
    # Estimated single years are scaled to the official groups: their sums are official.
    bekannt = np.round(_count(np.stack([*bestaende.values()]), summe))
    teile = [_to_rows(keys, BESTAND, bekannt, list(bestaende))]
    for name, lauf in rechnung.laeufe.items():
        werte = _count(lauf[1 : jahre + 1], summe)
        frame = _to_rows(keys, name, werte, range(start + 1, start + jahre + 1))
        if name == "mittlere":
            frame["unten"] = (werte * np.exp(-np.array(spannen))).ravel()
            frame["oben"] = (werte * np.exp(np.array(spannen))).ravel()
        teile.append(frame)
    return pd.concat(teile, ignore_index=True)


def _sum_kreise(rechnung: Rechnung, keys: Sequence[str]) -> Feld:
    """Return 1 where a Kreis belongs to a Gebiet, shape ``(Gebiete, K)``."""
    summe = np.zeros((len(keys), len(rechnung.lage.ags)))
    for zeile, key in enumerate(keys):
        summe[zeile, rechnung.find_kreise(key)] = 1
    return summe


def _count(personen: Feld, summe: Feld) -> Feld:
    """Return groups of Gebiete, shape ``(Gebiete, groups, years)``."""
    gebraucht = summe.any(axis=0)
    kreise = personen[:, gebraucht]
    gruppen = np.stack([count_gruppe(kreise, gruppe) for gruppe in GRUPPEN])
    return np.moveaxis(gruppen @ summe[:, gebraucht].T, -1, 0)


def _to_rows(keys: Sequence[str], variante: str, werte: Feld, jahre: Sequence[int]) -> pd.DataFrame:
    index = pd.MultiIndex.from_product(
        [keys, list(GRUPPEN), jahre], names=["ags", "gruppe", "jahr"]
    )
    frame = pd.DataFrame({"wert": werte.ravel()}, index=index).reset_index()
    frame = frame.assign(variante=variante, unten=float("nan"), oben=float("nan"))
    return frame[["ags", "jahr", "gruppe", "variante", "wert", "unten", "oben"]]
