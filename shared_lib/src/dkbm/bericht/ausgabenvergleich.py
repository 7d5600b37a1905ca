"""Compare two editions of a report: which numbers, years and texts are new.

Compared are the executed notebooks: their figures and tables hold each number exactly as printed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

import jinja2

from dkbm.bericht.ausfuehrung import read_ausgefuehrt
from dkbm.bericht.modell import Block, Kapitel
from dkbm.bericht.textbaum import plain, walk
from dkbm.bericht.zusammenbau import build_inhalt
from dkbm.datei import write_whole
from dkbm.fehler import DkbmFehler
from dkbm.projekt.fassung import NACHWEIS
from dkbm.projekt.gliederung import Teil
from dkbm.sprache.zahlen import format_zahl

__all__ = ["Aenderung", "Ausgabe", "compare", "read_ausgabe", "summarize", "write_vergleich"]

ART = {"zahl": "Geänderte Zahlen", "neu": "Neu", "weg": "Entfallen", "text": "Geänderte Texte"}
"""Kinds of changes, in the order of the page."""
Zellen = dict[tuple[str, str], str]


@dataclass(frozen=True)
class Ausgabe:
    """One edition.

    Attributes
    ----------
    zahlen
        Printed cells by row and column, per figure and table: ``(chapter, id)``.
    titel
        Their captions.
    texte
        Sentences per chapter, in their order.
    kapitel
        Titles of the chapters by name.
    """

    zahlen: dict[tuple[str, str], Zellen] = field(default_factory=dict)
    titel: dict[tuple[str, str], str] = field(default_factory=dict)
    texte: dict[str, list[str]] = field(default_factory=dict)
    kapitel: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Aenderung:
    """One thing that changed.

    Attributes
    ----------
    art
        Key of `ART`.
    kapitel, wo
        Title of the chapter; caption of the figure or table.
    zelle
        Row and column of a number.
    alt, neu
        What was printed; empty where there was or is nothing.
    """

    art: str
    kapitel: str
    wo: str
    alt: str = ""
    neu: str = ""
    zelle: str = ""

    @property
    def gruppe(self) -> str:
        """What its table on the page is headed with."""
        return f"{self.kapitel}: {self.wo}" if self.zelle else self.kapitel


def read_ausgabe(ort: Path) -> Ausgabe:
    """Read an edition.

    Parameters
    ----------
    ort
        A project, its folder ``bericht/ausgefuehrt``, a copy of it, or the ``bericht.json`` there.

    Raises
    ------
    DkbmFehler
        If no executed notebook lies there.
    """
    ordner = ort.parent if ort.name == NACHWEIS else ort
    kandidaten = [ordner, ordner / "ausgefuehrt", ordner / "bericht" / "ausgefuehrt"]
    for kandidat in kandidaten:
        if paths := sorted(kandidat.glob("*.ipynb")):
            return _read(paths)
    raise DkbmFehler(
        "Hier liegt keine Ausgabe eines Berichts.",
        wo=str(ort),
        rat="Erwartet wird eine Kopie von bericht/ausgefuehrt mit den ausgeführten Notebooks.",
    )


def _read(paths: Sequence[Path]) -> Ausgabe:
    ausgabe = Ausgabe()
    try:
        teile = [(Teil(p, "kapitel").name, p, read_ausgefuehrt(p)) for p in paths]
    except Exception as error:  # nbformat raises many kinds
        raise DkbmFehler(
            "Ein Notebook der früheren Ausgabe ist beschädigt.", wo=str(paths[0].parent)
        ) from error
    for kapitel in build_inhalt(teile).kapitel:
        ausgabe.kapitel[kapitel.name] = kapitel.titel
        ausgabe.texte[kapitel.name] = list(_list_texte(kapitel))
        for block in kapitel.bloecke:
            if "daten" in block.daten and block.id:
                key = (kapitel.name, block.anker)
                ausgabe.titel[key] = block.daten["titel"]
                ausgabe.zahlen[key] = _read_zellen(block.daten["daten"])
    return ausgabe


def _list_texte(kapitel: Kapitel) -> Iterator[str]:
    for block in kapitel.bloecke:
        yield from (text for text in _list_block(block) if text)


def _list_block(block: Block) -> Iterator[str]:
    if block.typ == "text":
        for knoten in walk(block.daten["baum"]):
            if "teile" in knoten and knoten["art"] in ("absatz", "ueberschrift"):
                yield plain(knoten["teile"])
    elif block.typ == "hinweis":
        yield str(block.daten["text"])
    elif block.typ == "kernaussagen":
        yield from block.daten["aussagen"]


def _read_zellen(daten: Mapping[str, Any]) -> Zellen:
    """Return cells by heads of row and column; repeated heads are counted."""
    zellen: Zellen = {}
    gesehen: Counter[str] = Counter()
    for zeile in daten["zeilen"]:
        gesehen[zeile[0]] += 1
        mal = gesehen[zeile[0]]
        kopf = zeile[0] if mal == 1 else f"{zeile[0]} ({mal})"
        for spalte, wert in zip(daten["spalten"][1:], zeile[1:], strict=False):
            zellen[kopf, spalte] = wert
    return zellen


def compare(frueher: Ausgabe, heute: Ausgabe) -> list[Aenderung]:
    """Return all changes in the order of today's edition, then what is gone."""
    return [*_compare_zahlen(frueher, heute), *_compare_texte(frueher, heute)]


