"""What the report gets: rows, series for the fan, an Ergebnis; and clear refusals."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from dkbm.bestand import open_bestand
from dkbm.fehler import DkbmFehler
from dkbm.gebiete import load_register
from dkbm.kennzahlen.vorausberechnung import (
    KENNZAHL,
    bedarf,
    compute_ergebnis,
    to_faecherreihen,
    vorausberechnung,
)
from dkbm.kennzahlen.vorausberechnung.altersjahre import GRUPPEN

KONSTANZ = load_register()["08335"]


@pytest.fixture(scope="module")
def frame() -> pd.DataFrame:
    return vorausberechnung(open_bestand(), ["08335", "08", "DG"])


def test_rows_of_one_kreis(frame: pd.DataFrame) -> None:
    kreis = frame[frame["ags"] == "08335"]
    # 8 groups: 5 Stichtage and 15 years in three variants
    assert len(kreis) == 8 * (5 + 3 * 15)
    reihen = to_faecherreihen(frame, "08335", "6_10")
    # 12411-02-03-4: 31.12.2023 and 31.12.2024
    assert (reihen.historie[2023], reihen.historie[2024]) == (11_194, 11_419)
    assert list(reihen.mittlere) == list(range(2025, 2040))
    for jahr, wert in reihen.mittlere.items():
        assert reihen.unten[jahr] < wert < reihen.oben[jahr]
    assert frame.loc[frame["variante"] != "mittlere", ["unten", "oben"]].isna().all(axis=None)


def test_land_and_germany_are_the_sum_of_their_kreise(frame: pd.DataFrame) -> None:
    alle = [g.ags for g in load_register().kreise]
    kreise = vorausberechnung(open_bestand(), alle, 2030)
    keys = ["jahr", "gruppe", "variante"]
    for praefix, ags in (("08", "08"), ("", "DG")):
        summe = kreise[kreise["ags"].str.startswith(praefix)].groupby(keys)["wert"].sum()
        gesamt = frame[(frame["ags"] == ags) & (frame["jahr"] <= 2030)].set_index(keys)["wert"]
        pd.testing.assert_series_equal(gesamt.sort_index(), summe.sort_index(), rtol=1e-9)


def test_ergebnis_says_where_the_model_begins() -> None:
    ergebnis = compute_ergebnis(open_bestand(), [KONSTANZ], "u3", bis_jahr=2030)
    assert ergebnis.kennzahl.brueche == ((2024, "danach Modellrechnung, keine Prognose"),)
    assert ergebnis.jahre == [2010, 2015, 2019, 2023, *range(2024, 2031)]
    assert {q.tabelle for q in ergebnis.quellen} >= {"12612-01-01-4", "12411-04-02-4"}
    assert set(compute_ergebnis(open_bestand(), [KONSTANZ]).daten["auspraegung"]) == set(GRUPPEN)
    assert set(KENNZAHL.auspraegungen) == set(GRUPPEN)


def test_needs_of_a_kreis() -> None:
    frame = bedarf(open_bestand(), KONSTANZ, 2030)
    assert set(frame["merkmal"]) == {"schulanfaenger", "plaetze_u3", "plaetze_3_6"}
    assert len(frame) == 3 * 3 * 6
    plaetze = frame[(frame["merkmal"] == "plaetze_u3") & (frame["variante"] == "mittlere")]
    kinder = to_faecherreihen(vorausberechnung(open_bestand(), "08335"), "08335", "u3").mittlere
    assert plaetze["quote"].unique().tolist() == [31.61]
    assert plaetze["wert"].tolist() == pytest.approx([kinder[j] * 0.3161 for j in plaetze["jahr"]])


def test_own_data_change_the_result() -> None:
    """A Kommune's own birth counts reach the model, in spite of the kept result."""
    bestand = open_bestand()
    before = vorausberechnung(bestand, "08335")
    rows = bestand.load("sterbefaelle")
    doubled = rows[rows["jahr"] >= 2013].assign(wert=lambda f: f["wert"] * 1.1)
    after = vorausberechnung(replace(bestand, eigene={"sterbefaelle": doubled}), "08335")
    alt = [f[(f["gruppe"] == "ab_65") & (f["jahr"] == 2030)]["wert"].max() for f in (before, after)]
    assert alt[1] < alt[0]


@pytest.mark.parametrize(
    ("ags", "jahr", "was"),
    [
        ("08335", 2040, "Bis 2040 lässt sich nicht vorausberechnen."),
        ("08335", 2024, "Bis 2024 lässt sich nicht vorausberechnen."),
        ("99999", 2030, "Ein Gebiet mit dem Schlüssel „99999“ gibt es nicht."),
    ],
)
def test_refusals(ags: str, jahr: int, was: str) -> None:
    with pytest.raises(DkbmFehler, match=was.replace(".", r"\.")):
        vorausberechnung(open_bestand(), ags, jahr)
