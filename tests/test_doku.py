"""The documentation is true: generated pages, links, commands, paths, messages, examples."""

from __future__ import annotations

import ast
import os
import pkgutil
import re
import runpy
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import click
import dkbm.cli
import nbformat
import pytest
from dkbm.bericht import build_bericht
from dkbm.cli.start import load_app
from dkbm.projekt import Projekt
from dkbm.vorlage.neu import create_projekt
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from typer.main import get_command

WURZEL = Path(__file__).resolve().parents[1]
VORLAGE = "{{cookiecutter.kommune}}"
SEITEN = sorted(
    path
    for muster in ("*.md", "docs/*.md", "benchmarks/*.md", "shared_lib/*.md", f"{VORLAGE}/**/*.md")
    for path in WURZEL.glob(muster)
)
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BEISPIEL = re.compile(
    r"^<!-- (datei|zelle|anfuegen)(?:: (\S+))? -->\n```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL
)


def name_of(path: Path) -> str:
    return path.relative_to(WURZEL).as_posix()


@cache
def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "name",
    [
        "describe_kennzahlen",
        "describe_bestand",
        "describe_befunde",
        "describe_vorausberechnung",
        "describe_abdeckung",
        "compare_inkar",
    ],
)
def test_generated_pages_are_up_to_date(name: str) -> None:
    skript = runpy.run_path(str(WURZEL / f"shared_lib/scripts/{name}.py"))
    befehl = f"uv run python shared_lib/scripts/{name}.py"
    assert read(skript["ZIEL"]) == skript["describe"](), f"Bitte neu erzeugen: {befehl}"


def list_anchors(text: str) -> set[str]:
    """Return the anchors of all headings, as GitHub makes them."""
    heads = re.findall(r"^#+ (.+)$", BLOCK.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head).strip().lower().replace(" ", "-") for head in heads}


def test_links_lead_somewhere() -> None:
    dead, seen = [], 0
    for seite in SEITEN:
        for link in re.findall(r"\]\(([^)\s]+)\)", BLOCK.sub("", read(seite))):
            if re.match(r"[a-z]+:", link):
                continue
            seen += 1
            name, _, anker = link.partition("#")
            ziel = (seite.parent / name).resolve() if name else seite
            if not ziel.exists() or (anker and anker not in list_anchors(read(ziel))):
                dead.append(f"{name_of(seite)}: {link}")
    assert dead == []
    assert seen > 15


def test_index_names_every_page() -> None:
    index = read(WURZEL / "docs/README.md")
    pages = {path.name for path in (WURZEL / "docs").glob("*.md")} - {"README.md"}
    assert pages == set(re.findall(r"\]\(([\w-]+\.md)\)", index))


def list_code(text: str) -> Iterator[str]:
    """Yield code blocks line by line, and code spans."""
    for sprache, block in BLOCK.findall(text):
        if sprache in ("", "sh"):
            yield from block.splitlines()
    yield from re.findall(r"`([^`\n]+)`", BLOCK.sub("", text))


