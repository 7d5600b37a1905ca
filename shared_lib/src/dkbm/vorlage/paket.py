"""Pack the running library into a wheel, so that a project carries what it was made with.

A build backend would have to be installed and, from an installed library, could not build at
all; the wheel format is a zip with three text files, so it is written here. The bytes depend
on the content only.
"""

from __future__ import annotations

import base64
import hashlib
import io
import tomllib
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from dkbm.vorlage.ort import find_kit

__all__ = ["pack_wheel", "write_werkzeug"]

_KIT = ("cookiecutter.json", "hooks", "{{cookiecutter.kommune}}", "shared_lib/pyproject.toml")
_OHNE = {"__pycache__", ".ipynb_checkpoints", ".DS_Store", ".pytest_cache"}
_ZEIT = (1980, 1, 1, 0, 0, 0)


def write_werkzeug(ordner: Path) -> None:
    """Write the wheel and the exact versions of all other packages into ``ordner``."""
    ordner.mkdir(parents=True, exist_ok=True)
    pack_wheel(ordner)
    versionen = Path(__file__).with_name("constraints.txt")
    (ordner / "constraints.txt").write_bytes(versionen.read_bytes())


def pack_wheel(ordner: Path) -> Path:
    """Write the wheel of the running library with its template.

    Returns
    -------
    pathlib.Path
        ``ordner/dkbm-<version>-py3-none-any.whl``.
    """
    name, daten = _build_wheel()
    ziel = ordner / name
    ziel.write_bytes(daten)
    return ziel


@cache
def _build_wheel() -> tuple[str, bytes]:
    """Return name and bytes of the wheel; packed once for all projects of a process."""
    kit = find_kit()
    projekt = tomllib.loads((kit / "shared_lib/pyproject.toml").read_text(encoding="utf-8"))
    angaben = projekt["project"]
    info = f"dkbm-{angaben['version']}.dist-info"
    inhalt = dict(_list_files(kit))
    inhalt[f"{info}/METADATA"] = _metadata(angaben)
    inhalt[f"{info}/WHEEL"] = (
        b"Wheel-Version: 1.0\nGenerator: dkbm\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    )
    inhalt[f"{info}/entry_points.txt"] = _entry_points(angaben)
    inhalt[f"{info}/RECORD"] = _record(inhalt, f"{info}/RECORD")
    puffer = io.BytesIO()
    with zipfile.ZipFile(puffer, "w", zipfile.ZIP_DEFLATED) as wheel:
        for name, daten in inhalt.items():
            entry = zipfile.ZipInfo(name, _ZEIT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            wheel.writestr(entry, daten)
    return f"dkbm-{angaben['version']}-py3-none-any.whl", puffer.getvalue()


def _list_files(kit: Path) -> Iterator[tuple[str, bytes]]:
    """Yield name in the wheel and content: the package, then the template inside it."""
    paket = Path(__file__).resolve().parents[1]
    for path in _walk(paket):
        name = path.relative_to(paket).as_posix()
        if not name.startswith("vorlage/kit/"):
            yield f"dkbm/{name}", path.read_bytes()
    for teil in _KIT:
        wurzel = kit / teil
        for path in [wurzel] if wurzel.is_file() else _walk(wurzel):
            yield f"dkbm/vorlage/kit/{path.relative_to(kit).as_posix()}", path.read_bytes()


def _walk(ordner: Path) -> list[Path]:
    paths = (path for path in ordner.rglob("*") if path.is_file())
    return sorted(
        (p for p in paths if not _OHNE & set(p.relative_to(ordner).parts)),
        key=lambda p: p.relative_to(ordner).as_posix(),
    )


def _metadata(angaben: dict[str, object]) -> bytes:
    zeilen = [
        "Metadata-Version: 2.1",
        "Name: dkbm",
        f"Version: {angaben['version']}",
        f"Summary: {angaben['description']}",
        f"License: {angaben['license']}",
        f"Requires-Python: {angaben['requires-python']}",
    ]
    dependencies = angaben["dependencies"]
    assert isinstance(dependencies, list)
    zeilen += [f"Requires-Dist: {name}" for name in dependencies]
    return ("\n".join(zeilen) + "\n").encode()


def _entry_points(angaben: dict[str, Any]) -> bytes:
    groups = {"console_scripts": angaben["scripts"], **angaben["entry-points"]}
    parts = [
        "\n".join([f"[{group}]", *(f"{name} = {ziel}" for name, ziel in punkte.items())])
        for group, punkte in groups.items()
    ]
    return ("\n\n".join(parts) + "\n").encode()


def _record(inhalt: dict[str, bytes], name: str) -> bytes:
    zeilen = []
    for datei, daten in inhalt.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(daten).digest()).rstrip(b"=").decode()
        zeilen.append(f"{_csv(datei)},sha256={digest},{len(daten)}")
    return ("\n".join([*zeilen, f"{name},,"]) + "\n").encode()


def _csv(name: str) -> str:
    return f'"{name}"' if "," in name else name
