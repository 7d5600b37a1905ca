"""Entry point: German messages, exit codes, no traceback for what a person can mend."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from dkbm.fehler import DkbmFehler

if TYPE_CHECKING:
    import typer

__all__ = ["load_app", "main"]

_BEFEHLE = ("befehle", "daten", "geheimhaltung", "kennzahlen", "pruefen", "rollout")
"""Modules that register commands."""

KAPITELFEHLER, EINGABEFEHLER, ABGEBROCHEN = 1, 2, 130


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command line and exit.

    Exit codes: 0 done, 1 a chapter failed or a check found errors, 2 wrong input, 130 interrupted.
    """
    _use_utf8()
    import typer
    from typer._click.exceptions import NoArgsIsHelpError, UsageError

    app = load_app()
    from dkbm.cli.deutsch import explain_usage

    args = list(sys.argv[1:] if argv is None else argv)
    try:
        code = app(args=args, prog_name="dkbm", standalone_mode=False)
    except NoArgsIsHelpError as error:
        error.show()
        sys.exit(EINGABEFEHLER)
    except UsageError as error:
        names = [str(info.name) for info in app.registered_commands]
        _stop(explain_usage(error, names), EINGABEFEHLER)
    except DkbmFehler as fehler:
        is_kapitel = type(fehler).__name__ == "KapitelFehler"
        _stop(fehler, KAPITELFEHLER if is_kapitel else EINGABEFEHLER)
    except (KeyboardInterrupt, typer.Abort):
        code = ABGEBROCHEN
    if code == ABGEBROCHEN:  # Typer turns Ctrl+C into this return value
        print("\nAbgebrochen. Der letzte fertige Stand ist unverändert.", file=sys.stderr)
    if code:
        sys.exit(code)


def load_app() -> typer.Typer:
    """Return the application with all its commands, in the order of the help page."""
    from dkbm.cli.app import app

    for name in _BEFEHLE:
        import_module(f"dkbm.cli.{name}")
    return app


def _use_utf8() -> None:
    """Write UTF-8 whatever code page a Windows console has."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace")


def _stop(fehler: DkbmFehler, code: int) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(stderr=True, soft_wrap=True, highlight=False)
    console.print(Text("Fehler: ", style="bold red") + Text(str(fehler)))
    sys.exit(code)
