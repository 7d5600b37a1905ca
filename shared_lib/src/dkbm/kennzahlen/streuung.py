"""The spread of all Kreise: the middle half as context, instead of a ranking."""

from __future__ import annotations

import numpy as np
import pandas as pd

from dkbm.kennzahlen.ergebnis import Ergebnis

__all__ = ["MINDESTENS", "compute_streuung", "select_kreise"]

MINDESTENS = 100
"""Fewer Kreise with a value do not stand for all of them."""


def select_kreise(ergebnis: Ergebnis) -> pd.DataFrame:
    """Return the rows with a number of Kreise and kreisfreie Städte."""
    return ergebnis.werte[ergebnis.werte["ags"].str.len() == 5]


def compute_streuung(ergebnis: Ergebnis) -> pd.DataFrame:
    """Return the quartiles over all Kreise of the result, each Kreis counted once.

    Returns
    -------
    pandas.DataFrame
        Columns ``jahr``, ``auspraegung`` (empty for none), ``unten`` (lower quartile),
        ``mitte`` (median), ``oben`` (upper quartile) and ``anzahl`` (Kreise with a value);
        only rows with at least `MINDESTENS` Kreise, so empty for a result without them.
    """
    rows = select_kreise(ergebnis)
    if "auspraegung" not in rows:
        rows = rows.assign(auspraegung="")
    grouped = rows.groupby(["jahr", "auspraegung"], observed=True)["wert"]
    result = grouped.quantile(np.array([0.25, 0.5, 0.75])).unstack().reset_index()
    result.columns = pd.Index(["jahr", "auspraegung", "unten", "mitte", "oben"][: result.shape[1]])
    result["anzahl"] = grouped.size().to_numpy()
    return result[result["anzahl"] >= MINDESTENS].reset_index(drop=True)
