"""The catalogue gives cells their meaning, or stops."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from dkbm.fehler import DkbmFehler
from dkbm.quellen.katalog import apply_katalog, load_katalog, to_alter
from dkbm.quellen.rohtabelle import Rohtabelle

WERT_SPALTEN = {"ags": "08335", "name": "", "zeichen": "", "einheit": "Anzahl", "wert": 1.0}


def table(code: str, koepfe: list[str], schluessel: str = "", zeit: str = "2015") -> Rohtabelle:
    rows = [{**WERT_SPALTEN, "zeit": zeit, "schluessel": schluessel, "kopf": k} for k in koepfe]
    return Rohtabelle(code, "", pd.DataFrame(rows))


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("unter 1 Jahr", "00"),
        ("unter 3 Jahre", "00-02"),
        ("unter 18 Jahre", "00-17"),
        ("1 bis unter 2 Jahre", "01"),
        ("3 bis unter 6 Jahre", "03-05"),
        ("2 bis unter 8 Jahre (ohne Schulkinder)", "02-07"),
        ("75 Jahre und mehr", "75+"),
        ("65 Jahre und älter", "65+"),
        ("Insgesamt", "insgesamt"),
        ("insgesamt", "insgesamt"),
        ("Kinder aller Altersgruppen", None),
        ("3 bis 6 Jahre", None),
        ("ab unter 3 Jahre", None),
    ],
)
def test_age_labels(label: str, code: str | None) -> None:
    assert to_alter(label) == code


ALT = "Schulabschluss"
NEU = "Absolvierende/Abgehende allgemeinbildender Schulen nach dem Abschluss"
ABSCHLUESSE = {
    "Insgesamt": "insgesamt",
    "ohne Hauptschulabschluss": "ohne_hauptschulabschluss",
    "mit Hauptschulabschluss": "hauptschulabschluss",
    "mit Mittlerem Abschluss": "mittlerer_abschluss",
    "mit Fachhochschulreife": "fachhochschulreife",
    "mit allgemeiner Hochschulreife": "hochschulreife",
}


@pytest.mark.parametrize("oben", [ALT, NEU])
def test_old_and_new_heads_mean_the_same(oben: str) -> None:
    koepfe = [f"{oben} | {a} | {g}" for a in ABSCHLUESSE for g in ("Insgesamt", "weiblich")]
    part = f"{oben} | dar. schulischer Teil der Fachhochschulreife | Insgesamt"
    eintrag, frame = apply_katalog(table("21111-02-06-4", [*koepfe, part]))
    assert eintrag.datensatz == "abgaenge"
    assert eintrag.gliederungen == ["abschluss", "geschlecht"]
    # "darunter" columns are parts of others and must not be added.
    assert len(frame) == len(koepfe)
    assert list(frame["abschluss"]) == [a for a in ABSCHLUESSE.values() for _ in range(2)]
    assert list(frame["geschlecht"]) == ["insgesamt", "weiblich"] * 6
    assert set(frame["jahr"]) == {2015}
    assert set(frame["merkmal"]) == {"abgaenge"}


@pytest.mark.parametrize(
    ("zeit", "jahr"), [("2015", 2015), ("01.03.2016", 2016), ("2024-12-31", 2024)]
)
def test_year_of_every_time_format(zeit: str, jahr: int) -> None:
    tabelle = table("12411-01-01-4", ["Insgesamt", "männlich", "weiblich"], zeit=zeit)
    assert set(apply_katalog(tabelle)[1]["jahr"]) == {jahr}


def test_labels_of_rows_and_fixed_breakdowns() -> None:
    koepfe = ["Insgesamt", "männlich", "weiblich"]
    _, frame = apply_katalog(table("12411-02-03-4", koepfe, "75 Jahre und mehr"))
    assert set(frame["alter"]) == {"75+"}
    assert set(frame["nationalitaet"]) == {"insgesamt"}
    assert list(frame["geschlecht"]) == ["insgesamt", "maennlich", "weiblich"]


def test_signs_travel_with_their_cells() -> None:
    tabelle = table("12411-01-01-4", ["Insgesamt", "männlich", "weiblich"])
    daten = tabelle.daten.assign(wert=[1.0, math.nan, 3.0], zeichen=["", ".", ""])
    # Odd labels, as they remain after filtering: the join goes by row, not by position.
    tabelle = Rohtabelle(tabelle.code, "", daten.set_index(pd.Index([7, 3, 5])))
    _, frame = apply_katalog(tabelle)
    assert dict(zip(frame["geschlecht"], frame["zeichen"], strict=True))["maennlich"] == "."
    assert frame["wert"].isna().sum() == 1


@pytest.mark.parametrize(
    ("tabelle", "teile"),
    [
        (table("99999-01-01-4", ["a"]), ["99999-01-01-4 steht nicht im Katalog"]),
        (table("12411-01-01-4", ["Personen"]), ["weder „Personen“", "bevoelkerung", "12411"]),
        (
            table("12411-02-03-4", ["Insgesamt"], "Greise"),
            ["Die Ausprägung „Greise“ (alter) ist unbekannt", "12411-02-03-4"],
        ),
        (
            table("21111-02-06-4", [f"{ALT} | mit Diplom | Insgesamt"]),
            ["Die Ausprägung „mit Diplom“ (abschluss) ist unbekannt"],
        ),
    ],
)
def test_what_it_does_not_know_stops(tabelle: Rohtabelle, teile: list[str]) -> None:
    with pytest.raises(DkbmFehler) as info:
        apply_katalog(tabelle)
    assert all(teil in str(info.value) for teil in teile)
    assert "katalog.toml" in info.value.rat


def test_every_breakdown_has_codes() -> None:
    eintraege, labels = load_katalog()
    for eintrag in eintraege.values():
        for gliederung in eintrag.gliederungen:
            assert gliederung == "alter" or "insgesamt" in labels[gliederung].values(), gliederung
            assert gliederung.isascii()
            assert gliederung not in ("ags", "jahr", "merkmal", "wert", "zeichen", "quelle")
    # Tables of one data set must have the same breakdowns, else their rows cannot be combined.
    by_datensatz: dict[str, set[frozenset[str]]] = {}
    for eintrag in eintraege.values():
        by_datensatz.setdefault(eintrag.datensatz, set()).add(frozenset(eintrag.gliederungen))
    assert all(len(saetze) == 1 for saetze in by_datensatz.values())
