"""The rules of the house: one direction of imports, small modules, nothing that leaks out."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import dkbm
import nbformat
import pytest

WURZEL = Path(__file__).resolve().parents[1]
PAKET = WURZEL / "shared_lib/src/dkbm"
VORLAGE = WURZEL / "{{cookiecutter.kommune}}"
STOCKWERKE = (
    *(
        "fehler",
        "datei",
        "kern",
        "sprache",
        "gebiete",
        "quellen",
        "bestand",
        "pruefung",
        "kennzahlen",
    ),
    *("geheimhaltung", "darstellung", "projekt", "arbeitsplatz", "bericht", "vorlage", "rollout"),
    "cli",
)
NUR: dict[str, set[str]] = {"vorlage": {"fehler", "gebiete"}, "gebiete": {"fehler"}}
"""The hooks import these floors where hardly any package is installed; they need few others."""
HOECHSTENS_ZEILEN, HOECHSTENS_JE_FUNKTION = 400, 60
Funktion = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def list_modules(*ordner: str) -> list[Path]:
    roots = [WURZEL / name for name in ordner or ("shared_lib/src/dkbm",)]
    return sorted(path for root in roots for path in root.rglob("*.py"))


def name_of(path: Path) -> str:
    return path.relative_to(WURZEL).as_posix()


def list_imports(path: Path) -> Iterator[tuple[int, str]]:
    """Yield line and full name of every import, wherever in the module it stands."""
    paket = path.relative_to(PAKET.parent).parent.parts
    for node in ast.walk(parse(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            stem = paket[: len(paket) - node.level + 1] if node.level else ()
            module = ".".join([*stem, *([node.module] if node.module else [])])
            # ``from dkbm import x`` may name a module as well.
            yield node.lineno, module
            yield from ((node.lineno, f"{module}.{alias.name}") for alias in node.names)


def test_imports_run_downwards_only() -> None:
    wrong = []
    for path in list_modules():
        etage = path.relative_to(PAKET).parts[0].removesuffix(".py")
        if etage in ("__init__", "__main__"):
            continue
        allowed = {*STOCKWERKE[: STOCKWERKE.index(etage)]}
        allowed = NUR.get(etage, allowed) | {etage, "__version__"}
        for zeile, name in list_imports(path):
            teile = name.split(".")
            if teile[0] == "dkbm" and len(teile) > 1 and teile[1] not in allowed:
                wrong.append(f"{name_of(path)}:{zeile} {name}")
    assert wrong == []


def test_every_part_of_the_library_has_its_floor() -> None:
    parts = {p.stem for p in PAKET.iterdir() if p.suffix == ".py" or (p / "__init__.py").exists()}
    assert parts - {"__init__", "__main__"} <= set(STOCKWERKE)


def test_entry_of_the_library_loads_nothing_at_once() -> None:
    eager = [ast.unparse(node) for node in parse(PAKET / "__init__.py").body]
    assert [line for line in eager if line.startswith(("import ", "from "))] == [
        "from __future__ import annotations",
        "from importlib import import_module",
        "from typing import TYPE_CHECKING",
    ]


def test_library_loads_without_what_only_unix_has() -> None:
    """Windows lacks these; whoever needs them asks when it is clear that they are there."""
    laden = (
        "import importlib, pkgutil, sys, dkbm\n"
        "def load():\n"
        "    for modul in pkgutil.walk_packages(dkbm.__path__, 'dkbm.'):\n"
        "        modul.name == 'dkbm.__main__' or importlib.import_module(modul.name)\n"
        "load()\n"  # the other libraries: only ours may not ask again
        "import multiprocessing.context, multiprocessing.reduction\n"
        "del multiprocessing.context.ForkServerProcess, multiprocessing.reduction.DupFd\n"
        "fehlt = ['fcntl', 'grp', 'multiprocessing.popen_forkserver', 'pwd', 'resource', 'termios']\n"
        "sys.modules.update(dict.fromkeys(fehlt))\n"
        "for name in [name for name in sys.modules if name.startswith('dkbm')]:\n"
        "    del sys.modules[name]\n"
        "load()\n"
    )
    subprocess.run([sys.executable, "-c", laden], check=True)


def test_modules_and_functions_stay_small() -> None:
    """A docstring explains and does not count; everything else of a function does."""
    long = []
    for path in list_modules("shared_lib", "hooks"):
        if (anzahl := len(path.read_text(encoding="utf-8").splitlines())) > HOECHSTENS_ZEILEN:
            long.append(f"{name_of(path)} {anzahl}")
        for node in ast.walk(parse(path)):
            if isinstance(node, Funktion):
                docstring = ast.get_docstring(node, clean=False) or ""
                zeilen = (node.end_lineno or 0) - node.lineno + 1
                zeilen -= len(docstring.splitlines())
                if zeilen > HOECHSTENS_JE_FUNKTION:
                    long.append(f"{name_of(path)} {node.name} {zeilen}")
    assert long == []


def list_public(node: ast.Module | ast.ClassDef) -> Iterator[Funktion | ast.ClassDef]:
    """Yield the public functions and classes, with the methods of public classes."""
    for teil in node.body:
        if isinstance(teil, Funktion | ast.ClassDef) and not teil.name.startswith("_"):
            yield teil
            if isinstance(teil, ast.ClassDef):
                yield from list_public(teil)


def test_every_public_name_explains_itself() -> None:
    silent = []
    for path in list_modules("shared_lib", "hooks"):
        tree = parse(path)
        named = [("", tree), *((teil.name, teil) for teil in list_public(tree))]
        silent += [f"{name_of(path)} {name}" for name, teil in named if not ast.get_docstring(teil)]
    assert silent == []


def test_only_command_line_and_scripts_print() -> None:
    printing = {
        name_of(path)
        for path in list_modules("shared_lib")
        for node in ast.walk(parse(path))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "print"
    }
    allowed = ("shared_lib/src/dkbm/cli/", "shared_lib/scripts/")
    assert [path for path in printing if not path.startswith(allowed)] == []


def test_no_module_is_a_drawer_for_odds_and_ends() -> None:
    drawers = {"utils", "util", "helpers", "helper", "misc", "common", "tools"}
    assert [name_of(p) for p in list_modules("shared_lib", "hooks") if p.stem in drawers] == []


def list_tracked() -> list[Path]:
    result = subprocess.run(
        ["git", "ls-files", "-z"], cwd=WURZEL, capture_output=True, text=True, check=False
    )
    if result.returncode:
        pytest.skip("Das Verzeichnis ist kein Git-Repository.")
    return [WURZEL / name for name in result.stdout.split("\0") if name]


def test_no_committed_file_names_a_package_registry() -> None:
    # Put together here, or this file would name them itself.
    hosts = [b".".join((b"pypi", b"org")), b"python" + b"hosted", b"npm" + b"js"]
    naming = [
        name_of(path)
        for path in list_tracked()
        if path.is_file() and any(host in path.read_bytes() for host in hosts)
    ]
    assert naming == []


def test_lock_file_stays_out_of_git() -> None:
    tracked = {name_of(path) for path in list_tracked()}
    assert "uv.lock" not in tracked
    ignored = subprocess.run(["git", "check-ignore", "-q", "uv.lock"], cwd=WURZEL, check=False)
    assert ignored.returncode == 0


def test_paths_fit_on_windows() -> None:
    """Below 260 characters even under a long user folder, without forbidden signs."""
    for path in list_tracked():
        name = name_of(path)
        assert len(name) < 140
        assert not set(name) & set(':|<>"?*\\')


def read_toml(name: str) -> dict[str, Any]:
    return tomllib.loads((WURZEL / name).read_text(encoding="utf-8"))


def test_both_lists_of_versions_are_the_same() -> None:
    constraints = (PAKET / "vorlage/constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = [line for line in constraints if line and not line.startswith("#")]
    assert pinned == read_toml("pyproject.toml")["tool"]["uv"]["constraint-dependencies"]
    assert len(pinned) > 100
    # Every direct dependency of the library is pinned.
    names = {re.split(r"[=<>! ]", line)[0] for line in pinned}
    direct = read_toml("shared_lib/pyproject.toml")["project"]["dependencies"]
    assert {re.split(r"[=<>! ]", str(name))[0] for name in direct} <= names


def test_version_is_said_once() -> None:
    assert dkbm.__version__ == read_toml("shared_lib/pyproject.toml")["project"]["version"]


NOTEBOOKS = sorted((VORLAGE / "notebooks").glob("*.ipynb"))


def test_notebooks_are_those_of_the_outline_and_never_rendered() -> None:
    outline = read_toml(f"{VORLAGE.name}/bericht/gliederung.toml")["teile"]
    assert [name for name in outline if name.endswith(".ipynb")] == [p.name for p in NOTEBOOKS]
    settings = json.loads((WURZEL / "cookiecutter.json").read_text(encoding="utf-8"))
    for path in NOTEBOOKS:
        relative = path.relative_to(VORLAGE)
        assert any(relative.match(muster) for muster in settings["_copy_without_render"])


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_is_clean_and_short(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert notebook.metadata.kernelspec.name == "python3"
    assert set(notebook.metadata) == {"kernelspec", "language_info"}
    assert len({cell.id for cell in notebook.cells}) == len(notebook.cells)
    tags = [tag for cell in notebook.cells for tag in cell.metadata.get("tags", [])]
    assert tags == ["parameters"]
    assert notebook.cells[0].cell_type == "markdown"
    assert notebook.cells[0].source.startswith("# ")
    for cell in notebook.cells:
        assert cell.source.strip()
        assert len(cell.source.splitlines()) <= 10
        if cell.cell_type == "code":
            assert cell.outputs == []
            assert cell.execution_count is None
            ast.parse(cell.source)
            assert "def " not in cell.source
    assert path.read_bytes().endswith(b"}\n")
    assert b"\r" not in path.read_bytes()


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_tells_the_same_parameters(path: Path) -> None:
    cells = nbformat.read(path, as_version=4).cells
    (cell,) = [c for c in cells if "parameters" in c.metadata.get("tags", [])]
    typed = {
        ast.unparse(node.target): ast.unparse(node.annotation)
        for node in ast.parse(cell.source).body
        if isinstance(node, ast.AnnAssign)
    }
    assert typed == {"ags": "str", "von_jahr": "int", "bis_jahr": "int"}
