"""Gaps: shown where they are in the notebook, named once in the report, without commands."""

from __future__ import annotations

import math
from dataclasses import replace

from dkbm.arbeitsplatz import Arbeitsplatz
from dkbm.bestand import open_bestand
from dkbm.darstellung import MIME, Luecke, gliederung, list_luecken
from dkbm.gebiete import load_register
from dkbm.kennzahlen import Ergebnis, compute, find_kennzahl, list_kennzahlen
from dkbm.sprache.woerter import year_spans


def compute_one(id_: str) -> Ergebnis:
    return compute(find_kennzahl(id_), open_bestand(), [load_register()["02000"]])


LEER = compute_one("vhs_belegungen")


def test_a_figure_without_numbers_says_what_brings_them() -> None:
    desk = Arbeitsplatz(load_register()["02000"], (), open_bestand())
    luecke = gliederung(desk.kennzahl("betreuungsumfang"))
    assert isinstance(luecke, Luecke)
    assert luecke.text.startswith("In Hamburg liegen dazu keine Werte im Datenbestand vor.")
    bundle = luecke._repr_mimebundle_()
    struktur = bundle[MIME]
    assert isinstance(struktur, dict)
    assert struktur["typ"] == "luecke"
    assert "dkbm formular betreuung" in str(bundle["text/html"])


def test_gaps_of_a_chapter_stand_by_file() -> None:
    ids = ("ganztagsquote_u3", "einschulungsuntersuchung", "betreuungsumfang", "vhs_belegungen")
    liste = list_luecken([compute_one(id_) for id_ in (*ids, "ganztagsquote_u3")])
    assert liste.text == (
        "Formular „Kindertagesbetreuung: Umfang, Ganztag, Personal“: Ganztagsquote der unter "
        "3-Jährigen; Vertraglicher Betreuungsumfang. "
        "Formular „Einschulung: Untersuchung und Zeitpunkt“: Auffälligkeiten in der "
        "Einschulungsuntersuchung. "
        "Formular „Volkshochschule: Kurse, Unterrichtsstunden und Belegungen“: Belegungen der "
        "Volkshochschule. "
        "Sie erscheinen in diesem Kapitel, sobald ihre Zahlen eingelesen sind."
    )
    bundle = liste._repr_mimebundle_()
    assert "dkbm formular vhs" in str(bundle["text/html"])
    struktur = bundle[MIME]
    assert isinstance(struktur, dict)
    assert (struktur["typ"], struktur["kennzahlen"]) == ("hinweis", [])


def test_every_kennzahl_names_a_file_and_no_command() -> None:
    for kennzahl in list_kennzahlen():
        text = list_luecken([Ergebnis(kennzahl, LEER.daten, LEER.gebiete, ())]).text
        assert text.startswith(("Formular „", "Tabelle ", "Tabellen "))
        assert "dkbm " not in text


def test_a_whole_chapter_is_said_in_the_notebook_only() -> None:
    voll = list_luecken([])
    assert isinstance(voll, Luecke)
    assert voll.titel == "Nichts fehlt"


def test_what_is_hidden_or_lies_outside_is_not_called_missing() -> None:
    voll = compute_one("geburtenrate")
    ohne = voll.daten.assign(zaehler=math.nan, nenner=math.nan, wert=math.nan, zeichen=".")
    verdeckt = replace(compute_one("altenquotient"), daten=ohne)
    liste = list_luecken([verdeckt, voll])
    assert liste.titel == "Was nicht gezeigt wird"
    assert liste.text == (
        "Unbekannt oder geheim zu halten und nicht gezeigt: Altenquotient. "
        f"Nur außerhalb der gezeigten Jahre haben Werte: Geburtenrate ({year_spans(voll.jahre)})."
    )
    alles = list_luecken([LEER, verdeckt])
    assert alles.titel.startswith("Was noch fehlt")
    assert alles.kennzahlen == (LEER.kennzahl,)
    assert alles.text.endswith("eingelesen sind. " + list_luecken([verdeckt]).text)
