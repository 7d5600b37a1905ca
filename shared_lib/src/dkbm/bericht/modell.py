"""The finished report as plain objects: what every renderer (HTML, PDF, …) writes from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from dkbm.bericht.gestaltung import Erscheinung
from dkbm.bericht.textbaum import Knoten

__all__ = ["Bericht", "Block", "Inhalt", "Kapitel", "Ueberschrift"]

_TITELZUSATZ = {"abbildung": "Abbildung", "tabelle": "Tabelle"}


@dataclass
class Ueberschrift:
    """A heading for the table of contents; ``ebene`` 2 is a chapter, 3 a section."""

    ebene: int
    text: str
    anker: str


@dataclass
class Block:
    """One piece of a chapter.

    Attributes
    ----------
    typ
        ``text`` (``daten["baum"]``), ``abbildung``, ``tabelle``, ``kernaussagen``, ``hinweis``
        (the bundle of the spec; figures and tables with ``beschreibung``, the words for their
        table), ``bild`` (``bild``, ``alt``) or ``kacheln`` (`kacheln.Kachel`).
    id
        Stable name for cross-references, without kind: ``betreuungsquote_u3``.
    nummer, anker
        Number (``2.1``) and anchor of figures and tables.
    """

    typ: str
    daten: dict[str, Any]
    id: str = ""
    nummer: str = ""
    anker: str = ""

    @property
    def bezeichnung(self) -> str:
        """``Abbildung 2.1`` or ``Tabelle 2.3``."""
        return f"{_TITELZUSATZ[self.typ]} {self.nummer}"

    @property
    def fuss(self) -> tuple[str, ...]:
        """Lines below a figure or table: the notes as one, then the source."""
        anmerkungen = self.daten["anmerkungen"]
        wort = "Anmerkungen" if len(anmerkungen) > 1 else "Anmerkung"
        notizen = [f"{wort}: {' '.join(anmerkungen)}"] if anmerkungen else []
        return (*notizen, self.daten["quelle"])


@dataclass
class Kapitel:
    """One chapter: a notebook with a number, or a text or generated part without.

    Attributes
    ----------
    name
        Name in the outline, for references and messages.
    datei
        File name of the notebook or text; empty for a generated part.
    """

    nummer: int
    name: str
    titel: str = ""
    anker: str = ""
    datei: str = ""
    bloecke: list[Block] = field(default_factory=list)
    abschnitte: list[Ueberschrift] = field(default_factory=list)

    def of_type(self, typ: str) -> list[Block]:
        """Return the blocks of one type."""
        return [block for block in self.bloecke if block.typ == typ]

    def add_text(self, baum: list[Knoten]) -> None:
        """Append text nodes, note their headings, and take the chapter's title from the first."""
        for knoten in baum:
            if knoten["art"] != "ueberschrift":
                continue
            kopf = Ueberschrift(knoten["ebene"], knoten["titel"], knoten["anker"])
            if kopf.ebene == 2 and not self.titel:
                self.titel, self.anker = kopf.text, kopf.anker
                knoten["nummer"] = str(self.nummer or "")
            elif kopf.ebene <= 3:
                self.abschnitte.append(kopf)
        self.bloecke.append(Block("text", {"baum": baum}))


@dataclass
class Inhalt:
    """Chapters and texts, and the Kennzahlen and sources behind them."""

    kapitel: list[Kapitel] = field(default_factory=list)
    kennzahlen: dict[str, dict[str, Any]] = field(default_factory=dict)
    quellen: dict[int, dict[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True)
class Bericht:
    """The whole report, generated parts included, with its title page and design.

    Attributes
    ----------
    titelzeilen
        Date, publisher and contact, as lines.
    vermerk
        Mark that every page of an internal report carries; empty for a public one.
    datenstand
        Newest Stand of the sources, ``dd.mm.yyyy``; empty without any.
    """

    titel: str
    name: str
    untertitel: str
    titelzeilen: tuple[str, ...]
    datenstand: str
    erscheinung: Erscheinung
    kapitel: tuple[Kapitel, ...]
    vermerk: str = ""

    @property
    def bloecke(self) -> Iterator[tuple[Kapitel, Block]]:
        """All blocks with their chapters, in reading order."""
        return ((kapitel, block) for kapitel in self.kapitel for block in kapitel.bloecke)

    @property
    def nummerierte(self) -> list[Block]:
        """All figures and tables, in reading order."""
        return [block for _, block in self.bloecke if block.nummer]

    @property
    def kennzahlen(self) -> dict[str, dict[str, Any]]:
        """The Kennzahlen behind the report, by id."""
        return {k["id"]: k for _, b in self.bloecke for k in b.daten.get("kennzahlen", [])}

    @property
    def quellen(self) -> dict[int, dict[str, Any]]:
        """The sources behind the report, by number."""
        return {q["id"]: q for _, b in self.bloecke for q in b.daten.get("quellen", [])}
