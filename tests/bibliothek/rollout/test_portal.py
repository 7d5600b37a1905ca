"""The portal shows each Kommune, escapes what it shows, and asks no other host."""

from __future__ import annotations

import json
import re
from pathlib import Path

from dkbm.rollout.auftrag import Auftrag, Ergebnis
from dkbm.rollout.portal import ZUSAMMENFASSUNG, write_portal
from dkbm.rollout.tafel import Auffaelligkeiten, Tafel, save_tafel

BOESE = "<script>alert(1)</script>\n„x“ & {{ y }}"


def test_rows_cards_and_summary(tmp_path: Path) -> None:
    ergebnisse = [
        Ergebnis("08335", "a", "fertig", sekunden=12.34, ausgaben=("a/b c#.html",)),
        Ergebnis("05315", "b", "fehler", was=BOESE, wo="Zelle", rat="Tu was.", hinweise=(BOESE,)),
    ]
    path = write_portal(tmp_path, [Auftrag(a) for a in ("08335", "05315", "02000")], ergebnisse)
    text = path.read_text(encoding="utf-8")
    assert text.count("<tr data-status") == 3
    assert "12,3" in text
    assert 'href="a/b%20c%23.html"' in text
    assert "alert(1)</script>" not in text
    assert "&lt;script&gt;alert(1)" in text
    assert "{{ y }}" in text
    assert 'data-status="offen"' in text
    assert not re.search(r"(?:src|href)=.https?://", text)
    summary = json.loads((tmp_path / ZUSAMMENFASSUNG).read_text(encoding="utf-8"))
    assert [row["status"] for row in summary["kommunen"]] == ["fertig", "fehler"]
    assert not list(tmp_path.glob(".*"))


def test_board_stands_in_the_table_and_is_escaped(tmp_path: Path) -> None:
    befunde = {"08335": Auffaelligkeiten({"warnung": 2, "hinweis": 1}, (BOESE,))}
    abdeckung = {ags: {"Schulen": 0.25} for ags in ("08335", "05315")}
    save_tafel(tmp_path, Tafel(befunde, abdeckung))
    path = write_portal(tmp_path, [Auftrag("08335"), Auftrag("05315")], [])
    text = path.read_text(encoding="utf-8")
    assert "<summary>2 Warnungen, 1 Hinweis</summary>" in text
    assert "alert(1)</script>" not in text
    assert text.count('data-wert="0.25">25 %</td>') == 2
    assert 'data-wert="2001000' not in text
    assert 'data-wert="2001">' in text
    assert ">nichts</td>" in text
