"""Tables of pandas and other foreign HTML: words and rows, nothing else."""

from __future__ import annotations

import pandas as pd
from dkbm.bericht.fremdausgabe import read_html
from hypothesis import given, settings
from hypothesis import strategies as st


def test_data_frame_with_named_index_has_one_head() -> None:
    frame = pd.DataFrame({"a <b>": [1, 2], "b": [3, 4]}, index=pd.Index(["x", "y"], name="Jahr"))
    (tabelle,) = read_html(frame.to_html())
    assert tabelle["spalten"] == ["Jahr", "a <b>", "b"]
    assert tabelle["zeilen"] == [["x", "1", "3"], ["y", "2", "4"]]
    assert tabelle["kopfzeile"]


def test_headless_tables_say_so_and_short_rows_are_filled() -> None:
    (tabelle,) = read_html("<table><tr><td>a<td></tr><tr><td>b</td></tr></table>")
    assert not tabelle["kopfzeile"]
    assert {len(zeile) for zeile in [tabelle["spalten"], *tabelle["zeilen"]]} == {
        len(tabelle["spalten"])
    }


def test_spans_keep_columns_in_place() -> None:
    html = "<table><tr><th colspan=2>A</th><th>B</th></tr><tr><td>1<td>2<td>3</td></tr></table>"
    (tabelle,) = read_html(html.replace("<td>2<td>", "</td><td>2</td><td>"))
    assert tabelle["spalten"] == ["A", "", "B"]
    assert tabelle["zeilen"] == [["1", "2", "3"]]


def test_words_stay_and_scripts_go() -> None:
    baum = read_html("<p>Ein <b>Satz</b>.</p><script>x</script><style>y</style>Ende &lt;i&gt;")
    assert [k["teile"][0]["text"] for k in baum] == ["Ein Satz.", "Ende <i>"]


@settings(database=None, deadline=None, derandomize=True, max_examples=100)
@given(st.text(alphabet="<>/tabledhrscip ='\"&;1", max_size=80))
def test_any_html_is_read(html: str) -> None:
    for knoten in read_html(f"<table>{html}</table>{html}"):
        assert knoten["art"] in ("absatz", "zahlen")
