"""The course of life in one figure."""

from __future__ import annotations

from dataclasses import replace

import pytest
from dkbm.arbeitsplatz import Arbeitsplatz
from dkbm.bestand import open_bestand
from dkbm.darstellung import Abbildung, Hinweis, stationen
from dkbm.fehler import DkbmFehler
from dkbm.gebiete import load_register
from dkbm.kennzahlen import find_kennzahl
from dkbm.kennzahlen.rechnen import Auswahl, quotient

IDS = ("betreuungsquote_u3", "abgaenge_hochschulreife", "jugendarbeitslosenquote")


def test_rows_follow_the_course_of_life_with_their_latest_year() -> None:
    desk = Arbeitsplatz(load_register()["08335"], (), open_bestand())
    figure = stationen(*(desk.kennzahl(id_, kreise=True) for id_ in IDS))
    assert isinstance(figure, Abbildung)
    assert [k.id for k in figure.kennzahlen] == list(IDS)
    assert [z[:3] for z in figure.daten.zeilen] == [
        ("Betreuungsquote der unter 3-Jährigen", "2016", "31,8\u00a0%"),
        ("Anteil der Abgänge mit allgemeiner Hochschulreife", "2023", "29,2\u00a0%"),
        ("Arbeitslosenquote der 15- bis unter 25-Jährigen", "2025", "3,1\u00a0%"),
    ]
    with pytest.raises(DkbmFehler, match="fehlen die Kreise"):
        stationen(desk.kennzahl(IDS[0]))


def test_parts_of_a_breakdown_get_rows_of_their_own() -> None:
    desk = Arbeitsplatz(load_register()["05315"], (), open_bestand())
    teile = {"insgesamt": ("insgesamt",), "weiblich": ("weiblich",)}
    wahl = [
        Auswahl("abgaenge", "abgaenge", {"abschluss": a}, gliederung="geschlecht", je=teile)
        for a in ("hochschulreife", "insgesamt")
    ]
    kennzahl = replace(
        find_kennzahl("abgaenge_hochschulreife"),
        auspraegungen={"insgesamt": "alle", "weiblich": "weiblich"},
        berechne=quotient(*wahl),
    )
    figure = stationen(desk.kennzahl(kennzahl, kreise=True))
    assert isinstance(figure, Abbildung)
    namen = [zeile[0].rpartition(", ")[2] for zeile in figure.daten.zeilen]
    assert namen == ["alle", "weiblich"]


def test_nothing_at_all_is_a_hinweis() -> None:
    desk = Arbeitsplatz(load_register()["02000"], (), open_bestand())
    assert isinstance(stationen(desk.kennzahl("vhs_belegungsdichte", kreise=True)), Hinweis)
