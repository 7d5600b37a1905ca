"""Official footnotes: joined where a column broke them, and no word lost."""

from __future__ import annotations

import pytest
from dkbm.bericht.fussnoten import join_fussnoten, pick_fussnoten
from dkbm.bestand import open_bestand
from dkbm.gebiete import load_register

TEXT = """zu „gesamte Tabelle“:
Die Angabe des Berichtsjahres bezieht sich auf das Jahr in
dem das Schuljahr endet.
Ab 2012 mit Nichtschülerprüfungen (Externe).
Deutschland (2007): das Bundesergebnis enthält das
Landesergebnis Hessens aus dem Jahr 2006

Niedersachsen: ohne Schulfremdenprüfung"""


def test_lines_of_a_column_become_paragraphs() -> None:
    assert join_fussnoten(TEXT) == [
        "zu „gesamte Tabelle“:",
        "Die Angabe des Berichtsjahres bezieht sich auf das Jahr in dem das Schuljahr endet.",
        "Ab 2012 mit Nichtschülerprüfungen (Externe).",
        "Deutschland (2007): das Bundesergebnis enthält das Landesergebnis Hessens aus dem Jahr 2006",
        "Niedersachsen: ohne Schulfremdenprüfung",
    ]
    assert join_fussnoten(" \n") == []


def letters(text: str) -> str:
    return "".join(text.replace("-", "").split())


def test_parted_words_become_whole_and_new_notes_stay_apart() -> None:
    zeilen = ["Berlin (bis 2000): ohne alle, die sich auf eine andere Schul-", "art überwechseln"]
    zeilen += [
        "Bremen (2015 und auch danach): Kreistabelle liegt jetzt vor",
        "Hessen, Saarland: liegt vor",
    ]
    eins, zwei, drei = join_fussnoten("\n".join(zeilen))
    assert eins == "Berlin (bis 2000): ohne alle, die sich auf eine andere Schulart überwechseln"
    assert (zwei, drei) == (zeilen[2], zeilen[3])


def test_no_word_of_the_store_is_lost() -> None:
    texte = {q.fussnoten for q in open_bestand().quellen.values() if q.fussnoten}
    assert texte
    for text in texte:
        absaetze = join_fussnoten(text)
        assert letters(" ".join(absaetze)) == letters(text)
        assert len(absaetze) <= len([z for z in text.splitlines() if z.strip()])


LAENDER = {land.kurzname for land in load_register().laender}


def test_words_tell_where_a_note_goes_on() -> None:
    zeilen = ["zu „Anzahl der Schulen an", "Fachoberschulen“:", "Berlin: ohne alle, die nur an"]
    zeilen += ["Berufsschulen waren", "(Jahr 2007) und danach", "zu „Mehr“:", "ohne Kollegs"]
    assert join_fussnoten("\n".join(zeilen)) == [
        "zu „Anzahl der Schulen an Fachoberschulen“:",
        "Berlin: ohne alle, die nur an Berufsschulen waren (Jahr 2007) und danach",
        "zu „Mehr“:",
        "ohne Kollegs",
    ]


def test_notes_on_other_laender_stay_out_with_their_headings() -> None:
    absaetze = [
        "zu „Schulen“:",
        "Deutschland: ohne Externe",
        "Hessen, Saarland (2007): liegt nicht vor",
        "ausgenommen Abendschulen",
        "Baden-Württemberg, Bayern: (bis 2010): nur einfach gezählt",
        "zu „Klassen“:",
        "Berlin und Bremen (ab 2012): gerundet",
        "zu „Lehrkräfte“: ohne Vertretung",
        "Schuljahr 2010/11: doppelter Jahrgang",
    ]
    assert pick_fussnoten(absaetze, LAENDER, ["Bayern"]) == [
        *absaetze[:2],
        absaetze[4],
        *absaetze[7:],
    ]
    assert pick_fussnoten(absaetze, LAENDER, LAENDER) == absaetze
    assert pick_fussnoten([], LAENDER, ["Bayern"]) == []


@pytest.mark.parametrize("land", sorted(LAENDER))
def test_every_land_keeps_its_own_notes(land: str) -> None:
    for quelle in open_bestand().quellen.values():
        absaetze = join_fussnoten(quelle.fussnoten)
        bleibt = pick_fussnoten(absaetze, LAENDER, [land])
        assert [a for a in absaetze if a.startswith(f"{land}:")] == [
            a for a in bleibt if a.startswith(f"{land}:")
        ]
        assert all(land in a or not any(a.startswith(f"{x}:") for x in LAENDER) for a in bleibt)
