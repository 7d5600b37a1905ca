"""The outline: parts in order, found in their folders and nowhere else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from dkbm.fehler import DkbmFehler
from dkbm.projekt.gliederung import load_gliederung


@pytest.fixture
def projekt(tmp_path: Path) -> Path:
    ordner = tmp_path / "projekt"
    for name in ("notebooks/01_demografie.ipynb", "notebooks/2024.ipynb", "bericht/texte/wort.md"):
        path = ordner / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("", encoding="utf-8")
    (tmp_path / "fremd.ipynb").write_text("", encoding="utf-8")
    (ordner / "fremd.md").write_text("", encoding="utf-8")
    return ordner


def write(projekt: Path, inhalt: str) -> Path:
    path = projekt / "bericht/gliederung.toml"
    path.write_text(inhalt, encoding="utf-8")
    return path


def test_order_kind_and_name_of_the_parts(projekt: Path) -> None:
    write(projekt, '\ufeffteile = ["wort.md", "2024.ipynb", "01_demografie.ipynb"]')
    teile = load_gliederung(projekt)
    assert [teil.name for teil in teile] == ["wort", "2024", "demografie"]
    assert [teil.art for teil in teile] == ["text", "kapitel", "kapitel"]
    assert teile[0].path == projekt / "bericht/texte/wort.md"
    assert teile[2].path == projekt / "notebooks/01_demografie.ipynb"


@pytest.mark.parametrize(
    ("eintrag", "gemeint"),
    [
        ("01_demographie.ipynb", "01_demografie.ipynb"),
        ("demografie.ipynb", "01_demografie.ipynb"),
        ("wort.MD", "wort.md"),
        ("wort", "wort.md"),
    ],
)
def test_missing_part_suggests_the_nearest(eintrag: str, gemeint: str, projekt: Path) -> None:
    path = write(projekt, f'teile = ["01_demografie.ipynb", "{eintrag}"]')
    with pytest.raises(DkbmFehler) as info:
        load_gliederung(projekt)
    assert info.value.was == f"Den Teil „{eintrag}“ der Gliederung gibt es nicht."
    assert info.value.rat == f"Gemeint ist wohl „{gemeint}“."
    assert info.value.wo == str(path)


@pytest.mark.parametrize(
    "eintrag",
    [
        "../fremd.ipynb",
        "../../fremd.ipynb",
        "../texte/wort.md",
        "./wort.md",
        "../notebooks/01_demografie.ipynb",
        "..",
        "",
        ".ipynb",
        "..\\\\..\\\\fremd.ipynb",
    ],
)
def test_paths_out_of_the_folders_are_refused(eintrag: str, projekt: Path) -> None:
    write(projekt, f'teile = ["01_demografie.ipynb", "{eintrag}"]')
    with pytest.raises(DkbmFehler, match="der Gliederung gibt es nicht"):
        load_gliederung(projekt)


def test_absolute_paths_are_refused(projekt: Path) -> None:
    absolut = (projekt / "notebooks/01_demografie.ipynb").as_posix()
    write(projekt, f"teile = ['{absolut}']")
    with pytest.raises(DkbmFehler, match="der Gliederung gibt es nicht"):
        load_gliederung(projekt)


@pytest.mark.parametrize(
    ("inhalt", "was"),
    [
        ("teile = [", "kein gültiges TOML"),
        ("", "fehlt die Liste „teile“"),
        ("teile = 'wort.md'", "fehlt die Liste „teile“"),
        ("teile = ['wort.md', 7]", "fehlt die Liste „teile“"),
        ("teile = ['wort.md']", "enthält kein Notebook"),
        ("teile = []", "enthält kein Notebook"),
    ],
)
def test_broken_outline_is_explained(inhalt: str, was: str, projekt: Path) -> None:
    path = write(projekt, inhalt)
    with pytest.raises(DkbmFehler, match=was) as info:
        load_gliederung(projekt)
    assert info.value.wo == str(path)


@pytest.mark.parametrize(
    ("teile", "was"),
    [
        (
            ["01_demografie.ipynb", "06_Demografie.ipynb"],
            "Zwei Kapitel heißen „Demografie“: 01_demografie.ipynb und 06_Demografie.ipynb. "
            "Die Nummer am Anfang gehört nicht zum Namen.",
        ),
        (
            ["01_demografie.ipynb", "01_demografie.ipynb"],
            "Der Teil „01_demografie.ipynb“ steht zweimal in der Gliederung.",
        ),
        (
            ["glossar", "01_demografie.ipynb", "glossar"],
            "Der Teil „glossar“ steht zweimal in der Gliederung.",
        ),
        (
            ["01_demografie.ipynb", "07_gesamt.ipynb"],
            "Ein Kapitel kann nicht „gesamt“ heißen: So heißt ein Teil, den das Kit selbst "
            "schreibt.",
        ),
    ],
)
def test_two_parts_of_one_name_are_refused(teile: list[str], was: str, projekt: Path) -> None:
    for name in ("06_Demografie", "07_gesamt"):
        (projekt / "notebooks" / f"{name}.ipynb").write_text("", encoding="utf-8")
    path = write(projekt, f"teile = {json.dumps(teile)}")
    with pytest.raises(DkbmFehler) as info:
        load_gliederung(projekt)
    assert (info.value.was, info.value.wo) == (was, str(path))


def test_missing_outline(tmp_path: Path) -> None:
    with pytest.raises(DkbmFehler, match=r"gliederung\.toml fehlt"):
        load_gliederung(tmp_path)
