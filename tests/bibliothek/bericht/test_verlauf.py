"""Small charts: places by hand, gaps stay gaps, words tell what the line shows."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from dkbm.bericht.verlauf import Punkt, Reihe, describe_verlauf, draw_saeulen, draw_verlauf


def build_reihe(name: str, werte: dict[int, float], *, schuljahr: bool = False) -> Reihe:
    zeit = {jahr: f"{jahr}/{jahr + 1 - 2000}" if schuljahr else str(jahr) for jahr in werte}
    return Reihe(name, tuple(Punkt(jahr, wert, zeit[jahr]) for jahr, wert in werte.items()))


EIGENE = build_reihe("Köln", {2010: 10.0, 2011: 30.0, 2012: 20.0, 2016: 25.0})
BUND = build_reihe("Deutschland", {2010: 20.0, 2016: 20.0})


def list_linien(svg: str) -> list[list[tuple[float, float]]]:
    linien = re.findall(r'<polyline points="([^"]+)"', svg)
    return [[(float(x), float(y)) for x, y in (p.split(",") for p in z.split())] for z in linien]


def test_points_lie_where_their_values_are_and_gaps_stay() -> None:
    svg = draw_verlauf([EIGENE, BUND], "#123456", 1)
    ElementTree.fromstring(svg)
    bund, eigene = list_linien(svg)
    # Plot area: x 46..184 for 2010..2016, y 14..56 for 30..10; 2012 to 2016 is a gap.
    assert eigene == [(46.0, 56.0), (69.0, 14.0), (92.0, 35.0)]
    assert bund == [(46.0, 35.0), (184.0, 35.0)]
    assert ">10,0</text>" in svg
    assert ">25,0</text>" in svg
    assert svg.count("#123456") == 6  # one line, a lone year, two ends with their numbers


def test_words_name_ends_and_extremes() -> None:
    worte = describe_verlauf("Quote", EIGENE, "%", 1)
    assert worte.replace("\u00a0", " ") == (
        "Quote, Köln: von 10,0 % (2010) auf 25,0 % (2016), höchster Wert 30,0 % (2011)."
    )


def test_bars_are_as_long_as_their_values_and_names_are_data() -> None:
    svg = draw_saeulen([("A<b>", 50.0), ("Land", 25.0), ("Bund", 0.0)], "#123456", 0)
    ElementTree.fromstring(svg)
    assert re.findall(r'<rect [^>]*width="([\d.]+)"', svg) == ["90.0", "45.0", "0.0"]
    assert "A&lt;b&gt;" in svg


def test_a_school_year_is_named_as_in_the_table() -> None:
    reihe = build_reihe("Köln", {2015: 10.0, 2023: 30.0}, schuljahr=True)
    svg = draw_verlauf([reihe], "#123456", 1)
    assert ">2015/16</text>" in svg
    assert ">2023/24</text>" in svg
    assert "(2015/16) auf" in describe_verlauf("Quote", reihe, "%", 1)
