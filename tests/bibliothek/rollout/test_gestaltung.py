"""A design of the roster is checked like that of a project, and becomes that of a new one."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from dkbm.fehler import DkbmFehler
from dkbm.projekt import Projekt
from dkbm.rollout.gestaltung import GESTALTUNG, apply_gestaltung, check_gestaltung
from dkbm.vorlage.neu import create_projekt

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
TOML = '[gestaltung]\nfarbe = "#6f1334"\nlogo = "wappen.png"\nlogo_alt = "Wappen \\"K\\""\n'


@pytest.fixture
def design(tmp_path: Path) -> Path:
    ordner = tmp_path / "design"
    ordner.mkdir()
    (ordner / GESTALTUNG).write_text(TOML, encoding="utf-8")
    (ordner / "wappen.png").write_bytes(PNG)
    (ordner / "anderes.txt").write_text("bleibt", encoding="utf-8")
    return ordner


def test_a_new_project_gets_settings_and_files(tmp_path: Path, design: Path) -> None:
    angabe = check_gestaltung("design", tmp_path, "08335")
    ordner = create_projekt("08335", tmp_path / "ziel")
    vorher = (ordner / "kommune.toml").read_text(encoding="utf-8")
    apply_gestaltung(ordner, angabe, "08335")
    g = Projekt(ordner).einstellungen.gestaltung
    assert (g.farbe, g.logo, g.logo_alt) == ("#6f1334", "wappen.png", 'Wappen "K"')
    bilder = {p.name for p in (ordner / "bericht" / "gestaltung").iterdir()}
    assert "wappen.png" in bilder
    assert "anderes.txt" not in bilder
    nachher = (ordner / "kommune.toml").read_text(encoding="utf-8")
    assert len(nachher.splitlines()) == len(vorher.splitlines())


def test_a_colour_alone_will_do(tmp_path: Path) -> None:
    ordner = create_projekt("08335", tmp_path / "ziel")
    apply_gestaltung(ordner, check_gestaltung("#6F1334", tmp_path, "08335"), "08335")
    assert Projekt(ordner).einstellungen.gestaltung.farbe == "#6F1334"


@pytest.mark.parametrize(
    ("toml", "was"),
    [
        (TOML.replace("wappen.png", "wapen.png"), "Das Bild „wapen.png“ gibt es nicht"),
        (TOML.replace("wappen.png", "../design/wappen.png"), "kein Bildname"),
        (TOML.replace("farbe", "frabe"), r"gestaltung\.toml, Zeile 2"),
        (TOML + "[kommune]\nags = '05315'\n", "nicht genau den Abschnitt"),
        ("[gestaltung\n", "kein gültiges TOML"),
    ],
)
def test_what_a_project_would_refuse_is_refused(
    tmp_path: Path, design: Path, toml: str, was: str
) -> None:
    (design / GESTALTUNG).write_text(toml, encoding="utf-8")
    with pytest.raises(DkbmFehler, match=was) as caught:
        check_gestaltung("design", tmp_path, "08335")
    assert caught.value.rat


def test_a_folder_that_is_missing_is_named(tmp_path: Path, design: Path) -> None:
    with pytest.raises(DkbmFehler, match="weder eine Farbe noch ein Ordner") as caught:
        check_gestaltung("desing", tmp_path, "08335")
    assert "„design“" in caught.value.rat
    (design / GESTALTUNG).unlink()
    with pytest.raises(DkbmFehler, match="die Datei oder ihr Ordner fehlt"):
        check_gestaltung("design", tmp_path, "08335")
