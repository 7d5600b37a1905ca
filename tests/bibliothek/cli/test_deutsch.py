"""Help pages and messages for wrong calls are German throughout."""

from __future__ import annotations

import re

import pytest
import typer
import typer.main
from dkbm.cli import main
from dkbm.cli.deutsch import explain_usage
from dkbm.cli.start import load_app
from typer._click.exceptions import BadParameter, MissingParameter, NoSuchOption, UsageError

app = load_app()
BEFEHLE = [
    *("neu", "bericht", "vorschau", "demo", "einlesen", "bestand", "formular", "freigeben"),
    *("veroeffentlichen", "kennzahlen", "kennzahl", "pruefen", "rollout"),
]
ENGLISCH = re.compile(
    r"\b(Usage|Options|Commands|Arguments|Show|message|exit|default|required|OPTIONS|COMMAND|ARGS|"
    r"Try|env var)\b"
)


def test_commands_are_known() -> None:
    assert [info.name for info in app.registered_commands] == BEFEHLE


@pytest.mark.parametrize("befehl", ["", *BEFEHLE])
@pytest.mark.parametrize("option", ["--hilfe", "--help", "-h"])
def test_help_is_german(befehl: str, option: str, capsys: pytest.CaptureFixture[str]) -> None:
    main([*befehl.split(), option])
    out, err = capsys.readouterr()
    assert err == ""
    assert f"Aufruf: dkbm {befehl}".rstrip() in out
    assert "Optionen" in out
    assert "Zeigt diese Hilfe." in out
    assert not ENGLISCH.search(out)
    if not befehl:
        assert all(name in out for name in BEFEHLE)


def test_every_command_and_option_explains_itself() -> None:
    group = typer.main.get_command(app)
    assert isinstance(group, typer.core.TyperGroup)
    for command in group.commands.values():
        assert command.help
        assert command.help.endswith(".")
        for param in command.params:
            text = getattr(param, "help", "")
            assert text
            assert text.endswith(".")


@pytest.mark.parametrize(
    ("error", "was"),
    [
        (NoSuchOption("--agss"), "Die Option --agss gibt es nicht."),
        (MissingParameter(param_hint="--ags"), "Die Angabe --ags fehlt."),
        (BadParameter("nope", param_hint="--ziel"), "Der Wert für --ziel ist ungültig."),
        (UsageError("No such command 'berict'."), "Den Befehl „berict“ gibt es nicht."),
        (UsageError('No such command "berict".'), "Den Befehl „berict“ gibt es nicht."),
        (
            UsageError("Got unexpected extra argument (x)"),
            "Die Angabe „x“ gehört zu keiner Option.",
        ),
        (UsageError("something else"), "Der Aufruf ist unvollständig oder "),
        (UsageError(""), "Der Aufruf ist unvollständig oder "),
    ],
)
def test_each_kind_of_wrong_call_is_named(error: UsageError, was: str) -> None:
    fehler = explain_usage(error, BEFEHLE)
    assert fehler.was.startswith(was)
    assert "dkbm" in fehler.rat


def test_option_is_called_by_its_long_name() -> None:
    group = typer.main.get_command(app)
    assert isinstance(group, typer.core.TyperGroup)
    (param,) = [p for p in group.commands["bericht"].params if p.name == "parameter"]
    assert isinstance(param, typer.core.TyperOption)
    error = MissingParameter(param=param)
    assert explain_usage(error, BEFEHLE).was == "Die Angabe --parameter fehlt."
