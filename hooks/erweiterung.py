"""Jinja filters of the template: fill in what the register knows, check what was answered.

Runs wherever cookiecutter runs; needs nothing but the library's register, taken from this
repository or, in an installed kit, from the installed package.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import NoReturn

from jinja2 import Environment
from jinja2.ext import Extension

_QUELLE = Path(__file__).resolve().parents[1] / "shared_lib" / "src"
if _QUELLE.is_dir() and "dkbm" not in sys.modules:
    sys.path.insert(0, str(_QUELLE))

from dkbm.fehler import DkbmFehler  # noqa: E402
from dkbm.vorlage import antworten  # noqa: E402


class Kommunenregister(Extension):
    """Adds the filters that ``cookiecutter.json`` and the template use."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        environment.filters.update(
            {name: _explain(function) for name, function in antworten.FILTER.items()}
        )
        environment.globals.update(antworten.GLOBAL)


def _explain(function: Callable[..., object]) -> Callable[..., object]:
    """Turn an error meant for people into one message and exit code 2, before anything is made."""

    @wraps(function)
    def checked(*args: object) -> object:
        try:
            return function(*args)
        except DkbmFehler as fehler:
            _stop(fehler)

    return checked


def _stop(fehler: DkbmFehler) -> NoReturn:
    print(f"\nFehler: {fehler}", file=sys.stderr)
    raise SystemExit(2)
