"""The gate: every kind of barrier stops the report and is named with its place."""

from __future__ import annotations

from typing import Any

import pytest
from dkbm.bericht.barrierefreiheit import check_barrierefreiheit, list_maengel
from dkbm.bericht.beschreibung import add_beschreibungen
from dkbm.bericht.gestaltung import Erscheinung
from dkbm.bericht.markdown import parse_markdown
from dkbm.bericht.modell import Bericht, Block, Kapitel
from dkbm.fehler import DkbmFehler

TABELLE = {"spalten": ["Jahr", "Quote"], "zeilen": [["2024", "1,5"]]}
WORTE = {"beschreibung": "Tabelle mit 1 Zeile und 2 Spalten."}
GUT = {
    "titel": "T",
    "alt": "Die Quote stieg auf 1,5 %.",
    "svg": "<svg/>",
    "daten": TABELLE,
    **WORTE,
}


def build(*bloecke: Block, text: str = "") -> Bericht:
    kapitel = Kapitel(1, "kita", datei="02_kita.ipynb")
    kapitel.add_text(parse_markdown(f"# Kita\n\n{text}", "kita", set()))
    add_beschreibungen([kapitel])
    kapitel.bloecke += bloecke
    return Bericht("B", "K", "", (), "", Erscheinung(), (kapitel,))


def figure(typ: str = "abbildung", **daten: Any) -> Block:
    kurz = "abb" if typ == "abbildung" else "tab"
    return Block(typ, {**GUT, **daten}, id="quote", nummer="1.1", anker=f"{kurz}-quote")


def test_good_report_passes() -> None:
    bericht = build(
        figure(
            svg='<text style="font: 10px x; fill: #1a1a1a">a</text><text fill="#ffffff">b</text>'
        ),
        figure("tabelle"),
        Block("bild", {"bild": "", "alt": "Der Turm des Rathauses."}),
        text="## A\n\n### B\n\n## C\n\n| a | b |\n| - | - |\n| 1 | 2 |",
    )
    assert list(list_maengel(bericht)) == []
    check_barrierefreiheit(bericht)


@pytest.mark.parametrize(
    ("block", "text", "mangel"),
    [
        (figure(alt=" "), "", "Abbildung 1.1 (quote): Der Alternativtext fehlt"),
        (figure(alt="T"), "", "Abbildung 1.1 (quote): „T“ ist kein Alternativtext"),
        (figure(alt="Abbildung 3"), "", "„Abbildung 3“ ist kein Alternativtext"),
        (figure(alt="plot_1.png"), "", "„plot_1.png“ ist kein Alternativtext"),
        (
            figure(alt="No description has been provided for this image"),
            "",
            "ist kein Alternativtext",
        ),
        (figure(titel=""), "", "Abbildung 1.1 (quote): Der Titel fehlt"),
        (figure("tabelle", titel=""), "", "Tabelle 1.1 (quote): Der Titel fehlt"),
        (
            figure(svg='<text style="font: 10px x; fill: #999999">a</text>'),
            "",
            "Die Schriftfarbe #999999 hat auf Weiß zu wenig Kontrast",
        ),
        (
            figure("tabelle", daten={"spalten": ["Jahr", ""], "zeilen": [["1", "2"]]}),
            "",
            "Tabelle 1.1 (quote): Spalte 2 hat keine Überschrift",
        ),
        (
            figure("tabelle", daten={"spalten": ["a", "b"], "zeilen": [["1"]]}),
            "",
            "Die Zeilen haben nicht so viele Zellen wie der Kopf",
        ),
        (
            Block("text", {"baum": [{"art": "zahlen", **TABELLE, **WORTE, "kopfzeile": False}]}),
            "",
            "Tabelle, beginnt mit „Jahr“: Der Tabelle fehlt die Kopfzeile",
        ),
        (
            figure(beschreibung=""),
            "",
            "Daten zur Abbildung: Der Tabelle fehlt die Kurzbeschreibung",
        ),
        (
            figure("tabelle", beschreibung=" "),
            "",
            "Tabelle 1.1 (quote): Der Tabelle fehlt die Kurzbeschreibung",
        ),
        (
            Block("text", {"baum": [{"art": "zahlen", **TABELLE, "kopfzeile": True}]}),
            "",
            "Tabelle, beginnt mit „Jahr“: Der Tabelle fehlt die Kurzbeschreibung",
        ),
        (Block("bild", {"bild": "", "alt": ""}), "", "Bild 1: Der Alternativtext fehlt"),
        (figure(), "### Zu tief", "Die Überschrift „Zu tief“ überspringt eine Ebene"),
        (Block("tabelle", GUT, "x", "1.2", "kita-kita"), "", "Die Kennung „kita-kita“ ist 2-mal"),
    ],
)
def test_each_barrier_is_named(block: Block, text: str, mangel: str) -> None:
    (gefunden,) = list_maengel(build(block, text=text))
    assert mangel in gefunden
    if "Kennung" not in mangel:
        assert gefunden.startswith("Kapitel „Kita“ (02_kita.ipynb)")


def test_message_lists_all_but_stays_short() -> None:
    bericht = build(*(Block("bild", {"bild": "", "alt": ""}) for _ in range(11)))
    with pytest.raises(DkbmFehler) as info:
        check_barrierefreiheit(bericht)
    assert info.value.was.count("\n- ") == 9
    assert info.value.was.endswith("… und 3 weitere.")
    assert "unverändert" in info.value.rat
