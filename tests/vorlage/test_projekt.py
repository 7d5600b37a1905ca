"""A project as it stands, moved elsewhere, with nothing but the library it carries."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from dkbm.vorlage.neu import create_projekt


@pytest.fixture(scope="module")
def projekt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    entstanden = create_projekt("16063", tmp_path_factory.mktemp("neu"))
    ziel = tmp_path_factory.mktemp("umgezogen") / "Wartburgkreis – Büro & Co"
    shutil.move(entstanden, ziel)
    return ziel


@pytest.fixture(scope="module")
def umgebung(projekt: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Only the project's wheel provides dkbm; it wins over this repository."""
    (rad,) = (projekt / "werkzeug").glob("*.whl")
    ordner = tmp_path_factory.mktemp("rad")
    with zipfile.ZipFile(rad) as archiv:
        archiv.extractall(ordner)
    ohne_pytest = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST")}
    return {**ohne_pytest, "PYTHONPATH": str(ordner), "PYTHONUTF8": "1"}


def run(projekt: Path, umgebung: dict[str, str], *args: str) -> subprocess.CompletedProcess[str]:
    befehl = [sys.executable, *args]
    return subprocess.run(
        befehl, cwd=projekt, env=umgebung, capture_output=True, encoding="utf-8", check=False
    )


def test_the_wheel_is_used(projekt: Path, umgebung: dict[str, str]) -> None:
    ort = run(projekt, umgebung, "-c", "import dkbm; print(dkbm.__file__)").stdout
    assert ort.startswith(umgebung["PYTHONPATH"])


def test_own_tests_and_notebooks_pass(projekt: Path, umgebung: dict[str, str]) -> None:
    result = run(projekt, umgebung, "-m", "pytest", "-p", "no:cacheprovider")
    assert result.returncode == 0, result.stdout
    passed = re.search(r"(\d+) passed", result.stdout)
    assert passed, result.stdout
    # Own checks and every code cell of the five notebooks.
    assert int(passed[1]) > 60


def test_a_project_makes_the_next_one(
    projekt: Path, umgebung: dict[str, str], tmp_path: Path
) -> None:
    result = run(projekt, umgebung, "-m", "dkbm", "neu", "--ags", "05315", "--ziel", str(tmp_path))
    assert result.returncode == 0, result.stderr
    assert (tmp_path / "koeln/kommune.toml").is_file()
    (rad,) = (tmp_path / "koeln/werkzeug").glob("*.whl")
    (eigenes,) = (projekt / "werkzeug").glob("*.whl")
    assert rad.read_bytes() == eigenes.read_bytes()


def test_template_code_keeps_the_rules_of_the_house(wurzel: Path) -> None:
    vorlage = wurzel / "{{cookiecutter.kommune}}"
    befehl = [sys.executable, "-m", "ruff", "check", "--no-cache", "--isolated", "--select"]
    befehl += ["E,F,W,I,UP,B", "--line-length", "100", str(vorlage / "tests")]
    result = subprocess.run(befehl, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout
