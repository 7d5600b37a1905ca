"""The design of a Kommune: read from its folder, checked, refused in German."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from dkbm.bericht.gestaltung import Erscheinung, read_gestaltung
from dkbm.bericht.schriften import SCHRIFTORDNER
from dkbm.fehler import DkbmFehler
from dkbm.projekt import Einstellungen

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><path d="M0 0h2v1z"/></svg>'


def give(**gestaltung: str) -> Einstellungen:
    return Einstellungen.model_validate({"kommune": {"ags": "08335"}, "gestaltung": gestaltung})


@pytest.fixture
def ordner(tmp_path: Path) -> Path:
    (tmp_path / "logo.svg").write_text(SVG, encoding="utf-8")
    (tmp_path / "titel.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    (tmp_path / "falsch.png").write_bytes(b"GIF89a")
    shutil.copy(Path(SCHRIFTORDNER[0]) / "DKBMSans-Bold.ttf", tmp_path / "haus.ttf")
    return tmp_path


def test_without_settings_the_kit_has_its_own_look(tmp_path: Path) -> None:
    assert read_gestaltung(give(), tmp_path / "fehlt") == Erscheinung()


def test_colour_logo_picture_and_font_are_read(ordner: Path) -> None:
    e = read_gestaltung(
        give(farbe="#7A0019", logo="logo.svg", titelbild="titel.jpg", schrift="DKBM Sans"), ordner
    )
    assert e.farbe == "#7a0019"
    assert e.dye('<path style="stroke: #00538A"/>') == '<path style="stroke: #7a0019"/>'
    assert e.logo is not None
    assert e.logo.alt == "Logo: Landkreis Konstanz"
    assert e.logo.uri.startswith("data:image/svg+xml;base64,")
    assert e.titelbild is not None
    assert e.titelbild.alt == ""  # decoration
    assert [path.name for path in e.schriftdateien] == ["haus.ttf"]


@pytest.mark.parametrize(
    ("angabe", "was", "rat"),
    [
        ({"farbe": "blau"}, "„blau“ ist keine Farbe", "#00538a"),
        ({"farbe": "#ffcc00"}, "Kontrast 1,5 : 1", "Die nächste Farbe, die geht, ist #"),
        ({"logo": "logo.svgg"}, "kein Bildname", "SVG-, PNG- oder JPG"),
        ({"logo": "../logo.svg"}, "kein Bildname", "in bericht/gestaltung"),
        ({"logo": "lgo.svg"}, "gibt es nicht", "Gemeint ist wohl „logo.svg“"),
        ({"titelbild": "falsch.png"}, "ist nicht, was die Endung sagt", "PNG oder JPG"),
        ({"schrift": "Haus Grotesk"}, "Die Schrift „Haus Grotesk“ gibt es nicht", "DKBM Sans"),
    ],
)
def test_what_does_not_work_is_said(
    angabe: dict[str, str], was: str, rat: str, ordner: Path
) -> None:
    with pytest.raises(DkbmFehler) as info:
        read_gestaltung(give(**angabe), ordner)
    assert was in info.value.was
    assert f"Schlüssel {next(iter(angabe))}" in info.value.wo
    assert rat in info.value.rat
