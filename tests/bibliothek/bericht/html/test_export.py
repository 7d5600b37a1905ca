"""The exported page: self-contained, accessible, and deaf to hostile words."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest
from dkbm.arbeitsplatz import Arbeitsplatz
from dkbm.bericht.anhang import complete_bericht
from dkbm.bericht.html import export_html
from dkbm.bericht.zusammenbau import build_inhalt
from dkbm.bestand import open_bestand
from dkbm.darstellung import Aussage, Kernaussagen, balken, gliederung, linie, tabelle
from dkbm.gebiete import load_register
from dkbm.kennzahlen import Ergebnis
from dkbm.projekt import Einstellungen
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

BOESE = "<script>alert(1)</script> {{ 7*7 }} {% raw %} \"a\" 'b' & </title> \u202eRTL\u200f 🎓"
LIZENZ = "https://www.govdata.de/dl-de/by-2-0"
OHNE_ENDE = {"meta", "img", "br", "hr", "input", "link"}
ZEIGER = ("src", "href", "data", "action", "xlink:href", "srcset", "poster", "formaction")


class Seite(HTMLParser):
    """Reads a page as a browser would, as far as the checks below ask."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.offen: list[str] = []
        self.text = ""
        self.inhalte: dict[str, str] = {}
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in OHNE_ENDE:
            self.offen.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.offen.pop() == tag, f"</{tag}> closes another tag"

    def handle_data(self, data: str) -> None:
        if "style" not in self.offen:
            self.text += data
            if self.offen:
                letzter = self.offen[-1]
                self.inhalte[letzter] = self.inhalte.get(letzter, "") + data

    def find(self, *namen: str) -> list[dict[str, str]]:
        return [attrs for tag, attrs in self.tags if tag in namen]


def give_einstellungen(**bericht: str) -> Einstellungen:
    return Einstellungen.model_validate({"kommune": {"ags": "08335"}, "bericht": bericht})


@cache
def ergebnis(id_: str) -> Ergebnis:
    register = load_register()
    return Arbeitsplatz(register["08335"], (register["08436"],), open_bestand()).kennzahl(id_)


def show(*daten: object) -> NotebookNode:
    """Return a code cell that shows specs (by their bundle) or foreign data."""
    outputs = []
    for stueck in daten:
        mimebundle = getattr(stueck, "_repr_mimebundle_", None)
        outputs.append(new_output("display_data", mimebundle() if mimebundle else stueck))
    return new_code_cell("nur_im_code", outputs=outputs)


def export(*cells: NotebookNode | str, **bericht: str) -> str:
    made = [new_markdown_cell(c) if isinstance(c, str) else c for c in cells]
    inhalt = build_inhalt([("kap", Path("kap.ipynb"), new_notebook(cells=made))])
    return export_html(complete_bericht(give_einstellungen(**bericht), inhalt, open_bestand()))


@cache
def gemischt() -> str:
    """Return a page with everything that a chapter may hold, twice, in hostile words."""
    reihe, teile = ergebnis("geburtenrate"), ergebnis("schulartverteilung")
    cells: list[NotebookNode | str] = [
        f"# Kapitel {BOESE}",
        show(Kernaussagen((Aussage(BOESE), Aussage("Zwei."), Aussage("Drei.")))),
        f"## Abschnitt\n\nText {BOESE}",
        show(linie(reihe, titel=BOESE, alt=BOESE), balken(reihe), gliederung(teile)),
        show(tabelle(reihe, titel=BOESE), tabelle(ergebnis("vhs_onlineanteil"))),
        "### Tiefer",
        new_code_cell(
            "# Alternativtext: Ein Bild",
            outputs=[new_output("display_data", {"image/png": "iVBORw0KGgo="})],
        ),
        show({"text/plain": BOESE}),
    ]
    namen = ("a", "b")
    teile_ = [
        (
            n,
            Path(n),
            new_notebook(cells=[new_markdown_cell(c) if isinstance(c, str) else c for c in cells]),
        )
        for n in namen
    ]
    einstellungen = give_einstellungen(
        titel=BOESE, untertitel=BOESE, herausgeber=BOESE, kontakt=BOESE, datum=BOESE[:60]
    )
    return export_html(complete_bericht(einstellungen, build_inhalt(teile_), open_bestand()))


@cache
def seite() -> Seite:
    return Seite(gemischt())


def test_page_is_one_closed_document() -> None:
    assert gemischt().startswith('<!DOCTYPE html>\n<html lang="de">')
    assert seite().offen == []
    assert [a["charset"] for a in seite().find("meta") if "charset" in a] == ["utf-8"]
    for tag in ("html", "head", "body", "main", "header", "nav", "title", "h1"):
        assert len(seite().find(tag)) == 1


def test_nothing_is_loaded_from_elsewhere() -> None:
    fremd = [
        (tag, attrs[name])
        for tag, attrs in seite().tags
        for name in ZEIGER
        if name in attrs and not attrs[name].startswith(("#", "data:image/"))
    ]
    assert fremd == [("a", LIZENZ)]
    assert {tag for tag, _ in seite().tags} & {
        "script",
        "link",
        "iframe",
        "object",
        "embed",
    } == set()
    style = "".join(re.findall(r"<style.*?</style>", gemischt(), re.DOTALL))
    assert "@import" not in style
    assert "url(" not in style
    assert not re.search(r"url\((?!#)", gemischt())


