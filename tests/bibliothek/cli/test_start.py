"""The command line: one German message per wrong call, the right exit code, never a traceback."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from dkbm.bericht.fehlerbild import KapitelFehler
from dkbm.cli import main
from dkbm.fehler import DkbmFehler
from dkbm.vorlage.neu import create_projekt

ENGLISCH = re.compile(
    r"\b(Usage|Error|Missing|Invalid|Try|such|commands?|arguments?|options?|OPTIONS|ARGS|"
    r"requires?|required|unexpected|Got|Aborted|Traceback|Show|default)\b|(?<!-)\bhelp\b"
)


def call(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str, str]:
    """Run the command line; return exit code, output and messages with single blanks."""
    code = 0
    try:
        main(args)
    except SystemExit as end:
        assert isinstance(end.code, int)
        code = end.code
    out, err = capsys.readouterr()
    return code, " ".join(out.split()), " ".join(err.split())


@pytest.mark.parametrize(
    ("aufruf", "meldung"),
    [
        ("berict", "Den Befehl „berict“ gibt es nicht. Was tun: Gemeint ist wohl „dkbm bericht“."),
        ("NEU", "Gemeint ist wohl „dkbm neu“."),
        ("xyz", "Den Befehl „xyz“ gibt es nicht. Was tun: „dkbm --hilfe“ zeigt alle Befehle"),
        ("--agss 08335", "Die Option --agss gibt es nicht."),
        ("neu --agss 08335", "Die Option --agss gibt es nicht."),
        ("kennzahlen -x", "Die Option -x gibt es nicht."),
        ("--version", "Die Option --version gibt es nicht."),
        ("neu --ags", "Zur Option --ags fehlt der Wert."),
        ("bericht -p", "Zur Option -p fehlt der Wert."),
        ("neu 08335", "Die Angabe „08335“ gehört zu keiner Option."),
        ("kennzahlen a b", "Die Angabe „a b“ gehört zu keiner Option."),
        ("--", "Der Aufruf ist unvollständig oder enthält zu viele Angaben."),
        ("neu --ags 05", "05 ist der Schlüssel eines Landes (Nordrhein-Westfalen)"),
        ("neu --ags Konstans", "Eine Kommune „Konstans“ gibt es nicht."),
        ("neu --ags 08335 --name con", "„con“ eignet sich nicht als Ordnername."),
        ("neu --ags 08335 --vergleich 12345", "Den AGS 12345 gibt es nicht."),
        ("demo --ags 99999", "Den AGS 99999 gibt es nicht."),
        ("bericht", "Hier liegt kein Projekt: Es fehlt die Datei kommune.toml."),
        ("bericht --projekt nirgends", "Hier liegt kein Projekt"),
        ("bericht -p bis_jahr", "„bis_jahr“ ist keine Angabe der Form name=wert."),
    ],
)
def test_wrong_call_gets_one_german_message(
    aufruf: str,
    meldung: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = call(capsys, *aufruf.split())
    assert code == 2
    assert out == ""
    assert err.startswith("Fehler: ")
    assert err.count("Fehler: ") == 1
    assert meldung in err
    assert not ENGLISCH.search(err)
    assert list(tmp_path.iterdir()) == []


def test_no_call_shows_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = call(capsys)
    assert code == 2
    assert "Aufruf: dkbm [OPTIONEN] BEFEHL" in out + err
    assert "Fehler" not in out + err
    assert not ENGLISCH.search(out + err)


def test_failing_chapter_and_wrong_input_have_different_codes(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(fehler: DkbmFehler) -> tuple[int, str, str]:
        def find_nothing(id_: str) -> None:
            raise fehler

        monkeypatch.setattr("dkbm.kennzahlen.find_kennzahl", find_nothing)
        return call(capsys, "kennzahl", "x")

    code, _, err = fail(DkbmFehler("So [bold]nicht[/bold].", wo="a.csv", rat="Anders."))
    assert (code, err) == (2, "Fehler: So [bold]nicht[/bold]. Ort: a.csv Was tun: Anders.")
    assert fail(KapitelFehler("Zelle kaputt."))[0] == 1


def test_answers_reach_the_scaffold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    seen: list[object] = []

    def create(suche: str, ziel: Path, **answers: str) -> Path:
        seen.extend([suche, ziel, answers])
        return ziel / "projekt"

    monkeypatch.setattr("dkbm.vorlage.neu.create_projekt", create)
    args = ["--ags", "08335", "--ziel", str(tmp_path), "--titel", "[b]", "--kontakt", "K"]
    code, out, _ = call(capsys, "neu", *args, "--vergleich", "08436", "--name", "n")
    answers = {"titel": "[b]", "kontakt": "K", "vergleichskommunen": "08436", "ordnername": "n"}
    assert seen == ["08335", tmp_path, answers]
    assert code == 0
    assert f"Projekt angelegt: {tmp_path / 'projekt'}" in out
    assert "uv run dkbm bericht" in out


def test_parameters_reach_the_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ordner = create_projekt("08335", tmp_path)
    seen: list[object] = []

    def build(
        projekt: object,
        werte: dict[str, object],
        *,
        formate: list[str],
        fortschritt: bool,
        **_: object,
    ) -> tuple[Path, ...]:
        seen.append((werte, formate, fortschritt))
        return (tmp_path / "bericht.html",)

    monkeypatch.setattr("dkbm.bericht.build_bericht", build)
    args = ["-p", "von_jahr=2005", "--parameter", "name=x", "--projekt", str(ordner)]
    code, out, _ = call(capsys, "bericht", *args, "--format", "html,pdf")
    assert (code, seen) == (0, [({"von_jahr": 2005, "name": "x"}, ["html", "pdf"], True)])
    assert out == f"Bericht: {tmp_path / 'bericht.html'}"


@pytest.mark.parametrize("kodierung", ["ascii", "cp1252"])
def test_console_of_windows_gets_utf8(kodierung: str, tmp_path: Path) -> None:
    umgebung = {**os.environ, "PYTHONIOENCODING": kodierung, "PYTHONUTF8": "0"}
    befehl = [sys.executable, "-m", "dkbm", "berict"]
    result = subprocess.run(befehl, capture_output=True, env=umgebung, cwd=tmp_path, check=False)
    assert result.returncode == 2
    assert "Den Befehl „berict“ gibt es nicht." in result.stderr.decode("utf-8")


def test_help_starts_without_the_heavy_libraries(tmp_path: Path) -> None:
    code = (
        "import sys; from dkbm.cli import main; main(['--hilfe']); "
        "heavy = {'pandas', 'matplotlib', 'seaborn', 'papermill', 'nbconvert', 'cookiecutter'}; "
        "sys.exit(' '.join(heavy & set(sys.modules)))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, check=False
    )
    assert result.stderr.strip() == ""
    assert "Aufruf: dkbm" in result.stdout