def list_calls(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield command and options of every call of the command line."""
    for code in list_code(text):
        if match := re.fullmatch(r"(?:uv run )?dkbm ([a-z]+)(.*)", code):
            yield match[1], re.findall(r"(?<=\s)(--?[a-z]+)\b", match[2])


def list_options() -> dict[str, set[str]]:
    """Return the options of every command; its module registers it when loaded."""
    for module in pkgutil.iter_modules(dkbm.cli.__path__, "dkbm.cli."):
        import_module(module.name)
    commands: dict[str, click.Command] = vars(get_command(load_app()))["commands"]
    return {
        name: {text for param in befehl.params for text in (*param.opts, *param.secondary_opts)}
        for name, befehl in commands.items()
    }


def test_commands_and_options_exist() -> None:
    options = list_options()
    unknown, named = [], set[str]()
    for seite in SEITEN:
        for name, flags in list_calls(read(seite)):
            named.add(name)
            if name not in options or not set(flags) <= options[name]:
                unknown.append(f"{name_of(seite)}: dkbm {name} {' '.join(flags)}")
    assert unknown == []
    assert {"neu", "bericht", "demo", "einlesen", "bestand", "formular", "kennzahlen"} <= named


def test_places_in_the_repository_exist() -> None:
    orte = ("docs/", "tests/", "shared_lib/", "benchmarks/", "hooks/", ".ci/", VORLAGE)
    gone = [
        f"{name_of(seite)}: {code}"
        for seite in SEITEN
        for code in re.findall(r"`([^`\s<>*…]+)`", BLOCK.sub("", read(seite)))
        if not name_of(seite).startswith(VORLAGE)
        and code.startswith(orte)
        and not (WURZEL / code).exists()
    ]
    assert gone == []


def test_floors_are_those_of_the_house() -> None:
    stockwerke = runpy.run_path(str(WURZEL / "tests/test_architektur.py"))["STOCKWERKE"]
    tabelle = re.findall(r"^\| `(\w+)` \|", read(WURZEL / "docs/architektur.md"), re.MULTILINE)
    assert tuple(tabelle) == stockwerke


@cache
def list_literals() -> tuple[str, ...]:
    """Return every text in the library, parts of f-strings one by one."""
    return tuple(
        node.value
        for path in (WURZEL / "shared_lib/src/dkbm").rglob("*.py")
        for node in ast.walk(ast.parse(read(path)))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def test_messages_are_those_of_the_library() -> None:
    text = read(WURZEL / "docs/fehler.md").split("## Häufige Meldungen")[1]
    meldungen = [m for m in re.findall(r"^\| (.+?) \| ", text, re.MULTILINE) if m != "Meldung"]
    assert len([m for m in meldungen if not m.startswith("---")]) > 20
    for meldung in meldungen:
        for teil in meldung.split("…"):
            wort = teil.strip(" „“.")
            if not set(wort) <= set("- |"):
                assert any(wort in literal for literal in list_literals()), meldung


def run_example(projekt: Path, seite: str, notebook: Path) -> str:
    """Do what a page says in a project: write its files, run its cells; return the report."""
    zellen = []
    for art, name, sprache, inhalt in BEISPIEL.findall(read(WURZEL / "docs" / seite)):
        if art == "datei":
            (projekt / name).write_text(inhalt, encoding="utf-8")
        elif art == "anfuegen":
            with (projekt / name).open("a", encoding="utf-8") as datei:
                datei.write("\n" + inhalt)
        elif sprache == "markdown":
            zellen.append(new_markdown_cell(inhalt))
        else:
            tags = {"tags": [name]} if name else {}
            zellen.append(new_code_cell(inhalt, metadata=tags))
    cells = nbformat.read(notebook, as_version=4).cells if notebook.exists() else []
    cells = [*cells[:3], *zellen]  # title, parameters, open_kommune
    nbformat.write(new_notebook(cells=cells), notebook)
    return read(build_bericht(Projekt(projekt), formate=["html"])[0])


@pytest.fixture
def projekt(tmp_path: Path) -> Path:
    return create_projekt("08335", tmp_path)


def test_own_kennzahl_works_as_described(projekt: Path) -> None:
    notebook = projekt / "notebooks/05_weiterbildung.ipynb"
    (projekt / "bericht/gliederung.toml").write_text(f'teile = ["{notebook.name}"]\n', "utf-8")
    report = run_example(projekt, "eigene-kennzahl.md", notebook)
    assert "Lernende der Musikschule" in report
    # 1.204 / (11.194 + 13.214 + 8.094) and 1.250 / (11.419 + 13.361 + 8.139)
    assert re.findall(r"<td[^>]*>\s*(3,\d)\s*</td>", report)[:2] == ["3,7", "3,8"]
    assert "Personen, die im Jahr mindestens ein Angebot der Musikschule belegt haben." in report
    assert "06-09" in report


def test_own_notebook_works_as_described(projekt: Path) -> None:
    report = run_example(
        projekt, "eigenes-notebook.md", projekt / "notebooks/06_kulturelle_bildung.ipynb"
    )
    titel = re.findall(r"<h2[^>]*>(?:<span[^>]*>(\d)</span>)?([^<]*)", report)
    assert ("2", "Kulturelle Bildung") in [(nummer, name.strip()) for nummer, name in titel]
    assert "41.873" in report
    assert "21.044" not in report  # von_jahr = 2022 of this chapter only
    assert "Hier fehlt noch die Einordnung" not in report
    befehl = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests"]
    befehl += ["notebooks/06_kulturelle_bildung.ipynb"]
    umgebung = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST")}
    result = subprocess.run(
        befehl, cwd=projekt, env=umgebung, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout


def test_example_of_the_library_works_as_described(capsys: pytest.CaptureFixture[str]) -> None:
    text = read(WURZEL / "shared_lib/README.md")
    (beispiel,) = [code for sprache, code in BLOCK.findall(text) if sprache == "python"]
    exec(compile(beispiel, "shared_lib/README.md", "exec"), {})
    letzte = capsys.readouterr().out.splitlines()[-1]
    assert f"`{letzte}`" in text
