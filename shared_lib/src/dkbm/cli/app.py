"""The command line application that the commands register with."""

from __future__ import annotations

import typer

from dkbm.cli.deutsch import Befehlsgruppe

__all__ = ["app"]

app = typer.Typer(
    name="dkbm",
    cls=Befehlsgruppe,
    help="DKBM-Kit: Bildungsberichte für Kommunen aus amtlicher Statistik.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--hilfe", "--help", "-h"]},
)
