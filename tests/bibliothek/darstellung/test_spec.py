"""What the objects leave in a notebook: structure for exporters, safe HTML for JupyterLab."""

from __future__ import annotations

import base64
import json
import re
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser

import pytest
from dkbm.arbeitsplatz import Arbeitsplatz
from dkbm.bestand import open_bestand
from dkbm.darstellung import (
    MIME,
    Abbildung,
    Aussage,
    Hinweis,
    Kernaussagen,
    Tabelle,
    balken,
    gliederung,
    linie,
    tabelle,
)
from dkbm.darstellung.spec import Datentabelle, render_table
from dkbm.gebiete import load_register

BOESE = "<script>alert(1)</script> \" ' & </figure> {{ 7*7 }} \u202e🎓"
Spec = Abbildung | Tabelle | Hinweis | Kernaussagen


class Baum(HTMLParser):
    """Collects tags, attributes and text, and whether all tags are closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.offen: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("img", "br"):
            self.offen.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.offen.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@cache
def desk() -> Arbeitsplatz:
    return Arbeitsplatz(load_register()["08335"], (), open_bestand())


@cache
def specs() -> dict[str, Spec]:
    reihe, teile = desk().kennzahl("geburtenrate"), desk().kennzahl("abschlussverteilung")
    leer = replace(reihe, daten=reihe.daten.iloc[:0])
    return {
        "linie": linie(reihe, titel=BOESE, alt=BOESE),
        "balken": balken(reihe, titel=BOESE, alt=BOESE),
        "gliederung": gliederung(teile, titel=BOESE, alt=BOESE),
        "tabelle": tabelle(reihe, titel=BOESE),
        "hinweis": Hinweis(BOESE, BOESE, as_hinweis(tabelle(leer)).kennzahlen),
        "kernaussagen": Kernaussagen((Aussage(BOESE),), (reihe.kennzahl,), reihe.quellen),
    }


def as_hinweis(spec: Tabelle | Hinweis) -> Hinweis:
    assert isinstance(spec, Hinweis)
    return spec


NAMEN = ("linie", "balken", "gliederung", "tabelle", "hinweis", "kernaussagen")


@pytest.mark.parametrize("name", NAMEN)
def test_bundle_is_json_without_paths_and_code(name: str) -> None:
    bundle = specs()[name]._repr_mimebundle_()
    assert set(bundle) == {MIME, "text/html", "text/plain"}
    text = json.dumps(bundle, ensure_ascii=False, allow_nan=False)
    assert json.loads(text)[MIME] == bundle[MIME]
    structure = json.dumps(bundle[MIME], ensure_ascii=False)
    for ordner in (str(open_bestand().ordner), "/home", "/tmp", "/work", "C:\\\\", "site-packages"):
        assert ordner not in structure
    assert "<function" not in structure
    assert " object at 0x" not in structure
    assert "berechne" not in structure


@pytest.mark.parametrize("name", NAMEN)
def test_hostile_words_come_out_as_text(name: str) -> None:
    bundle = specs()[name]._repr_mimebundle_()
    seite = Baum(str(bundle["text/html"]))
    assert seite.offen == []
    assert {tag for tag, _ in seite.tags} <= {
        *("figure", "figcaption", "strong", "img", "p", "small", "br", "ul", "li"),
        *("table", "caption", "thead", "tbody", "tr", "th", "td"),
    }
    assert BOESE in seite.text
    assert not [a for _, attrs in seite.tags for a in attrs if a.startswith("on")]


@pytest.mark.parametrize("name", ["linie", "balken", "gliederung"])
def test_figure_carries_its_drawing_alt_text_and_numbers(name: str) -> None:
    figure = specs()[name]
    assert isinstance(figure, Abbildung)
    bundle = figure._repr_mimebundle_()
    ((_, img),) = [t for t in Baum(str(bundle["text/html"])).tags if t[0] == "img"]
    assert img["alt"] == BOESE
    vorspann, _, inhalt = str(img["src"]).partition(",")
    assert vorspann == "data:image/svg+xml;base64"
    assert base64.b64decode(inhalt).decode() == figure.svg
    structure = json.loads(json.dumps(bundle[MIME]))
    assert structure["typ"] == "abbildung"
    assert structure["daten"]["zeilen"] == [list(z) for z in figure.daten.zeilen]
    assert [k["id"] for k in structure["kennzahlen"]] == [k.id for k in figure.kennzahlen]
    assert structure["kennzahlen"][0]["definition"] == figure.kennzahlen[0].definition
    assert [q["sha256"] for q in structure["quellen"]] == [q.sha256 for q in figure.quellen]
    assert all(re.fullmatch(r"[0-9a-f]{64}", q["sha256"]) for q in structure["quellen"])


@pytest.mark.parametrize(
    ("name", "typ"), [("tabelle", "tabelle"), ("hinweis", "hinweis"), ("kernaussagen",) * 2]
)
def test_bundle_says_its_kind(name: str, typ: str) -> None:
    structure = specs()[name]._repr_mimebundle_()[MIME]
    assert isinstance(structure, dict)
    assert structure["typ"] == typ


def test_same_object_leaves_the_same_bytes() -> None:
    first, second = (
        json.dumps(tabelle(desk().kennzahl("geburtenrate"))._repr_mimebundle_()) for _ in range(2)
    )
    assert first == second


def test_table_has_heads_for_columns_and_rows() -> None:
    daten = Datentabelle(("Jahr", "<b>"), (("2000", "<i>1"), ("<u>", "–")))
    seite = Baum(render_table(daten, 'a "b"'))
    scopes = [attrs.get("scope") for tag, attrs in seite.tags if tag == "th"]
    assert scopes == ["col", "col", "row", "row"]
    assert seite.text == 'a "b"Jahr<b>2000<i>1<u>–'
    assert [tag for tag, _ in seite.tags][:2] == ["table", "caption"]
    assert seite.offen == []


def test_source_and_notes_stand_below() -> None:
    table = specs()["tabelle"]
    assert isinstance(table, Tabelle)
    text = Baum(str(table._repr_mimebundle_()["text/html"])).text
    assert text.endswith(table.quelle)
    for note in table.anmerkungen:
        assert f"Anmerkung: {note}" in text
