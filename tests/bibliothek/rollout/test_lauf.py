"""Results come back in the order of the roster, whatever order they were finished in."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from pathlib import Path

from dkbm.rollout.auftrag import Auftrag, Ergebnis, Optionen
from dkbm.rollout.journal import read_journal
from dkbm.rollout.lauf import run_rollout
from dkbm.rollout.plan import read_begun
from dkbm.rollout.portal import PORTAL


def run_backwards(
    auftraege: Sequence[Auftrag], optionen: Optionen
) -> Generator[Ergebnis, None, None]:
    for auftrag in reversed(auftraege):
        yield Ergebnis(auftrag.ags, "ordner", "fehler" if auftrag.ags == "05315" else "fertig")


def test_order_counts_journal_and_portal(tmp_path: Path) -> None:
    auftraege = [Auftrag("08335", kapitel=("schulen",)), Auftrag("05315", titel="„Köln“")]
    ergebnis = run_rollout(auftraege, Optionen(tmp_path), run_backwards)
    assert [e.ags for e in ergebnis.ergebnisse] == ["08335", "05315"]
    assert (ergebnis.count("fertig"), ergebnis.count("fehler")) == (1, 1)
    steps = [row["schritt"] for row in read_journal(tmp_path)]
    assert steps == ["begonnen", "fehler", "fertig", "beendet"]
    assert read_begun(tmp_path) == auftraege
    assert "Stadt Köln" in (tmp_path / PORTAL).read_text(encoding="utf-8")
