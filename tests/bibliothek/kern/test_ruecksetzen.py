"""What a notebook changed is put back; `test_wege` shows it in real kernels."""

from __future__ import annotations

import os
import sys
import warnings
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from dkbm.kern import ruecksetzen


def test_state_returns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(ruecksetzen, "_AUFGABEN", [])
    erledigt: list[str] = []
    ruecksetzen.on_reset(lambda: erledigt.append("ja"))
    before = (dict(os.environ), list(sys.path), list(warnings.filters), mpl.rcParams["font.size"])
    ruecksetzen.remember()
    os.environ["SPUR"] = "x"
    sys.path.insert(0, str(tmp_path))
    warnings.simplefilter("error")
    mpl.rcParams["font.size"] = 31
    np.set_printoptions(precision=1)
    pd.set_option("display.max_rows", 7)
    (tmp_path / "eigenes_modul_fuer_test.py").write_text("x = 1\n", encoding="utf-8")
    __import__("eigenes_modul_fuer_test")
    os.chdir("/")
    ruecksetzen.restore()
    after = (dict(os.environ), list(sys.path), list(warnings.filters), mpl.rcParams["font.size"])
    assert after == before
    assert np.get_printoptions()["precision"] == 8
    assert pd.get_option("display.max_rows") == 60
    assert Path.cwd() == tmp_path
    assert "eigenes_modul_fuer_test" not in sys.modules
    assert erledigt == ["ja"]
