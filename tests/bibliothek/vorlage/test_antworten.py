"""Answers to the template: whatever a person types ends up as text, in TOML and in Markdown."""

from __future__ import annotations

import html
import re
import tomllib

import pytest
from dkbm import __version__
from dkbm.bericht.html.text import render_baum
from dkbm.bericht.markdown import parse_markdown
from dkbm.fehler import DkbmFehler
from dkbm.gebiete import load_register
from dkbm.vorlage import antworten
from hypothesis import example, given, settings
from hypothesis import strategies as st

ANY_TEXT = st.text(st.characters(codec="utf-8"), max_size=120)
BOESE = "\"'\\ {{ 7*7 }} <b>&amp;</b> \u202e🎓 \x7f\x00\x1b\u2028 ''' \"\"\" # ] ="
THOROUGH = settings(database=None, deadline=None, derandomize=True, max_examples=300)


@THOROUGH
@given(text=ANY_TEXT)
@example(text=BOESE)
@example(text='a\r\nb\tc"\nags = "x"')
def test_any_text_survives_toml(text: str) -> None:
    quoted = antworten.to_toml(text)
    assert "\n" not in quoted
    assert tomllib.loads(f"a = {quoted}\nb = [{quoted}] # Ende\n") == {"a": text, "b": [text]}


@THOROUGH
@given(text=ANY_TEXT)
@example(text="1. # - + * _a_ `b` [c](d) ![e](f) <!-- g --> | ~~h~~ &lt; \\ === :-)")
@example(text="✎ * a\n\n# b")
def test_any_contact_survives_markdown(text: str) -> None:
    """As in impressum.md; NUL is the one character that Markdown itself replaces."""
    kontakt = antworten.check_kontakt(text)
    source = f"# Impressum\n\nKontakt: {antworten.to_markdown(kontakt)}\n"
    kopf, *rest = parse_markdown(source, "impressum", set())
    assert kopf["titel"] == "Impressum"
    paragraph = re.sub(r'<span class="fest">(.*?)</span>', r"\1", str(render_baum(rest)))
    paragraph = paragraph.replace("\xa0", " ") if "\xa0" not in kontakt else paragraph
    assert re.findall(r"<[^>]*>", paragraph) == ["<p>", "</p>"]
    shown = html.unescape(paragraph.removeprefix("<p>").removesuffix("</p>"))
    assert shown.strip() == f"Kontakt: {kontakt}".replace("\x00", "\ufffd").strip()


@pytest.mark.parametrize(
    ("name", "vorschlag"),
    [
        ("Köln", "koeln"),
        ("Straße Ä", "strasse-ae"),
        ("a/b", "a-b"),
        ("..\\b", "b"),
        ('a"b', "a-b"),
        ("a:b|c", "a-b-c"),
        ("a" * 70, "a" * 60),
        ("con", "projekt-con"),
        ("NUL", "projekt-nul"),
        ("lpt1", "projekt-lpt1"),
        ("..", "kommune"),
        (".", "kommune"),
        ("", "kommune"),
        ("-a-", "a"),
        ("a b ", "a-b"),
        ("koeln\n", "koeln"),
        ("{{ 7*7 }}", "7-7"),
    ],
)
def test_folder_name_is_refused_with_one_that_works(name: str, vorschlag: str) -> None:
    with pytest.raises(DkbmFehler, match="eignet sich nicht als Ordnername") as info:
        antworten.check_ordner(name)
    assert info.value.rat.endswith(f"zum Beispiel: {vorschlag}")
    assert antworten.check_ordner(vorschlag) == vorschlag


@THOROUGH
@given(name=ANY_TEXT)
@example(name="aux.tar")
@example(name="com1-")
def test_a_folder_name_is_safe_or_refused_with_a_safe_one(name: str) -> None:
    try:
        good = antworten.check_ordner(name)
        assert good == name
    except DkbmFehler as fehler:
        good = fehler.rat.rpartition(": ")[2]
        assert antworten.check_ordner(good) == good
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", good)
    assert len(good) <= 60


def test_every_kommune_has_a_folder_name_that_passes() -> None:
    for gebiet in load_register().kreise:
        assert antworten.check_ordner(antworten.suggest_ordner(gebiet.ags)) == gebiet.slug


def test_texts_become_one_line_and_keep_their_limit() -> None:
    assert antworten.check_titel("  Bildung \n\t 2026 ") == "Bildung 2026"
    assert antworten.check_titel("x" * 200) == "x" * 200
    assert antworten.check_kontakt(" ") == ""
    with pytest.raises(DkbmFehler, match="Der Titel ist mit 201 Zeichen zu lang"):
        antworten.check_titel("x" * 201)
    with pytest.raises(DkbmFehler, match="Der Kontakt ist mit 401 Zeichen zu lang") as info:
        antworten.check_kontakt("x" * 401)
    assert info.value.rat == "Höchstens 400 Zeichen."
    with pytest.raises(DkbmFehler, match="Der Titel fehlt"):
        antworten.check_titel(" \n ")


def test_comparison_is_read_from_keys_and_names_without_doubles() -> None:
    found = antworten.find_vergleich(" 08436,Köln, 8436 ,, 08335,02", "Landkreis Konstanz")
    assert [g.ags for g in found] == ["08436", "05315", "02000"]
    assert antworten.find_vergleich("", "08335") == []
    with pytest.raises(DkbmFehler, match="Den AGS 12345 gibt es nicht"):
        antworten.find_vergleich("08436, 12345", "08335")


@pytest.mark.parametrize("ags", ["08335", "02000", "10041"])
def test_comparison_list_is_toml_with_names(ags: str) -> None:
    vorschlag = antworten.suggest_vergleich(ags)
    lines = antworten.format_vergleich(vorschlag, ags)
    keys = tomllib.loads(f"kommunen = [\n{lines}\n]")["kommunen"]
    assert keys == vorschlag.split(", ")
    assert len(set(keys)) == 5
    assert ags not in keys
    for line, key in zip(lines.splitlines(), keys, strict=True):
        assert line.endswith(f"# {load_register()[key].name}")


def test_head_of_the_settings_describes_the_kommune() -> None:
    assert antworten.describe_gebiet("8335") == (
        "Landkreis Konstanz (Landkreis, Baden-Württemberg), 291.841 Personen am 31.12.2024"
    )
    assert antworten.describe_formen("05315") == (
        "die Stadt Köln · der Stadt Köln · der Stadt Köln · in der Stadt Köln"
    )


def test_template_gets_all_filters_and_exact_versions() -> None:
    assert antworten.GLOBAL["dkbm_version"] == __version__
    versionen = antworten.list_versionen()
    assert len(versionen) > 100
    assert all(re.match(r"[a-z0-9-]+==[\w.]+( ; .+)?$", zeile) for zeile in versionen)
    assert antworten.FILTER["ags"](8335) == "08335"
