"""The board is computed beside the run, once, and not waited for when the run is broken off."""

from __future__ import annotations

import time
from pathlib import Path

import psutil
import pytest
from dkbm.rollout import tafellauf
from dkbm.rollout.tafel import Tafel, save_tafel
from dkbm.rollout.tafellauf import fill_tafel


def test_interrupted_run_leaves_no_process(tmp_path: Path) -> None:
    before = {p.pid for p in psutil.Process().children()}
    start = time.monotonic()
    with pytest.raises(KeyboardInterrupt), fill_tafel(tmp_path):
        assert {p.pid for p in psutil.Process().children()} > before
        raise KeyboardInterrupt
    assert time.monotonic() - start < 20
    children = psutil.Process().children()
    assert [
        p for p in children if p.pid not in before and "spawn_main" in " ".join(p.cmdline())
    ] == []


def test_full_disk_is_told_by_the_run_and_not_by_the_board(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tafellauf, "start_worker", lambda: None)
    monkeypatch.setattr(tafellauf, "build_tafel", Tafel)
    tafellauf._fill(tmp_path / "fehlt")
    assert list(tmp_path.iterdir()) == []


def test_board_that_is_there_is_not_computed_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_tafel(tmp_path, Tafel())
    monkeypatch.setattr("multiprocessing.get_context", lambda _: pytest.fail("started"))
    with fill_tafel(tmp_path) as finish:
        finish()
    with fill_tafel(tmp_path / "andere", gewuenscht=False) as finish:
        finish()
