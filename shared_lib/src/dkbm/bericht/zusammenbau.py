"""Put executed notebooks and texts together: chapters in order, figures and tables numbered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from dkbm.bericht.fremdausgabe import read_html
from dkbm.bericht.gestaltung import read_bilddatei
from dkbm.bericht.markdown import PLATZHALTER, parse_markdown
from dkbm.bericht.modell import Block, Inhalt, Kapitel
from dkbm.bericht.textbaum import Knoten, walk
from dkbm.darstellung import MIME
from dkbm.fehler import DkbmFehler
from dkbm.projekt.gliederung import ERZEUGT

__all__ = ["build_inhalt"]

_KUERZEL = {"abbildung": "abb", "tabelle": "tab"}
_ALT_ZEILE = re.compile(r"^\s*#\s*Alternativtext:\s*(.+)$", re.MULTILINE)


def build_inhalt(teile: Iterable[tuple[str, Path, NotebookNode | None]]) -> Inhalt:
    """Assemble the report.

    Parameters
    ----------
    teile
        Name, file and executed notebook of each part; None for a Markdown text and for a
        generated part, which has no file.
    """
    inhalt = Inhalt()
    vergeben: set[str] = set()
    nummer = 0
    for name, path, notebook in teile:
        kapitel = Kapitel(0, name, datei=path.name)
        if name in ERZEUGT and not path.suffix:
            kapitel.datei = ""  # a place for what `complete_bericht` writes
        elif notebook is None:
            _add_text(kapitel, path.read_text(encoding="utf-8-sig"), vergeben, path.parent)
            if not kapitel.bloecke:
                continue
        else:
            nummer += 1
            kapitel.nummer = nummer
            _read_notebook(kapitel, notebook, vergeben, inhalt, path.parent)
        inhalt.kapitel.append(kapitel)
    return inhalt


def _read_notebook(
    kapitel: Kapitel, notebook: NotebookNode, vergeben: set[str], inhalt: Inhalt, ordner: Path
) -> None:
    gezeigt: set[str] = set()
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            _add_text(kapitel, cell.source, vergeben, ordner)
        elif cell.cell_type == "code":
            for output in cell.outputs:
                block = _read_output(output, cell.source)
                if block and not (block.typ == "hinweis" and block.daten["text"] in gezeigt):
                    gezeigt.add(block.daten.get("text", ""))
                    kapitel.bloecke.append(block)
                    _collect(block, inhalt)
    if not kapitel.titel:
        _add_text(kapitel, f"# {kapitel.name.replace('_', ' ').title()}", vergeben, ordner)
        kapitel.bloecke.insert(0, kapitel.bloecke.pop())
    _number(kapitel, vergeben)


def _add_text(kapitel: Kapitel, text: str, vergeben: set[str], ordner: Path) -> None:
    if text.lstrip().startswith(PLATZHALTER):
        return
    offen: list[Knoten] = []
    try:
        baum = parse_markdown(text, kapitel.name, vergeben)
    except DkbmFehler as fehler:
        raise DkbmFehler(fehler.was, wo=kapitel.datei, rat=fehler.rat) from None
    for knoten in baum:
        if knoten["art"] != "bild":
            _refuse_inner(knoten, kapitel)
            offen.append(knoten)
            continue
        if offen:
            kapitel.add_text(offen)
        kapitel.bloecke.append(_read_eigenes(knoten, kapitel, ordner))
        offen = []
    if offen:
        kapitel.add_text(offen)


def _read_eigenes(knoten: Knoten, kapitel: Kapitel, ordner: Path) -> Block:
    """Read a picture that a text shows; it lies beside the text."""
    wo = f"{kapitel.datei}: ![{knoten['alt']}]({knoten['datei'][:80]})"
    bild = read_bilddatei(ordner, knoten["datei"], knoten["alt"].strip(), wo, "demselben Ordner")
    return Block("bild", {"bild": bild.uri, "alt": bild.alt})


def _refuse_inner(knoten: Knoten, kapitel: Kapitel) -> None:
    for inneres in walk(knoten):
        if inneres.get("art") == "bild":
            raise DkbmFehler(
                "Ein Bild steht in einer Liste oder einem Zitat.",
                wo=f"{kapitel.datei}: {inneres['datei'][:80]}",
                rat="Bitte das Bild in einen eigenen Absatz ohne Einrückung setzen.",
            )


def _read_output(output: Mapping[str, Any], source: str) -> Block | None:
    """Turn one output into a block; specs first, then pictures, tables and plain text."""
    data = output.get("data", {})
    if MIME in data and data[MIME]["typ"] == "luecke":
        return None  # for the notebook; the chapter names its gaps in one list
    if MIME in data:
        return Block(str(data[MIME]["typ"]), dict(data[MIME]))
    if "image/png" in data or "image/jpeg" in data:
        typ = "image/png" if "image/png" in data else "image/jpeg"
        return Block(
            "bild",
            {
                "bild": f"data:{typ};base64,{''.join(data[typ].split())}",
                "alt": _find_alt(output.get("metadata", {}), typ, source),
            },
        )
    if "text/html" in data:
        baum = read_html(data["text/html"])
        return Block("text", {"baum": baum}) if baum else None
    text = data.get("text/plain") or (output.get("text") if output.get("name") == "stdout" else "")
    return Block("text", {"baum": [{"art": "code", "text": text}]}) if text else None


def _find_alt(metadata: Mapping[str, Any], typ: str, source: str) -> str:
    """Return the alternative text of an own picture: from metadata, or a comment in its cell."""
    zeile = _ALT_ZEILE.search(source)
    alt = metadata.get("alt") or metadata.get(typ, {}).get("alt") or (zeile[1] if zeile else "")
    return str(alt).strip()


def _number(kapitel: Kapitel, vergeben: set[str]) -> None:
    for typ, kurz in _KUERZEL.items():
        for zahl, block in enumerate(kapitel.of_type(typ), start=1):
            block.nummer = f"{kapitel.nummer}.{zahl}"
            block.id = _choose_id(block, kurz, vergeben)
            block.anker = f"{kurz}-{block.id}"
            vergeben.add(block.anker)


def _choose_id(block: Block, kurz: str, vergeben: set[str]) -> str:
    """Return the given id, or that of the Kennzahl with a number where it is shown again."""
    if eigene := str(block.daten.get("id") or ""):
        return eigene
    kennzahlen = block.daten.get("kennzahlen") or [{"id": "eigene"}]
    stamm = str(kennzahlen[0]["id"]) if len(kennzahlen) == 1 else "ueberblick"
    kandidat, nummer = stamm, 2
    while f"{kurz}-{kandidat}" in vergeben:
        kandidat, nummer = f"{stamm}-{nummer}", nummer + 1
    return kandidat


def _collect(block: Block, inhalt: Inhalt) -> None:
    for kennzahl in block.daten.get("kennzahlen", []):
        inhalt.kennzahlen.setdefault(kennzahl["id"], kennzahl)
    for quelle in block.daten.get("quellen", []):
        inhalt.quellen.setdefault(quelle["id"], quelle)
