"""Markdown of analysts: one level deeper, anchored once, and never more than text."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from dkbm.bericht.markdown import Ueberschrift, render_markdown
from hypothesis import given, settings
from hypothesis import strategies as st


def render(text: str) -> str:
    return render_markdown(text, "k", set())[0].strip()


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
    html, found = render_markdown(text, "kap", set())
    assert re.findall(r"<(h\d)", html) == ["h2", "h3", "h3", "h6"]
    assert re.findall(r"</(h\d)>", html) == ["h2", "h3", "h3", "h6"]
    assert found[0] == Ueberschrift(2, "Größe neu", "kap-grosse-neu")
    assert [u.text for u in found] == ["Größe neu", "A & b", "Unter", "Tief"]
    assert [u.ebene for u in found] == [2, 3, 3, 6]
    assert re.findall(r' id="([^"]+)"', html) == [u.anker for u in found]


def test_anchors_are_unique_in_the_whole_report() -> None:
    vergeben = {"k-daten"}
    first, found = render_markdown("# Daten\n# Daten\n# Daten 2\n# 🎓\n# !\n", "k", vergeben)
    second, more = render_markdown("# Daten\n", "k", vergeben)
    anker = [u.anker for u in [*found, *more]]
    assert len(set(anker)) == len(anker) == 6
    assert vergeben == {"k-daten", *anker}
    assert all(re.fullmatch(r"k-[a-z0-9-]+", a) for a in anker)
    for a in anker:
        assert (first + second).count(f'id="{a}"') == 1


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("a <b onclick='x'>b</b>", "<p>a &lt;b onclick='x'&gt;b&lt;/b&gt;</p>"),
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
    assert (tags.count("th"), tags.count("td"), tags.count("tr")) == (2, 2, 2)
    assert tags.count("li") == 2
    assert "<td>2024</td>" in html
    assert "1 &lt; 2</td>" in html


@settings(database=None, deadline=None, derandomize=True, max_examples=150)
@given(text=st.text(alphabet="<>!-\"'&=/ \n#*_[]()`|:abs\u202e🎓", max_size=60))
def test_no_text_can_smuggle_in_a_tag(text: str) -> None:
    vergeben: set[str] = set()
    html, found = render_markdown(text, "k", vergeben)
    allowed = {*("p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "em", "strong", "code")}
    allowed |= {"pre", "blockquote", "hr", "br", "a", "img", "table", "thead", "tbody", "tr"}
    for tag, attrs in Tags(html).tags:
        assert tag in allowed | {"th", "td"}
        assert not [name for name in attrs if name.startswith("on")]
        assert not str(attrs.get("href")).startswith(("javascript:", "vbscript:", "file:"))
    assert {u.anker for u in found} == vergeben
    assert len(found) == len(vergeben)
