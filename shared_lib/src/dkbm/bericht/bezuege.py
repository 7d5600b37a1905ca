"""Cross-references: ``[@abb:id]`` becomes „Abbildung 2.1“ with a link, in every format."""

from __future__ import annotations

from collections.abc import Sequence

from dkbm.bericht.modell import Block, Kapitel
from dkbm.bericht.textbaum import Knoten, walk
from dkbm.fehler import DkbmFehler, nearest

__all__ = ["resolve_bezuege"]

_ARTEN = {"abbildung": "abb", "tabelle": "tab"}


def resolve_bezuege(kapitel: Sequence[Kapitel]) -> None:
    """Fill in number and anchor of every reference and check links inside the report.

    Raises
    ------
    DkbmFehler
        If a text refers to what the report does not have, with the nearest that it has.
    """
    ziele: dict[str, Block] = {}
    anker = {kap.anker for kap in kapitel}
    for kap in kapitel:
        anker |= {a.anker for a in kap.abschnitte}
        for block in kap.bloecke:
            if block.typ in _ARTEN:
                ziele.setdefault(f"{_ARTEN[block.typ]}:{block.id}", block)
                anker.add(block.anker)
            anker |= {str(k["anker"]) for k in walk(block.daten.get("baum")) if "anker" in k}
    for kap in kapitel:
        for block in kap.of_type("text"):
            for knoten in walk(block.daten["baum"]):
                if knoten.get("art") == "bezug":
                    _resolve(knoten, ziele, kap)
                elif knoten.get("art") == "verweis" and knoten["ziel"].startswith("#"):
                    _check_link(knoten["ziel"][1:], anker, kap)


def _resolve(knoten: Knoten, ziele: dict[str, Block], kapitel: Kapitel) -> None:
    ziel = knoten["ziel"]
    if ziel not in ziele:
        raise DkbmFehler(
            f"Der Verweis „[@{ziel}]“ hat kein Ziel.",
            wo=_name(kapitel),
            rat=_suggest(ziel, ziele, "Verweise auf Abbildungen und Tabellen: "),
        )
    knoten["text"], knoten["anker"] = ziele[ziel].bezeichnung, ziele[ziel].anker


def _check_link(ziel: str, anker: set[str], kapitel: Kapitel) -> None:
    if ziel not in anker:
        raise DkbmFehler(
            f"Der Verweis „#{ziel}“ hat kein Ziel.",
            wo=_name(kapitel),
            rat=_suggest(ziel, sorted(anker - {""}), "Sprungziele: "),
        )


def _name(kapitel: Kapitel) -> str:
    return f"Kapitel „{kapitel.titel}“, {kapitel.datei}"


def _suggest(ziel: str, vorrat: Sequence[str] | dict[str, Block], sonst: str) -> str:
    if aehnlich := nearest(ziel, vorrat, 1):
        return f"Gemeint ist wohl „{aehnlich[0]}“."
    return f"{sonst}{', '.join(list(vorrat)[:8]) or 'keine'}."
