"""One table, written in any format, encoding and notation, reads back equal."""

from __future__ import annotations

import math
import re

import pytest
from dkbm.quellen.lesen import read_inhalt
from hypothesis import given, settings
from hypothesis import strategies as st

from .schreiben import FORMATE, NAMEN, Inhalt, Tabelle, write

WORT = st.text("bcdfghiklnouyzäöüßÄÖ .()/+&", min_size=3, max_size=16).map(
    lambda text: " ".join(text.split())
)
KOPF = WORT.filter(lambda t: len(t) > 2 and re.search("[a-zäöü]{2}", t) is not None)
SIGNS: list[Inhalt] = [(z, None, z) for z in ("-", ".", "...", "/", "x")]
SIGNS += [("(7)", 7.0, "()"), ("12p", 12.0, "p"), ("–", None, "-"), ("*", None, "*")]
TRENNZEICHEN = ["", " ", "\u00a0", "."]


def to_text(zahl: int, stellen: int, tausender: str) -> tuple[str, float]:
    """Write an integer with decimals and separators as German tables do."""
    wert = zahl / 10**stellen
    text = f"{abs(wert):,.{stellen}f}".replace(".", "#").replace(",", tausender).replace("#", ",")
    return ("-" if wert < 0 else "") + text, wert


@st.composite
def draw_tabelle(draw: st.DrawFn) -> Tabelle:
    zeiten = draw(
        st.lists(
            st.sampled_from(["2015", "2014", "31.12.2013", "2012/13"]),
            min_size=1,
            max_size=3,
            unique=True,
        )
    )
    regionen = draw(st.lists(st.sampled_from(list(NAMEN)), min_size=2, max_size=5, unique=True))
    labels = draw(st.just([]) | st.lists(KOPF, min_size=2, max_size=3, unique=True))
    koepfe = draw(st.lists(KOPF, min_size=2, max_size=4, unique_by=str.casefold))
    merkmale = [(kopf, draw(st.sampled_from(["Anzahl", "Prozent", "EUR"]))) for kopf in koepfe]
    tausender = draw(st.sampled_from(TRENNZEICHEN))
    anzahl = len(zeiten) * len(regionen) * max(len(labels), 1) * len(merkmale)
    zellen: list[Inhalt] = []
    for _ in range(anzahl):
        if draw(st.integers(0, 4)) == 0:
            zellen.append(draw(st.sampled_from(SIGNS)))
            continue
        stellen = draw(st.sampled_from([0, 0, 1, 2]))
        text, wert = to_text(draw(st.integers(-(10**4), 10**8)), stellen, tausender)
        zellen.append((text, wert, ""))
    # One cell shows the notation; without it 1.234 would rightly be refused.
    zellen[0] = ("30,3", 30.3, "")
    oben = draw(st.lists(KOPF, max_size=4))
    code = draw(st.sampled_from(["99999-01-01-4", "Temporär", "12411-0017"]))
    return Tabelle(zeiten, regionen, labels, merkmale, zellen, oben, code)


@pytest.mark.parametrize("art", FORMATE)
@settings(database=None, deadline=None, derandomize=True, max_examples=40)
@given(
    tabelle=draw_tabelle(),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]),
    ende=st.sampled_from(["\n", "\r\n"]),
)
def test_what_is_written_is_read(art: str, tabelle: Tabelle, encoding: str, ende: str) -> None:
    (gelesen,) = read_inhalt(write(tabelle, art, encoding, ende), "t")
    daten = gelesen.daten
    has_units = art not in ("breit", "breit-atlas", "komma", "breit-xlsx")
    upper = "".join(f"{text} | " for text in tabelle.oben if "kreuz" in art or "kopf" in art)
    expected = {
        (z, a, label, f"{upper}{k}", e if has_units else "", w, s)
        for z, a, label, k, e, w, s in tabelle.expected()
    }
    spalten = ["zeit", "ags", "schluessel", "kopf", "einheit", "wert", "zeichen"]
    actual = {
        (*row[:5], None if math.isnan(row[5]) else row[5], row[6])
        for row in daten[spalten].itertuples(index=False, name=None)
    }
    assert actual == expected
    assert len(daten) == len(expected)
    assert all(NAMEN[ags] == name for ags, name in zip(daten["ags"], daten["name"], strict=True))
    assert gelesen.fussnoten.startswith("Fußnote") == ("kreuz" in art or "kopf" in art)
