"""``dkbm rollout``: which Kommunen and options a call means, above all one that continues."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from pathlib import Path

import pytest
from dkbm.cli import main
from dkbm.rollout.auftrag import Auftrag, Ergebnis, Optionen

Lauf = tuple[list[str], Optionen]


@pytest.fixture
def laeufe(monkeypatch: pytest.MonkeyPatch) -> list[Lauf]:
    """What each run is asked for; nothing is built."""
    gesehen: list[Lauf] = []

    def run(auftraege: Sequence[Auftrag], optionen: Optionen) -> Generator[Ergebnis, None, None]:
        gesehen.append(([auftrag.ags for auftrag in auftraege], optionen))
        yield from (Ergebnis(auftrag.ags, "ordner", "fertig") for auftrag in auftraege)

    monkeypatch.setattr("dkbm.cli.rollout._choose_verteiler", lambda *_: run)
    return gesehen


def call(*args: str) -> int:
    try:
        main(["rollout", "--ohne-tafel", *args])
    except SystemExit as ende:
        return int(str(ende.code or 0))
    return 0


def test_continued_run_keeps_its_options_where_the_call_names_none(
    laeufe: list[Lauf], tmp_path: Path
) -> None:
    ziel = ("--ziel", str(tmp_path))
    assert call(*ziel, "--ags", "Köln", "--format", "html", "--zeitgrenze", "30") == 0
    assert call(*ziel, "--weiter") == 0
    assert call(*ziel, "--weiter", "--speichergrenze", "0", "--format", "") == 0
    erst = Optionen(tmp_path, 30, 2_000_000_000, ("html",))
    dann = Optionen(tmp_path, 30, 0, ())
    assert laeufe == [(["05315"], erst), (["05315"], erst), (["05315"], dann)]


@pytest.mark.parametrize(
    ("auswahl", "name"),
    [
        (["plan.csv"], "PLAN"),
        (["--alle"], "--alle"),
        (["--land", "BW"], "--land"),
        (["--ags", "Köln"], "--ags"),
        (["--haertefaelle"], "--haertefaelle"),
    ],
)
def test_continued_run_takes_no_other_kommunen(
    auswahl: list[str],
    name: str,
    laeufe: list[Lauf],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert call("--ziel", str(tmp_path), "--ags", "05315") == 0
    assert call("--ziel", str(tmp_path), "--weiter", *auswahl) == 2
    assert f"Aufruf mit {name}" in capsys.readouterr().err
    assert len(laeufe) == 1
