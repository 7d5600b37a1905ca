"""The flat CSV of GENESIS."""

from __future__ import annotations

import csv
import math
from pathlib import Path

import pytest
from dkbm.fehler import DkbmFehler
from dkbm.quellen.flachdatei import read_flachdatei
from dkbm.quellen.lesen import read_datei

MERKMAL = (
    "{k}_variable_code;{k}_variable_label;{k}_variable_attribute_code;{k}_variable_attribute_label"
)
KOPF = ";".join(
    [
        "statistics_code;statistics_label;time_code;time_label;time",
        *(MERKMAL.format(k=k) for k in (1, 2, 3)),
        "value;value_unit;value_variable_code;value_variable_label",
    ]
)
ZEILE = (
    "21111;Statistik der Schulen;SJ;Schuljahr;2023;GES;Geschlecht;{ges};KREISE;Kreise;{ags};"
    "NAT;Nationalität;{nat};{wert};Anzahl;BIL003;Schüler"
)


def make(*zeilen: dict[str, str]) -> str:
    standard = {"ges": ";Insgesamt", "ags": "08335;      Konstanz, Landkreis", "nat": "A;Ausländer"}
    return "\n".join([KOPF, *(ZEILE.format(**{**standard, **zeile}) for zeile in zeilen), ""])


def test_all_cells_of_the_original(originale: Path) -> None:
    path = originale / "neuere_staende/12411-01-01-4_flat.csv"
    tabelle = read_datei(path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert (tabelle.code, tabelle.titel) == ("12411", "Fortschreibung des Bevölkerungsstandes")
    assert len(tabelle.daten) == len(rows) == 1467
    for ist, soll in zip(tabelle.daten.itertuples(), rows, strict=True):
        assert (ist.zeit, ist.ags) == (soll["time"], soll["1_variable_attribute_code"])
        assert ist.schluessel == soll["2_variable_attribute_label"]
        assert (ist.kopf, ist.einheit) == ("Bevölkerungsstand", "Anzahl")
        if soll["value"] == "-":
            assert math.isnan(float(str(ist.wert)))
            assert ist.zeichen == "-"
        else:
            assert (ist.wert, ist.zeichen) == (float(soll["value"]), "")


def test_variables_around_the_regional_one_become_labels() -> None:
    daten = read_flachdatei(make({"wert": "12"}, {"ges": "GESW;weiblich", "wert": "."})).daten
    assert list(daten["schluessel"]) == ["Insgesamt | Ausländer", "weiblich | Ausländer"]
    assert list(daten["name"]) == ["Konstanz, Landkreis"] * 2
    assert list(daten["ags"]) == ["08335", "08335"]
    assert daten["wert"].iloc[0] == 12
    assert list(daten["zeichen"]) == ["", "."]


@pytest.mark.parametrize("wert", ["12a", "1.234", "5.5", "e"])
def test_nothing_is_guessed(wert: str) -> None:
    with pytest.raises(DkbmFehler, match=f"„{wert}“ ist weder Zahl noch amtliches Zeichen"):
        read_flachdatei(make({"wert": "1"}, {"wert": wert}))


@pytest.mark.parametrize(
    "text",
    [
        make(),
        make({"wert": "1"}).replace("KREISE", "FACH"),
        make({"wert": "1"}).replace("NAT", "DLAND"),  # two regional variables
    ],
)
def test_region_must_be_clear(text: str) -> None:
    with pytest.raises(DkbmFehler, match=r"f\.csv hat keine eindeutige Spalte mit Regional"):
        read_flachdatei(text, "f.csv")
