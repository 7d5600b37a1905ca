"""Entry point: German messages, exit codes, no traceback for what a person can mend."""

from __future__ import annotations

import gettext
import os
import sys
from collections.abc import Sequence
from importlib.resources import files

from dkbm.fehler import DkbmFehler

__all__ = ["main"]

ABGEBROCHEN, EINGABEFEHLER, KAPITELFEHLER = 130, 2, 1


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command line and exit.

    Exit codes: 0 done, 1 a chapter failed, 2 wrong input, 130 interrupted.
    """
    _speak_german()
    from dkbm.cli.befehle import app

    try:
        app(args=list(argv) if argv is not None else None, prog_name="dkbm")
    except DkbmFehler as fehler:
        _print_error(fehler)
        is_kapitel = type(fehler).__name__ == "KapitelFehler"
        sys.exit(KAPITELFEHLER if is_kapitel else EINGABEFEHLER)
    except KeyboardInterrupt:
        print("\nAbgebrochen. Der letzte fertige Stand ist unverändert.", file=sys.stderr)
        sys.exit(ABGEBROCHEN)


def _speak_german() -> None:
    """Give the German texts to Typer's own messages, and UTF-8 to the Windows console."""
    os.environ["LANGUAGE"] = "de"
    gettext.bindtextdomain("messages", str(files("dkbm.cli").joinpath("sprache")))
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace")


def _print_error(fehler: DkbmFehler) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(stderr=True, soft_wrap=True, highlight=False)
    console.print(Text("Fehler: ", style="bold red") + Text(str(fehler)))
