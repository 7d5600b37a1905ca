"""The map: one titled outline per Kreis, north above, small enough for a page."""

from __future__ import annotations

import re

from dkbm.gebiete import load_register
from dkbm.rollout.karte import draw_karte


def test_each_kreis_has_its_status_in_words() -> None:
    kreise = [g.ags for g in load_register().kreise]
    stati = dict.fromkeys(kreise[:399], "fertig") | {"08335": "fehler"}
    svg = str(draw_karte(stati))
    assert svg.count("<path") == svg.count("<title>") == 400
    assert "<title>Landkreis Konstanz: fehler</title>" in svg
    assert "nicht dabei</title>" in svg
    assert 'role="img" aria-label="Karte' in svg
    assert len(svg) < 300_000


def test_north_is_above() -> None:
    svg = str(draw_karte(dict.fromkeys([g.ags for g in load_register().kreise], "fertig")))
    oben = {}
    for name in ("Stadt Flensburg", "Landkreis Konstanz"):
        treffer = re.search(rf'd="M(-?\d+) (-?\d+)l[^"]*"><title>{name}:', svg)
        assert treffer
        oben[name] = int(treffer[2])
    assert oben["Stadt Flensburg"] < oben["Landkreis Konstanz"]


def test_few_kommunen_need_no_map() -> None:
    assert draw_karte({"08335": "fertig"}) == ""
