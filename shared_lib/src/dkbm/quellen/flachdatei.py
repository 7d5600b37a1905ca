"""Reader for the current flat CSV of GENESIS databases (``statistics_code;…``)."""

from __future__ import annotations

import csv
import io

import pandas as pd

from dkbm.fehler import DkbmFehler
from dkbm.quellen.rohtabelle import TRENNER, Rohtabelle
from dkbm.quellen.zeichen import split_values

__all__ = ["ERSTE_ZELLE", "read_flachdatei"]

ERSTE_ZELLE = "statistics_code"
_REGIONAL = ("KREISE", "DLAND", "DINSG", "REGBEZ", "GEMEIN")


def read_flachdatei(text: str, name: str = "Datei") -> Rohtabelle:
    """Read one flat file; the labels of the non-regional variables become ``schluessel``.

    Raises
    ------
    DkbmFehler
        If the file has no regional variable or a value cannot be understood.
    """
    frame = pd.DataFrame(list(csv.DictReader(io.StringIO(text), delimiter=";")))
    count = sum(column.endswith("_variable_attribute_code") for column in frame.columns)
    regional = [k for k in range(1, count + 1) if frame[f"{k}_variable_code"].isin(_REGIONAL).all()]
    if len(regional) != 1:
        raise DkbmFehler(f"{name} hat keine eindeutige Spalte mit Regionalschlüsseln.")
    rest = [k for k in range(1, count + 1) if k not in regional]
    labels = [frame[f"{k}_variable_attribute_label"].str.strip() for k in rest]
    wert, zeichen = split_values(frame["value"])
    daten = pd.DataFrame(
        {
            "zeit": frame["time"],
            "ags": frame[f"{regional[0]}_variable_attribute_code"],
            "name": frame[f"{regional[0]}_variable_attribute_label"].str.strip(),
            "schluessel": [TRENNER.join(teile) for teile in zip(*labels, strict=True)]
            if labels
            else "",
            "kopf": frame["value_variable_label"],
            "einheit": frame["value_unit"],
            "wert": wert,
            "zeichen": zeichen,
        }
    )
    return Rohtabelle(frame["statistics_code"].iloc[0], frame["statistics_label"].iloc[0], daten)
