"""Golden figures of chapter Frühkindliche Bildung."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from dkbm.bestand import open_bestand
from dkbm.gebiete import load_register
from dkbm.kennzahlen import Ergebnis, compute, find_kennzahl
from dkbm.kennzahlen.ergebnis import Zelle
from dkbm.quellen import read_datei
from dkbm.sprache.zahlen import format_zahl


@cache
def compute_all(id_: str) -> Ergebnis:
    return compute(find_kennzahl(id_), open_bestand(), list(load_register().gebiete.values()))


def cell(id_: str, ags: str, jahr: int = 2016) -> Zelle:
    return compute_all(id_).zellen[ags, jahr, ""]


@pytest.mark.parametrize(
    ("id_", "ags", "zaehler", "nenner", "text"),
    [
        ("betreuungsquote_u3", "DG", 719_558, 2_200_407, "32,7"),
        ("betreuungsquote_u3", "01001", 815, 2_264, "36,0"),
        ("betreuungsquote_u3", "05111", 5_916, 18_652, "31,7"),
        ("betreuungsquote_u3", "08335", 2_352, 7_403, "31,8"),
        # Eisenach 527 of 1,072 (49.2 %) and Wartburgkreis 1,637 of 3,211.
        ("betreuungsquote_u3", "16063", 527 + 1_637, 1_072 + 3_211, "50,5"),
        ("betreuungsquote_3_6", "DG", 1_992_998, 2_130_002, "93,6"),
        ("betreuungsquote_3_6", "01001", 2_178, 2_240, "97,2"),
        ("betreuungsquote_3_6", "16063", 990 + 3_123, 1_029 + 3_234, "96,5"),
        ("tagespflegeanteil_u3", "DG", 106_764, 719_558, "14,8"),
        ("tagespflegeanteil_u3", "01001", 174, 815, "21,3"),
        ("tagespflegeanteil_u3", "05111", 1_816, 5_916, "30,7"),
        ("tagespflegeanteil_u3", "16063", 5 + 36, 527 + 1_637, "1,9"),
        ("anteil_auslaendische_herkunft", "DG", 904_950, 3_413_553, "26,5"),
        ("anteil_auslaendische_herkunft", "01001", 1_067, 3_647, "29,3"),
        ("anteil_auslaendische_herkunft", "05111", 9_945, 21_797, "45,6"),
        ("anteil_mittagsverpflegung", "DG", 2_580_621, 3_546_412, "72,8"),
        ("anteil_mittagsverpflegung", "08335", 4_959, 10_843, "45,7"),
        ("anteil_integrative_einrichtungen", "DG", 19_209, 54_871, "35,0"),
    ],
)
def test_rates_of_2016(id_: str, ags: str, zaehler: int, nenner: int, text: str) -> None:
    zelle = cell(id_, ags)
    assert (zelle.zaehler, zelle.nenner) == (zaehler, nenner)
    assert format_zahl(zelle.wert, 1) == text


def test_rate_of_children_from_3_to_6_in_duesseldorf() -> None:
    assert format_zahl(cell("betreuungsquote_3_6", "05111").wert, 1) == "95,0"


def test_rates_exist_only_where_the_previous_year_has_ages() -> None:
    # Ages exist for 31.12.2010 and 31.12.2015: the rates of 1.3.2011 and 1.3.2016.
    assert sorted(set(compute_all("betreuungsquote_u3").daten["jahr"])) == [2011, 2016]


def test_inkar_divides_by_the_same_year_and_is_lower() -> None:
    assert format_zahl(cell("betreuungsquote_u3_inkar", "08335").wert, 1) == "30,3"
    kreise = [g.ags for g in load_register().kreise]
    differenzen = [
        cell("betreuungsquote_u3", ags).wert - cell("betreuungsquote_u3_inkar", ags).wert
        for ags in kreise
    ]
    assert sum(map(abs, differenzen)) / 400 == pytest.approx(1.4, abs=0.05)


def test_numerators_are_the_published_ones_for_every_kreis(originale: Path) -> None:
    daten = read_datei(originale / "regionalstatistik/22543-01-02-4.csv").daten
    rows = daten[
        (daten["zeit"] == "01.03.2016")
        & daten["schluessel"].str.startswith("Insgesamt")
        & (daten["kopf"] == "Betreute Kinder | Altersgruppe | unter 3 Jahre")
    ]
    published = rows.set_index("ags")["wert"].dropna()
    eigene = compute_all("betreuungsquote_u3").daten
    eigene = eigene[(eigene["jahr"] == 2016) & (eigene["gebietsstand"] == "")].set_index("ags")
    common = eigene.index.intersection(published.index)
    assert len(common) > 400
    assert (eigene.loc[common, "zaehler"] == published[common]).all()
