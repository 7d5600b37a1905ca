"""The report: escaped, without script, German, the same bytes."""

from __future__ import annotations

import re
from pathlib import Path

from dkbm.pruefung.ablauf import Pruefung
from dkbm.pruefung.befund import Befund, Stelle, load_befundarten
from dkbm.pruefung.html import judge, render_html, write_html

BOESE = "<script>alert(1)</script>"


def build(stellen: int = 1, grad: str = "fehler", text: str = "Landkreis Konstanz") -> Pruefung:
    stelle = Stelle(text, 2015, "geburten", "12.345", "2.417", "Summe der Teile")
    befund = Befund(
        *(load_befundarten()["P201"], grad, "geburten", (stelle,) * stellen),
        datei=text,
        grund="Grund",
    )
    return Pruefung((befund,), 2, 1_234_567)


def test_report_escapes_what_files_say() -> None:
    html = render_html(build(text=BOESE), BOESE)
    assert "<script" not in html
    assert html.count("&lt;script&gt;") >= 3


def test_report_is_self_contained_and_names_everything() -> None:
    html = render_html(build(), "Landkreis Konstanz")
    assert 'lang="de"' in html
    assert not re.search(r'(?:src|href)="(?!#)', html)
    art = load_befundarten()["P201"]
    for text in (art.titel, art.bedeutung, art.abhilfe, art.code, "docs/befunde.md#dkbm-p201"):
        assert str(text).split("„")[0].rstrip() in html
    assert "2 Tabellen mit 1.234.567 Werten" in html
    assert "12.345" in html


def test_long_lists_are_cut_with_their_count() -> None:
    html = render_html(build(stellen=40), "Köln")
    assert html.count("<td>2015</td>") == 12
    assert "Die 12 auffälligsten von 40 Stellen" in html


def test_verdict_is_german() -> None:
    assert judge(Pruefung()) == "Es ist nichts aufgefallen."
    assert judge(build()) == "Ergebnis: 1 Fehler, 0 Warnungen, 0 Hinweise."
    assert judge(build(grad="warnung")) == "Ergebnis: kein Fehler, 1 Warnung, 0 Hinweise."


def test_same_findings_same_bytes(tmp_path: Path) -> None:
    eins = write_html(build(), "Köln", tmp_path / "a/pruefung.html")
    zwei = write_html(build(), "Köln", tmp_path / "b/pruefung.html")
    assert eins.read_bytes() == zwei.read_bytes()
    assert [p.name for p in eins.parent.iterdir()] == ["pruefung.html"]
