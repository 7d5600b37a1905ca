"""No result is lost: in whatever order they come, on a full disk, beside broken projects."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Sequence
from pathlib import Path

import pytest
from dkbm.rollout import fehlschlag
from dkbm.rollout.auftrag import Auftrag, Ergebnis, Optionen
from dkbm.rollout.bearbeitung import process
from dkbm.rollout.journal import JOURNAL, read_journal
from dkbm.rollout.lauf import run_rollout
from dkbm.rollout.plan import read_begun
from dkbm.rollout.portal import PORTAL


def run_backwards(
    auftraege: Sequence[Auftrag], optionen: Optionen
) -> Generator[Ergebnis, None, None]:
    for auftrag in reversed(auftraege):
        yield Ergebnis(auftrag.ags, "ordner", "fehler" if auftrag.ags == "05315" else "fertig")


def test_order_counts_journal_and_portal(tmp_path: Path) -> None:
    auftraege = [Auftrag("08335", kapitel=("schulen",)), Auftrag("05315", titel="„Köln“")]
    optionen = Optionen(tmp_path, 30.0, 1_000_000, ("html", "pdf"))
    ergebnis = run_rollout(auftraege, optionen, run_backwards)
    assert [e.ags for e in ergebnis.ergebnisse] == ["08335", "05315"]
    assert (ergebnis.count("fertig"), ergebnis.count("fehler")) == (1, 1)
    steps = [row["schritt"] for row in read_journal(tmp_path)]
    assert steps == ["begonnen", "fehler", "fertig", "beendet"]
    assert read_begun(tmp_path) == (auftraege, optionen)
    assert "Stadt Köln" in (tmp_path / PORTAL).read_text(encoding="utf-8")


def run_here(auftraege: Sequence[Auftrag], optionen: Optionen) -> Generator[Ergebnis, None, None]:
    for auftrag in auftraege:
        yield process(auftrag, optionen)


def list_files(ordner: Path) -> set[Path]:
    """All but the decision on confidentiality, which is whole and used again."""
    return {p for p in ordner.rglob("*") if p.is_file() and "geheim" not in p.parts}


@pytest.mark.parametrize(
    ("frei", "noetig"), [(2_000_000, fehlschlag.PLATZ), (131_072, 0)], ids=["before", "amid"]
)
def test_full_disk_loses_nothing_and_is_continued(
    lege_an: Callable[..., Path],
    fuelle: Callable[[Path, int], Path],
    enges_ziel: Path,
    monkeypatch: pytest.MonkeyPatch,
    frei: int,
    noetig: int,
) -> None:
    """It fills up before the work begins, or, with that check out of the way, in its midst."""
    monkeypatch.setattr(fehlschlag, "PLATZ", noetig)
    optionen, auftraege = Optionen(enges_ziel, formate=("html",)), [Auftrag("08335")]
    ordner = lege_an("08335", '"x" * 400_000')
    vorher = list_files(ordner)
    fueller = fuelle(enges_ziel, frei)
    (ergebnis,) = run_rollout(auftraege, optionen, run_here).ergebnisse
    assert (ergebnis.status, ergebnis.was) == ("fehler", "Der Datenträger ist voll.")
    assert "--weiter“ und demselben --ziel" in ergebnis.rat
    assert "Der Datenträger ist voll." in (enges_ziel / PORTAL).read_text(encoding="utf-8")
    assert list_files(ordner) == vorher
    steps = [row["schritt"] for row in read_journal(enges_ziel)]
    assert steps == ["begonnen", "fehler", "beendet"]
    assert len((enges_ziel / JOURNAL).read_bytes().splitlines()) == len(steps)
    fueller.unlink()
    monkeypatch.setattr(fehlschlag, "PLATZ", 0)
    assert run_rollout(*read_begun(enges_ziel), run_here).count("fertig") == 1


def test_unreadable_projects_get_a_card_and_the_others_go_on(
    lege_an: Callable[..., Path], ziel: Path
) -> None:
    schaeden: dict[str, tuple[str, bytes, str]] = {
        "08335": ("kommune.toml", b"[kommune\n", "kommune.toml ist kein gültiges TOML."),
        "05315": ("kommune.toml", b"\xff\xfe\x00", "kommune.toml ist nicht in UTF-8"),
        "01001": ("bericht/gliederung.toml", b"teile = 3", "fehlt die Liste „teile“"),
        "01002": ("notebooks/01_probe.ipynb", b'{"cells": 1}', "01_probe.ipynb"),
    }
    for ags, (name, inhalt, _) in schaeden.items():
        (lege_an(ags) / name).write_bytes(inhalt)
    lege_an("01003")
    auftraege = [Auftrag(ags) for ags in (*schaeden, "01003")]
    *schlecht, gut = run_rollout(auftraege, Optionen(ziel, formate=("html",)), run_here).ergebnisse
    assert gut.status == "fertig", gut.was
    for ergebnis, (_, _, was) in zip(schlecht, schaeden.values(), strict=True):
        assert ergebnis.status == "fehler"
        assert was in ergebnis.was
        assert ergebnis.wo
    assert (ziel / PORTAL).read_text(encoding="utf-8").count('class="karte"') == len(schaeden)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root darf alles lesen")
def test_project_without_rights_gets_a_card(lege_an: Callable[..., Path], ziel: Path) -> None:
    path = lege_an("08335") / "kommune.toml"
    path.chmod(0)
    (ergebnis,) = run_rollout([Auftrag("08335")], Optionen(ziel), run_here).ergebnisse
    assert ergebnis.status == "fehler"
    assert "es fehlen die Rechte" in ergebnis.was
