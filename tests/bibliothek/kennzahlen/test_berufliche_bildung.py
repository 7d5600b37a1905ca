"""Golden figures of chapter Berufliche Bildung."""

from __future__ import annotations

from functools import cache

import pytest
from dkbm.bestand import open_bestand
from dkbm.gebiete import load_register
from dkbm.kennzahlen import Ergebnis, compute, find_kennzahl
from dkbm.kennzahlen.ergebnis import Zelle
from dkbm.sprache.zahlen import format_zahl


@cache
def compute_all(id_: str) -> Ergebnis:
    return compute(find_kennzahl(id_), open_bestand(), list(load_register().gebiete.values()))


def cell(id_: str, ags: str, jahr: int, teil: str = "") -> Zelle:
    return compute_all(id_).zellen[ags, jahr, teil]


@pytest.mark.parametrize(
    ("ags", "alle", "jugend"),
    [("DG", 6.3, 5.7), ("01001", 8.6, 6.7), ("05111", 8.0, 5.7), ("16063", 6.0, 6.4)],
)
def test_unemployment_rates_of_2025_are_the_published_ones(
    ags: str, alle: float, jugend: float
) -> None:
    assert cell("arbeitslosenquote", ags, 2025).wert == alle
    assert cell("jugendarbeitslosenquote", ags, 2025).wert == jugend


@pytest.mark.parametrize("id_", ["arbeitslosenquote", "jugendarbeitslosenquote"])
def test_inkar_agrees(id_: str) -> None:
    inkar = open_bestand().load("inkar")
    inkar = inkar[(inkar["merkmal"] == id_) & (inkar["jahr"] == 2015)]
    published = inkar.set_index("ags")["wert"]
    daten = compute_all(id_).daten
    eigene = daten[daten["jahr"] == 2015].set_index("ags")["wert"]
    differenzen = (eigene[published.index] - published).abs().dropna()
    # Göttingen and the Wartburgkreis: rates of merged Kreise cannot be computed.
    assert len(differenzen) == 398
    assert differenzen.mean() < 0.05


def test_rates_of_merged_kreise_are_missing_before_the_merger() -> None:
    for ags, letztes in (("03159", 2015), ("16063", 2016)):
        assert cell("arbeitslosenquote", ags, letztes).zeichen == "."
        daten = compute_all("arbeitslosenquote").daten
        row = daten[(daten["ags"] == ags) & (daten["jahr"] == letztes)]
        assert list(row["gebietsstand"]) == ["nicht_umrechenbar"]


@pytest.mark.parametrize(
    ("id_", "ags", "jahr", "teil", "zaehler", "nenner", "text"),
    [
        ("auslaenderanteil_berufsschueler", "DG", 2015, "", 249_888, 2_496_954, "10,0"),
        ("berufliche_schulartverteilung", "DG", 2015, "berufsschule", 1_511_678, 2_496_954, "60,5"),
        ("zusaetzliche_abschluesse", "DG", 2015, "fachhochschulreife", 102_169, 261_947, "39,0"),
        ("zusaetzliche_abschluesse", "DG", 2023, "hochschulreife", 48_403, 222_742, "21,7"),
    ],
)
def test_shares(
    id_: str, ags: str, jahr: int, teil: str, zaehler: int, nenner: int, text: str
) -> None:
    zelle = cell(id_, ags, jahr, teil)
    assert (zelle.zaehler, zelle.nenner) == (zaehler, nenner)
    assert format_zahl(zelle.wert, 1) == text


def test_the_darunter_row_is_not_added() -> None:
    kennzahl = find_kennzahl("berufliche_schulartverteilung")
    assert not [teil for teil in kennzahl.auspraegungen if "darunter" in teil]
    daten = compute_all(kennzahl.id).daten
    summen = daten[daten["ags"] == "DG"].groupby("jahr")["zaehler"].sum()
    assert summen.to_dict() == {2015: cell("berufsschueler", "DG", 2015).wert}


def test_counts() -> None:
    assert cell("berufsschueler", "DG", 2015).wert == 2_496_954
    assert cell("berufliche_abgaenge_mit_abschluss", "DG", 2023).wert == 222_742
    assert cell("berufliche_abgaenge_mit_abschluss", "01001", 2023).wert == 690
