"""Every cell of every chapter, in one process, for Kommunen with difficult data.

All 400 at once: ``uv run python shared_lib/scripts/check_kapitel.py``.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HAERTEFAELLE = ("16063", "11000")
"""Merged of two Kreise; a Stadtstaat with a break of its own."""


def test_chapters_of_difficult_kommunen(wurzel: Path) -> None:
    befehl = [sys.executable, str(wurzel / "shared_lib/scripts/check_kapitel.py"), *HAERTEFAELLE]
    result = subprocess.run(befehl, capture_output=True, encoding="utf-8", check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "2 Kommunen, 0 Fehler" in result.stdout
