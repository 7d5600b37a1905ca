"""Small multiples: a panel for each thing compared, gaps stay open."""

from __future__ import annotations

from dataclasses import replace

from dkbm.arbeitsplatz import Arbeitsplatz
from dkbm.bestand import open_bestand
from dkbm.darstellung import Abbildung, Hinweis, kleine_vielfache
from dkbm.gebiete import load_register

REGISTER = load_register()
PEERS = (REGISTER["08436"], REGISTER["14625"])
DESK = Arbeitsplatz(REGISTER["08335"], PEERS, open_bestand())


def list_panels(figure: Abbildung | Hinweis) -> list[str]:
    assert isinstance(figure, Abbildung)
    return list(dict.fromkeys(zeile[0] for zeile in figure.daten.zeilen))


def test_panels_by_kennzahl_by_part_and_by_gebiet() -> None:
    several = [DESK.kennzahl(id_) for id_ in ("geburtenrate", "wanderungssaldo")]
    assert list_panels(kleine_vielfache(*several)) == [
        "Geburtenrate (je 1.000 Personen)",
        "Wanderungssaldo (je 1.000 Personen)",
    ]
    teile = DESK.kennzahl("abschlussverteilung", kreise=True)
    assert list_panels(kleine_vielfache(teile)) == list(teile.kennzahl.auspraegungen.values())
    series = DESK.kennzahl("geburtenrate", kreise=True)
    figure = kleine_vielfache(series, gebiete=PEERS)
    assert list_panels(figure) == [g.name for g in (DESK.gebiet, *PEERS)]
    assert figure == kleine_vielfache(series, gebiete=PEERS)


def test_single_years_are_no_series() -> None:
    assert isinstance(kleine_vielfache(DESK.kennzahl("berufsschueler")), Hinweis)


def test_values_stand_below_the_name_of_their_gebiet() -> None:
    rate = DESK.kennzahl("geburtenrate")
    ohne_land = replace(rate, daten=rate.daten[rate.daten["ags"] != "08"])
    figure = kleine_vielfache(rate, ohne_land)
    assert isinstance(figure, Abbildung)
    assert figure.daten.spalten == (
        *("Feld", "Jahr", "Landkreis Konstanz", "Baden-Württemberg", "Deutschland"),
    )
    voll, leer = (z for z in figure.daten.zeilen if z[1] == "2015")
    assert leer == (*voll[:3], "–", voll[4])
