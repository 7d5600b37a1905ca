"""The flat CSV of GENESIS."""

from __future__ import annotations

import csv
import math
from pathlib import Path

import pytest
from dkbm.fehler import DkbmFehler
from dkbm.quellen.flachdatei import read_flachdatei
from dkbm.quellen.lesen import read_datei
from dkbm.quellen.raster import Raster
from dkbm.quellen.rohtabelle import Rohtabelle

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


def read(text: str) -> Rohtabelle:
    return read_flachdatei(Raster.from_text(text, "f.csv"))


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
    daten = read(make({"wert": "12"}, {"ges": "GESW;weiblich", "wert": "."})).daten
    assert list(daten["schluessel"]) == ["Insgesamt | Ausländer", "weiblich | Ausländer"]
    assert list(daten["name"]) == ["Konstanz, Landkreis"] * 2
    assert list(daten["ags"]) == ["08335", "08335"]
    assert daten["wert"].iloc[0] == 12
    assert list(daten["zeichen"]) == ["", "."]


@pytest.mark.parametrize(
    ("wert", "was"),
    [
        ("12a", "„12a“ ist keine Zahl"),
        ("1.234", "„1.234“ ist mehrdeutig"),
        ("x1", "„x1“ ist keine Zahl"),
    ],
)
def test_nothing_is_guessed(wert: str, was: str) -> None:
    with pytest.raises(DkbmFehler, match=was) as info:
        read(make({"wert": "1"}, {"ges": "GESW;weiblich", "wert": wert}))
    assert info.value.wo == "f.csv, Zeile 3, Spalte 18"


def test_english_files_have_a_decimal_point() -> None:
    text = make({"wert": "5.5"}, {"ges": "GESW;female", "wert": "1.234"})
    assert read(text).daten["wert"].tolist() == [5.5, 1.234]


def test_the_quality_column_marks_numbers() -> None:
    rows = [("12", "e"), ("13", "()"), ("14", ""), ("-", "e"), ("/", "")]
    lines = make(*({"ges": f"G{i};g{i}", "wert": w} for i, (w, _) in enumerate(rows))).split("\n")
    marks = ["value_q", *(q for _, q in rows)]
    text = "\n".join(f"{line};{q}" for line, q in zip(lines, marks, strict=False)) + "\n"
    daten = read(text).daten
    assert daten["zeichen"].tolist() == ["e", "()", "", "-", "/"]
    assert daten["wert"].fillna(-1).tolist() == [12, 13, 14, -1, -1]
    with pytest.raises(DkbmFehler, match="„q“ ist kein bekanntes Qualitätszeichen") as info:
        read(text.replace("12;Anzahl;BIL003;Schüler;e", "12;Anzahl;BIL003;Schüler;q"))
    assert info.value.wo == "f.csv, Zeile 2, Spalte 22"


ALT = """Statistik_Code;Statistik_Label;Zeit_Code;Zeit_Label;Zeit;1_Merkmal_Code;1_Merkmal_Label;\
1_Auspraegung_Code;1_Auspraegung_Label;2_Merkmal_Code;2_Merkmal_Label;2_Auspraegung_Code;\
2_Auspraegung_Label;BEVSTD__Bevoelkerungsstand__Anzahl;BEVSTD__Bevoelkerungsstand__Anzahl__q;\
FLC006__Gebietsflaeche__qkm
12411;Fortschreibung;STAG;Stichtag;31.12.2022;KREISE;Kreise;DG;Deutschland;GES;Geschlecht;;\
Insgesamt;84358845;e;357592,13
12411;Fortschreibung;STAG;Stichtag;31.12.2022;KREISE;Kreise;16077;      Altenburger Land, \
Landkreis;GES;Geschlecht;GESM;männlich;43266;;.
""".replace("\\\n", "")


def test_the_old_form_has_a_column_per_measure() -> None:
    tabelle = read(ALT)
    assert (tabelle.code, tabelle.titel) == ("12411", "Fortschreibung")
    spalten = ["zeit", "ags", "name", "schluessel", "kopf", "einheit", "zeichen", "zeile", "spalte"]
    assert [tuple(row) for row in tabelle.daten[spalten].to_numpy()] == [
        ("31.12.2022", "DG", "Deutschland", "Insgesamt", "Bevoelkerungsstand", "Anzahl", "e", 2, 14),
        ("31.12.2022", "DG", "Deutschland", "Insgesamt", "Gebietsflaeche", "qkm", "", 2, 16),
        ("31.12.2022", "16077", "Altenburger Land, Landkreis", "männlich", "Bevoelkerungsstand", "Anzahl", "", 3, 14),
        ("31.12.2022", "16077", "Altenburger Land, Landkreis", "männlich", "Gebietsflaeche", "qkm", ".", 3, 16),
    ]  # fmt: skip
    assert tabelle.daten["wert"].tolist()[:3] == [84358845, 357592.13, 43266]


@pytest.mark.parametrize(
    ("text", "was", "wo"),
    [
        (make(), "f.csv enthält nur den Kopf", "Zeile 1"),
        (
            make({"ags": "A;x", "wert": "1"}).replace("KREISE", "FACH"),
            "f.csv hat keine eindeutige Spalte mit Regional",
            "Zeile 1",
        ),
        (make({"wert": "1"}).replace("NAT;", "DLAND;"), "keine eindeutige Spalte", "Zeile 1"),
        (make({"wert": "1"}).replace("value;", "wert;"), "fehlt die Spalte „value“", "Zeile 1"),
        (make({"wert": "1;2"}), "19 statt|20 statt|22 statt", "Zeile 2"),
        (make({"wert": "1"})[:-12], "statt 21 Spalten|bricht ab", "Zeile 2"),
        (make({"wert": "1"})[:-3], "bricht ab", "Zeile 2"),
        (
            make({"wert": "1"}, {"wert": "2"}),
            "Die Zeile steht zweimal",
            "Zeile 2 und f.csv, Zeile 3",
        ),
        (
            make({"wert": "1"}).replace("2023", "neulich"),
            "„neulich“ ist kein Zeitpunkt",
            "Spalte 5",
        ),
        (ALT.replace("__", "_"), "fehlt die Wertspalte", "Zeile 1"),
        (ALT[:-1], "bricht ab", "Zeile 3"),
    ],
)
def test_errors_are_located(text: str, was: str, wo: str) -> None:
    with pytest.raises(DkbmFehler, match=was) as info:
        read(text)
    assert info.value.wo.endswith(wo)
    assert info.value.wo.startswith("f.csv")
