"""Alternative texts say the numbers that the figure and its data table print."""

from __future__ import annotations

import re
from functools import cache

import pytest
from dkbm.arbeitsplatz import Arbeitsplatz
from dkbm.bestand import open_bestand
from dkbm.darstellung.alttexte import describe_balken, describe_gliederung, describe_linie
from dkbm.darstellung.tabellen import build_gliederung, build_reihe, build_vergleich
from dkbm.gebiete import load_register
from dkbm.kennzahlen import list_kennzahlen
from dkbm.sprache.zahlen import GESCHUETZT

MIT_DATEN = [k for k in list_kennzahlen() if not k.formular]
REIHEN = [k.id for k in MIT_DATEN if not k.auspraegungen]
GLIEDERUNGEN = [k.id for k in MIT_DATEN if k.auspraegungen]
KREISE = ("08335", "02000", "03159", "13071", "05315")
MARKE = re.compile(r"\u00a0[ak]\)")
ZAHL = re.compile(r"−?\d{1,3}(?:\.\d{3})*(?:,\d+)?")


@cache
def desk(ags: str) -> Arbeitsplatz:
    register = load_register()
    peers = tuple(register[p] for p in ("08436", "16063"))
    return Arbeitsplatz(register[ags], peers, open_bestand())


@pytest.mark.parametrize("ags", KREISE)
def test_line_says_first_and_last_value_of_each_gebiet_as_printed(ags: str) -> None:
    checked = 0
    for id_ in REIHEN:
        ergebnis = desk(ags).kennzahl(id_)
        alt, daten = describe_linie(ergebnis), build_reihe(ergebnis)
        assert alt.startswith(f"Liniendiagramm: {ergebnis.kennzahl.name}. ")
        einheit = ergebnis.kennzahl.einheit
        ende = f"{GESCHUETZT}{einheit}" if einheit else ""
        for nummer, name in enumerate(daten.spalten[1:], start=1):
            printed = [(z[0], MARKE.sub("", z[nummer])) for z in daten.zeilen]
            cells = [(jahr, cell) for jahr, cell in printed if ZAHL.fullmatch(cell)]
            _, satz = alt.split(f" {name}: ")
            satz = satz.partition(").")[0] + ")"
            for jahr, cell in (cells[0], cells[-1]):
                assert f"{cell}{ende} ({jahr})" in satz
            # Nothing is said that the table does not print.
            said = re.findall(rf"({ZAHL.pattern}){re.escape(ende)} \((\d{{4}}(?:/\d\d)?)\)", satz)
            assert len(said) == satz.count("(") <= 4
            assert {(jahr, wert) for wert, jahr in said} <= set(cells)
            checked += 1
    assert checked >= 50


def test_line_names_highest_and_lowest_value() -> None:
    alt = describe_linie(desk("08335").kennzahl("geburtenrate"))
    einheit = f"{GESCHUETZT}je 1.000 Personen"
    assert (
        f"Landkreis Konstanz: 10,1{einheit} (1995), 10,5{einheit} (1997), 7,7{einheit} (2006) und "
        f"9,0{einheit} (2015)."
    ) in alt


@pytest.mark.parametrize("ags", KREISE)
def test_bars_say_the_value_of_each_gebiet(ags: str) -> None:
    for id_ in ("geburtenrate", "abgaenge_ohne_hauptschulabschluss", "einkommen_je_einwohner"):
        ergebnis = desk(ags).kennzahl(id_, vergleich=True)
        jahr, einheit = ergebnis.jahre[-1], ergebnis.kennzahl.einheit
        alt = describe_balken(ergebnis, jahr)
        assert ergebnis.kennzahl.format_zeit(jahr) in alt
        for name, cell in build_vergleich(ergebnis, jahr).zeilen:
            assert f"{name} {cell}{GESCHUETZT}{einheit}" in alt


@pytest.mark.parametrize("ags", KREISE)
@pytest.mark.parametrize("id_", GLIEDERUNGEN)
def test_dots_say_each_cell_of_each_part(id_: str, ags: str) -> None:
    ergebnis = desk(ags).kennzahl(id_)
    jahr, labels = ergebnis.jahre[-1], ergebnis.kennzahl.auspraegungen
    daten = build_gliederung(ergebnis, jahr, list(labels))
    codes = [c for c, label in labels.items() if label in {z[0] for z in daten.zeilen}]
    teile = describe_gliederung(ergebnis, jahr, codes).removesuffix(".").split("; ")
    assert len(teile) == len(daten.zeilen) > 0
    einheit = ergebnis.kennzahl.einheit
    ende = f"{GESCHUETZT}{einheit}" if einheit else ""
    for teil, (label, *cells) in zip(teile, daten.zeilen, strict=True):
        assert f"{label}: " in teil
        for gebiet, cell in zip(ergebnis.gebiete, cells, strict=True):
            if ZAHL.fullmatch(MARKE.sub("", cell)):
                assert f"{gebiet.name} {MARKE.sub('', cell)}{ende}" in teil
        assert not re.search(r"\bnan\b", teil)
