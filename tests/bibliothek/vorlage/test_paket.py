"""The wheel that every project carries: right, complete, and always the same bytes."""

from __future__ import annotations

import base64
import csv
import email
import hashlib
import os
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from dkbm import __version__
from dkbm.vorlage.paket import pack_wheel, write_werkzeug

KIT = "dkbm/vorlage/kit/"
INFO = f"dkbm-{__version__}.dist-info/"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pack_wheel(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the wheel is unpacked as pip would."""
    ordner = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as archiv:
        archiv.extractall(ordner)
    return ordner


def run(installed: Path, code: str, *args: str) -> str:
    umgebung = {**os.environ, "PYTHONPATH": str(installed), "PYTHONDONTWRITEBYTECODE": "1"}
    befehl = [sys.executable, "-c", code, *args]
    result = subprocess.run(
        befehl, capture_output=True, text=True, env=umgebung, cwd=installed, check=False
    )
    assert result.returncode == 0, result.stderr
    return result.stdout.strip()


def read_metadata(wheel: Path) -> email.message.Message:
    with zipfile.ZipFile(wheel) as archiv:
        return email.message_from_bytes(archiv.read(f"{INFO}METADATA"))


def test_bytes_depend_on_the_content_only(wheel: Path, tmp_path: Path) -> None:
    assert wheel.name == f"dkbm-{__version__}-py3-none-any.whl"
    assert pack_wheel(tmp_path).read_bytes() == wheel.read_bytes()
    with zipfile.ZipFile(wheel) as archiv:
        assert archiv.testzip() is None
        assert {entry.date_time for entry in archiv.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_record_lists_every_file_with_its_hash(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archiv:
        names = archiv.namelist()
        record = archiv.read(f"{INFO}RECORD").decode().splitlines()
        rows = {name: (digest, size) for name, digest, size in csv.reader(record)}
        assert sorted(rows) == sorted(names)
        assert len(names) == len(set(names))
        for name in names:
            daten = archiv.read(name)
            code = base64.urlsafe_b64encode(hashlib.sha256(daten).digest()).decode().rstrip("=")
            expected = ("", "") if name.endswith("RECORD") else (f"sha256={code}", str(len(daten)))
            assert rows[name] == expected


def test_names_fit_every_system(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archiv:
        names = archiv.namelist()
    for name in names:
        assert not set(name) & set(':|<>"?*\\')
        assert not set(name.split("/")) & {"..", "", "__pycache__", ".ipynb_checkpoints"}
        assert len(name) < 120
        assert not name.endswith((".pyc", ".orig", "~"))


def test_template_inside_is_that_of_the_repository(wheel: Path, wurzel: Path) -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "-z", "cookiecutter.json", "hooks", "{{cookiecutter.kommune}}"],
        cwd=wurzel,
        capture_output=True,
        text=True,
        check=False,
    ).stdout.split("\0")
    with zipfile.ZipFile(wheel) as archiv:
        inside = {name.removeprefix(KIT) for name in archiv.namelist() if name.startswith(KIT)}
        assert inside - {"shared_lib/pyproject.toml"} >= {"cookiecutter.json"}
        assert set(filter(None, tracked)) <= inside
        for name in inside:
            assert archiv.read(KIT + name) == (wurzel / name).read_bytes()


def test_package_inside_is_that_of_the_repository(wheel: Path, wurzel: Path) -> None:
    quelle = wurzel / "shared_lib/src"
    expected = {
        path.relative_to(quelle).as_posix()
        for path in (quelle / "dkbm").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    with zipfile.ZipFile(wheel) as archiv:
        names = {n for n in archiv.namelist() if not n.startswith((KIT, INFO))}
        assert names == expected
        assert all(archiv.read(n) == (quelle / n).read_bytes() for n in names)


def test_metadata_say_what_pyproject_says(wheel: Path, wurzel: Path) -> None:
    text = (wurzel / "shared_lib/pyproject.toml").read_text(encoding="utf-8")
    projekt = tomllib.loads(text)["project"]
    metadata = read_metadata(wheel)
    assert metadata.get_all("Requires-Dist") == projekt["dependencies"]
    assert metadata["Requires-Python"] == projekt["requires-python"]
    assert metadata["Version"] == projekt["version"] == __version__
    assert metadata["Name"] == "dkbm"
    with zipfile.ZipFile(wheel) as archiv:
        entry_points = archiv.read(f"{INFO}entry_points.txt").decode()
        tags = email.message_from_bytes(archiv.read(f"{INFO}WHEEL"))
    assert entry_points == (
        "[console_scripts]\ndkbm = dkbm.cli:main\n\n"
        "[jupyter_client.kernel_provisioners]\n"
        "dkbm-gabel = dkbm.kern.provisioner:GabelProvisioner\n"
    )
    assert (tags["Tag"], tags["Root-Is-Purelib"]) == ("py3-none-any", "true")


def test_installed_library_works_with_its_data(installed: Path) -> None:
    code = (
        "import dkbm; from dkbm.bestand import open_bestand; "
        "from importlib.metadata import version; "
        "print(dkbm.__file__, version('dkbm'), len(open_bestand().datensaetze))"
    )
    datei, version, anzahl = run(installed, code).split()
    assert Path(datei).is_relative_to(installed)
    assert version == __version__
    assert int(anzahl) > 10


def test_installed_library_packs_the_same_wheel_again(installed: Path, wheel: Path) -> None:
    ziel = installed / "neu"
    code = "import sys, pathlib; from dkbm.vorlage.paket import write_werkzeug as w; "
    run(installed, f"{code}w(pathlib.Path(sys.argv[1]))", str(ziel))
    assert (ziel / wheel.name).read_bytes() == wheel.read_bytes()


def test_versions_lie_beside_the_wheel(wurzel: Path, tmp_path: Path) -> None:
    write_werkzeug(tmp_path / "tief" / "werkzeug")
    made = tmp_path / "tief" / "werkzeug"
    assert sorted(p.suffix for p in made.iterdir()) == [".txt", ".whl"]
    original = wurzel / "shared_lib/src/dkbm/vorlage/constraints.txt"
    assert (made / "constraints.txt").read_bytes() == original.read_bytes()
