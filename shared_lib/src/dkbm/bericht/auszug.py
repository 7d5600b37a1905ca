"""A report of some chapters: with the numbers that they have in the whole one."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from dkbm.bericht.modell import Block, Inhalt
from dkbm.bericht.textbaum import plain, text, walk
from dkbm.fehler import DkbmFehler, nearest
from dkbm.projekt.gliederung import Teil

__all__ = ["choose_kapitel", "take_auszug"]

_KUERZEL = {"abbildung": "abb", "tabelle": "tab"}


def choose_kapitel(teile: Sequence[Teil], namen: Collection[str]) -> list[Teil]:
    """Return the notebooks with these names in the order of the outline; all where none is named.

    Raises
    ------
    DkbmFehler
        For a name that the outline does not have, with the nearest.
    """
    kapitel = [teil for teil in teile if teil.art == "kapitel"]
    gesucht = [name.strip().casefold() for name in namen if name.strip()]
    vorrat = {schreibweise.casefold(): t for t in kapitel for schreibweise in _spell(t)}
    for name in gesucht:
        if name not in vorrat:
            aehnlich = nearest(name, [t.name for t in kapitel], 1)
            rat = f"Gemeint ist wohl „{aehnlich[0]}“. " if aehnlich else ""
            raise DkbmFehler(
                f"Ein Kapitel „{name}“ gibt es nicht.",
                rat=f"{rat}Es gibt: {', '.join(t.name for t in kapitel)}.",
            )
    gewaehlt = [vorrat[name].path for name in gesucht]
    return [t for t in kapitel if t.path in gewaehlt] if gesucht else kapitel


def take_auszug(inhalt: Inhalt, namen: Collection[str]) -> Inhalt:
    """Keep some chapters, with their Kennzahlen and sources only.

    References to what is left out become plain words.
    """
    titel = {
        f"{_KUERZEL[block.typ]}:{block.id}": block.bezeichnung
        for kapitel in inhalt.kapitel
        for block in kapitel.bloecke
        if block.typ in _KUERZEL
    }
    auszug = Inhalt([k for k in inhalt.kapitel if k.name in namen])
    bloecke = [block for kapitel in auszug.kapitel for block in kapitel.bloecke]
    for block in bloecke:
        for kennzahl in block.daten.get("kennzahlen", []):
            auszug.kennzahlen.setdefault(kennzahl["id"], kennzahl)
        for quelle in block.daten.get("quellen", []):
            auszug.quellen.setdefault(quelle["id"], quelle)
    _cut_references(auszug, bloecke, titel)
    return auszug


def _cut_references(auszug: Inhalt, bloecke: Sequence[Block], titel: dict[str, str]) -> None:
    da = {f"{_KUERZEL[b.typ]}:{b.id}" for b in bloecke if b.typ in _KUERZEL}
    anker = {b.anker for b in bloecke} | {k.anker for k in auszug.kapitel}
    anker |= {a.anker for k in auszug.kapitel for a in k.abschnitte}
    for block in bloecke:
        for knoten in walk(block.daten.get("baum")):
            if knoten.get("art") == "bezug" and knoten["ziel"] not in da:
                worte = titel.get(knoten["ziel"], "eine Abbildung in einem anderen Kapitel")
            elif knoten.get("art") == "verweis" and knoten["ziel"].startswith("#"):
                if knoten["ziel"][1:] in anker:
                    continue
                worte = plain(knoten["teile"])
            else:
                continue
            knoten.clear()
            knoten.update(text(worte))


def _spell(teil: Teil) -> tuple[str, ...]:
    """The ways to name a chapter: ``schulen``, ``03_schulen``, ``03_schulen.ipynb``."""
    return teil.name, teil.path.stem, teil.path.name
