"""Markdown of analysts: one level deeper, anchored once, and never more than text."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from dkbm.bericht.html.text import render_baum
from dkbm.bericht.markdown import parse_markdown
from dkbm.bericht.textbaum import Knoten, plain, walk
from dkbm.fehler import DkbmFehler
from hypothesis import given, settings
from hypothesis import strategies as st


def convert(text: str, vorsilbe: str, vergeben: set[str]) -> tuple[str, list[Knoten]]:
    baum = parse_markdown(text, vorsilbe, vergeben)
    return str(render_baum(baum)), [k for k in walk(baum) if k.get("art") == "ueberschrift"]


def render(text: str) -> str:
    return convert(text, "k", set())[0].strip()


class Tags(HTMLParser):
    """Collects tags and attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_headings_go_one_level_down_and_are_listed() -> None:
    text = "# Größe *neu*\n\n## A & `b`\n\nUnter\n---\n\n###### Tief\n"
    html, found = convert(text, "kap", set())
    assert re.findall(r"<(h\d)", html) == ["h2", "h3", "h3", "h6"]
    assert re.findall(r"</(h\d)>", html) == ["h2", "h3", "h3", "h6"]
    assert found[0]["anker"] == "kap-grosse-neu"
    assert [u["titel"] for u in found] == ["Größe neu", "A & b", "Unter", "Tief"]
    assert [u["ebene"] for u in found] == [2, 3, 3, 6]
    assert re.findall(r' id="([^"]+)"', html) == [u["anker"] for u in found]


def test_anchors_are_unique_in_the_whole_report() -> None:
    vergeben = {"k-daten"}
    first, found = convert("# Daten\n# Daten\n# Daten 2\n# 🎓\n# !\n", "k", vergeben)
    second, more = convert("# Daten\n", "k", vergeben)
    anker = [u["anker"] for u in [*found, *more]]
    assert len(set(anker)) == len(anker) == 6
    assert vergeben == {"k-daten", *anker}
    assert all(re.fullmatch(r"k-[a-z0-9-]+", a) for a in anker)
    for a in anker:
        assert (first + second).count(f'id="{a}"') == 1


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("a <b onclick='x'>b</b>", "<p>a &lt;b onclick=&#39;x&#39;&gt;b&lt;/b&gt;</p>"),
        ("a <!-- geheim\n\n weg --> b", "<p>a  b</p>"),
        ("<!-- nur ein Kommentar -->", ""),
        ("**fett** & *kursiv*", "<p><strong>fett</strong> &amp; <em>kursiv</em></p>"),
        ("[x](https://a.de)", '<p><a href="https://a.de">x</a></p>'),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
        ("[x](data:text/html;base64,AAAA)", "<p>[x](data:text/html;base64,AAAA)</p>"),
        ("{{ 7*7 }} {% x %}", "<p>{{ 7*7 }} {% x %}</p>"),
    ],
)
def test_raw_html_is_text_and_comments_are_gone(text: str, html: str) -> None:
    assert render(text) == html


def test_tables_and_lists() -> None:
    html = render("| Jahr | Zahl |\n| --- | ---: |\n| 2024 | 1 < 2 |\n\n- a\n- b\n")
    tags = [tag for tag, _ in Tags(html).tags]
    assert (tags.count("th"), tags.count("td"), tags.count("tr")) == (3, 1, 2)
    assert tags.count("li") == 2
    assert '<th scope="row">2024</th>' in html
    assert "1 &lt; 2</td>" in html


@settings(database=None, deadline=None, derandomize=True, max_examples=150)
@given(text=st.text(alphabet="<>!-\"'&=/ \n#*_[]()`|:abs\u202e🎓", max_size=60))
def test_no_text_can_smuggle_in_a_tag(text: str) -> None:
    vergeben: set[str] = set()
    html, found = convert(text, "k", vergeben)
    allowed = {*("p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "em", "strong", "code")}
    allowed |= {"pre", "blockquote", "hr", "br", "a", "div", "table", "thead", "tbody", "tr"}
    for tag, attrs in Tags(html).tags:
        assert tag in allowed | {"th", "td"}
        assert not [name for name in attrs if name.startswith("on")]
        assert not str(attrs.get("href")).startswith(("javascript:", "vbscript:", "file:"))
    assert {u["anker"] for u in found} == vergeben
    assert len(found) == len(vergeben)


def test_references_and_passages_in_other_languages_are_marked() -> None:
    (absatz,) = parse_markdown("Siehe [@abb:quote_u3], [Early **Years**]{lang=en-GB}.", "k", set())
    arten = [k["art"] for k in absatz["teile"]]
    assert arten == ["text", "bezug", "text", "sprache", "text"]
    assert absatz["teile"][1]["ziel"] == "abb:quote_u3"
    assert absatz["teile"][3]["lang"] == "en-GB"
    assert absatz["teile"][3]["teile"][0]["text"] == "Early **Years**"


@pytest.mark.parametrize(
    "text", ["`[@abb:x]`", r"\[@abb:x]", "[@bild:x]", "[a]{lang=<b>}", "[a]{lang=e}"]
)
def test_what_only_looks_like_a_mark_stays_text(text: str) -> None:
    arten = {k.get("art") for k in walk(parse_markdown(text, "k", set()))}
    assert not arten & {"bezug", "sprache"}
    assert "<img" not in render(text)


def test_nested_lists_quotes_and_code() -> None:
    html = render("1. a\n   - b\n2. c\n\n> d\n\n```\n<e>\n```\n\n---\n")
    assert "<ol><li><p>a</p>\n<ul><li>b</li></ul></li><li>c</li></ol>" in html
    assert "<blockquote><p>d</p></blockquote>" in html
    assert '<pre tabindex="0">&lt;e&gt;\n</pre>\n<hr>' in html
    assert '<ol start="3">' in render("3. x")


def test_a_picture_parts_its_paragraph() -> None:
    vorher, bild, nachher = parse_markdown("Hier ![Ein *Haus*](mein%20haus.png) und.", "k", set())
    assert (bild["art"], bild["datei"], bild["alt"]) == ("bild", "mein haus.png", "Ein Haus")
    assert [plain(k["teile"]) for k in (vorher, nachher)] == ["Hier ", " und."]
    # Within a link it cannot stand alone; its words stay.
    (absatz,) = parse_markdown("[![Haus](a.png)](b.html)", "k", set())
    assert plain(absatz["teile"]) == "Haus"


def test_headings_in_quotes_and_lists_are_anchored_too() -> None:
    html, found = convert("# Daten\n\n> ## Merke\n\n- ### Daten\n", "k", set())
    assert [u["anker"] for u in found] == ["k-daten", "k-merke", "k-daten-2"]
    assert re.findall(r' id="([^"]+)"', html) == [u["anker"] for u in found]


@pytest.mark.parametrize(
    ("text", "wo"),
    [("| a |\n|---|\n| *siehe* [@abb:x] |", "Tabelle"), ("# Zu [@tab:x]", "Überschrift")],
)
def test_references_that_would_vanish_are_refused(text: str, wo: str) -> None:
    with pytest.raises(DkbmFehler, match=rf":x\]“ steht in einer {wo}\."):
        parse_markdown(text, "k", set())
    # What is no reference stays.
    assert "[@abb:x]" in render("| a |\n|---|\n| `[@abb:x]` |")
