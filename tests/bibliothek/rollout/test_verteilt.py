"""The same jobs on workers of a Dask cluster, one of which is lost in mid-run."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from dkbm.fehler import DkbmFehler
from dkbm.kern.gabelung import VORRAT, can_fork
from dkbm.rollout import bearbeitung, verteilt
from dkbm.rollout.auftrag import Auftrag, Ergebnis, Optionen
from dkbm.rollout.lauf import run_rollout
from dkbm.rollout.verteilt import build_verteilt

distributed = pytest.importorskip("distributed")


def test_lost_worker_loses_nothing(
    lege_an: Callable[..., Path], ziel: Path, tmp_path: Path
) -> None:
    """A nanny keeps each worker as a daemon; kernels start there as everywhere else."""
    marke = tmp_path / "schon"
    # Between a forked kernel and the worker stands the fork server.
    einmal = (
        f"import pathlib, psutil\np = pathlib.Path({str(marke)!r})\n"
        f"if not p.exists():\n    p.touch()\n    psutil.Process().parents()[{can_fork():d}].kill()"
    )
    kommunen = ("08335", "05315")
    for ags in kommunen:
        lege_an(ags, einmal if ags == "05315" else "1 + 1")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as cluster:
        auftraege = [Auftrag(ags) for ags in kommunen]
        verteiler = build_verteilt(cluster.scheduler_address)
        ergebnis = run_rollout(auftraege, Optionen(ziel, formate=("html",)), verteiler)
    assert [e.status for e in ergebnis.ergebnisse] == ["fertig"] * 2
    assert marke.exists()


@pytest.fixture
def scheduler() -> Iterator[str]:
    """A cluster within this process, which sees what a test puts in the place of others."""
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None
    ) as cluster:
        yield cluster.scheduler_address


def test_two_runs_on_one_scheduler_do_not_share_results(
    scheduler: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def process(auftrag: Auftrag, optionen: Optionen) -> Ergebnis:
        return Ergebnis(auftrag.ags, optionen.ziel.name, "fertig")

    monkeypatch.setattr(bearbeitung, "process", process)
    verteiler, auftraege = build_verteilt(scheduler), [Auftrag("08335")]
    einer = verteiler(auftraege, Optionen(Path("a")))
    assert next(einer).ordner == "a"  # it still holds its tasks
    assert [e.ordner for e in verteiler(auftraege, Optionen(Path("b")))] == ["b"]
    einer.close()


def test_what_fails_on_a_worker_is_told(scheduler: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bearbeitung, "process", None)
    (ergebnis,) = build_verteilt(scheduler)([Auftrag("08335")], Optionen(Path()))
    assert (ergebnis.status, ergebnis.ordner) == ("fehler", "landkreis-konstanz")
    assert "(TypeError: 'NoneType' object is not callable)" in ergebnis.was
    assert "dieselbe Fassung" in ergebnis.rat


def test_kommune_that_takes_every_worker_along_is_given_up() -> None:
    error = distributed.KilledWorker("dkbm-08335", "tcp://…", 3)
    assert "mehrmals ausgefallen" in verteilt._give_up(Auftrag("08335"), error).was


def test_scheduler_that_does_not_answer_is_named(
    ziel: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dkbm.rollout.verteilt._WARTEN", 1)
    verteiler = build_verteilt("tcp://127.0.0.1:9")
    with pytest.raises(DkbmFehler, match="antwortet nicht"):
        run_rollout([Auftrag("08335")], Optionen(ziel), verteiler)


@pytest.mark.parametrize(("viele", "vorrat"), [(True, "1"), (False, None)])
def test_a_worker_that_gets_many_kommunen_keeps_a_stock(
    viele: bool, vorrat: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VORRAT, "")
    monkeypatch.delenv(VORRAT)
    gesehen: list[str | None] = []

    def process(auftrag: Auftrag, _: Optionen) -> Ergebnis:
        gesehen.append(os.environ.get(VORRAT))
        return Ergebnis(auftrag.ags, "", "fertig")

    monkeypatch.setattr(bearbeitung, "process", process)
    verteilt._process(Auftrag("08335"), Optionen(Path()), viele)
    assert gesehen == [vorrat]
