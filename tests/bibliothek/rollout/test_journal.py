"""The journal survives whatever ended the program."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from dkbm.fehler import DkbmFehler
from dkbm.rollout.journal import JOURNAL, Journal, read_journal


def test_lines_come_back_in_order(tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        journal.write("begonnen", zahl=1)
        assert [row["schritt"] for row in read_journal(tmp_path)] == ["begonnen"]
        journal.write("fertig", ags="08335", name="Köln\n")
    assert [row["schritt"] for row in read_journal(tmp_path)] == ["begonnen", "fertig"]
    assert len((tmp_path / JOURNAL).read_text(encoding="utf-8").splitlines()) == 2


@pytest.mark.parametrize(
    "rest", [b'{"schritt": "fer', '{"name": "ä'.encode()[:-1], b"\x00" * 9], ids=repr
)
def test_line_cut_off_by_a_power_cut_spoils_neither_past_nor_future(
    tmp_path: Path, rest: bytes
) -> None:
    with Journal(tmp_path) as journal:
        journal.write("fertig", ags="08335", name="Köln\u2028\x85")
    path = tmp_path / JOURNAL
    path.write_bytes(path.read_bytes() + rest)
    assert [row["ags"] for row in read_journal(tmp_path)] == ["08335"]
    with Journal(tmp_path) as journal:
        journal.write("fertig", ags="05315")
    assert [row["ags"] for row in read_journal(tmp_path)] == ["08335", "05315"]


def test_no_journal_is_empty(tmp_path: Path) -> None:
    assert read_journal(tmp_path) == []


def test_second_run_in_the_folder_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        journal.write("begonnen")
        vorher = (tmp_path / JOURNAL).read_bytes()
        with (
            pytest.raises(DkbmFehler, match="läuft schon ein Rollout") as caught,
            Journal(tmp_path),
        ):
            pass
        assert (caught.value.wo, (tmp_path / JOURNAL).read_bytes()) == (str(tmp_path), vorher)
        journal.write("beendet")
    with Journal(tmp_path):
        pass


def test_full_disk_leaves_whole_lines_and_is_told(
    enges_ziel: Path, fuelle: Callable[[Path, int], Path]
) -> None:
    with Journal(enges_ziel) as journal:
        journal.write("begonnen")
        fueller = fuelle(enges_ziel, 0)
        with pytest.raises(DkbmFehler, match="der Datenträger ist voll") as caught:
            journal.write("fertig", text="x" * 10_000)
        assert "--weiter“ und demselben --ziel" in caught.value.rat
        assert (enges_ziel / JOURNAL).read_bytes() == b'{"schritt": "begonnen"}\n'
        fueller.unlink()
        journal.write("beendet")
    assert [row["schritt"] for row in read_journal(enges_ziel)] == ["begonnen", "beendet"]


def test_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "datei").write_text("x", encoding="utf-8")
    with pytest.raises(DkbmFehler, match="eine Datei und kein Ordner"), Journal(tmp_path / "datei"):
        pass
