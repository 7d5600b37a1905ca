"""Name forms, written by hand for every kind of name."""

from __future__ import annotations

import pytest
from dkbm.gebiete import load_register
from dkbm.gebiete.namensformen import build_formen

# The part of the name that never changes stands first and is marked ~ in the forms.
HAND = """
08335 Konstanz | der Landkreis ~ | des Landkreises ~ | dem Landkreis ~ | im Landkreis ~
09776 Lindau (Bodensee) | der Landkreis ~ | des Landkreises ~ | dem Landkreis ~ | im Landkreis ~
10046 St. Wendel | der Landkreis ~ | des Landkreises ~ | dem Landkreis ~ | im Landkreis ~
01051 Dithmarschen | der Kreis ~ | des Kreises ~ | dem Kreis ~ | im Kreis ~
01053 Herzogtum Lauenburg | der Kreis ~ | des Kreises ~ | dem Kreis ~ | im Kreis ~
05315 Köln | die Stadt ~ | der Stadt ~ | der Stadt ~ | in der Stadt ~
12053 Frankfurt (Oder) | die Stadt ~ | der Stadt ~ | der Stadt ~ | in der Stadt ~
04011 Bremen | die Stadt ~ | der Stadt ~ | der Stadt ~ | in der Stadt ~
03241 Hannover | die Region ~ | der Region ~ | der Region ~ | in der Region ~
05334 Aachen | die Städteregion ~ | der Städteregion ~ | der Städteregion ~ | in der Städteregion ~
10041 Saarbrücken | der Regionalverband ~ | des Regionalverbands ~ | dem Regionalverband ~ | \
im Regionalverband ~
05962 | der Märkische Kreis | des Märkischen Kreises | dem Märkischen Kreis | im Märkischen Kreis
05374 Oberbergische | der ~ Kreis | des ~n Kreises | dem ~n Kreis | im ~n Kreis
05378 Rheinisch-Bergische | der ~ Kreis | des ~n Kreises | dem ~n Kreis | im ~n Kreis
05162 Neuss | der Rhein-Kreis ~ | des Rhein-Kreises ~ | dem Rhein-Kreis ~ | im Rhein-Kreis ~
05382 | der Rhein-Sieg-Kreis | des Rhein-Sieg-Kreises | dem Rhein-Sieg-Kreis | im Rhein-Sieg-Kreis
08425 | der Alb-Donau-Kreis | des Alb-Donau-Kreises | dem Alb-Donau-Kreis | im Alb-Donau-Kreis
10045 | der Saarpfalz-Kreis | des Saarpfalz-Kreises | dem Saarpfalz-Kreis | im Saarpfalz-Kreis
05958 Hochsauerlandkreis | der ~ | des ~es | dem ~ | im ~
07232 Bitburg-Prüm | der Eifelkreis ~ | des Eifelkreises ~ | dem Eifelkreis ~ | im Eifelkreis ~
08236 Enzkreis | der ~ | des ~es | dem ~ | im ~
15081 Salzwedel | der Altmarkkreis ~ | des Altmarkkreises ~ | dem Altmarkkreis ~ | im Altmarkkreis ~
16063 Wartburgkreis | der ~ | des ~es | dem ~ | im ~
02000 Hamburg | ~ | ~s | ~ | in ~
11000 Berlin | ~ | ~s | ~ | in ~
02 Hamburg | ~ | ~s | ~ | in ~
06 Hessen | ~ | ~s | ~ | in ~
08 Baden-Württemberg | ~ | ~s | ~ | in ~
10 | das Saarland | des Saarlandes | dem Saarland | im Saarland
DG Deutschland | ~ | ~s | ~ | in ~
"""


@pytest.mark.parametrize("zeile", HAND.strip().splitlines(), ids=lambda zeile: zeile.split()[0])
def test_forms_read_like_german(zeile: str) -> None:
    kopf, *formen = (teil.strip() for teil in zeile.split("|"))
    ags, _, fest = kopf.partition(" ")
    ist = load_register()[ags].formen
    expected = [form.replace("~", fest) for form in formen]
    assert [ist.nominativ, ist.genitiv, ist.dativ, ist.ort] == expected


def test_headings_drop_the_article_and_keep_the_strong_ending() -> None:
    register = load_register()
    titel = {ags: register[ags].formen.titel for ags in ("08335", "05962", "05315", "10", "02000")}
    assert titel == {
        "08335": "Landkreis Konstanz",
        "05962": "Märkischer Kreis",
        "05315": "Stadt Köln",
        "10": "Saarland",
        "02000": "Hamburg",
    }


def test_every_gebiet_has_forms_that_fit_together() -> None:
    for gebiet in load_register().gebiete.values():
        formen = gebiet.formen
        assert formen.titel
        artikel = formen.nominativ.split()[0]
        genus = {"der": ("des", "dem", "im"), "die": ("der", "der", "in der")}
        if artikel in genus:
            genitiv, dativ, ort = genus[artikel]
            assert formen.genitiv.startswith(f"{genitiv} "), gebiet
            assert formen.dativ.startswith(f"{dativ} "), gebiet
            assert formen.ort == f"{ort} {formen.dativ.removeprefix(f'{dativ} ')}", gebiet
        else:
            assert len(gebiet.ags) == 2 or gebiet.typ == "Stadtstaat", gebiet
        # The type must not be doubled (Landkreis Enzkreis) or missing.
        assert formen.titel.lower().count("kreis") <= 1, gebiet
        assert gebiet.is_stadt or len(gebiet.ags) == 2 or artikel in genus, gebiet


def test_a_name_ending_in_s_gets_no_second_s() -> None:
    assert build_formen("Paris", "Land").genitiv == "von Paris"


@pytest.mark.parametrize(
    ("ags", "nominativ", "ort"),
    [
        ("08335", "der Landkreis", "im Landkreis"),
        ("01053", "der Kreis", "im Kreis"),
        ("05962", "der Kreis", "im Kreis"),
        ("08236", "der Kreis", "im Kreis"),
        ("07232", "der Kreis", "im Kreis"),
        ("05315", "die Stadt", "in der Stadt"),
        ("03241", "die Region", "in der Region"),
        ("05334", "die Städteregion", "in der Städteregion"),
        ("10041", "der Regionalverband", "im Regionalverband"),
        ("02000", "Hamburg", "in Hamburg"),
        ("04", "das Land", "im Land"),
        ("10", "das Saarland", "im Saarland"),
    ],
)
def test_the_second_mention_is_short(ags: str, nominativ: str, ort: str) -> None:
    formen = load_register()[ags].formen
    assert (formen.kurz_nominativ, formen.kurz_ort) == (nominativ, ort)
