"""Tables: every cell as an office would print it, every sign kept and explained."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from functools import cache

import pandas as pd
import pytest
from dkbm.arbeitsplatz import Arbeitsplatz
from dkbm.bestand import Bestand, open_bestand
from dkbm.darstellung import Hinweis, Tabelle, tabelle, ueberblick
from dkbm.darstellung.tabellen import add_streuung, build_reihe, build_vergleich
from dkbm.gebiete import load_register
from dkbm.kennzahlen import Ergebnis, Kennzahl, compute, list_kennzahlen
from dkbm.kennzahlen.streuung import compute_streuung
from dkbm.quellen.zeichen import BEDEUTUNG
from dkbm.sprache.zahlen import GESCHUETZT, format_value

KREISE = ("08335", "02000", "03159", "13071")
ALLE = [k.id for k in list_kennzahlen() if not k.formular]
CELL = re.compile(r"–|\.|\.\.\.|/|x|\(?−?\d{1,3}(\.\d{3})*(,\d+)?\)?(\u00a0[ak]\))*")
MARKE = re.compile(r"\u00a0[ak]\)")


@cache
def desk(ags: str) -> Arbeitsplatz:
    return Arbeitsplatz(load_register()[ags], (), open_bestand())


def shown(table: Tabelle | Hinweis) -> Tabelle:
    assert isinstance(table, Tabelle)
    return table


def make_ergebnis(rows: list[tuple[str, int, float, str]]) -> Ergebnis:
    """Build a result of a Kreis and its Land from key, year, value and sign."""

    def berechne(bestand: Bestand, ags: object) -> pd.DataFrame:
        frame = pd.DataFrame(rows, columns=["ags", "jahr", "wert", "zeichen"])
        frame["quellen"] = frame["zeichen"].map(lambda _: ())
        return frame.assign(zaehler=frame["wert"], nenner=math.nan, gebietsstand="")

    kennzahl = Kennzahl(id="x", name="Musik", subjekt="die Musik", einheit="%", berechne=berechne)
    register = load_register()
    return compute(kennzahl, open_bestand(), [register["08335"], register["08"]])


@pytest.mark.parametrize("ags", KREISE)
def test_every_cell_of_every_kennzahl_is_a_german_number_or_a_sign(ags: str) -> None:
    tables = 0
    for id_ in ALLE:
        ergebnis = desk(ags).kennzahl(id_)
        table = tabelle(ergebnis)
        if isinstance(table, Hinweis):
            assert ergebnis.is_empty
            continue
        tables += 1
        zeilen, breite = table.daten.zeilen, len(table.daten.spalten)
        assert zeilen
        assert all(len(zeile) == breite for zeile in zeilen)
        cells = [cell for zeile in zeilen for cell in zeile[1:]]
        assert [cell for cell in cells if not CELL.fullmatch(cell)] == []
        assert all(table.daten.spalten)
        texts = [table.titel, table.quelle, *table.anmerkungen, *table.daten.spalten]
        assert not re.search(r"\bnan\b|NaN|None|\d\.\d(?!\d)", " ".join(texts))
    assert tables >= len(ALLE) - 3


def test_all_signs_are_shown_and_explained() -> None:
    signs = ["-", ".", "...", "/", "x", ""]
    land = [("08", 2000 + n, math.nan, sign) for n, sign in enumerate(signs)]
    kreis = [("08335", 2000 + n, 12.25, "") for n in range(len(signs) + 1)]
    table = shown(tabelle(make_ergebnis([*kreis, *land, ("08", 2006, 0.0, "-")])))
    assert [z[-1] for z in table.daten.zeilen] == ["–", ".", "...", "/", "x", "–", "0,0"]
    (legend,) = [note for note in table.anmerkungen if note.startswith("Zeichen: ")]
    assert "– = nichts vorhanden oder kein Wert im Datenbestand" in legend
    for sign in (".", "...", "/", "x"):
        assert f"{sign} = {BEDEUTUNG[sign]}" in legend
    assert "- =" not in legend


def test_limited_values_stand_in_brackets() -> None:
    table = shown(tabelle(make_ergebnis([("08335", 2000, 1234.25, "()"), ("08", 2000, -0.04, "")])))
    assert table.daten.zeilen == (("2000", "(1.234,3)", "0,0"),)


def test_legend_names_only_the_signs_that_stand_there() -> None:
    table = shown(tabelle(make_ergebnis([("08335", 2000, 1.0, ""), ("08", 2000, 2.0, "")])))
    assert table.anmerkungen == ()
    rows = [("08335", 2000, 1.0, ""), ("08", 2000, math.nan, "x")]
    rows += [("08335", 2001, 1.0, ""), ("08", 2001, 2.0, "")]
    table = shown(tabelle(make_ergebnis(rows)))
    assert table.anmerkungen == (f"Zeichen: x = {BEDEUTUNG['x']}.",)


@pytest.mark.parametrize("ags", ["08335", "05315"])
def test_reader_can_recompute_each_rate_from_the_printed_counts(ags: str) -> None:
    """Kreise that were never divided have whole numbers above and below."""
    factors = {
        "%": 100,
        "je 100": 100,
        "je 1.000 Personen": 1000,
        "je 1.000 Frauen": 1000,
        "je 10.000 Personen": 10_000,
        "": 100,
    }
    recomputed = 0
    for kennzahl in list_kennzahlen():
        ergebnis = desk(ags).kennzahl(kennzahl)
        table = tabelle(ergebnis)
        if isinstance(table, Hinweis) or kennzahl.auspraegungen or len(table.daten.spalten) < 6:
            continue
        assert table.daten.spalten[1:3] == (kennzahl.zaehler, kennzahl.nenner)
        for _, oben, unten, printed, *_ in table.daten.zeilen:
            if oben == ".":  # unknown to the source, and so is the rate
                assert printed == "."
                continue
            zaehler = float(oben.replace(".", "").replace("−", "-"))
            wert = zaehler / float(unten.replace(".", "")) * factors[kennzahl.einheit]
            assert MARKE.sub("", printed) == format_value(wert, "", kennzahl.stellen)
            recomputed += 1
    assert recomputed > 200


def test_years_can_be_chosen() -> None:
    ergebnis = desk("08335").kennzahl("geburtenrate")
    table = shown(tabelle(ergebnis, jahre=[2015, 2010]))
    assert [zeile[0] for zeile in table.daten.zeilen] == ["2010", "2015"]
    assert table.titel == "Geburtenrate im Landkreis Konstanz, 2010, 2015 (je 1.000 Personen)"
    assert [zeile[0] for zeile in shown(tabelle(ergebnis)).daten.zeilen] == [
        str(jahr) for jahr in range(1995, 2016)
    ]
    # A report of other years has none of those that its notebook names.
    assert tabelle(ergebnis, jahre=[2050]) == tabelle(ergebnis)
    teile = desk("08335").kennzahl("abschlussverteilung")
    assert tabelle(teile, jahre=[2050]) == tabelle(teile)


def test_breakdown_has_one_row_per_part_of_the_chosen_year() -> None:
    ergebnis = desk("08335").kennzahl("abschlussverteilung")
    table = shown(tabelle(ergebnis, jahre=[2023]))
    assert table.daten.spalten == (
        "Abschluss",
        "Landkreis Konstanz, Anzahl",
        "Landkreis Konstanz, %",
        "Baden-Württemberg, %",
        "Deutschland, %",
    )
    # 21111-02-06-4, Konstanz 2023: 229 of 2,596 leavers without Hauptschulabschluss.
    assert table.daten.zeilen[0] == ("ohne Hauptschulabschluss", "229", "8,8", "6,9", "7,1")
    anteile = [float(zeile[2].replace(",", ".")) for zeile in table.daten.zeilen]
    assert sum(anteile) == pytest.approx(100, abs=0.3)
    assert "im Abgangsjahr 2023" in table.titel
    assert "im Abgangsjahr 2015" in shown(tabelle(ergebnis, jahre=[2015])).titel


def test_comparison_names_the_year_and_keeps_the_order() -> None:
    daten = build_vergleich(desk("08335").kennzahl("geburtenrate"), 2015)
    assert daten.spalten == ("Gebiet", "je 1.000 Personen, 2015")
    assert [z[0] for z in daten.zeilen] == [
        "Landkreis Konstanz",
        "Baden-Württemberg",
        "Deutschland",
    ]


def test_overview_has_the_latest_value_of_each_kennzahl_with_its_unit() -> None:
    ids = ("anteil_akademisch", "vhs_belegungen", "bevoelkerung", "einkommen_je_einwohner")
    table = shown(ueberblick(*(desk("02000").kennzahl(id_) for id_ in ids)))
    assert table.titel == "Kennzahlen in Hamburg im Überblick, jeweils neuestes Jahr"
    assert table.daten.spalten == ("Kennzahl", "Jahr", "Hamburg", "Deutschland")
    assert [k.id for k in table.kennzahlen] == [ids[0], *ids[2:]]
    for zeile, kennzahl in zip(table.daten.zeilen, table.kennzahlen, strict=True):
        ergebnis = desk("02000").kennzahl(kennzahl)
        wert = format_value(ergebnis.wert(), kennzahl.einheit, kennzahl.stellen)
        assert zeile[:3] == (kennzahl.name, str(ergebnis.jahre[-1]), wert)
    assert table.daten.zeilen[2][2].endswith(f"{GESCHUETZT}Euro")


def test_overview_of_nothing_is_a_hinweis() -> None:
    leer = [desk("02000").kennzahl(id_) for id_ in ("vhs_belegungen", "vhs_onlineanteil")]
    hinweis = ueberblick(*leer)
    assert isinstance(hinweis, Hinweis)
    assert "daten/eigene/vhs.csv" in hinweis.text


@pytest.mark.parametrize("id_", [k for k in ALLE if not k.startswith("bevoelkerung")])
def test_hinweis_names_the_file_or_table_that_is_missing(id_: str) -> None:
    ergebnis = desk("03159").kennzahl(id_)
    hinweis = tabelle(replace(ergebnis, daten=ergebnis.daten.iloc[:0]))
    assert isinstance(hinweis, Hinweis)
    assert hinweis.titel == f"{ergebnis.kennzahl.name}: Daten fehlen"
    assert hinweis.text.startswith("Im Landkreis Göttingen liegen dazu keine Werte ")
    assert re.search(r"daten/eigene/\w+\.csv|Tabelle \d{5}-\d\d|Tabellen \d|BBSR", hinweis.text)
    assert hinweis.text.endswith(".")


def test_a_school_year_is_named_alike_everywhere() -> None:
    # 2023 is 2023/24 for pupils and the end of 2022/23 for leavers.
    schueler = desk("08335").kennzahl("auslaenderanteil_schueler", kreise=True)
    table = shown(ueberblick(schueler, desk("08335").kennzahl("abgaenge")))
    assert [zeile[1] for zeile in table.daten.zeilen] == ["2023/24", "2023"]
    reihe = build_reihe(schueler.select(schueler.gebiete[:3]))
    assert [zeile[0] for zeile in reihe.zeilen] == ["2015/16", "2023/24"]
    breit = add_streuung(reihe, schueler, compute_streuung(schueler))
    assert "–" not in breit.zeilen[-1][-2:]
    assert build_vergleich(schueler, 2023).spalten == ("Gebiet", "in %, 2023/24")
    assert ", 2015/16, 2023/24 (" in shown(tabelle(schueler)).titel


def test_a_published_rate_is_not_printed_as_a_count() -> None:
    quoten = shown(tabelle(desk("08335").kennzahl("arbeitslosenquote_gruppen"))).daten
    assert not [kopf for kopf in quoten.spalten if "Anzahl" in kopf]
    schularten = shown(tabelle(desk("08335").kennzahl("schulartverteilung"))).daten
    assert schularten.spalten[1] == "Landkreis Konstanz, Anzahl"


def test_a_breakdown_of_counts_names_what_it_counts() -> None:
    quoten = desk("08335").kennzahl("arbeitslosenquote_gruppen")
    for zaehlt, kopf in (
        ("Eintritte", "Landkreis Konstanz, Eintritte"),
        ("", "Landkreis Konstanz"),
    ):
        anzahlen = replace(quoten, kennzahl=replace(quoten.kennzahl, einheit="", zaehlt=zaehlt))
        assert shown(tabelle(anzahlen)).daten.spalten[1] == kopf
