"""The hooks are plain typed functions; here they run without cookiecutter."""

from __future__ import annotations

import importlib.util
import sys
import zipfile
from pathlib import Path
from types import ModuleType

import pytest
from jinja2 import Environment


def load_hook(wurzel: Path, name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"hook_{name}", wurzel / f"hooks/{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_extension_fills_and_escapes(wurzel: Path) -> None:
    extension = load_hook(wurzel, "erweiterung").Kommunenregister
    environment = Environment(extensions=[extension])

    def render(vorlage: str, **werte: object) -> str:
        return environment.from_string(vorlage).render(**werte)

    assert render("{{ 'köln' | projektordner }}") == "koeln"
    assert render("{{ '8335' | ags }}") == "08335"
    assert render("{{ t | toml }}", t='a"b\\\n') == '"a\\"b\\\\\\n"'
    assert render("{{ '08436' | vergleichsliste('08335') }}") == '  "08436", # Landkreis Ravensburg'
    assert "pandas==" in render("{{ versionen() | join(' ') }}")


def test_extension_stops_with_exit_code_2(wurzel: Path, capsys: pytest.CaptureFixture[str]) -> None:
    extension = load_hook(wurzel, "erweiterung").Kommunenregister
    environment = Environment(extensions=[extension])
    with pytest.raises(SystemExit) as stop:
        environment.from_string("{{ '05' | ags }}").render()
    assert stop.value.code == 2
    assert "Schlüssel eines Landes" in capsys.readouterr().err


def test_post_gen_puts_the_library_into_the_project(
    wurzel: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "path", list(sys.path))
    load_hook(wurzel, "post_gen_project").main(wurzel, tmp_path)
    (wheel,) = (tmp_path / "werkzeug").glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert "dkbm/bestand/daten/manifest.json" in names
    assert "dkbm/vorlage/kit/{{cookiecutter.kommune}}/kommune.toml" in names
    assert not [name for name in names if "__pycache__" in name]
    assert (tmp_path / "werkzeug/constraints.txt").read_text(encoding="utf-8").count("==") > 100
