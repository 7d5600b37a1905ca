"""The words for a table: rows, columns, unit and signs, the same for every format."""

from __future__ import annotations

import re

from dkbm.bericht.beschreibung import describe_tabelle
from dkbm.bericht.html import export_html
from dkbm.bericht.textbaum import walk

from .beispiel import build


def test_series_with_signs_is_described_in_full() -> None:
    tabelle = {
        "spalten": ["Jahr", "Köln", "Deutschland"],
        "zeilen": [
            *([str(jahr), "1,0", "2,0"] for jahr in range(2010, 2017)),
            ["2017", ".", "(3,1\u00a0%)"],
            ["2018", "–", "4,0\u00a0k)"],
        ],
    }
    assert describe_tabelle(tabelle, [{"einheit": "%", "zaehlt": "Kinder"}]) == (
        "Tabelle mit 9 Zeilen und 3 Spalten. Zeilen (Jahr): 2010 bis 2018. Spalten: Köln; "
        "Deutschland. Einheit der Kennzahl: %. Zeichen: – = nichts vorhanden oder kein Wert im "
        "Datenbestand; . = Zahlenwert unbekannt oder geheim zu halten; ( ) = Aussagewert "
        "eingeschränkt, da der Zahlenwert statistisch relativ unsicher ist; k) = Nenner unter 30, "
        "nur eingeschränkt aussagekräftig."
    )


def test_each_head_is_named_once_and_units_where_they_stand() -> None:
    tabelle = {
        "spalten": ["", "Jahr", "Köln"],
        "zeilen": [["Frauen", "2015", "1 %"], ["Frauen", "2016", "2 %"], ["Männer", "2016", "3 €"]],
    }
    zwei = [{"einheit": "%"}, {"einheit": "€"}]
    assert describe_tabelle(tabelle, zwei) == (
        "Tabelle mit 3 Zeilen und 3 Spalten. Zeilen: Frauen; Männer. Spalten: Jahr; Köln. "
        "Die Einheit steht bei den Werten."
    )
    assert "Einheit" not in describe_tabelle(tabelle, [{"einheit": "%"}, {"einheit": "Euro"}])
    assert describe_tabelle({**tabelle, "zeilen": []}) == ""


def test_every_table_of_a_page_is_described_by_what_the_model_says() -> None:
    bericht = build()
    worte = {b.daten["beschreibung"] for _, b in bericht.bloecke if "daten" in b.daten}
    texte = [k for _, b in bericht.bloecke for k in walk(b.daten.get("baum"))]
    eigene = [k["beschreibung"] for k in texte if k.get("art") == "zahlen"]
    seite = export_html(bericht)
    ziele = re.findall(r'<table aria-describedby="([^"]+)"', seite)
    gesagt = [re.search(rf'<p class="nur-vorlesen" id="{z}">([^<]+)</p>', seite) for z in ziele]
    assert len(ziele) == 2
    assert {g[1] for g in gesagt if g} == worte
    assert len(eigene) == 1
    assert seite.count('<caption class="nur-vorlesen">Tabelle mit 1 Zeile und 2 Spalten.') == 1
    assert seite.count("<table") == len(ziele) + len(eigene)
