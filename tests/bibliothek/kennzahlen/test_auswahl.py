"""Choosing numbers of a store: subtraction, means, parts that are Merkmale, replacement."""

from __future__ import annotations

import math
from pathlib import Path

import pandas as pd
import pytest
from dkbm.bestand import Bestand
from dkbm.fehler import DkbmFehler
from dkbm.kennzahlen.auswahl import Auswahl

ROWS = [("insgesamt", 100.0, 1), ("weiblich", 60.0, 2), ("divers", math.nan, 1)]


def make(rows: list[tuple[str, float, int]], merkmal: str = "n") -> Bestand:
    frame = pd.DataFrame(rows, columns=["geschlecht", "wert", "quelle"])
    frame["zeichen"] = frame["wert"].isna().map({True: "/", False: ""})
    frame = frame.assign(ags="08335", jahr=2015, merkmal=merkmal, gebietsstand="")
    return Bestand(Path("gibt-es-nicht"), {}, {"z": frame.astype({"jahr": "int16"})})


def load(auswahl: Auswahl, bestand: Bestand) -> list[tuple[object, ...]]:
    frame = auswahl.load(bestand, None)
    return list(frame[["auspraegung", "wert", "quellen"]].itertuples(index=False, name=None))


def test_code_with_minus_is_subtracted() -> None:
    je = {"w": ("weiblich",), "m": ("insgesamt", "-weiblich")}
    auswahl = Auswahl("z", "n", gliederung="geschlecht", je=je)
    assert load(auswahl, make(ROWS)) == [("m", 40, (1, 2)), ("w", 60, (2,))]
    auswahl = Auswahl("z", "n", {"geschlecht": ("insgesamt", "-weiblich")})
    assert load(auswahl, make(ROWS)) == [("", 40, (1, 2))]


def test_missing_part_makes_sum_and_mean_missing() -> None:
    auswahl = Auswahl("z", "n", {"geschlecht": ("weiblich", "divers")})
    frame = auswahl.load(make(ROWS), None)
    assert math.isnan(frame["wert"].iloc[0])
    assert frame["zeichen"].iloc[0] == "/"
    mittel = Auswahl("z", "n", {"geschlecht": ("insgesamt", "weiblich")}, mittel=True)
    assert load(mittel, make(ROWS)) == [("", 80, (1, 2))]


def test_replacement_fills_what_has_no_number() -> None:
    divers = Auswahl("z", "n", {"geschlecht": "divers"})
    ersatz = Auswahl(
        "z", "n", {"geschlecht": "divers"}, ersatz=Auswahl("z", "n", {"geschlecht": "weiblich"})
    )
    assert math.isnan(float(divers.load(make(ROWS), None)["wert"].iloc[0]))
    assert load(ersatz, make(ROWS)) == [("", 60, (2,))]


def test_promised_data_set_is_empty_and_unknown_one_an_error() -> None:
    assert Auswahl("uebergaenge", filter={"merkmal": ("a",)}).load(make(ROWS), None).empty
    with pytest.raises(DkbmFehler, match="„uebergange“ gibt es nicht"):
        Auswahl("uebergange", "a").load(make(ROWS), None)
