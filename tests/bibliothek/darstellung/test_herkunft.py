"""Source lines and notes: complete, once each, and only where they apply."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from dkbm.arbeitsplatz import Arbeitsplatz
from dkbm.bestand import Quelle, open_bestand
from dkbm.darstellung.herkunft import format_quelle, list_anmerkungen
from dkbm.gebiete import load_register
from dkbm.kennzahlen import Ergebnis, list_kennzahlen

QUELLE = Quelle(
    id=1,
    datensatz="a",
    tabelle="12411-01-01-4",
    titel="T",
    herausgeber="Amt A",
    lizenz="dl-de/by-2-0",
    stand="10.10.2017",
    abgerufen="",
    datei="a.csv",
    sha256="",
    jahre=(1995, 2015),
    zeilen=1,
    fussnoten="",
)


@cache
def compute(kennzahl: str, ags: str) -> Ergebnis:
    return Arbeitsplatz(load_register()[ags], (), open_bestand()).kennzahl(kennzahl)


def test_source_line_groups_by_owner_and_table() -> None:
    quellen = [
        QUELLE,
        replace(QUELLE, id=2, stand="26.02.2026"),
        replace(QUELLE, id=3),
        replace(QUELLE, id=4, tabelle="12411-02-03-4", stand=""),
        replace(QUELLE, id=5, herausgeber="Amt B", tabelle="INKAR", stand=""),
        replace(QUELLE, id=6, herausgeber="Eigene", tabelle="daten/eigene/vhs.csv", lizenz=""),
    ]
    assert format_quelle(quellen, berechnet=True) == (
        "Quelle: Amt A, Tabellen 12411-01-01-4 (Stand 10.10.2017 und 26.02.2026) und "
        "12411-02-03-4, dl-de/by-2-0; Amt B, INKAR, dl-de/by-2-0; "
        "Eigene, daten/eigene/vhs.csv (Stand 10.10.2017); eigene Berechnung (Daten verändert)."
    )
    assert format_quelle([QUELLE], berechnet=False) == (
        "Quelle: Amt A, Tabelle 12411-01-01-4 (Stand 10.10.2017), dl-de/by-2-0."
    )
    assert format_quelle([], berechnet=True) == "Quelle: keine Daten."


@pytest.mark.parametrize("ags", ["08335", "02000"])
def test_every_source_line_names_owner_table_and_licence(ags: str) -> None:
    for kennzahl in list_kennzahlen():
        ergebnis = compute(kennzahl.id, ags)
        if ergebnis.is_empty:
            continue
        line = format_quelle(ergebnis.quellen, berechnet=True)
        for quelle in ergebnis.quellen:
            assert quelle.tabelle in line
            assert quelle.herausgeber in line
            assert quelle.stand in line
            assert quelle.lizenz in line
        assert "  " not in line
        assert ",," not in line
        assert line.count("eigene Berechnung (Daten verändert)") == 1
        assert line.endswith(").")


@pytest.mark.parametrize(
    ("ags", "note"),
    [
        (
            "03159",
            "Landkreis Göttingen, 1995–2015: Werte aus aufgelösten Kreisen zusammengefasst "
            "(heutiger Gebietsstand).",
        ),
        (
            "13071",
            "Landkreis Mecklenburgische Seenplatte, 1995–2010: Werte aus geteilten Kreisen nach "
            "Bevölkerungsanteilen geschätzt (heutiger Gebietsstand).",
        ),
        ("08335", ""),
        ("02000", ""),
    ],
)
def test_converted_years_are_named_for_changed_kreise_only(ags: str, note: str) -> None:
    ergebnis = compute("geburtenrate", ags)
    notes = [n for n in list_anmerkungen(ergebnis, range(1995, 2016)) if "Gebietsstand" in n]
    assert notes == ([note] if note else [])


def test_conversion_is_named_only_for_the_years_shown() -> None:
    ergebnis = compute("abgaenge_hochschulreife", "03159")
    assert "2014–2015: Werte aus" in " ".join(list_anmerkungen(ergebnis, [2014, 2015, 2023]))
    assert "Gebietsstand" not in " ".join(list_anmerkungen(ergebnis, [2023]))


def test_breaks_and_gaps() -> None:
    ergebnis = compute("bevoelkerung", "08335")
    notes = list_anmerkungen(ergebnis, ergebnis.jahre)
    assert len([n for n in notes if "Zensus" in n]) == 2
    assert notes[-1] == "Ohne Werte im Datenbestand: 2016–2018, 2020–2022."
    # The year of the break itself belongs to the new series.
    assert list_anmerkungen(ergebnis, [2011, 2015]) == ()
    assert len(list_anmerkungen(ergebnis, [2010, 2011])) == 1


def test_caveats_of_the_kennzahl_come_first() -> None:
    ergebnis = compute("wanderungssaldo", "08335")
    assert list_anmerkungen(ergebnis, [2015]) == (
        "Gezählt werden Wanderungsfälle, nicht Personen.",
    )
