"""What is finished is recognised without starting a worker, and only as long as nothing changed."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from pathlib import Path

import pytest
from dkbm.projekt import Projekt
from dkbm.rollout.auftrag import Auftrag, Ergebnis, Optionen
from dkbm.rollout.lauf import run_rollout
from dkbm.rollout.stand import find_fertig, fingerprint, save_ergebnis


@pytest.fixture
def fertig(lege_an: Callable[..., Path], ziel: Path) -> Path:
    """A project whose report was finished."""
    ordner = lege_an("08335")
    seite = ordner / "bericht" / "ausgabe" / "bericht.html"
    seite.parent.mkdir()
    seite.write_text("x", encoding="utf-8")
    schluessel = fingerprint(Projekt(ordner), Auftrag("08335"), Optionen(ziel))
    ausgaben = (seite.relative_to(ziel).as_posix(),)
    save_ergebnis(ordner, Ergebnis("08335", ordner.name, "fertig", schluessel, 3.0, ausgaben))
    return ordner


def test_finished_kommunen_never_reach_a_worker(fertig: Path, ziel: Path) -> None:
    handed: list[str] = []

    def hand_out(
        auftraege: Sequence[Auftrag], optionen: Optionen
    ) -> Generator[Ergebnis, None, None]:
        handed.extend(a.ags for a in auftraege)
        yield from (Ergebnis(a.ags, "", "fertig") for a in auftraege)

    auftraege = [Auftrag("05315"), Auftrag("08335")]
    ergebnis = run_rollout(auftraege, Optionen(ziel), hand_out)
    assert handed == ["05315"]
    assert [e.status for e in ergebnis.ergebnisse] == ["fertig", "unverändert"]
    assert run_rollout(auftraege[1:], Optionen(ziel), hand_out).count("unverändert") == 1
    assert handed == ["05315"]


def test_each_change_ends_it(fertig: Path, ziel: Path) -> None:
    auftrag, optionen = Auftrag("08335"), Optionen(ziel)
    found = find_fertig(auftrag, optionen)
    assert found is not None
    assert (found.status, found.sekunden) == ("unverändert", 0.0)
    assert find_fertig(Auftrag("08335", kapitel=("probe",)), optionen) is None
    assert find_fertig(auftrag, Optionen(ziel, formate=("html",))) is None
    assert find_fertig(Auftrag("05315"), optionen) is None
    (fertig / "daten" / "roh" / "neu.csv").write_text("x", encoding="utf-8")
    assert find_fertig(auftrag, optionen) is None
    (fertig / "daten" / "roh" / "neu.csv").unlink()
    assert find_fertig(auftrag, optionen) is not None
    (fertig / "bericht" / "ausgabe" / "bericht.html").unlink()
    assert find_fertig(auftrag, optionen) is None
