"""One Kommune: made, built, recognised as done, or failed with a reason."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from dkbm.gebiete import load_register
from dkbm.projekt.schutz import VERMERK
from dkbm.rollout.auftrag import Auftrag, Optionen
from dkbm.rollout.bearbeitung import process
from dkbm.rollout.stand import ERGEBNIS, load_ergebnis

from tests.bibliothek.formulare import fill_form


def test_done_once_then_recognised_by_content(lege_an: Callable[..., Path], ziel: Path) -> None:
    ordner = lege_an("08335")
    erst = process(Auftrag("08335"), Optionen(ziel))
    assert erst.status == "fertig", erst.was
    assert (ziel / erst.ausgaben[0]).is_file()
    assert load_ergebnis(ordner) == erst
    again = process(Auftrag("08335"), Optionen(ziel))
    assert replace(again, status="fertig", sekunden=erst.sekunden) == erst
    assert again.status == "unverändert"
    (ziel / erst.ausgaben[0]).unlink()
    assert process(Auftrag("08335"), Optionen(ziel)).status == "fertig"


def test_damaged_result_is_made_again(lege_an: Callable[..., Path], ziel: Path) -> None:
    ordner = lege_an("08335")
    process(Auftrag("08335"), Optionen(ziel))
    (ordner / ERGEBNIS).write_text('{"ags": "083', encoding="utf-8")
    assert process(Auftrag("08335"), Optionen(ziel)).status == "fertig"


def test_new_project_gets_the_answers_of_its_line(
    ziel: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "dkbm.rollout.bearbeitung.build_bericht", lambda projekt, **_: (projekt.ordner / "x",)
    )
    auftrag = Auftrag("05315", titel="Bildung in Köln", kontakt="A & B", vergleichskommunen="05111")
    ergebnis = process(auftrag, Optionen(ziel))
    assert ergebnis.status == "fertig", ergebnis.was
    text = (ziel / "koeln" / "kommune.toml").read_text(encoding="utf-8")
    assert 'titel = "Bildung in Köln"' in text
    assert 'kontakt = "A & B"' in text
    assert '"05111"' in text


def test_files_in_roh_are_read_and_refused_ones_are_told(
    lege_an: Callable[..., Path], ziel: Path
) -> None:
    ordner = lege_an("08335")
    (ordner / "daten" / "roh" / "kaputt.csv").write_bytes(b"das ist keine Tabelle\n")
    ergebnis = process(Auftrag("08335"), Optionen(ziel))
    assert ergebnis.status == "fertig"
    assert "kaputt.csv" in ergebnis.hinweise[0]


@pytest.mark.parametrize(
    ("code", "zeitgrenze", "was"),
    [
        ("import time\ntime.sleep(60)", 3, "Zeitgrenze"),
        ("x = bytearray(900_000_000)\nimport time\ntime.sleep(60)", 60, "Speichergrenze"),
        ("1 / 0", 60, "durch null"),
    ],
)
def test_bad_notebook_fails_with_its_reason(
    lege_an: Callable[..., Path], ziel: Path, code: str, zeitgrenze: int, was: str
) -> None:
    lege_an("08335", code)
    ergebnis = process(Auftrag("08335"), Optionen(ziel, zeitgrenze, 600_000_000))
    assert ergebnis.status == "fehler"
    assert was in ergebnis.was
    assert ergebnis.rat


def test_dead_kernel_gets_a_second_chance(
    lege_an: Callable[..., Path], ziel: Path, tmp_path: Path
) -> None:
    marke = tmp_path / "schon"
    lege_an(
        "08335",
        f"import os, pathlib\np = pathlib.Path({str(marke)!r})\n"
        "if not p.exists():\n    p.touch()\n    os.kill(os.getpid(), 9)",
    )
    assert process(Auftrag("08335"), Optionen(ziel)).status == "fertig"


def test_unreadable_or_foreign_project_fails_alone(
    lege_an: Callable[..., Path], ziel: Path
) -> None:
    ordner = lege_an("08335")
    (ordner / "kommune.toml").write_text("[kommune\n", encoding="utf-8")
    ergebnis = process(Auftrag("08335"), Optionen(ziel))
    assert ergebnis.status == "fehler"
    assert "TOML" in ergebnis.was
    lege_an("05315").rename(ziel / "duesseldorf")
    assert "Stadt Köln" in process(Auftrag("05111"), Optionen(ziel)).was


def test_copy_of_a_finished_project_is_not_another_kommune(
    lege_an: Callable[..., Path], ziel: Path
) -> None:
    koeln, optionen = lege_an("05315"), Optionen(ziel, formate=("html",))
    assert process(Auftrag("05315"), optionen).status == "fertig"
    shutil.copytree(koeln, ziel / load_register()["05314"].slug)
    bonn = process(Auftrag("05314"), optionen)
    assert (bonn.ags, bonn.status) == ("05314", "fehler")
    assert "Stadt Köln" in bonn.was


def test_surprises_become_errors(
    lege_an: Callable[..., Path], ziel: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def surprise(*_: object, **__: object) -> None:
        raise RuntimeError("unverhofft")

    lege_an("08335")
    monkeypatch.setattr("dkbm.rollout.bearbeitung.build_bericht", surprise)
    ergebnis = process(Auftrag("08335"), Optionen(ziel))
    assert ergebnis.status == "fehler"
    assert "unverhofft" in ergebnis.was


def test_line_may_ask_for_some_chapters_and_formats(
    lege_an: Callable[..., Path], ziel: Path
) -> None:
    ordner = lege_an("08335")
    shutil.copy(ordner / "notebooks/01_probe.ipynb", ordner / "notebooks/02_rest.ipynb")
    gliederung = ordner / "bericht" / "gliederung.toml"
    gliederung.write_text('teile = ["01_probe.ipynb", "02_rest.ipynb"]\n', encoding="utf-8")
    optionen = Optionen(ziel, formate=("html",))
    ergebnis = process(Auftrag("08335", kapitel=("rest",)), optionen)
    assert [Path(a).name for a in ergebnis.ausgaben] == ["bericht_rest.html"], ergebnis.was
    ergebnis = process(Auftrag("08335", kapitel=("rast",)), optionen)
    assert ergebnis.status == "fehler"
    assert "„rest“" in ergebnis.rat


def test_own_data_design_and_mode_reach_the_report(ziel: Path) -> None:
    """A file that waits in the folder, and two columns of the line: one real chapter."""
    eigene = ziel / load_register()["08335"].slug / "daten" / "eigene"
    eigene.mkdir(parents=True)
    (eigene / "vhs.csv").write_text("jahr;belegungen\n2023;98765\n", encoding="utf-8")
    auftrag = Auftrag("08335", kapitel=("weiterbildung",), gestaltung="#6f1334", modus="intern")
    ergebnis = process(auftrag, Optionen(ziel, formate=("html",)))
    assert ergebnis.status == "fertig", ergebnis.was
    (ausgabe,) = ergebnis.ausgaben
    assert "/bericht/intern/" in ausgabe
    seite = (ziel / ausgabe).read_text(encoding="utf-8")
    assert "98.765" in seite
    assert "daten/eigene/vhs.csv" in seite
    assert "#6f1334" in seite
    assert VERMERK in seite
    assert process(auftrag, Optionen(ziel, formate=("html",))).status == "unverändert"
    offen = process(replace(auftrag, modus=""), Optionen(ziel, formate=("html",)))
    assert "/bericht/ausgabe/" in offen.ausgaben[0]


def test_a_form_that_waits_in_the_folder_reaches_the_report(ziel: Path) -> None:
    """An office's Excel file, before the Kommune has a project: one real chapter."""
    roh = ziel / load_register()["08335"].slug / "daten" / "roh"
    roh.mkdir(parents=True)
    fill_form("vhs", roh)
    auftrag = Auftrag("08335", kapitel=("weiterbildung",))
    ergebnis = process(auftrag, Optionen(ziel, formate=("html",)))
    assert ergebnis.status == "fertig", ergebnis.was
    seite = (ziel / ergebnis.ausgaben[0]).read_text(encoding="utf-8")
    # 500 courses, 10,000 hours, 6,000 Belegungen; 60 per cent of the hours are Gesundheit.
    assert "60,0" in seite
    assert "Amt für Bildung" in seite
    assert process(auftrag, Optionen(ziel, formate=("html",))).status == "unverändert"
