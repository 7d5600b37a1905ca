"""Codes of the store in words, for findings."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

__all__ = ["describe_codes"]

_ALTER = re.compile(r"(\d\d)(?:-(\d\d)|(\+))?")


def describe_codes(codes: str) -> str:
    """Turn ``schueler, hauptschule, 06-09`` into words; unknown parts stay as they are."""
    return ", ".join(_describe(code) for code in codes.split(", "))


def _describe(code: str) -> str:
    if match := _ALTER.fullmatch(code):
        von, bis, offen = match.groups()
        if offen:
            return f"ab {int(von)} Jahren"
        return f"{int(von)} bis {int(bis)} Jahre" if bis else f"Alter {int(von)}"
    return _load_words().get(code, code)


@cache
def _load_words() -> dict[str, str]:
    text = files("dkbm.pruefung").joinpath("beschriftungen.toml").read_text(encoding="utf-8")
    return {str(code): str(wort) for code, wort in tomllib.loads(text).items()}
