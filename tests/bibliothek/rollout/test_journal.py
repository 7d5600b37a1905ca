"""The journal survives whatever ended the program."""

from __future__ import annotations

from pathlib import Path

from dkbm.rollout.journal import JOURNAL, Journal, read_journal


def test_lines_come_back_in_order(tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        journal.write("begonnen", zahl=1)
        assert [row["schritt"] for row in read_journal(tmp_path)] == ["begonnen"]
        journal.write("fertig", ags="08335", name="Köln\n")
    assert [row["schritt"] for row in read_journal(tmp_path)] == ["begonnen", "fertig"]
    assert len((tmp_path / JOURNAL).read_text(encoding="utf-8").splitlines()) == 2


def test_line_cut_off_by_a_power_cut_spoils_neither_past_nor_future(tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        journal.write("fertig", ags="08335")
    path = tmp_path / JOURNAL
    path.write_bytes(path.read_bytes() + b'{"schritt": "fer')
    with Journal(tmp_path) as journal:
        journal.write("fertig", ags="05315")
    assert [row["ags"] for row in read_journal(tmp_path)] == ["08335", "05315"]


def test_no_journal_is_empty(tmp_path: Path) -> None:
    assert read_journal(tmp_path) == []
