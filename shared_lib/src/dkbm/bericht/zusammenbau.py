"""Put executed notebooks and texts together into one report: chapters, numbers, annexes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from dkbm.bericht.markdown import PLATZHALTER, Ueberschrift, render_markdown
from dkbm.darstellung import MIME

__all__ = ["Block", "Inhalt", "Kapitel", "build_inhalt"]

_TITELZUSATZ = {"abbildung": "Abbildung", "tabelle": "Tabelle"}


@dataclass
class Block:
    """One piece of a chapter.

    Attributes
    ----------
    typ
        ``text``, ``abbildung``, ``tabelle``, ``kernaussagen``, ``hinweis``, ``bild``, ``ausgabe``.
    daten
        The bundle of the spec, or ``html`` / ``alt`` / ``bild`` for the others.
    nummer, anker
        Number (``2.1``) and anchor of figures and tables.
    """

    typ: str
    daten: dict[str, Any]
    nummer: str = ""
    anker: str = ""

    @property
    def bezeichnung(self) -> str:
        """``Abbildung 2.1`` or ``Tabelle 2.3``."""
        return f"{_TITELZUSATZ[self.typ]} {self.nummer}"


@dataclass
class Kapitel:
    """One chapter: a notebook, or a text without number."""

    nummer: int
    name: str
    titel: str = ""
    anker: str = ""
    bloecke: list[Block] = field(default_factory=list)
    abschnitte: list[Ueberschrift] = field(default_factory=list)

    def of_type(self, typ: str) -> list[Block]:
        """Return the blocks of one type."""
        return [block for block in self.bloecke if block.typ == typ]


@dataclass
class Inhalt:
    """The whole report."""

    kapitel: list[Kapitel] = field(default_factory=list)
    kennzahlen: dict[str, dict[str, Any]] = field(default_factory=dict)
    quellen: dict[int, dict[str, Any]] = field(default_factory=dict)


def build_inhalt(teile: Iterable[tuple[str, Path, NotebookNode | None]]) -> Inhalt:
    """Assemble the report.

    Parameters
    ----------
    teile
        Name, file and executed notebook of each part; None for a Markdown text.
    """
    inhalt = Inhalt()
    vergeben: set[str] = set()
    nummer = 0
    for name, path, notebook in teile:
        if notebook is None:
            text = path.read_text(encoding="utf-8-sig")
            kapitel = Kapitel(0, name)
            _add_text(kapitel, text, vergeben)
            if kapitel.bloecke:
                inhalt.kapitel.append(kapitel)
            continue
        nummer += 1
        inhalt.kapitel.append(_read_notebook(nummer, name, notebook, vergeben, inhalt))
    return inhalt


def _read_notebook(
    nummer: int, name: str, notebook: NotebookNode, vergeben: set[str], inhalt: Inhalt
) -> Kapitel:
    kapitel = Kapitel(nummer, name)
    gezeigt: set[str] = set()
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            _add_text(kapitel, cell.source, vergeben)
        elif cell.cell_type == "code":
            for output in cell.outputs:
                block = _read_output(output, kapitel)
                if block and not (block.typ == "hinweis" and block.daten["text"] in gezeigt):
                    gezeigt.add(block.daten.get("text", ""))
                    kapitel.bloecke.append(block)
                    _collect(block, inhalt)
    if not kapitel.titel:
        _add_text(kapitel, f"# {name.replace('_', ' ').title()}", vergeben)
        kapitel.bloecke.insert(0, kapitel.bloecke.pop())
    _number(kapitel)
    return kapitel


def _add_text(kapitel: Kapitel, text: str, vergeben: set[str]) -> None:
    if text.lstrip().startswith(PLATZHALTER):
        return
    html, ueberschriften = render_markdown(text, kapitel.name, vergeben)
    if not html.strip():
        return
    for ueberschrift in ueberschriften:
        if ueberschrift.ebene == 2 and not kapitel.titel:
            kapitel.titel, kapitel.anker = ueberschrift.text, ueberschrift.anker
            if kapitel.nummer:
                nummer = f'<span class="nummer">{kapitel.nummer}</span>'
                html = re.sub(r"<h2[^>]*>", lambda tag: f"{tag[0]}{nummer}", html, count=1)  # noqa: B023
        elif ueberschrift.ebene <= 3:
            kapitel.abschnitte.append(ueberschrift)
    kapitel.bloecke.append(Block("text", {"html": html}))


def _read_output(output: Mapping[str, Any], kapitel: Kapitel) -> Block | None:
    """Turn one output into a block; specs first, then pictures, tables and plain text."""
    data = output.get("data", {})
    if MIME in data:
        return Block(str(data[MIME]["typ"]), dict(data[MIME]))
    if "image/png" in data or "image/jpeg" in data:
        typ = "image/png" if "image/png" in data else "image/jpeg"
        letzte = kapitel.abschnitte[-1].text if kapitel.abschnitte else kapitel.titel
        meta = output.get("metadata", {})
        alt = meta.get("alt") or meta.get(typ, {}).get("alt") or f"Grafik zum Abschnitt {letzte}"
        return Block("bild", {"bild": f"data:{typ};base64,{data[typ].strip()}", "alt": alt})
    if "text/html" in data:
        return Block("ausgabe", {"html": data["text/html"]})
    text = data.get("text/plain") or (output.get("text") if output.get("name") == "stdout" else "")
    return Block("ausgabe", {"text": text}) if text else None


def _number(kapitel: Kapitel) -> None:
    for typ, kurz in (("abbildung", "abb"), ("tabelle", "tab")):
        for zahl, block in enumerate(kapitel.of_type(typ), start=1):
            block.nummer = f"{kapitel.nummer}.{zahl}"
            block.anker = f"{kurz}-{kapitel.nummer}-{zahl}"


def _collect(block: Block, inhalt: Inhalt) -> None:
    for kennzahl in block.daten.get("kennzahlen", []):
        inhalt.kennzahlen.setdefault(kennzahl["id"], kennzahl)
    for quelle in block.daten.get("quellen", []):
        inhalt.quellen.setdefault(quelle["id"], quelle)
