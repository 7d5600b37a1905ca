"""Limits end what exceeds them; `rollout/test_auftrag.py` shows it in real notebooks."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from dkbm.kern.grenzen import SPEICHERGRENZE, Grenzen, watch_memory


def test_time_runs_over_all_cells() -> None:
    assert Grenzen().limit_time() == {}
    remaining = Grenzen(sekunden=30).limit_time()["timeout_func"]
    assert 28 <= remaining(None) <= 30
    assert Grenzen(sekunden=0.001).limit_time()["timeout_func"](None) == 1


def test_process_over_its_memory_is_killed_and_the_log_says_why(tmp_path: Path) -> None:
    code = "import time; x = bytearray(200_000_000); time.sleep(60)"
    process = subprocess.Popen([sys.executable, "-c", code])
    watch_memory(process.pid, 100_000_000, tmp_path / "log")
    assert process.wait(timeout=30) != 0
    assert SPEICHERGRENZE in (tmp_path / "log").read_text(encoding="utf-8")