def test_every_picture_is_described() -> None:
    pictures = [a.get("alt", "") for a in seite().find("img")]
    pictures += [a.get("aria-label", "") for _, a in seite().tags if a.get("role") == "img"]
    assert len(pictures) == 8
    assert all(text.strip() for text in pictures)
    assert "No description has been provided for this image" not in gemischt()
    # Each drawing lies inside an element with that role.
    assert gemischt().count("<svg") == len(
        re.findall(r'<div role="img" aria-label="[^"]+"><svg', gemischt())
    )


def test_what_scrolls_on_a_narrow_page_is_reached_by_keyboard_and_has_a_name() -> None:
    rollend = [a for _, a in seite().tags if a.get("class") in ("rolle", "bildrolle")]
    assert {a["class"] for a in rollend} == {"rolle", "bildrolle"}
    for attribute in rollend:
        assert attribute["tabindex"] == "0"
        assert attribute["role"] == "region"
        assert attribute["aria-labelledby"]


def test_tables_have_captions_and_heads_with_scope() -> None:
    assert len(seite().find("table")) == len(seite().find("caption")) == 10
    scopes = [a.get("scope") for a in seite().find("th")]
    assert set(scopes) == {"col", "row"}
    assert len(scopes) > 50


def test_ids_are_unique_and_all_links_and_labels_have_targets() -> None:
    ids = [a["id"] for _, a in seite().tags if "id" in a]
    assert len(ids) == len(set(ids)) > 100
    ziele = {a["href"][1:] for a in seite().find("a") if a.get("href", "").startswith("#")}
    ziele |= {a["aria-labelledby"] for _, a in seite().tags if "aria-labelledby" in a}
    ziele |= {name for _, a in seite().tags for name in re.findall(r"url\(#([^)]+)", str(a))}
    ziele |= {a["xlink:href"][1:] for _, a in seite().tags if "xlink:href" in a}
    assert ziele <= set(ids)


def test_heading_levels_do_not_skip() -> None:
    ebenen = [int(tag[1]) for tag, _ in seite().tags if re.fullmatch(r"h[1-6]", tag)]
    assert ebenen[0] == 1
    assert ebenen.count(1) == 1
    assert all(danach - davor <= 1 for davor, danach in pairwise(ebenen))


def test_hostile_words_come_out_as_text() -> None:
    text = seite().text
    assert not [a for _, attrs in seite().tags for a in attrs if a.startswith("on")]
    assert seite().inhalte["h1"] == BOESE
    assert seite().inhalte["title"].startswith(BOESE)
    for teil in (f"Kontakt: {BOESE}", f"Herausgegeben von: {BOESE}", f"1 Kapitel {BOESE}"):
        assert teil in text
    assert text.count(f"Abbildung 1.1: {BOESE}") == 1
    assert {a["aria-label"] for _, a in seite().tags if a.get("role") == "img"} >= {BOESE}


def test_code_and_empty_parts_do_not_show() -> None:
    assert "nur_im_code" not in gemischt()
    leer = Seite(export("# Kapitel", show(Kernaussagen(())))).text
    assert "Das Wichtigste in Kürze" not in leer
    for wort in ("Kontakt:", "Datenstand:", "Herausgegeben von:"):
        assert wort not in leer


def test_foreign_html_keeps_structure_and_loses_everything_else() -> None:
    fremd = (
        "<style>p{}</style><script>alert(1)</script><iframe src='http://x.de'></iframe>"
        "<table onclick='x' style='color:red'><tr><th scope='col' id='doppelt'>Kopf</th></tr>"
        "<tr><td colspan='2'>1 &lt; 2</td></tr></table><img src='http://x.de/y.png' onerror='x'>"
        "<a href='javascript:x'>Verweis</a><svg onload='x'></svg><form action='http://x.de'></form>"
    )
    page = export("# Kapitel", show({"text/html": fremd, "text/plain": "x"}))
    gelesen = Seite(page)
    assert not re.search(r"x\.de|onclick|onerror|onload|javascript|doppelt|alert|color:red", page)
    assert gelesen.find("th") == [{"scope": "col"}, {"scope": "row"}]
    assert not gelesen.find("img", "iframe", "form", "svg", "script")
    assert "1 < 2" in gelesen.text
    assert "Verweis" in gelesen.text


def test_data_frame_is_shown_as_a_table() -> None:
    frame = pd.DataFrame({"Schule <b>": ["A & B"], "Zahl": [12]})
    gelesen = Seite(export("# Kapitel", show({"text/html": frame.to_html()})))
    assert len(gelesen.find("td")) == 3
    assert "A & B" in gelesen.text
    assert "Schule <b>" in gelesen.text


def test_origin_stands_in_the_annexes() -> None:
    gelesen = Seite(export("# Kapitel", show(tabelle(ergebnis("abgaenge_hochschulreife")))))
    kennzahl = ergebnis("abgaenge_hochschulreife").kennzahl
    for wort in (kennzahl.definition, kennzahl.formel, kennzahl.regel, *kennzahl.hinweise):
        assert wort in gelesen.text
    for quelle in ergebnis("abgaenge_hochschulreife").quellen:
        assert f"Stand {quelle.stand}" in gelesen.text
        assert quelle.fussnoten[:40] in gelesen.text
    # The newest export, not the one that sorts last as text ("24.02.2018").
    assert "Datenstand: 13.03.2025" in gelesen.text


def test_same_content_gives_the_same_bytes() -> None:
    assert export("# A", show(linie(ergebnis("geburtenrate")))) == export(
        "# A", show(linie(ergebnis("geburtenrate")))
    )


@pytest.mark.parametrize("feld", ["untertitel", "datum", "herausgeber", "kontakt"])
def test_title_page_shows_what_is_given(feld: str) -> None:
    assert "Ein Wort für alle" in Seite(export("# A", **{feld: "Ein Wort für alle"})).text
