"""Kommunen are chosen without a roster: all, by Land, by name, or those of the last run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from dkbm.fehler import DkbmFehler
from dkbm.gebiete import load_register
from dkbm.rollout.journal import Journal
from dkbm.rollout.plan import build_plan, read_begun


def test_plans_without_a_roster() -> None:
    assert len(build_plan(alle=True)) == 400
    assert {a.ags[:2] for a in build_plan(laender=["BW", "Saarland"])} == {"08", "10"}
    assert len(build_plan(laender=["NRW"])) == 53
    assert [a.ags for a in build_plan(kommunen=["Köln", "08335", "koeln"])] == ["05315", "08335"]
    with pytest.raises(DkbmFehler, match="Ein Land „BWX“"):
        build_plan(laender=["BWX"])


def test_nothing_begun_is_said(tmp_path: Path) -> None:
    with pytest.raises(DkbmFehler, match="noch kein Rollout"):
        read_begun(tmp_path)


@pytest.mark.parametrize(
    "begonnen",
    [
        {"auftraege": []},
        {"auftraege": [{"ags": "08335"}], "optionen": {"formate": []}},
        {"auftraege": [{"ags": "08335", "kapitel": [], "neu": 1}], "optionen": {"formate": []}},
        {"auftraege": [], "optionen": {"formate": [], "neu": 1}},
        {"auftraege": 3, "optionen": None},
    ],
)
def test_journal_of_another_version_is_told(tmp_path: Path, begonnen: dict[str, Any]) -> None:
    with Journal(tmp_path) as journal:
        journal.write("begonnen", **begonnen)
    with pytest.raises(DkbmFehler, match="andere Fassung") as caught:
        read_begun(tmp_path)
    assert "--alle" in caught.value.rat


def test_every_land_has_a_short_name() -> None:
    from dkbm.rollout.plan import LAENDER

    assert sorted(LAENDER.values()) == [land.ags for land in load_register().laender]
