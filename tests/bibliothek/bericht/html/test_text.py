"""Words in HTML: escaped, and kept together where a line must not part them."""

from __future__ import annotations

import pytest
from dkbm.bericht.html.text import keep_together, render_baum
from dkbm.bericht.textbaum import absatz, definitionen, ueberschrift

BOESE = "<b onclick=x>\"'&{{ 1 }}"


def test_every_node_escapes_its_words() -> None:
    zahlen = {
        "art": "zahlen",
        "spalten": [BOESE, ""],
        "zeilen": [[BOESE, BOESE]],
        "kopfzeile": True,
    }
    teile = [
        {"art": art, "teile": [{"art": "text", "text": BOESE}], "ziel": BOESE, "lang": BOESE}
        for art in ("fett", "kursiv", "verweis", "sprache")
    ]
    baum = [
        {**ueberschrift(2, BOESE, BOESE), "nummer": BOESE},
        absatz(BOESE, *teile, {"art": "code", "text": BOESE}),
        definitionen([(BOESE, [BOESE])]),
        {"art": "ausklapp", "titel": BOESE, "text": BOESE, "absaetze": [BOESE]},
        zahlen,
    ]
    html = str(render_baum(baum))
    assert "<b" not in html
    assert html.count("&lt;b onclick=x&gt;") == 18
    assert "\"'" not in html
    assert html.count("<th ") == 2
    assert html.count("<td") == 2  # the empty head cell is no head cell


@pytest.mark.parametrize(
    ("text", "erwartet"),
    [
        ("am 31. Dezember 2024 (in %)", "am 31.\u00a0Dezember 2024 (in\u00a0%)"),
        ("am 1. März", "am 1.\u00a0März"),
        ("Stand 10.10.2017. Danach", "Stand 10.10.2017. Danach"),
        ("12411-01-01-4", '<span class="fest">12411-01-01-4</span>'),
        ("dl-de/by-2-0.", '<span class="fest">dl-de/by-2-0</span>.'),
        ("ab 3 Jahren <b> & Co", "ab 3 Jahren &lt;b&gt; &amp; Co"),
        ("30,0 je 1.000 Personen", '30,0 <span class="fest">je 1.000</span> Personen'),
        ("Index, 1995 = 100", 'Index, <span class="fest">1995 = 100</span>'),
        ("der 3- bis unter 6-Jährigen", 'der 3- bis unter <span class="fest">6-Jährigen</span>'),
    ],
)
def test_what_a_line_must_not_part(text: str, erwartet: str) -> None:
    assert keep_together(text) == erwartet
