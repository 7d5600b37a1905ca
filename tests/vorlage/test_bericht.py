"""The whole way once: scaffold Konstanz, execute, export, read the report as a person would."""

from __future__ import annotations

import html
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pytest
from dkbm.bericht import build_bericht
from dkbm.projekt import Projekt
from dkbm.vorlage.neu import create_projekt


class Seite(HTMLParser):
    """Collects what the checks below ask for."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.ziele: list[str] = []
        self.fremde: list[str] = []
        self.ebenen: list[int] = []
        self.ohne_alt: list[str] = []
        self.th_ohne_scope = 0
        self.tags: dict[str, int] = {}
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        werte = dict(attrs)
        self.tags[tag] = self.tags.get(tag, 0) + 1
        if werte.get("id"):
            self.ids.append(str(werte["id"]))
        href = werte.get("href") or werte.get("xlink:href") or ""
        if tag == "a" and href.startswith("#"):
            self.ziele.append(href[1:])
        for name in ("src", "href", "data", "action", "xlink:href"):
            wert = werte.get(name) or ""
            if not wert.startswith(("#", "data:")) and wert and tag != "a":
                self.fremde.append(f"{tag} {wert}")
        if re.fullmatch(r"h[1-6]", tag):
            self.ebenen.append(int(tag[1]))
        if tag == "img" and not werte.get("alt"):
            self.ohne_alt.append(str(werte))
        if werte.get("role") == "img" and not werte.get("aria-label"):
            self.ohne_alt.append(str(werte))
        if tag == "th" and not werte.get("scope"):
            self.th_ohne_scope += 1


@pytest.fixture(scope="module")
def projekt(tmp_path_factory: pytest.TempPathFactory) -> Projekt:
    ordner = create_projekt("08335", tmp_path_factory.mktemp("ä ö"), kontakt="<b>Büro</b> & Co")
    build_bericht(Projekt(ordner))
    return Projekt(ordner)


@pytest.fixture(scope="module")
def text(projekt: Projekt) -> str:
    return (projekt.ausgabe / "bericht.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def seite(text: str) -> Seite:
    return Seite(text)


def test_structure(text: str, seite: Seite) -> None:
    assert '<html lang="de">' in text
    assert len(re.findall(r"<figcaption id=\"[^\"]+\">Abbildung \d\.\d+: ", text)) >= 20
    assert len(re.findall(r"<caption[^>]*>Tabelle \d\.\d+: ", text)) >= 9
    for nummer in range(1, 6):
        assert f"Abbildung {nummer}.1: " in text
        assert f"Tabelle {nummer}.1: " in text
    assert text.count("Das Wichtigste in Kürze") == 5
    for titel in ("Methoden und Definitionen", "Quellen und Lizenzen", "Impressum"):
        assert f">{titel}</h2>" in text
    assert set(seite.ziele) <= set(seite.ids)
    assert len(seite.ids) == len(set(seite.ids))


def test_accessible_and_self_contained(text: str, seite: Seite) -> None:
    assert seite.fremde == []
    assert "<script" not in text
    assert "@import" not in text
    assert not re.search(r"url\((?!#)", text)
    assert seite.ohne_alt == []
    assert "No description has been provided" not in text
    assert seite.th_ohne_scope == 0
    assert seite.ebenen[0] == 1
    assert all(b - a <= 1 for a, b in zip(seite.ebenen, seite.ebenen[1:], strict=False))


def test_code_is_hidden_and_placeholders_are_not_published(text: str) -> None:
    assert "import dkbm" not in text
    assert "✎" not in text
    assert "parameters" not in text


def test_numbers_checked_by_hand_against_the_originals(text: str) -> None:
    plain = html.unescape(re.sub(r'<span class="fest">(.*?)</span>', r"\1", text))
    plain = plain.replace("\u00a0", " ")
    # 22543-01-02-4: 2.352 children u3 on 1.3.2016; 12411-02-03-4: 7.403 on 31.12.2015.
    assert (
        "lag die Betreuungsquote der unter 3-Jährigen am 1. März 2016 bei 31,8 %, in "
        "Baden-Württemberg bei 27,7 % und in Deutschland bei 32,7 %." in plain
    )
    assert ">2.352</td>" in plain
    assert ">7.403</td>" in plain
    # 21111-02-06-4: Konstanz 2023; Germany 55.708 of 782.423.
    assert "im Abgangsjahr 2023 bei 8,8 %" in plain
    assert "in Deutschland bei 7,1 %" in plain
    # VHS Landkreis Konstanz 2025: 1.928 online of 27.943.
    assert "Anteil der Online-Belegungen der Volkshochschule</th><td>2025</td><td>6,9 %" in plain
    assert not re.search(r"\d\.\d{1,2} %", plain)


def test_origin_and_licence(text: str) -> None:
    plain = html.unescape(text)
    assert "Quelle: Statistische Ämter des Bundes und der Länder, Deutschland, Tabelle" in plain
    assert "(Stand 13.03.2025)" in plain or "und 13.03.2025)" in plain
    assert 'href="https://www.govdata.de/dl-de/by-2-0"' in text
    assert "Daten verändert" in plain
    assert "Die Angabe des Berichtsjahres bezieht sich auf das Jahr" in plain


def test_answers_are_escaped(text: str) -> None:
    assert "Kontakt: &lt;b&gt;Büro&lt;/b&gt; &amp; Co" in text


def test_executed_notebooks_are_kept_without_paths_and_times(projekt: Projekt) -> None:
    kopien = sorted(projekt.ausgefuehrt.glob("*.ipynb"))
    assert [k.name for k in kopien] == [
        t.path.name for t in projekt.gliederung if t.art == "kapitel"
    ]
    for kopie in kopien:
        roh = kopie.read_text(encoding="utf-8")
        assert str(projekt.ordner) not in roh
        assert "start_time" not in roh
        zellen = nbformat.reads(roh, as_version=4).cells
        assert any(zelle.get("outputs") for zelle in zellen if zelle.cell_type == "code")


def test_second_run_in_another_place_gives_the_same_bytes(projekt: Projekt, tmp_path: Path) -> None:
    kopie = tmp_path / "anderswo"
    shutil.copytree(projekt.ordner, kopie, ignore=shutil.ignore_patterns("ausg*"))
    anderes = Projekt(kopie)
    build_bericht(anderes)
    assert (anderes.ausgabe / "bericht.html").read_bytes() == (
        projekt.ausgabe / "bericht.html"
    ).read_bytes()
    for name in (t.path.name for t in projekt.gliederung if t.art == "kapitel"):
        assert (anderes.ausgefuehrt / name).read_bytes() == (
            projekt.ausgefuehrt / name
        ).read_bytes()
