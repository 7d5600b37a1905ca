"""Cross-references: numbers and links, or a message with the nearest."""

from __future__ import annotations

import pytest
from dkbm.bericht.bezuege import resolve_bezuege
from dkbm.bericht.markdown import parse_markdown
from dkbm.bericht.modell import Block, Kapitel
from dkbm.fehler import DkbmFehler


def build(text: str) -> list[Kapitel]:
    erstes = Kapitel(0, "vorwort", datei="vorwort.md")
    erstes.add_text(parse_markdown(f"# Vorwort\n\n{text}", "vorwort", set()))
    zweites = Kapitel(1, "kita", datei="01_kita.ipynb")
    zweites.add_text(parse_markdown("# Kita\n\n## Quote", "kita", set()))
    zweites.bloecke += [
        Block("abbildung", {}, id="quote_u3", nummer="1.1", anker="abb-quote_u3"),
        Block("tabelle", {}, id="quote_u3", nummer="1.1", anker="tab-quote_u3"),
    ]
    return [erstes, zweites]


def test_references_forward_become_links() -> None:
    kapitel = build("Siehe **[@abb:quote_u3]** und [@tab:quote_u3], [hier](#kita-quote).")
    resolve_bezuege(kapitel)
    teile = kapitel[0].bloecke[0].daten["baum"][1]["teile"]
    fett = teile[1]["teile"][0]
    assert (fett["text"], fett["anker"]) == ("Abbildung 1.1", "abb-quote_u3")
    assert (teile[3]["text"], teile[3]["anker"]) == ("Tabelle 1.1", "tab-quote_u3")


@pytest.mark.parametrize(
    ("text", "was", "rat"),
    [
        ("[@abb:quote_u6]", "„[@abb:quote_u6]“ hat kein Ziel", "Gemeint ist wohl „abb:quote_u3“."),
        ("[@abb:xyz]", "„[@abb:xyz]“ hat kein Ziel", "abb:quote_u3, tab:quote_u3"),
        ("[x](#kita-qote)", "„#kita-qote“ hat kein Ziel", "Gemeint ist wohl „kita-quote“."),
    ],
)
def test_unknown_targets_name_place_and_nearest(text: str, was: str, rat: str) -> None:
    with pytest.raises(DkbmFehler) as info:
        resolve_bezuege(build(text))
    assert was in info.value.was
    assert info.value.wo == "Kapitel „Vorwort“, vorwort.md"
    assert rat in info.value.rat
