"""A chapter on its own: chosen by any of its names, without dead links to the others."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dkbm.bericht.auszug import choose_kapitel, take_auszug
from dkbm.bericht.modell import Block, Inhalt, Kapitel
from dkbm.bericht.textbaum import plain
from dkbm.projekt.gliederung import Teil

TEILE = [
    Teil(Path("vorwort.md"), "text"),
    Teil(Path("notebooks/01_eins.ipynb"), "kapitel"),
    Teil(Path("notebooks/02_zwei.ipynb"), "kapitel"),
]


def test_chapters_are_found_by_any_of_their_names() -> None:
    for name in ("zwei", "02_zwei", "02_zwei.ipynb", " ZWEI "):
        assert choose_kapitel(TEILE, [name]) == [TEILE[2]]
    assert choose_kapitel(TEILE, ["", "zwei", "eins"]) == TEILE[1:]
    assert choose_kapitel(TEILE, [""]) == TEILE[1:]


def test_references_to_other_chapters_become_words() -> None:
    teile: list[dict[str, Any]] = [
        {"art": "bezug", "ziel": "abb:a"},
        {"art": "bezug", "ziel": "tab:b"},
        {"art": "bezug", "ziel": "tab:fehlt"},
        {"art": "verweis", "ziel": "#eins", "teile": [{"art": "text", "text": "dort"}]},
        {"art": "verweis", "ziel": "#zwei", "teile": [{"art": "text", "text": "hier"}]},
    ]
    text = Block("text", {"baum": [{"art": "absatz", "teile": teile}]})
    eins = Kapitel(1, "eins", "Eins", "eins", bloecke=[_block("abbildung", "a", "1.1", 1)])
    zwei = Kapitel(2, "zwei", "Zwei", "zwei", bloecke=[text, _block("tabelle", "b", "2.1", 2)])
    auszug = take_auszug(Inhalt([eins, zwei]), {"zwei"})
    assert auszug.kapitel == [zwei]
    assert [t["art"] for t in teile] == ["text", "bezug", "text", "text", "verweis"]
    worte = "Abbildung 1.1eine Abbildung in einem anderen Kapiteldorthier"
    assert plain(teile) == worte
    assert list(auszug.quellen) == [2]


def _block(typ: str, id_: str, nummer: str, quelle: int) -> Block:
    daten = {"kennzahlen": [{"id": id_}], "quellen": [{"id": quelle}]}
    return Block(typ, daten, id=id_, nummer=nummer, anker=f"{typ}-{id_}")
