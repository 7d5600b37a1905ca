"""The tree of a text: plain dicts that every renderer walks, and nothing that any would execute.

Block nodes (``art``): ``ueberschrift`` (ebene, titel, anker, nummer, teile), ``absatz`` (teile),
``liste`` (geordnet, beginn, punkte), ``zitat`` (bloecke), ``code`` (text), ``linie``, ``zahlen`` (a
table: spalten, zeilen, kopfzeile, beschreibung), ``definitionen`` (eintraege), ``ausklapp``
(titel, text; ``absaetze`` for print), ``bild`` (datei, alt; read into a block of its own when
chapters are assembled).

Inline nodes: ``text`` (text), ``fett``, ``kursiv``, ``sprache`` (lang; with teile), ``code``
(text), ``verweis`` (ziel, teile), ``bezug`` (ziel; text and anker once resolved), ``umbruch``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

__all__ = ["Knoten", "absatz", "definitionen", "liste", "plain", "text", "ueberschrift", "walk"]

Knoten = dict[str, Any]


def text(inhalt: str) -> Knoten:
    """Return a run of plain text."""
    return {"art": "text", "text": inhalt}


def absatz(*teile: str | Knoten) -> Knoten:
    """Return a paragraph of texts and inline nodes."""
    return {"art": "absatz", "teile": [text(t) if isinstance(t, str) else t for t in teile]}


def ueberschrift(ebene: int, titel: str, anker: str) -> Knoten:
    """Return a heading; level 2 begins a chapter."""
    kopf = {"art": "ueberschrift", "ebene": ebene, "titel": titel, "anker": anker, "nummer": ""}
    return {**kopf, "teile": [text(titel)]}


def liste(punkte: Sequence[str]) -> Knoten:
    """Return an unordered list of sentences."""
    return {
        "art": "liste",
        "geordnet": False,
        "beginn": 1,
        "punkte": [[absatz(punkt)] for punkt in punkte],
    }


def definitionen(eintraege: Sequence[tuple[str, Sequence[str]]]) -> Knoten:
    """Return a list of terms with their explanations."""
    return {
        "art": "definitionen",
        "eintraege": [{"begriff": name, "texte": list(texte)} for name, texte in eintraege],
    }


def walk(knoten: Any) -> Iterator[Knoten]:
    """Yield every node below, parents first."""
    if isinstance(knoten, dict):
        yield knoten
        for wert in knoten.values():
            yield from walk(wert)
    elif isinstance(knoten, list):
        for wert in knoten:
            yield from walk(wert)


def plain(teile: Sequence[Knoten]) -> str:
    """Return the words of inline nodes."""
    return "".join(k.get("text", "") for k in walk(list(teile)) if k.get("art") in _MIT_TEXT)


_MIT_TEXT = ("text", "code", "bezug")
