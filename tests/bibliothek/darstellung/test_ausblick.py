"""The Vorausberechnung in a report agrees with the numbers it is made from."""

from __future__ import annotations

from functools import cache

import pandas as pd
import pytest
from dkbm.bestand import open_bestand
from dkbm.darstellung.ausblick import build_bedarf, build_faecher, build_rueckschau
from dkbm.gebiete import load_register
from dkbm.kennzahlen.vorausberechnung import bedarf, vorausberechnung
from dkbm.kennzahlen.vorausberechnung.rechnung import compute_rechnung
from dkbm.kennzahlen.vorausberechnung.rueckschau import compare_kommune
from dkbm.sprache.zahlen import format_zahl

KONSTANZ = load_register()["08335"]


@cache
def frame() -> pd.DataFrame:
    return vorausberechnung(open_bestand(), "08335")


def pick(merkmal: str, jahr: int, variante: str) -> float:
    rows = frame()[(frame()["gruppe"] == merkmal) & (frame()["jahr"] == jahr)]
    return float(rows.loc[rows["variante"] == variante, "wert"].iloc[0])


def test_fan_shows_history_variants_and_band() -> None:
    bild = build_faecher(frame(), KONSTANZ, "u3", ())
    zeilen = {zeile[0]: zeile[1:] for zeile in bild.daten.zeilen}
    assert zeilen["2024"][0] == "7.216"
    assert zeilen["2030"][1] == format_zahl(pick("u3", 2030, "mittlere"))
    assert "80 % der früheren Fehler, unten" in bild.daten.spalten
    assert "Prognose" not in bild.titel


def test_needs_are_rounded_and_say_their_rate() -> None:
    need = bedarf(open_bestand(), KONSTANZ)
    tabelle = build_bedarf(frame(), need, KONSTANZ, [2024, 2025, 2039], ())
    zeilen = {zeile[0]: zeile[1:] for zeile in tabelle.daten.zeilen}
    assert len(zeilen) == 5
    unten, oben = (format_zahl(round(pick("u3", 2039, v), -1)) for v in ("untere", "obere"))
    assert zeilen["Kinder unter 3 Jahren"][-1] == f"{unten}–{oben}"
    schule = need[(need["merkmal"] == "schulanfaenger") & (need["jahr"] == 2025)]
    wert = float(schule.loc[schule["variante"] == "mittlere", "wert"].iloc[0])
    assert zeilen["Kinder, die schulpflichtig werden"][:2] == ("–", format_zahl(round(wert, -1)))
    assert any("Heutige Quote: Betreuungsquote" in a for a in tabelle.anmerkungen)
    assert "Modellrechnung, keine Prognose" in tabelle.titel


def test_look_back_is_the_error_against_what_came() -> None:
    vergleich = compare_kommune(compute_rechnung(open_bestand()).rueckschau, "08335")
    assert set(vergleich["start"]) == {2010, 2015, 2019}
    assert (vergleich["fehler"] + 100).to_numpy() == pytest.approx(
        vergleich["wert"] / vergleich["ist"] * 100
    )
    tabelle = build_rueckschau(vergleich, KONSTANZ, ())
    assert len(tabelle.daten.zeilen) == 9
    erste = tabelle.daten.zeilen[0]
    assert erste[:2] == ("unter 3 Jahre, gerechnet ab 2019", "7.216")
    # docs/vorausberechnung.md, 2019 → 2024, unter 3: Modell, letzter Wert, Trend.
    assert [z.replace("\u00a0", " ") for z in erste[4:]] == ["7,9 %", "9,6 %", "21,6 %"]
