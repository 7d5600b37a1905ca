"""Outputs of an analyst's own cells (pandas tables, prints) to the text tree.

Only words and the rows of tables are taken from foreign HTML: no style, script, link or handler
can come along, in any format.
"""

from __future__ import annotations

from html.parser import HTMLParser

from dkbm.bericht.textbaum import Knoten, absatz

__all__ = ["read_html"]

_STUMM = ("script", "style", "title", "noscript", "template")
_ABSATZ = ("p", "div", "br", "li", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "caption")


def read_html(html: str) -> list[Knoten]:
    """Return paragraphs and tables of foreign HTML."""
    leser = _Leser()
    leser.feed(html)
    leser.close()
    leser.end_paragraph()
    return leser.baum


class _Leser(HTMLParser):
    """Keeps the words; a table's first rows of ``th`` only make its head."""

    def __init__(self) -> None:
        super().__init__()
        self.baum: list[Knoten] = []
        self._worte: list[str] = []
        self._zeilen: list[list[tuple[bool, str]]] | None = None
        self._stumm = 0
        self._breite = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _STUMM:
            self._stumm += 1
        elif tag == "table":
            self.end_paragraph()
            self._zeilen = []
        elif tag == "tr" and self._zeilen is not None:
            self._zeilen.append([])
        elif tag in ("td", "th"):
            self._worte = []
            spanne = dict(attrs).get("colspan") or "1"
            self._breite = min(int(spanne), 50) if spanne.isdigit() else 1
        elif tag in _ABSATZ:
            self.end_paragraph()

    def handle_endtag(self, tag: str) -> None:
        if tag in _STUMM:
            self._stumm = max(0, self._stumm - 1)
        elif tag in ("td", "th") and self._zeilen:
            zelle = (tag == "th", self._take())
            self._zeilen[-1] += [zelle, *[(tag == "th", "")] * (self._breite - 1)]
        elif tag == "table" and self._zeilen is not None:
            if tabelle := _build_table([z for z in self._zeilen if z]):
                self.baum.append(tabelle)
            self._zeilen = None
        elif tag in _ABSATZ:
            self.end_paragraph()

    def handle_data(self, data: str) -> None:
        if not self._stumm:
            self._worte.append(data)

    def end_paragraph(self) -> None:
        """Close a paragraph outside of tables."""
        if self._zeilen is None and (words := self._take()):
            self.baum.append(absatz(words))

    def _take(self) -> str:
        words = " ".join("".join(self._worte).split())
        self._worte = []
        return words


def _build_table(zeilen: list[list[tuple[bool, str]]]) -> Knoten | None:
    if not zeilen:
        return None
    breite = max(len(zeile) for zeile in zeilen)
    texte = [[t for _, t in zeile] + [""] * (breite - len(zeile)) for zeile in zeilen]
    # pandas writes the names of index and columns as further rows of head cells.
    koepfe = 0
    while koepfe < len(zeilen) and all(ist_kopf for ist_kopf, _ in zeilen[koepfe]):
        koepfe += 1
    if not koepfe:
        return {"art": "zahlen", "spalten": [""] * breite, "zeilen": texte, "kopfzeile": False}
    spalten = [
        " ".join(dict.fromkeys(filter(None, (texte[z][s] for z in range(koepfe)))))
        for s in range(breite)
    ]
    return {"art": "zahlen", "spalten": spalten, "zeilen": texte[koepfe:], "kopfzeile": True}
