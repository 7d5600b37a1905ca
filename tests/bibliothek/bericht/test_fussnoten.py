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


def test_no_word_of_the_store_is_lost() -> None:
    texte = {q.fussnoten for q in open_bestand().quellen.values() if q.fussnoten}
    assert texte
    for text in texte:
        absaetze = join_fussnoten(text)
        assert " ".join(absaetze).split() == text.split()
        assert len(absaetze) <= len([z for z in text.splitlines() if z.strip()])
