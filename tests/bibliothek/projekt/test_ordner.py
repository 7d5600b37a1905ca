"""The project is found from wherever a notebook or a terminal stands in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from dkbm.fehler import DkbmFehler
from dkbm.projekt import find_projekt


@pytest.fixture
def projekt(tmp_path: Path) -> Path:
    ordner = tmp_path / "ä ö ü" / "projekt"
    (ordner / "notebooks/tief").mkdir(parents=True)
    (ordner / "kommune.toml").write_text('[kommune]\nags = "02000"\n', encoding="utf-8")
    return ordner


@pytest.mark.parametrize("unter", [".", "notebooks", "notebooks/tief", "notebooks/.."])
def test_found_from_below_by_path_and_by_working_directory(
    unter: str, projekt: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert find_projekt(projekt / unter).ordner == projekt.resolve()
    monkeypatch.chdir(projekt / unter)
    assert find_projekt().ordner == projekt.resolve()
    assert find_projekt(Path()).einstellungen.name == "Hamburg"


def test_nearest_project_wins(projekt: Path) -> None:
    innen = projekt / "notebooks/tief"
    (innen / "kommune.toml").write_text('[kommune]\nags = "11000"\n', encoding="utf-8")
    assert find_projekt(innen).einstellungen.name == "Berlin"


def test_no_project_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "kommune.toml").mkdir()
    with pytest.raises(DkbmFehler, match="Hier liegt kein Projekt") as info:
        find_projekt(tmp_path)
    assert info.value.wo == str(tmp_path.resolve())
    assert "dkbm neu" in info.value.rat


def test_places_lie_inside_and_settings_are_read_once(projekt: Path) -> None:
    gefunden = find_projekt(projekt)
    assert gefunden.ausgabe == projekt.resolve() / "bericht/ausgabe"
    assert gefunden.ausgefuehrt == projekt.resolve() / "bericht/ausgefuehrt"
    assert gefunden.einstellungen is gefunden.einstellungen
    with pytest.raises(DkbmFehler, match=r"gliederung\.toml fehlt"):
        _ = gefunden.gliederung
