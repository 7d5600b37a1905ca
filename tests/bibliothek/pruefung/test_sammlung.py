"""Known contradictions of official tables are listed value by value, and nothing else is."""

from __future__ import annotations

import runpy
from collections.abc import Callable
from pathlib import Path

from dkbm.pruefung.gebietssummen import check_landessummen
from dkbm.pruefung.pruefling import Pruefling
from dkbm.pruefung.sammlung import collect
from dkbm.pruefung.teile import check_teil_groesser

from tests.bibliothek.pruefung.conftest import break_cells, run

Tabelle = Callable[[str], Pruefling]


def test_list_of_known_contradictions_is_up_to_date(wurzel: Path) -> None:
    skript = runpy.run_path(str(wurzel / "shared_lib/scripts/list_bekannte.py"))
    assert skript["ZIEL"].read_text(encoding="utf-8") == skript["describe"]()


def test_known_contradiction_is_a_warning_another_value_an_error(tabelle: Tabelle) -> None:
    clean = tabelle("arbeitslose")
    (befund,) = collect(clean, run(check_teil_groesser, clean))
    assert befund.grad == "warnung"
    assert "So steht es in der amtlichen Tabelle" in befund.grund
    assert befund.umfang == "4 Stellen in 4 Gebieten, 2009–2010"
    assert befund.tabelle == "13211-02-05-4"
    assert befund.stellen[0].gebiet == "Landkreis Rhein-Lahn-Kreis (07141)" or (
        befund.stellen[0].gebiet == "Rhein-Lahn-Kreis (07141)"
    )
    assert (befund.stellen[0].gefunden, befund.stellen[0].erwartet) == ("38.551", "3.250")
    where = {"ags": "07141", "jahr": 2009, "gruppe": "langzeitarbeitslos"}
    broken = break_cells(clean, "wert", 38_552.0, merkmal="arbeitslose", **where)
    grades = [b.grad for b in collect(broken, run(check_teil_groesser, broken))]
    assert grades == ["fehler", "warnung"]


def test_worst_place_comes_first(tabelle: Tabelle) -> None:
    clean = tabelle("arbeitslose")
    for befund in collect(clean, run(check_landessummen, clean)):
        first, last = befund.stellen[0], befund.stellen[-1]
        gaps = [
            abs(int(s.gefunden.replace(".", "")) - int(s.erwartet.replace(".", "")))
            for s in (first, last)
        ]
        assert gaps[0] >= gaps[1]
