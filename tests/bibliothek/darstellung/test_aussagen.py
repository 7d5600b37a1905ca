"""Sentences: what they print agrees with the tables and with itself."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache

import pytest
from dkbm.arbeitsplatz import Arbeitsplatz
from dkbm.bestand import open_bestand
from dkbm.darstellung import Kernaussagen, Tabelle, formulate_aussagen, tabelle
from dkbm.gebiete import load_register
from dkbm.kennzahlen import Ergebnis, list_kennzahlen
from dkbm.kennzahlen.kennzahl import BEZUGSGROESSEN

KREISE = ("08335", "02000", "11000", "03159", "13071", "16063", "05315", "03241", "10041", "06412")
REIHEN = [k.id for k in list_kennzahlen() if not k.auspraegungen]
ZAHL = r"−?\d{1,3}(?:\.\d{3})*(?:,\d+)?"
VERGLEICH = re.compile(
    rf"Zum Vergleich (?P<jahr>\d{{4}}): (?P<alt>{ZAHL})(?P<einheit>\u00a0[^(]+)? "
    rf"\((?:(?P<gleich>unverändert)|(?P<diff>[+−]?{ZAHL[2:]})\u00a0(?P<mass>[^;)]+))"
    r"(?P<bruch>; wegen eines Bruchs in der Reihe nur eingeschränkt vergleichbar)?\)\.$"
)


@cache
def compute(kennzahl: str, ags: str) -> Ergebnis:
    return Arbeitsplatz(load_register()[ags], (), open_bestand()).kennzahl(kennzahl)


def read(text: str) -> Decimal:
    return Decimal(text.replace(".", "").replace(",", ".").replace("−", "-").lstrip("+"))


def written(ags: str) -> list[tuple[Ergebnis, str]]:
    """Return all results with a statement, each with its statement."""
    results = [e for e in (compute(id_, ags) for id_ in REIHEN) if not e.is_empty]
    return list(zip(results, formulate_aussagen(*results).aussagen, strict=True))


@pytest.mark.parametrize("ags", KREISE)
def test_printed_difference_is_the_difference_of_the_printed_values(ags: str) -> None:
    compared = 0
    for ergebnis, satz in written(ags):
        if "Zum Vergleich" not in satz:
            assert len(ergebnis.jahre) == 1
            continue
        match = VERGLEICH.search(satz)
        assert match, satz
        first = re.search(rf" bei ({ZAHL})", satz)
        assert first
        neu, alt, einheit = read(first[1]), read(match["alt"]), ergebnis.kennzahl.einheit
        if match["gleich"]:
            assert neu == alt
        elif einheit:
            assert read(match["diff"]) == neu - alt != 0
            assert match["mass"] == BEZUGSGROESSEN.get(einheit, einheit)
        elif ergebnis.kennzahl.id != "bevoelkerung_index":
            # An index is rounded before it is printed, its change is not.
            prozent = (neu - alt) / alt * 100
            assert read(match["diff"]) == pytest.approx(prozent, abs=Decimal("0.05001"))
            assert match["mass"] == "%"
        if match["diff"]:
            assert match["diff"].startswith("+") == (neu > alt)
        compared += 1
    assert compared >= 20


@pytest.mark.parametrize("ags", KREISE)
def test_values_are_those_of_the_table(ags: str) -> None:
    for ergebnis, satz in written(ags):
        table = tabelle(ergebnis)
        assert isinstance(table, Tabelle)
        last = table.daten.zeilen[-1]
        ort = ergebnis.kommune.formen.ort
        assert ort.casefold() in satz.casefold()
        assert ergebnis.kennzahl.format_zeit(int(last[0])) in satz
        werte = dict(zip(table.daten.spalten, last, strict=True))
        assert f" bei {werte[ergebnis.kommune.name]}" in satz
        for gebiet in ergebnis.gebiete[1:]:
            said = f"{gebiet.formen.ort} bei {werte.get(gebiet.name)}" in satz
            # Counts of Land and Deutschland do not help to judge those of a Kreis.
            assert said == bool(ergebnis.kennzahl.einheit and werte.get(gebiet.name, "–") != "–")
        if match := VERGLEICH.search(satz):
            rows = {zeile[0]: zeile for zeile in table.daten.zeilen}
            row = dict(zip(table.daten.spalten, rows[match["jahr"]], strict=True))
            assert match["alt"] == row[ergebnis.kommune.name]


@pytest.mark.parametrize("ags", KREISE)
def test_sentences_are_german(ags: str) -> None:
    for nummer, (ergebnis, satz) in enumerate(written(ags)):
        assert not re.search(r"nan|None|  |\d\.\d{1,2}(?!\d)|-\d|\.\.", satz)
        start = ergebnis.kommune.formen.ort if nummer % 2 == 0 else ergebnis.kennzahl.subjekt
        assert satz.casefold().startswith(f"{start} lag ".casefold())
        assert satz[0].isupper()
        assert satz.endswith(".")


def test_comparison_year_is_nearest_to_ten_years_before() -> None:
    for ergebnis, satz in written("08335"):
        if match := VERGLEICH.search(satz):
            ziel, jahre = ergebnis.jahre[-1] - 10, ergebnis.jahre[:-1]
            assert abs(int(match["jahr"]) - ziel) == min(abs(j - ziel) for j in jahre)
            inside = [j for j, _ in ergebnis.kennzahl.brueche]
            broken = any(int(match["jahr"]) < j <= ergebnis.jahre[-1] for j in inside)
            assert bool(match["bruch"]) == broken


@pytest.mark.parametrize(("letztes", "vorbehalt"), [(2010, False), (2011, True), (2012, True)])
def test_break_limits_the_comparison_from_its_year_on(letztes: int, vorbehalt: bool) -> None:
    ergebnis = compute("geburtenrate", "08335")
    daten = ergebnis.daten[ergebnis.daten["jahr"] <= letztes]
    (satz,) = formulate_aussagen(replace(ergebnis, daten=daten)).aussagen
    assert ("wegen eines Bruchs in der Reihe" in satz) == vorbehalt


def test_known_sentence() -> None:
    # 22543-01-02-4: 2,352 children on 1.3.2016; 12411-02-03-4: 7,403 on 31.12.2015.
    (satz,) = formulate_aussagen(compute("betreuungsquote_u3", "08335")).aussagen
    assert satz.replace("\u00a0", " ").startswith(
        "Im Landkreis Konstanz lag die Betreuungsquote der unter 3-Jährigen am 1. März 2016 bei "
        "31,8 %, in Baden-Württemberg bei 27,7 % und in Deutschland bei 32,7 %. "
        "Zum Vergleich 2011: "
    )


def test_results_without_number_or_with_parts_are_passed_over() -> None:
    leer, teile = compute("vhs_belegungen", "02000"), compute("altersgruppen", "02000")
    assert formulate_aussagen(leer, teile) == Kernaussagen((), (), ())
    voll = compute("geburtenrate", "02000")
    aussagen = formulate_aussagen(leer, voll, teile)
    assert [k.id for k in aussagen.kennzahlen] == ["geburtenrate"]
    assert aussagen.quellen == voll.quellen
    assert len(aussagen.aussagen) == 1


def test_equal_printed_values_are_called_unchanged() -> None:
    ergebnis = compute("geburtenrate", "08335")
    daten = ergebnis.daten.copy()
    own = daten["ags"] == "08335"
    daten.loc[own & (daten["jahr"] == 2015), "wert"] = 8.04
    daten.loc[own & (daten["jahr"] == 2005), "wert"] = 7.96
    (satz,) = formulate_aussagen(replace(ergebnis, daten=daten)).aussagen
    assert "Zum Vergleich 2005: 8,0\u00a0je 1.000 Personen (unverändert;" in satz


def test_change_from_zero_is_not_a_percentage() -> None:
    ergebnis = compute("betreute_kinder_u3", "08335")
    daten = ergebnis.daten.copy()
    daten.loc[daten["jahr"] < ergebnis.jahre[-1], "wert"] = 0.0
    (satz,) = formulate_aussagen(replace(ergebnis, daten=daten)).aussagen
    assert "Zum Vergleich" not in satz
    assert satz.endswith("Kinder.")
