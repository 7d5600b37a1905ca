"""Killed workers and killed parents: nothing is lost, nothing is done twice."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from dkbm.rollout.auftrag import Auftrag, Optionen
from dkbm.rollout.journal import read_journal
from dkbm.rollout.lauf import run_rollout
from dkbm.rollout.lokal import build_lokal
from dkbm.rollout.plan import read_begun

KOMMUNEN = ("08335", "05315")
TOETEN = "import os, signal\nos.kill(os.getppid(), signal.SIGKILL)"
"""Run in a cold kernel, whose parent is the worker."""


def test_windows_gets_no_more_processes_than_it_can_wait_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    gesehen: list[int] = []
    monkeypatch.setattr("dkbm.rollout.lokal._run", lambda *_, prozesse: gesehen.append(prozesse))
    for system in ("win32", "linux"):
        monkeypatch.setattr(sys, "platform", system)
        build_lokal(64)([], Optionen(Path()))
    assert gesehen == [61, 64]


def test_killed_worker_costs_its_kommune_only(
    lege_an: Callable[..., Path], ziel: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DKBM_KERN", "kalt")
    for ags in KOMMUNEN:
        lege_an(ags, TOETEN if ags == "05315" else "1 + 1")
    gemeldet: list[int] = []
    ergebnis = run_rollout(
        [Auftrag(ags) for ags in KOMMUNEN],
        Optionen(ziel, formate=("html",)),
        build_lokal(2),
        lambda _, offen: gemeldet.append(offen),
    )
    assert [e.status for e in ergebnis.ergebnisse] == ["fertig", "fehler"]
    assert "zweimal beendet" in ergebnis.ergebnisse[1].was
    assert gemeldet == [1, 0]
    assert [row["schritt"] for row in read_journal(ziel)][-1] == "beendet"


def test_killed_parent_is_continued_without_doing_anything_twice(
    lege_an: Callable[..., Path], ziel: Path
) -> None:
    """``kill -9`` while the last Kommune runs; its worker ends too, the next run finishes."""
    for ags in KOMMUNEN:
        code = "import time; time.sleep(60 if WARTE else 0)"
        warte = (ags == KOMMUNEN[-1] and "True") or "False"
        lege_an(ags, code.replace("WARTE", warte))
    command = [sys.executable, "-m", "dkbm", "rollout", "--ziel", str(ziel), "--prozesse", "1"]
    command += ["--ohne-tafel", "--format", "html"]
    command += [teil for ags in KOMMUNEN for teil in ("--ags", ags)]
    lauf = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    while sum(row["schritt"] == "fertig" for row in read_journal(ziel)) < 1:
        assert lauf.poll() is None, lauf.communicate()[0].decode()
        time.sleep(0.2)
    family = psutil.Process(lauf.pid).children(recursive=True)
    lauf.kill()
    lauf.wait()
    assert lauf.stdout is not None
    lauf.stdout.close()
    _, alive = psutil.wait_procs(family, timeout=20)
    assert alive == []
    lege_an(KOMMUNEN[-1])
    ergebnis = run_rollout(*read_begun(ziel), build_lokal(1))
    assert [e.status for e in ergebnis.ergebnisse] == ["unverändert", "fertig"]
