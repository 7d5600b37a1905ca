"""The foot of an official table: notes, licence, Stand."""

from __future__ import annotations

import csv
import re

__all__ = ["find_foot", "is_foot_line", "read_stand", "read_urheber", "strip_licence"]

_LINIE = re.compile(r"_{5,}\s*;*")
_STAND = re.compile(r"Stand:\s*(\d{1,2}\.\d{1,2}\.\d{4})")
_ANFUEHRUNG = re.compile('"([^"]*)"')
_LIZENZ = re.compile(r'^"?\s*(©|\(C\)|Stand:)', re.MULTILINE)


def is_foot_line(zeile: str) -> bool:
    """Say whether a line is the row of underscores above the foot."""
    return bool(_LINIE.fullmatch(zeile))


def find_foot(text: str) -> tuple[int, int]:
    """Return where the line of underscores begins and ends; twice the length where none is."""
    # A single character is found ten times as fast, and only the foot has underscores.
    first = max(text.find("_") - 1, 0)
    start = 0 if text.startswith("_____") else text.find("\n_____", first) + 1
    while start > 0 or text.startswith("_____"):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if is_foot_line(text[start:end]):
            return start, end
        start = text.find("\n_____", end) + 1
        if start == 0:
            break
    return len(text), len(text)


def read_stand(fuss: str) -> str:
    """Return the date of the export as ``dd.mm.yyyy``, empty where it is missing."""
    match = _STAND.search(fuss)
    return match[1] if match else ""


def read_urheber(fuss: str) -> str:
    """Return the copyright note with its licence, without Stand; empty where it is missing."""
    match = re.search(r"(©|\(C\)).*?(?=\n\s*Stand:|\Z)", fuss, re.DOTALL)
    return match[0].strip(' "\n') if match else ""


def strip_licence(fuss: str) -> str:
    """Return the notes only: everything before copyright and Stand.

    The notes are CSV fields: the quotes around them go, doubled ones inside become German ones.
    """
    match = _LIZENZ.search(fuss)
    notes = fuss[: match.start()] if match else fuss
    if '"' not in notes:
        return notes.strip()
    try:
        rows = list(csv.reader(notes.splitlines(keepends=True), delimiter=";", strict=True))
    except csv.Error:
        return notes.strip()
    text = "\n".join(";".join(zelle for zelle in row if zelle).strip() for row in rows).strip()
    return _ANFUEHRUNG.sub("„\\1“", text)
