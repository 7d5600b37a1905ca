"""Limits end what exceeds them; `rollout/test_auftrag.py` shows it in real notebooks."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import psutil
import pytest
from dkbm.kern.grenzen import SPEICHERGRENZE, Grenzen, watch_memory


def test_time_runs_over_all_cells() -> None:
    assert Grenzen().limit_time() == {}
    remaining = Grenzen(sekunden=30).limit_time()["timeout_func"]
    assert 28 <= remaining(None) <= 30
    assert Grenzen(sekunden=0.001).limit_time()["timeout_func"](None) == 1


def test_child_that_has_just_ended_does_not_end_the_watch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is listed and is gone when it is asked; so are its memory and its need to be killed."""
    code = "import time; x = bytearray(200_000_000); time.sleep(60)"
    process = subprocess.Popen([sys.executable, "-c", code])
    beendet = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    gewesen = psutil.Process(beendet.pid)
    beendet.communicate(b"\n")
    monkeypatch.setattr(psutil.Process, "children", lambda *_, recursive: [gewesen])
    watch_memory(process.pid, 100_000_000, lambda: tmp_path / "log")
    assert process.wait(timeout=30) != 0


def test_process_over_its_memory_is_killed_and_the_log_says_why(tmp_path: Path) -> None:
    code = "import time; x = bytearray(200_000_000); time.sleep(60)"
    process = subprocess.Popen([sys.executable, "-c", code])
    watch_memory(process.pid, 100_000_000, lambda: tmp_path / "log")
    assert process.wait(timeout=30) != 0
    assert SPEICHERGRENZE in (tmp_path / "log").read_text(encoding="utf-8")
