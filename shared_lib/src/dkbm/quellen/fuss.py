"""The foot of an official table: notes, licence, Stand."""

from __future__ import annotations

import re

__all__ = ["read_stand", "split_foot", "strip_licence"]

_LINIE = re.compile(r"^_{5,}\s*;*$", re.MULTILINE)
_STAND = re.compile(r"Stand:\s*(\d{2}\.\d{2}\.\d{4})")
_LIZENZ = re.compile(r'^"?\s*(©|\(C\)|Stand:)', re.MULTILINE)


def split_foot(text: str) -> tuple[str, str]:
    """Cut a file at the line of underscores; the second part is empty where none stands."""
    match = _LINIE.search(text)
    return (text[: match.start()], text[match.end() :]) if match else (text, "")


def read_stand(fuss: str) -> str:
    """Return the date of the export as ``dd.mm.yyyy``, empty where it is missing."""
    match = _STAND.search(fuss)
    return match[1] if match else ""


def strip_licence(fuss: str) -> str:
    """Return the notes only: everything before copyright and Stand, quotes removed."""
    match = _LIZENZ.search(fuss)
    notes = fuss[: match.start()] if match else fuss
    return notes.replace('""', "\u201e").replace('"', "").strip()
