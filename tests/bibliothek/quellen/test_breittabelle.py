"""Plain wide CSV: INKAR, open data, own data."""

from __future__ import annotations

import math
from pathlib import Path

import pandas as pd
import pytest
from dkbm.fehler import DkbmFehler
from dkbm.quellen.breittabelle import Aufbau, read_breittabelle

AUFBAU = Aufbau("vhs", fester_ags="08335")


def read(ordner: Path, inhalt: str | bytes, aufbau: Aufbau = AUFBAU) -> pd.DataFrame:
    path = ordner / "w.csv"
    path.write_bytes(inhalt.encode() if isinstance(inhalt, str) else inhalt)
    return read_breittabelle(path, aufbau).daten


@pytest.mark.parametrize(
    ("text", "wert", "zeichen"),
    [
        ("jahr;a\n2015;12,5\n", 12.5, ""),
        ("jahr;a\n2015;1.234,5\n", 1234.5, ""),
        ("jahr;a\n2015;1.234.567\n", 1234567.0, ""),
        ("jahr;a\n2015; 12 345\n", 12345.0, ""),
        ("jahr;a\n2015;12\u00a0345\n", 12345.0, ""),
        ("jahr;a\n2015;-  23\n", -23.0, ""),
        ("jahr;a\n2015;\u22125\n", -5.0, ""),
        ("jahr,a\n2015,1.234\n", 1.234, ""),  # with a comma as separator the dot is decimal
        ("jahr,a\n2015.0,3\n", 3.0, ""),  # pandas writes years with gaps as floats
        ("jahr;a\n2015;\n", math.nan, "."),
        ("jahr;a\n2015;-\n", math.nan, "-"),
        ("jahr;a\n2015;x\n", math.nan, "x"),
        ("\n".join(["jahr;a", "", ";", "2015;3"]), 3.0, ""),  # Excel leaves empty rows
        ('"jahr";"a"\r\n"2015";"3"\r\n', 3.0, ""),
        ("jahr;a;\n2015;3;\n", 3.0, ""),  # a separator too many, at the end of every row
        ("jahr;a\n2015;12.5\n", 12.5, ""),  # can be nothing but a decimal point
        ("jahr;a\n2015;(12)\n", 12.0, "()"),
        ("jahr;a\n2015;12 p\n", 12.0, "p"),
        ("jahr\ta\n2015\t3\n", 3.0, ""),
    ],
)
def test_cells(tmp_path: Path, text: str, wert: float, zeichen: str) -> None:
    (row,) = read(tmp_path, text).to_dict("records")
    assert (row["zeit"], row["ags"], row["kopf"]) == ("2015", "08335", "a")
    assert row["wert"] == pytest.approx(wert, nan_ok=True)
    assert row["zeichen"] == zeichen


def test_keys_and_left_out_columns_are_no_values(tmp_path: Path) -> None:
    aufbau = Aufbau("t", ags="kreis", schluessel=("alter", "art"), ohne=("name",))
    text = "kreis;name;jahr;alter;art;a;b\n08335;Konstanz;2015;00-02;kita;1;2\n"
    for inhalt in (text.encode(), text.encode("utf-8-sig"), text.encode("cp1252")):
        daten = read(tmp_path, inhalt, aufbau)
        assert list(daten["kopf"]) == ["a", "b"]
        assert list(daten["wert"]) == [1, 2]
        assert set(daten["schluessel"]) == {"00-02 | kita"}
        assert set(daten["ags"]) == {"08335"}