def _compare_zahlen(frueher: Ausgabe, heute: Ausgabe) -> Iterator[Aenderung]:
    titel = frueher.titel | heute.titel
    for key in dict.fromkeys([*heute.zahlen, *frueher.zahlen]):
        kapitel = (frueher.kapitel | heute.kapitel)[key[0]]
        if key not in frueher.zahlen:
            yield Aenderung("neu", kapitel, titel[key])
        elif key not in heute.zahlen:
            yield Aenderung("weg", kapitel, titel[key])
        else:
            yield from _compare_zellen(kapitel, titel[key], frueher.zahlen[key], heute.zahlen[key])


def _compare_zellen(kapitel: str, titel: str, alt: Zellen, neu: Zellen) -> Iterator[Aenderung]:
    for art, hier, dort in (("neu", neu, alt), ("weg", alt, neu)):
        for stelle in (0, 1):
            koepfe = {zelle[stelle] for zelle in dort}
            fremd = dict.fromkeys(z[stelle] for z in hier if z[stelle] not in koepfe)
            if fremd:
                worte = f"{'Zeile' if stelle == 0 else 'Spalte'}: {', '.join(fremd)}"
                text = {"neu": worte} if art == "neu" else {"alt": worte}
                yield Aenderung(art, kapitel, titel, **text)
    for zelle in neu:
        if zelle in alt and alt[zelle] != neu[zelle]:
            yield Aenderung("zahl", kapitel, titel, alt[zelle], neu[zelle], ", ".join(zelle))


def _compare_texte(frueher: Ausgabe, heute: Ausgabe) -> Iterator[Aenderung]:
    """Pair what is gone with what came, in their order: usually a sentence with new numbers."""
    for name in dict.fromkeys([*heute.texte, *frueher.texte]):
        kapitel = (frueher.kapitel | heute.kapitel)[name]
        alt, neu = frueher.texte.get(name, []), heute.texte.get(name, [])
        weg = [satz for satz in alt if satz not in neu]
        gekommen = [satz for satz in neu if satz not in alt]
        for nummer in range(max(len(weg), len(gekommen))):
            yield Aenderung(
                "text",
                kapitel,
                "",
                "".join(weg[nummer : nummer + 1]),
                "".join(gekommen[nummer : nummer + 1]),
            )


def summarize(frueher: Ausgabe, heute: Ausgabe) -> str:
    """Say in one German line how much changed."""
    zahl = Counter(a.art for a in compare(frueher, heute))
    if not zahl:
        return "Gegenüber der früheren Ausgabe hat sich nichts geändert."
    teile = [f"{name}: {format_zahl(zahl[art])}" for art, name in ART.items() if zahl[art]]
    return "; ".join(teile) + "."


def write_vergleich(frueher: Ausgabe, heute: Ausgabe, ziel: Path) -> Path:
    """Write the page „Was ist neu?“: one self-contained HTML file."""
    aenderungen = compare(frueher, heute)
    gruppen = [
        (art, name, _group(a for a in aenderungen if a.art == art)) for art, name in ART.items()
    ]
    umgebung = jinja2.Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )
    quelle = files("dkbm.bericht").joinpath("was_ist_neu.html.j2").read_text(encoding="utf-8")
    seite = umgebung.from_string(quelle).render(
        gruppen=[gruppe for gruppe in gruppen if gruppe[2]], satz=summarize(frueher, heute)
    )
    ziel.parent.mkdir(parents=True, exist_ok=True)
    write_whole(ziel, seite)
    return ziel


def _group(aenderungen: Iterable[Aenderung]) -> dict[str, list[Aenderung]]:
    gruppen: dict[str, list[Aenderung]] = {}
    for aenderung in aenderungen:
        gruppen.setdefault(aenderung.gruppe, []).append(aenderung)
    return gruppen
