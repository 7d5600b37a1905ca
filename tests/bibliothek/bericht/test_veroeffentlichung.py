"""Finished files take the place of the old ones together, or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from dkbm.bericht.veroeffentlichung import publish
from dkbm.fehler import DkbmFehler
from dkbm.projekt import Projekt


def write_all(ordner: Path, wort: str) -> None:
    """Write a report in two formats, one of them a folder."""
    for name in ("bericht.html", "faktenblatt/gesamt.pdf", "zuletzt.pdf"):
        path = ordner / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(wort, encoding="utf-8")


def read_all(ordner: Path) -> dict[str, str]:
    paths = [p for p in ordner.rglob("*") if p.is_file() and p.name != "bericht.json"]
    return {p.relative_to(ordner).as_posix(): p.read_text(encoding="utf-8") for p in paths}


@pytest.fixture
def werkstatt(projekt: Projekt) -> Path:
    """A new report, ready to be put in place."""
    werkstatt = projekt.bericht / ".neu-test"
    write_all(werkstatt / "ausgabe", "neu")
    return werkstatt


def publish_all(projekt: Projekt, werkstatt: Path) -> tuple[Path, ...]:
    return publish(projekt, werkstatt, [werkstatt / "ausgabe/bericht.html"], (), {}, {}, "f")


def test_all_files_are_replaced_and_others_stay(projekt: Projekt, werkstatt: Path) -> None:
    write_all(projekt.ausgabe, "alt")
    (projekt.ausgabe / "faktenblatt/frueher.pdf").write_text("alt", encoding="utf-8")
    (projekt.ausgabe / "bericht.docx").write_text("alt", encoding="utf-8")
    assert publish_all(projekt, werkstatt) == (projekt.ausgabe / "bericht.html",)
    assert read_all(projekt.ausgabe) == {
        "bericht.docx": "alt",
        "bericht.html": "neu",
        "faktenblatt/gesamt.pdf": "neu",
        "zuletzt.pdf": "neu",
    }


@pytest.mark.parametrize("offen", ["faktenblatt", "zuletzt.pdf", "ausgefuehrt"])
def test_a_file_open_elsewhere_leaves_the_whole_old_report(
    projekt: Projekt, werkstatt: Path, offen: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_all(projekt.ausgabe, "alt")
    projekt.ausgefuehrt.mkdir()
    (projekt.ausgefuehrt / "bericht.json").write_text("{}", encoding="utf-8")
    echt = os.replace

    def refuse(von: Path, nach: Path) -> None:
        if any(p.name == offen and ".neu-" not in str(p) for p in (Path(von), Path(nach))):
            raise PermissionError(13, "geöffnet", str(nach))
        echt(von, nach)

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(DkbmFehler, match="geöffnet") as info:
        publish_all(projekt, werkstatt)
    assert offen in info.value.wo
    alt = {"bericht.html": "alt", "faktenblatt/gesamt.pdf": "alt", "zuletzt.pdf": "alt"}
    assert read_all(projekt.ausgabe) == alt
    assert (projekt.ausgefuehrt / "bericht.json").read_text(encoding="utf-8") == "{}"