@pytest.mark.parametrize(
    ("text", "was", "wo"),
    [
        ("", "w.csv ist leer", "w.csv"),
        ("Jahr;a\n2015;1\n", "fehlt die Spalte „jahr“", "Zeile 1"),
        ("jahr;a;a\n2015;1;2\n", "„a“ steht zweimal", "Zeile 1"),
        ("jahr;a\n2015;1\n15;1\n", "„15“ ist kein Jahr", "Zeile 3, Spalte jahr"),
        ("jahr;a\n2015;1\n2016\n", "1 statt 2 Spalten", "Zeile 3"),
        ("jahr;a;b\n2015;1;viele\n", "„viele“ ist keine Zahl", "Zeile 2, Spalte b"),
        ("jahr;a\n2015;1e5\n", "„1e5“ ist keine Zahl", "Zeile 2, Spalte a"),
        ("jahr;a\n2015;12,5 %\n", "„12,5 %“ ist keine Zahl", "Zeile 2, Spalte a"),
        ("jahr;a\n2015;1.234\n", "„1.234“ ist mehrdeutig", "Zeile 2, Spalte a"),
        (
            "jahr;a\n2015;1\n2015;2\n",
            "Die Zeile steht zweimal: 2015, 08335",
            "Zeile 2 und w.csv, Zeile 3",
        ),
        ("jahr;a\n", "enthält nur die Spaltenköpfe", "Zeile 1"),
        ('"jahr";"a\nb"\n2015;1\n2016;z\n', "„z“ ist keine Zahl", "Zeile 4, Spalte a\nb"),
        (
            "jahr;a;\n2015;1;\n2016;2;7\n",
            "Spalte 3 hat keinen Namen, aber Werte („7“)",
            "Zeile 3, Spalte 3",
        ),
        (
            "jahr;a;b\n2015;1.234;1,5\n2016;12.5;1\n",
            "schreibt Zahlen widersprüchlich",
            "Zeile 3, Spalte a",
        ),
        ("jahr;a\n2015;1.2345.678\n", "ist keine Zahl", "Zeile 2, Spalte a"),
    ],
)
def test_errors_are_located(tmp_path: Path, text: str, was: str, wo: str) -> None:
    with pytest.raises(DkbmFehler) as info:
        read(tmp_path, text)
    assert was in info.value.was
    assert info.value.wo.endswith(wo)
    assert "w.csv" in str(info.value)


def test_a_misspelt_key_column_is_named(tmp_path: Path) -> None:
    with pytest.raises(DkbmFehler, match="Spalte „Jahr“ in „jahr“ umbenennen"):
        read(tmp_path, "Jahr;a\n2015;1\n")


def test_originals(originale: Path) -> None:
    vhs = read_breittabelle(originale / "vhs/vhs_landkreis_konstanz.csv", AUFBAU).daten
    teilnehmer = vhs[vhs["kopf"] == "teilnehmer"].set_index("zeit")["wert"]
    assert teilnehmer["2000"] == 22410
    assert teilnehmer["2003"] == 36438
    assert vhs[vhs["kopf"] == "online"].set_index("zeit")["zeichen"]["2000"] == "."
    path = originale / "inkar/inkar_kreise_1995_2022.csv"
    inkar = read_breittabelle(path, Aufbau("inkar", jahr="year", ags="county_code")).daten
    raw = pd.read_csv(path, dtype={"county_code": "str"})
    # Cell by cell against pandas, in the order of the file.
    spalten = [c for c in raw.columns if c not in ("county_code", "year")]
    pd.testing.assert_series_equal(
        inkar["wert"], pd.Series(raw[spalten].to_numpy().ravel(), name="wert"), rtol=1e-12
    )
    assert inkar["ebene"].unique().tolist() == ["kreis"]
    assert inkar["zeile"].tolist() == [n + 2 for n in range(len(raw)) for _ in spalten]
    assert list(inkar["ags"]) == list(raw["county_code"].repeat(len(spalten)))


def test_time_and_gebiet_may_be_given(originale: Path, tmp_path: Path) -> None:
    original = originale / "kleinraeumig/hamburg/Daten_fuer_die_Stadtteilprofile_2014.csv"
    aufbau = Aufbau("hamburg", "", schluessel=("Stadtgebiet",), fester_ags="02", festes_jahr="2013")
    with pytest.raises(DkbmFehler, match="Die Zeile steht zweimal: 2013, 02, Eimsbüttel"):
        read_breittabelle(original, aufbau)  # a Stadtteil and a Bezirk of the same name
    lines = original.read_text(encoding="utf-8").split("\n")
    daten = read(tmp_path, "\n".join(lines[:100]), aufbau)
    altstadt = daten[daten["schluessel"] == "Hamburg-Altstadt"].set_index("kopf")["wert"]
    assert altstadt["Bevölkerung"] == 1675
    assert altstadt["Anteil der unter 18-Jährigen in %"] == 9.7
    assert set(daten["ebene"]) == {"land"}
    assert daten["wert"].min() == -318 or (daten["wert"] < 0).any()  # "-  23"
