"""The fan: what was observed, what is computed, and the table behind it."""

from __future__ import annotations

from dkbm.darstellung import Band, faecher
from dkbm.gebiete import load_register
from dkbm.kennzahlen import find_kennzahl


def test_fan_shows_history_middle_bands_and_variants() -> None:
    historie = {2020: 100.0, 2021: 110.0, 2023: 120.0}
    median = {2024: 121.0, 2025: 122.0}
    band = Band("80 %", {2024: 115.0, 2025: 110.0}, {2024: 127.0, 2025: 134.0})
    figure = faecher(
        find_kennzahl("betreute_kinder_u3"),
        load_register()["08335"],
        historie,
        median,
        baender=[band],
        varianten={"hohe Wanderung": {2024: 124.0, 2025: 128.0}},
    )
    assert "vorausberechnet ab 2024" in figure.titel
    assert figure.daten.spalten == (
        *("Jahr", "beobachtet", "mittlere Entwicklung", "80 %, unten", "80 %, oben"),
        "hohe Wanderung",
    )
    assert figure.daten.zeilen[0] == ("2020", "100", "–", "–", "–", "–")
    assert figure.daten.zeilen[-1] == ("2025", "–", "122", "110", "134", "128")
    assert "nicht, was kommen wird" in figure.anmerkungen[0]
    for text in ("beobachtet", "vorausberechnet", "mittlere Entwicklung", "hohe Wanderung"):
        assert f">{text}<" in figure.svg
