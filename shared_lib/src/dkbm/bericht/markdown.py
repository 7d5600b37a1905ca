"""Markdown of notebooks and text files to HTML: headings shifted and anchored, raw HTML escaped."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from slugify import slugify

__all__ = ["PLATZHALTER", "Ueberschrift", "render_markdown"]

PLATZHALTER = "✎"
"""A Markdown cell that begins with this sign waits for its author and is not published."""

_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")
_KOMMENTAR = re.compile(r"<!--.*?-->", re.DOTALL)


@dataclass
class Ueberschrift:
    """A heading for the table of contents."""

    ebene: int
    text: str
    anker: str
    kinder: list[Ueberschrift] = field(default_factory=list)


def render_markdown(text: str, vorsilbe: str, vergeben: set[str]) -> tuple[str, list[Ueberschrift]]:
    """Render Markdown one heading level deeper, with anchors.

    Parameters
    ----------
    text
        Markdown; comments are removed, raw HTML is shown as text.
    vorsilbe
        Prefix of all anchors.
    vergeben
        Anchors in use; new ones are added.

    Returns
    -------
    html, ueberschriften
    """
    tokens = _MARKDOWN.parse(_KOMMENTAR.sub("", text))
    found: list[Ueberschrift] = []
    for nummer, token in enumerate(tokens):
        if token.type not in ("heading_open", "heading_close"):
            continue
        ebene = min(int(token.tag[1]) + 1, 6)
        token.tag = f"h{ebene}"
        if token.type == "heading_open":
            titel = tokens[nummer + 1].content
            anker = _unique(f"{vorsilbe}-{slugify(titel) or 'abschnitt'}", vergeben)
            token.attrSet("id", anker)
            found.append(Ueberschrift(ebene, _plain(titel), anker))
    return _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {}), found


def _plain(titel: str) -> str:
    inline = _MARKDOWN.parseInline(titel)[0].children or []
    return "".join(t.content for t in inline if t.type in ("text", "code_inline"))


def _unique(anker: str, vergeben: set[str]) -> str:
    kandidat, nummer = anker, 2
    while kandidat in vergeben:
        kandidat, nummer = f"{anker}-{nummer}", nummer + 1
    vergeben.add(kandidat)
    return kandidat
