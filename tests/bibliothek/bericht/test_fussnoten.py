"""Official footnotes: joined where a column broke them, and no word lost."""

from __future__ import annotations

from dkbm.bericht.fussnoten import join_fussnoten
from dkbm.bestand import open_bestand

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
