"""Typer in German: help pages and messages for wrong calls.

Typer's own texts are English and not translatable; the few that users meet are replaced by
subclassing its command classes and by naming each kind of wrong call here.
"""

from __future__ import annotations

from typing import Any

import typer.core
import typer.rich_utils
from typer._click.core import Context
from typer._click.exceptions import (
    BadOptionUsage,
    BadParameter,
    MissingParameter,
    NoSuchOption,
    UsageError,
)

from dkbm.fehler import DkbmFehler, nearest

__all__ = ["Befehl", "Befehlsgruppe", "explain_usage"]

typer.rich_utils.ARGUMENTS_PANEL_TITLE = "Angaben"
typer.rich_utils.OPTIONS_PANEL_TITLE = "Optionen"
typer.rich_utils.COMMANDS_PANEL_TITLE = "Befehle"
typer.rich_utils.DEFAULT_STRING = "[Vorgabe: {}]"
typer.rich_utils.REQUIRED_LONG_STRING = "[nötig]"


class _Deutsch:
    """Replaces the English words of usage line and help option."""

    def get_usage(self, ctx: Context) -> str:
        """Return the usage line."""
        usage: str = super().get_usage(ctx)  # type: ignore[misc]
        woerter = (("Usage:", "Aufruf:"), ("[OPTIONS]", "[OPTIONEN]"), ("…]...", "…]"))
        for alt, neu in (*woerter, ("COMMAND [ARGS]...", "BEFEHL …")):
            usage = usage.replace(alt, neu)
        return usage

    def get_help_option(self, ctx: Context) -> Any:
        """Return the help option with a German text."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = "Zeigt diese Hilfe."
        return option


class Befehl(_Deutsch, typer.core.TyperCommand):
    """A command with German help."""


class Befehlsgruppe(_Deutsch, typer.core.TyperGroup):
    """The group of commands with German help."""


def explain_usage(error: UsageError, befehle: list[str]) -> DkbmFehler:
    """Turn a wrong call into a German message.

    Parameters
    ----------
    befehle
        Names of all commands, for the suggestion.
    """
    hilfe = "„dkbm --hilfe“ zeigt alle Befehle, „dkbm BEFEHL --hilfe“ seine Optionen."
    if isinstance(error, NoSuchOption):
        return DkbmFehler(f"Die Option {error.option_name} gibt es nicht.", rat=hilfe)
    if isinstance(error, BadOptionUsage):
        return DkbmFehler(f"Zur Option {error.option_name} fehlt der Wert.", rat=hilfe)
    if isinstance(error, MissingParameter):
        return DkbmFehler(f"Die Angabe {_param_name(error)} fehlt.", rat=hilfe)
    if isinstance(error, BadParameter):
        return DkbmFehler(f"Der Wert für {_param_name(error)} ist ungültig.", rat=hilfe)
    worte = error.message.replace("'", '"').split('"')
    if error.message.startswith("No such command") and len(worte) > 1:
        aehnlich = nearest(worte[1], befehle, 1)
        rat = f"Gemeint ist wohl „dkbm {aehnlich[0]}“." if aehnlich else hilfe
        return DkbmFehler(f"Den Befehl „{worte[1]}“ gibt es nicht.", rat=rat)
    if error.message.startswith("Got unexpected extra argument"):
        zuviel = error.message.partition(" (")[2].rstrip(")")
        return DkbmFehler(f"Die Angabe „{zuviel}“ gehört zu keiner Option.", rat=hilfe)
    return DkbmFehler("Der Aufruf ist unvollständig oder enthält zu viele Angaben.", rat=hilfe)


def _param_name(error: BadParameter) -> str:
    return str(error.param.opts[-1]) if error.param is not None else str(error.param_hint or "")
