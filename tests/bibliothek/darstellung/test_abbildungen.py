"""Figures: what is drawn is what the data say, as text that can be read and searched."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest
from dkbm.arbeitsplatz import Arbeitsplatz
from dkbm.bestand import open_bestand
from dkbm.darstellung import Abbildung, Hinweis, balken, gliederung, linie
from dkbm.darstellung.thema import FARBE_KOMMUNE, STILE
from dkbm.fehler import DkbmFehler
from dkbm.gebiete import load_register
from dkbm.kennzahlen import Ergebnis
from dkbm.sprache.zahlen import MINUS

PEERS = ("08436", "14625", "08415")
SVG = "{http://www.w3.org/2000/svg}"


@cache
def desk(ags: str = "08335") -> Arbeitsplatz:
    register = load_register()
    return Arbeitsplatz(register[ags], tuple(register[p] for p in PEERS), open_bestand())


@cache
def ergebnis(kennzahl: str, ags: str = "08335") -> Ergebnis:
    return desk(ags).kennzahl(kennzahl, vergleich=True)


def drawn(figure: Abbildung | Hinweis) -> Abbildung:
    assert isinstance(figure, Abbildung)
    return figure


def read_texts(figure: Abbildung) -> list[str]:
    return [e.text or "" for e in ET.fromstring(figure.svg).iter(f"{SVG}text")]


def read_lines(svg: str, farbe: str, breite: float) -> list[list[tuple[float, float]]]:
    """Return the points of each drawn line of one colour and width, in pieces where it breaks."""
    wanted = f"stroke: {farbe}; stroke-width: {breite}"
    paths = [p for p in ET.fromstring(svg).iter(f"{SVG}path") if wanted in p.get("style", "")]
    pieces = [piece for path in paths for piece in path.get("d", "").split("M ")[1:]]
    found = [re.findall(r"(\S+) (\S+)", piece.replace("L ", "")) for piece in pieces]
    return [[(float(x), float(y)) for x, y in points] for points in found]


KINDS: list[tuple[Callable[..., Abbildung | Hinweis], str]] = [
    (linie, "geburtenrate"),
    (linie, "schueler"),
    (balken, "natuerlicher_saldo"),
    (gliederung, "schulartverteilung"),
]


@pytest.mark.parametrize(("kind", "kennzahl"), KINDS)
@pytest.mark.parametrize("ags", ["08335", "02000"])
def test_svg_is_wellformed_readable_and_always_the_same(
    kind: Callable[..., Abbildung | Hinweis], kennzahl: str, ags: str
) -> None:
    figure = drawn(kind(ergebnis(kennzahl, ags)))
    assert figure == drawn(kind(ergebnis(kennzahl, ags)))
    root = ET.fromstring(figure.svg)
    texts = read_texts(figure)
    shown = desk(ags).gebiete if kind is not balken else ergebnis(kennzahl, ags).gebiete
    for gebiet in shown:
        assert texts.count(gebiet.name) == 1
    assert not [t for t in texts if re.search(r"\d\.\d{1,2}(\D|$)|-\d|nan", t)]
    # Nothing is loaded from elsewhere and nothing tells when it was drawn.
    links = [v for e in root.iter() for k, v in e.attrib.items() if k.endswith("href")]
    assert all(link.startswith("#") for link in links)
    assert not root.findall(f".//{SVG}image")
    assert not re.search(r"<!|dc:date|\d{4}-\d\d-\d\dT", figure.svg)


def test_gap_in_a_series_is_not_bridged() -> None:
    e = ergebnis("abgaenge_hochschulreife")
    figure = drawn(linie(e))
    for gebiet, (farbe, _, breite) in zip(desk().gebiete, STILE, strict=True):
        jahre = [int(j) for j in e.of(gebiet)["jahr"]]
        assert jahre == [*range(1995, 2016), 2023]
        points = max(read_lines(figure.svg, farbe, breite), key=len)
        assert len(points) == 21
        steps = [b[0] - a[0] for a, b in pairwise(points)]
        # All steps are one year wide; 2015 to 2023 would be eight.
        assert steps == pytest.approx([steps[0]] * 20, rel=1e-3)
        rest = [line for line in read_lines(figure.svg, farbe, breite) if line != points]
        assert all(len(set(line)) <= 1 for line in rest)


def test_points_lie_where_the_numbers_say() -> None:
    e = ergebnis("abgaenge_hochschulreife")
    (farbe, _, breite), rows = STILE[0], e.of(e.kommune)
    points = max(read_lines(drawn(linie(e)).svg, farbe, breite), key=len)
    werte = [float(w) for w in rows["wert"][rows["jahr"] <= 2015]]
    scale = (points[1][1] - points[0][1]) / (werte[1] - werte[0])
    assert scale < 0
    for (_, y), wert in zip(points, werte, strict=True):
        assert y - points[0][1] == pytest.approx((wert - werte[0]) * scale, abs=1e-2)


def test_lines_differ_in_dash_not_only_in_colour() -> None:
    svg = drawn(linie(ergebnis("geburtenrate"))).svg
    dashes = set()
    for farbe, _, breite in STILE:
        style = f"stroke: {farbe}; stroke-width: {breite}"
        (path,) = [p for p in ET.fromstring(svg).iter(f"{SVG}path") if style in p.get("style", "")]
        dash = re.search(r"stroke-dasharray: ([^;]+)", path.get("style", ""))
        dashes.add(dash[1] if dash else "solid")
    assert len(dashes) == 3
    assert "solid" in dashes


def test_line_shows_further_gebiete_only_when_asked() -> None:
    e = ergebnis("geburtenrate")
    plain = drawn(linie(e))
    assert plain.daten.spalten == (
        "Jahr",
        "Landkreis Konstanz",
        "Baden-Württemberg",
        "Deutschland",
    )
    peer = desk().vergleichskommunen[0]
    figure = drawn(linie(e, vergleich=[peer]))
    assert figure.daten.spalten == (*plain.daten.spalten, "Landkreis Ravensburg")
    assert "Landkreis Ravensburg" in read_texts(figure)
    assert "Landkreis Ravensburg: " in figure.alt


def test_break_is_marked_only_inside_the_span() -> None:
    e = ergebnis("geburtenrate")
    assert "Zensus 2011" in read_texts(drawn(linie(e)))
    assert any("Zensus 2011" in note for note in drawn(linie(e)).anmerkungen)
    later = replace(e, daten=e.daten[e.daten["jahr"] >= 2011])
    assert not [t for t in read_texts(drawn(linie(later))) if "Zensus" in t]
    assert not [note for note in drawn(linie(later)).anmerkungen if "Zensus" in note]


def test_rates_begin_at_zero_and_balances_do_not() -> None:
    assert "0" in read_texts(drawn(linie(ergebnis("abgaenge_hochschulreife"))))
    saldo = read_texts(drawn(linie(ergebnis("natuerlicher_saldo"))))
    assert any(t.startswith(MINUS) for t in saldo)


def test_bars_stand_in_order_with_their_values() -> None:
    e = ergebnis("natuerlicher_saldo")
    figure = drawn(balken(e))
    names = [zeile[0] for zeile in figure.daten.zeilen]
    assert names[:3] == ["Landkreis Konstanz", "Baden-Württemberg", "Deutschland"]
    werte = [e.wert(2015, g) for n in names[3:] for g in e.gebiete if g.name == n]
    assert werte == sorted(werte, reverse=True)
    assert len(werte) == len(PEERS)
    texts = read_texts(figure)
    for name, wert in figure.daten.zeilen:
        assert name in texts
        assert f"{wert}\u00a0je 1.000 Personen" in texts
    assert f"fill: {FARBE_KOMMUNE}" in figure.svg
    assert figure.titel == (
        "Saldo aus Geburten und Sterbefällen im Landkreis Konstanz im Vergleich, im Jahr 2015 "
        "(je 1.000 Personen)"
    )


def test_bars_of_an_earlier_year_and_of_none() -> None:
    e = ergebnis("natuerlicher_saldo")
    figure = drawn(balken(e, jahr=2005))
    assert figure.daten.spalten == ("Gebiet", "je 1.000 Personen, 2005")
    with pytest.raises(DkbmFehler, match="im Jahr 2050 kein Wert vor") as info:
        balken(e, jahr=2050)
    assert "1995–2015" in info.value.rat


def test_dots_print_the_values_of_the_table() -> None:
    figure = drawn(gliederung(ergebnis("abschlussverteilung")))
    texts = [t.replace("\n", " ") for t in read_texts(figure)]
    for teil, eigener, *_ in figure.daten.zeilen:
        assert teil in texts
        assert f"{eigener}\u00a0%" in texts
    # Parts that neither Kommune nor Land has are left out; Hamburg has no Hauptschule.
    hamburg = drawn(gliederung(ergebnis("schulartverteilung", "02000")))
    assert "Gymnasien" in read_texts(hamburg)
    assert "Hauptschulen" in [
        z[0] for z in drawn(gliederung(ergebnis("schulartverteilung"))).daten.zeilen
    ]
    for worte in (read_texts(hamburg), hamburg.alt, [z[0] for z in hamburg.daten.zeilen]):
        assert "Hauptschulen" not in worte
    einmal = gliederung(ergebnis("abschlussverteilung"), jahr=2005)
    assert "im Abgangsjahr 2005" in drawn(einmal).titel


@pytest.mark.parametrize("kind", [linie, balken])
def test_missing_numbers_give_a_hinweis_with_the_remedy(
    kind: Callable[..., Abbildung | Hinweis],
) -> None:
    hinweis = kind(ergebnis("vhs_belegungen", "02000"))
    assert isinstance(hinweis, Hinweis)
    assert hinweis.titel == "Belegungen der Volkshochschule: Daten fehlen"
    assert hinweis.text.startswith("In Hamburg liegen dazu keine Werte im Datenbestand vor.")
    assert "daten/eigene/vhs.csv" in hinweis.text


def test_one_year_is_no_line() -> None:
    hinweis = linie(ergebnis("berufsschueler"))
    assert isinstance(hinweis, Hinweis)
    assert "nur Werte für 2015" in hinweis.text
    empty = ergebnis("abschlussverteilung")
    empty = replace(empty, daten=empty.daten.iloc[:0])
    assert isinstance(gliederung(empty), Hinweis)


@pytest.mark.parametrize(("kind", "kennzahl"), KINDS)
def test_words_of_the_analyst_replace_the_generated_ones(
    kind: Callable[..., Abbildung | Hinweis], kennzahl: str
) -> None:
    figure = drawn(kind(ergebnis(kennzahl), titel="Mein <Titel>", alt="Mein Bild"))
    assert (figure.titel, figure.alt) == ("Mein <Titel>", "Mein Bild")
    assert figure.svg == drawn(kind(ergebnis(kennzahl))).svg
