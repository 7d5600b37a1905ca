"""One look: readable for everyone, in print as well, and the same bytes every time."""

from __future__ import annotations

import math
import re
import xml.etree.ElementTree as ET
from functools import cache
from itertools import combinations, pairwise, product

import matplotlib as mpl
import pytest
from dkbm.arbeitsplatz import Arbeitsplatz
from dkbm.bestand import open_bestand
from dkbm.darstellung import Abbildung, balken, gliederung, linie
from dkbm.darstellung.thema import (
    FARBE_ANDERE,
    FARBE_KOMMUNE,
    FARBEN_VERGLEICH,
    KLASSENFARBEN,
    STILE,
    VERGLEICHSSTRICHE,
    draw,
    german_axis,
    to_svg,
)
from dkbm.gebiete import load_register

TEXT, FLAECHE = 4.5, 3.0
"""Contrast that WCAG 2.1 AA asks of text and of graphical objects."""


def luminance(farbe: str) -> float:
    """Return the relative luminance after WCAG 2.1."""
    kanaele = [int(farbe[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [k / 12.92 if k <= 0.04045 else ((k + 0.055) / 1.055) ** 2.4 for k in kanaele]
    return sum(faktor * k for faktor, k in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast_on_white(farbe: str) -> float:
    return 1.05 / (luminance(farbe) + 0.05)


def lightness(farbe: str) -> float:
    """Return CIE L*, 0 to 100: what is left of a colour in greyscale print."""
    return float(116 * luminance(farbe) ** (1 / 3) - 16)


@cache
def figures() -> tuple[Abbildung, ...]:
    register = load_register()
    peers = tuple(register[a] for a in ("08436", "14625", "08415", "14522", "05166"))
    desk = Arbeitsplatz(register["08335"], peers, open_bestand())
    made = (
        linie(desk.kennzahl("geburtenrate", vergleich=True), vergleich=peers),
        balken(desk.kennzahl("natuerlicher_saldo", vergleich=True)),
        gliederung(desk.kennzahl("abschlussverteilung")),
    )
    return tuple(f for f in made if isinstance(f, Abbildung))


def test_formula_gives_the_published_contrasts() -> None:
    assert contrast_on_white("#ffffff") == pytest.approx(1)
    assert contrast_on_white("#000000") == pytest.approx(21)
    assert contrast_on_white("#767676") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("farbe", [FARBE_KOMMUNE, *(s[0] for s in STILE), *FARBEN_VERGLEICH])
def test_colours_of_names_are_readable_as_text(farbe: str) -> None:
    assert contrast_on_white(farbe) >= TEXT


def test_area_colour_stands_out() -> None:
    assert contrast_on_white(FARBE_ANDERE) >= FLAECHE
    assert abs(lightness(FARBE_ANDERE) - lightness(FARBE_KOMMUNE)) > 10


def test_every_colour_that_is_really_drawn_has_contrast() -> None:
    for figure in figures():
        for element in ET.fromstring(figure.svg).iter():
            style = element.get("style", "")
            is_text = element.tag.endswith("}text")
            for farbe in re.findall(r"(?:fill|stroke): (#[0-9a-f]{6})", style):
                # White is the ground, the light grey the grid behind the data.
                if farbe not in ("#ffffff", "#e3e3e3"):
                    assert contrast_on_white(farbe) >= (TEXT if is_text else FLAECHE), style
    assert len(figures()) == 3


def test_kommune_land_and_bund_differ_without_colour() -> None:
    dashes, widths = [s[1] for s in STILE], [s[2] for s in STILE]
    assert len(set(dashes)) == 3
    assert dashes[0] == "solid"
    assert widths[0] > 1.3 * max(widths[1:])
    kommune, land, bund = (lightness(s[0]) for s in STILE)
    assert min(abs(bund - kommune), abs(bund - land)) > 10


def test_axis_is_german_and_shows_decimals_only_where_needed() -> None:
    with draw() as (figure, ax):
        ax.plot([0, 1], [0, 4000])
        german_axis(ax)
        german_axis(ax, "x")
        svg = to_svg(figure)
    labels = [e.text for e in ET.fromstring(svg).iter() if e.tag.endswith("}text")]
    assert "4.000" in labels
    assert "0,2" in labels
    assert "1,0" in labels
    assert not [t for t in labels if t and re.search(r"\.\d{1,2}$", t)]


def test_svg_is_one_bare_element_without_date_and_size() -> None:
    def paint() -> str:
        with draw(2.0) as (figure, ax):
            ax.plot([1, 2, 3], [3, 1, 2])
            ax.set_title("Größe & <Maß>")
            return to_svg(figure)

    svg = paint()
    assert svg == paint()
    root = ET.fromstring(svg)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert root.get("viewBox")
    assert root.get("width") is None
    assert root.get("height") is None
    assert svg.startswith("<svg")
    assert "metadata" not in svg
    assert not re.search(r"\d{4}-\d\d-\d\d|[Mm]atplotlib v", svg)
    assert "Größe & <Maß>" in "".join(root.itertext())


def test_drawing_leaves_the_users_own_settings_alone() -> None:
    before = dict(mpl.rcParams)
    with draw():
        assert mpl.rcParams["svg.fonttype"] == "none"
    assert dict(mpl.rcParams) == before


Matrix = tuple[tuple[float, float, float], ...]
DEUTERANOPIE: Matrix = (
    (0.367322, 0.860646, -0.227968),
    (0.280085, 0.672501, 0.047413),
    (-0.011820, 0.042940, 0.968881),
)
PROTANOPIE: Matrix = (
    (0.152286, 1.052583, -0.204868),
    (0.114503, 0.786281, 0.099216),
    (-0.003882, -0.048116, 1.051998),
)
"""Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB."""


def to_lab(farbe: str, sicht: Matrix | None) -> tuple[float, float, float]:
    """Return CIELAB (D65) of a colour as someone with the given sight sees it."""
    rgb = [int(farbe[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    rgb = [k / 12.92 if k <= 0.04045 else ((k + 0.055) / 1.055) ** 2.4 for k in rgb]
    if sicht:
        rgb = [min(max(sum(f * k for f, k in zip(z, rgb, strict=True)), 0), 1) for z in sicht]
    r, g, b = rgb
    x = (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047
    y = 0.2126 * r + 0.7152 * g + 0.0722 * b
    z = (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


@pytest.mark.parametrize("sicht", [None, DEUTERANOPIE, PROTANOPIE])
def test_series_differ_for_colour_blind_readers(sicht: Matrix | None) -> None:
    series = [FARBE_KOMMUNE, *FARBEN_VERGLEICH]
    greys = [STILE[1][0], STILE[2][0]]
    pairs = [*combinations(series, 2), *product(series, greys)]
    for one, other in pairs:
        assert math.dist(to_lab(one, sicht), to_lab(other, sicht)) >= 20, (one, other)
    for one, other in pairwise(KLASSENFARBEN):
        assert math.dist(to_lab(one, sicht), to_lab(other, sicht)) >= 10, (one, other)
    # Further Gebiete differ in dash as well, so colour need not carry it alone.
    assert len(set(VERGLEICHSSTRICHE)) == len(FARBEN_VERGLEICH)


def test_map_classes_darken_in_even_steps() -> None:
    steps = [lightness(a) - lightness(b) for a, b in pairwise(KLASSENFARBEN)]
    assert min(steps) > 7
