"""The parts of a sentence: patterns vary by position, never by chance."""

from __future__ import annotations

from dkbm.arbeitsplatz import Arbeitsplatz
from dkbm.bestand import open_bestand
from dkbm.darstellung.satzbau import write_change, write_level, write_nenner, write_streuung
from dkbm.gebiete import load_register

DESK = Arbeitsplatz(load_register()["03241"], (), open_bestand())
QUOTE = DESK.kennzahl("betreuungsquote_u3", kreise=True)


def test_patterns_differ_by_position_and_repeat() -> None:
    assert len({write_level(QUOTE, n) for n in range(4)}) == 4
    assert write_level(QUOTE, 1) == write_level(QUOTE, 5)
    abgaenge = DESK.kennzahl("abgaenge_ohne_hauptschulabschluss")
    assert len({write_change(abgaenge, n)[0] for n in range(3)}) == 3
    assert len({write_streuung(QUOTE, n) for n in range(3)}) == 3


def test_nothing_is_said_without_ground() -> None:
    assert write_streuung(DESK.kennzahl("betreuungsquote_u3"), 0) == ""
    assert write_change(DESK.kennzahl("berufsschueler"), 0) == ("", None)
    assert write_nenner(QUOTE) == ""
