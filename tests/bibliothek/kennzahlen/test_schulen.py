"""Golden figures of chapter Allgemeinbildende Schulen."""

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
    ("id_", "ags", "jahr", "zaehler", "nenner", "text"),
    [
        ("abgaenge_ohne_hauptschulabschluss", "DG", 2015, 47_435, 846_423, "5,60"),
        ("abgaenge_ohne_hauptschulabschluss", "01001", 2015, 111, 1_302, "8,53"),
        ("abgaenge_ohne_hauptschulabschluss", "05111", 2015, 286, 5_747, "4,98"),
        # Göttingen and Osterode am Harz; Eisenach and Wartburgkreis.
        ("abgaenge_ohne_hauptschulabschluss", "03159", 2015, 105 + 20, 2_486 + 656, "3,98"),
        ("abgaenge_ohne_hauptschulabschluss", "16063", 2015, 33 + 54, 386 + 826, "7,18"),
        ("abgaenge_ohne_hauptschulabschluss", "DG", 2023, 55_708, 782_423, "7,12"),
        ("abgaenge_ohne_hauptschulabschluss", "01001", 2023, 90, 1_059, "8,50"),
        ("abgaenge_ohne_hauptschulabschluss", "05111", 2023, 275, 5_500, "5,00"),
        ("abgaenge_ohne_hauptschulabschluss", "16063", 2023, 121, 1_305, "9,27"),
        ("abgaenge_hochschulreife", "DG", 2015, 287_862, 846_423, "34,01"),
        ("abgaenge_hochschulreife", "DG", 2023, 259_230, 782_423, "33,13"),
        ("abgaenge_mittlerer_abschluss", "DG", 2015, 370_201, 846_423, "43,74"),
        ("auslaenderanteil_schueler", "DG", 2015, 661_541, 8_335_061, "7,94"),
        ("auslaenderanteil_schueler", "DG", 2023, 1_359_457, 8_819_489, "15,41"),
        ("auslaenderanteil_schueler", "05111", 2023, 13_870, 65_070, "21,32"),
    ],
)
def test_rates(id_: str, ags: str, jahr: int, zaehler: int, nenner: int, text: str) -> None:
    zelle = cell(id_, ags, jahr)
    assert (zelle.zaehler, zelle.nenner) == (zaehler, nenner)
    assert format_zahl(zelle.wert, 2) == text


@pytest.mark.parametrize(
    ("id_", "ags", "jahr", "teil", "zaehler", "nenner", "text"),
    [
        # The mean of the cohorts of 15 and 16 years on 31.12.2015; not the 5.60 of all leavers.
        (
            *("abschlussquoten_altersjahrgang", "DG", 2015, "ohne_hauptschulabschluss"),
            *(47_435, 1_613_509 / 2, "5,88"),
        ),
        ("auslaenderanteil_schulart", "DG", 2015, "gymnasium", 95_828, 2_281_227, "4,20"),
    ],
)
def test_parts(
    id_: str, ags: str, jahr: int, teil: str, zaehler: float, nenner: float, text: str
) -> None:
    zelle = cell(id_, ags, jahr, teil)
    assert (zelle.zaehler, zelle.nenner) == (zaehler, nenner)
    assert format_zahl(zelle.wert, 2) == text


def test_both_sexes_make_the_whole() -> None:
    id_ = "abgaenge_ohne_hauptschulabschluss"
    teile = [cell(f"{id_}_geschlecht", "DG", 2015, teil) for teil in ("weiblich", "maennlich")]
    assert sum(zelle.zaehler for zelle in teile) == 47_435
    assert sum(zelle.nenner for zelle in teile) == 846_423
    assert teile[0].wert < cell(id_, "DG", 2015).wert < teile[1].wert


def test_merged_values_are_marked() -> None:
    daten = compute_all("abgaenge_ohne_hauptschulabschluss").daten
    row = daten[(daten["ags"] == "03159") & (daten["jahr"] == 2015)]
    assert list(row["gebietsstand"]) == ["zusammengefasst"]


def test_germany_is_its_own_line_and_no_sum() -> None:
    # Since 2012 it contains external candidates, and corrections of the Länder.
    daten = compute_all("abgaenge").daten
    laender = daten[daten["ags"].str.fullmatch(r"\d\d")].groupby("jahr")["wert"].sum()
    assert (laender[2015], cell("abgaenge", "DG", 2015).wert) == (835_527, 846_423)
    assert (laender[2023], cell("abgaenge", "DG", 2023).wert) == (774_629, 782_423)


def test_inkar_agrees_on_leavers_without_degree() -> None:
    inkar = open_bestand().load("inkar")
    inkar = inkar[(inkar["merkmal"] == "abgaenge_ohne_abschluss") & (inkar["jahr"] == 2015)]
    published = inkar.set_index("ags")["wert"]
    differenzen = [
        abs(cell("abgaenge_ohne_hauptschulabschluss", ags, 2015).wert - published[ags])
        for ags in published.index
    ]
    assert len(differenzen) == 400
    assert sum(differenzen) / 400 < 0.01


def test_distributions_add_up() -> None:
    abschluesse = compute_all("abschlussverteilung").daten
    bund = abschluesse[abschluesse["ags"] == "DG"].groupby("jahr")["wert"].sum()
    assert (bund - 100).abs().max() < 1e-9
    assert len(bund) == 22
    # 21111-01-03-4 has 5,745 pupils more in total than in its Schularten.
    schularten = compute_all("schulartverteilung").daten
    bund = schularten[schularten["ags"] == "DG"].groupby("jahr")["zaehler"].sum()
    assert bund[2015] == cell("schueler", "DG", 2015).wert - 5_745


def test_what_is_not_collected_is_no_zero() -> None:
    # Niedersachsen does not count the Fachhochschulreife; Sachsen does not award it at schools.
    assert cell("abschlussverteilung", "03", 2023, "fachhochschulreife").zeichen == "."
    assert cell("abschlussverteilung", "14", 2023, "fachhochschulreife").zeichen == "x"
    # Hessen 2007 is missing and must not pull down anyone's sum.
    assert cell("abgaenge", "06411", 2007).zeichen == "."
