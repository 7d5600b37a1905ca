"""Files of an earlier edition are named with their day, and never signed with new ones."""

from __future__ import annotations

import json
import os
from datetime import date, datetime
from pathlib import Path

import pytest
from dkbm.fehler import DkbmFehler
from dkbm.projekt import Projekt
from dkbm.projekt.fassung import Uebrige, check_einheit, describe_uebrige, list_uebrige

NEU, ALT = "aaaa", "bbbb"


@pytest.fixture
def projekt(tmp_path: Path) -> Projekt:
    """Outputs of two editions, one of a kit without editions, and a file of someone else."""
    (tmp_path / "kommune.toml").write_text('[kommune]\nags = "08335"\n', encoding="utf-8")
    ausgaben = {
        "bericht.html": {"fassung": NEU},
        "bericht.pdf": {"fassung": ALT},
        "faktenblatt/gesamt.pdf": {"fassung": ALT},
        "faktenblatt/schulen.pdf": {},
        "verschwunden.docx": {"fassung": ALT},
    }
    tage = {"faktenblatt/schulen.pdf": 3, "notiz.txt": 5}
    for name in [*ausgaben, "notiz.txt", ".bericht.html.neu"]:
        if name != "verschwunden.docx":
            path = tmp_path / "bericht/ausgabe" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(name, encoding="utf-8")
            zeit = datetime(2026, 11, tage.get(name, 2), 12).timestamp()
            os.utime(path, (zeit, zeit))
    write(tmp_path / "bericht/ausgefuehrt", ausgaben)
    return Projekt(tmp_path)


def write(ordner: Path, ausgaben: object) -> None:
    ordner.mkdir(exist_ok=True)
    text = json.dumps({"fassung": NEU, "ausgaben": ausgaben})
    (ordner / "bericht.json").write_text(text, encoding="utf-8")


def test_older_files_are_named_in_one_line(projekt: Projekt) -> None:
    uebrige = list_uebrige(projekt)
    assert [(u.name, u.verzeichnet) for u in uebrige] == [
        ("bericht.pdf", True),
        ("faktenblatt/gesamt.pdf", True),
        ("faktenblatt/schulen.pdf", True),
        ("notiz.txt", False),
    ]
    assert uebrige[0].tag == date(2026, 11, 2)
    assert describe_uebrige(uebrige) == (
        "Aus einer früheren Fassung: bericht.pdf (02.11.2026) und "
        "faktenblatt/ (2 Dateien, 02.11.2026 bis 03.11.2026). "
        "Nicht aus diesem Projekt erzeugt: notiz.txt (05.11.2026). "
        "Bitte neu schreiben („dkbm bericht“ schreibt alle Formate) oder löschen."
    )
    with pytest.raises(DkbmFehler, match=r"mischt verschiedene Fassungen.*bericht\.pdf"):
        check_einheit(projekt)


def test_one_edition_is_signed_whatever_else_lies_there(projekt: Projekt) -> None:
    namen = ("bericht.html", "bericht.pdf", "faktenblatt/gesamt.pdf", "faktenblatt/schulen.pdf")
    write(projekt.ausgefuehrt, {name: {"fassung": NEU} for name in namen})
    check_einheit(projekt)
    assert [u.name for u in list_uebrige(projekt)] == ["notiz.txt"]
    (projekt.ausgabe / "notiz.txt").unlink()
    assert describe_uebrige(list_uebrige(projekt)) == ""


def test_without_a_record_nothing_is_claimed(projekt: Projekt) -> None:
    (projekt.ausgefuehrt / "bericht.json").write_text("{", encoding="utf-8")
    assert list_uebrige(projekt) == []


def test_many_files_are_counted_not_listed() -> None:
    viele = [Uebrige(f"{n:02d}.png", date(2026, 11, 2), verzeichnet=False) for n in range(80)]
    satz = describe_uebrige(viele)
    assert satz.count("02.11.2026") == 6
    assert satz.endswith("05.png (02.11.2026) und 74 weitere.")
