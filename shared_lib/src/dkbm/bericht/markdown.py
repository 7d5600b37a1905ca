"""Markdown of notebooks and text files to a text tree: headings shifted and anchored.

Beyond CommonMark with tables there are two marks: ``[@abb:id]`` and ``[@tab:id]`` refer to a
figure or table, ``[words]{lang=en}`` names the language of a passage. Raw HTML stays text. A
picture becomes a node of its own (``bild``: datei, alt) that parts its paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from slugify import slugify

from dkbm.bericht.textbaum import Knoten, plain, walk
from dkbm.fehler import DkbmFehler

__all__ = ["PLATZHALTER", "parse_markdown"]

PLATZHALTER = "✎"
"""A Markdown cell that begins with this sign waits for its author and is not published."""

_KOMMENTAR = re.compile(r"<!--.*?-->", re.DOTALL)
_BEZUG = re.compile(r"\[@((?:abb|tab):[\w-]+)\]")
_SPRACHE = re.compile(r"\[([^\[\]\n]+)\]\{lang=([a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8})*)\}")
_HUELLEN = {"strong": "fett", "em": "kursiv", "link": "verweis", "sprache": "sprache"}


def _read_mark(state: StateInline, silent: bool) -> bool:
    """Recognise our two marks before a link could."""
    if match := _BEZUG.match(state.src, state.pos):
        if not silent:
            state.push("bezug", "", 0).content = match[1]
    elif match := _SPRACHE.match(state.src, state.pos):
        if not silent:
            state.push("sprache_open", "span", 1).attrs = {"lang": match[2]}
            state.push("text", "", 0).content = match[1]
            state.push("sprache_close", "span", -1)
    else:
        return False
    state.pos = match.end()
    return True


_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")
_MARKDOWN.inline.ruler.before("link", "dkbm_marken", _read_mark)


def parse_markdown(text: str, vorsilbe: str, vergeben: set[str]) -> list[Knoten]:
    """Parse Markdown one heading level deeper, with anchors.

    Parameters
    ----------
    text
        Markdown; comments are removed, raw HTML is text.
    vorsilbe
        Prefix of all anchors.
    vergeben
        Anchors in use; new ones are added.

    Raises
    ------
    DkbmFehler
        If a table or heading, whose words stand elsewhere too, refers to a figure or table.
    """
    tokens = iter(_MARKDOWN.parse(_KOMMENTAR.sub("", text)))
    baum = list(_read_blocks(tokens, ""))
    for knoten in walk(baum):
        if knoten.get("art") == "ueberschrift":
            stamm = f"{vorsilbe}-{slugify(knoten['titel']) or 'abschnitt'}"
            knoten["anker"] = _unique(stamm, vergeben)
    return baum


def _read_blocks(tokens: Iterator[Token], ende: str) -> Iterator[Knoten]:
    """Read blocks up to the closing token of their parent."""
    for token in tokens:
        if token.type == ende:
            return
        if token.type == "heading_open":
            yield _read_heading(token, next(tokens))
        elif token.type == "inline":
            yield from _read_paragraph(token.children or [])
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            punkte = list(_read_items(tokens, token.type.replace("open", "close")))
            geordnet = token.type.startswith("ordered")
            beginn = int(token.attrGet("start") or 1)
            yield {"art": "liste", "geordnet": geordnet, "beginn": beginn, "punkte": punkte}
        elif token.type == "blockquote_open":
            yield {"art": "zitat", "bloecke": list(_read_blocks(tokens, "blockquote_close"))}
        elif token.type in ("fence", "code_block"):
            yield {"art": "code", "text": token.content}
        elif token.type == "hr":
            yield {"art": "linie"}
        elif token.type == "table_open":
            yield _read_table(tokens)


def _read_paragraph(teile: Sequence[Token]) -> Iterator[Knoten]:
    """Yield the words before, between and after pictures, and the pictures."""
    offen: list[Token] = []
    tiefe = 0
    for token in teile:
        tiefe += token.nesting
        if token.type == "image" and not tiefe:
            yield from _read_words(offen)
            alt = plain(_read_inline(token.children or []))
            yield {"art": "bild", "datei": unquote(str(token.attrGet("src") or "")), "alt": alt}
            offen = []
        else:
            offen.append(token)
    yield from _read_words(offen)


def _read_words(teile: Sequence[Token]) -> Iterator[Knoten]:
    if any(token.type != "softbreak" for token in teile):
        yield {"art": "absatz", "teile": _read_inline(teile)}


def _read_heading(token: Token, inline: Token) -> Knoten:
    teile = _read_inline(inline.children or [])
    _refuse_bezug(teile, "einer Überschrift")
    ebene = min(int(token.tag[1]) + 1, 6)
    kopf = {"art": "ueberschrift", "ebene": ebene, "titel": plain(teile), "anker": ""}
    return {**kopf, "nummer": "", "teile": teile}


def _read_items(tokens: Iterator[Token], ende: str) -> Iterator[list[Knoten]]:
    for token in tokens:
        if token.type == ende:
            return
        if token.type == "list_item_open":
            yield list(_read_blocks(tokens, "list_item_close"))


def _read_table(tokens: Iterator[Token]) -> Knoten:
    zeilen: list[list[str]] = []
    for token in tokens:
        if token.type == "table_close":
            break
        if token.type == "tr_open":
            zeilen.append([])
        elif token.type == "inline":
            teile = _read_inline(token.children or [])
            _refuse_bezug(teile, "einer Tabelle")
            zeilen[-1].append(plain(teile))
    kopf, *rumpf = zeilen
    return {"art": "zahlen", "spalten": kopf, "zeilen": rumpf, "kopfzeile": True}


def _refuse_bezug(teile: list[Knoten], wo: str) -> None:
    for knoten in walk(teile):
        if knoten["art"] == "bezug":
            raise DkbmFehler(
                f"Der Verweis „[@{knoten['ziel']}]“ steht in {wo}.",
                rat="Bitte in einen Satz davor oder danach setzen.",
            )


def _read_inline(teile: Sequence[Token]) -> list[Knoten]:
    """Nest the flat run of inline tokens."""
    stapel: list[list[Knoten]] = [[]]
    for token in teile:
        art = _HUELLEN.get(token.type.rpartition("_")[0])
        if art and token.nesting == 1:
            huelle: Knoten = {"art": art, "teile": []}
            if art == "verweis":
                huelle["ziel"] = str(token.attrGet("href") or "")
            elif art == "sprache":
                huelle["lang"] = str(token.attrGet("lang"))
            stapel[-1].append(huelle)
            stapel.append(huelle["teile"])
        elif art and token.nesting == -1:
            stapel.pop()
        elif token.type == "code_inline":
            stapel[-1].append({"art": "code", "text": token.content})
        elif token.type == "bezug":
            stapel[-1].append({"art": "bezug", "ziel": token.content, "text": "", "anker": ""})
        elif token.type == "hardbreak":
            stapel[-1].append({"art": "umbruch"})
        else:
            words = " " if token.type == "softbreak" else token.content
            stapel[-1].append({"art": "text", "text": words})
    return stapel[0]


def _unique(anker: str, vergeben: set[str]) -> str:
    kandidat, nummer = anker, 2
    while kandidat in vergeben:
        kandidat, nummer = f"{anker}-{nummer}", nummer + 1
    vergeben.add(kandidat)
    return kandidat
