"""The template is found beside the sources and inside an installed library."""

from __future__ import annotations

from pathlib import Path

import pytest
from dkbm.vorlage import ort


def test_repository_is_the_template(wurzel: Path) -> None:
    assert ort.find_kit() == wurzel


@pytest.mark.parametrize("inside", [False, True])
def test_both_places_are_searched(
    inside: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paket = tmp_path / "repo/shared_lib/src/dkbm"
    (paket / "vorlage").mkdir(parents=True)
    monkeypatch.setattr(ort, "__file__", str(paket / "vorlage/ort.py"))
    with pytest.raises(FileNotFoundError, match="no template"):
        ort.find_kit()
    kit = paket / "vorlage/kit" if inside else tmp_path / "repo"
    (kit / "hooks").mkdir(parents=True)
    with pytest.raises(FileNotFoundError):
        ort.find_kit()
    (kit / "cookiecutter.json").write_text("{}", encoding="utf-8")
    assert ort.find_kit() == kit.resolve()
