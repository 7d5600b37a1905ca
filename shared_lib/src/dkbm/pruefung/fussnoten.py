"""Footnotes that explain why a sum does not hold, for the Gebiet and year in question."""

from __future__ import annotations

import re
from functools import cache

import pandas as pd

from dkbm.gebiete import load_register
from dkbm.gebiete.gebiet import BUND
from dkbm.pruefung.grenzen import load_grenzen
from dkbm.pruefung.pruefling import Pruefling

__all__ = ["explain_sums", "find_note", "list_notes"]

_TRENNUNG = re.compile(r"(?<=[a-zäöüß])-\n(?=[a-zäöü])")
_JAHR = re.compile(r"(ab|bis|von)?\s*(?:Schuljahr |Berichtsjahr )?((?:19|20)\d\d)(?:/\d+)?")
_SPANNE = re.compile(r"((?:19|20)\d\d)(?:/\d+)?\s*(?:-|–|bis)\s*((?:19|20)\d\d)")


def explain_sums(pruefling: Pruefling, frame: pd.DataFrame, woerter: tuple[str, ...]) -> list[str]:
    """Return per row the footnote of its table that explains a deviation; empty where none does.

    Parameters
    ----------
    frame
        Rows with ``ags``, ``jahr``, ``quelle``, ``zahl`` and ``summe``.
    woerter
        A note explains the deviation if it holds one of these words.
    """
    hoechstens = load_grenzen().fussnoten.hoechstens
    rows = frame[["ags", "jahr", "quelle", "zahl", "summe"]].itertuples(index=False)
    return [
        ""
        if abs(summe - zahl) > hoechstens * max(abs(zahl), abs(summe))
        else find_note(pruefling.fussnoten.get(int(quelle), ""), str(ags), int(jahr), woerter)
        for ags, jahr, quelle, zahl, summe in rows
    ]


@cache
def find_note(fussnoten: str, ags: str, jahr: int, woerter: tuple[str, ...]) -> str:
    """Return the note that names the Gebiet or its Land, covers the year and holds a word."""
    register = load_register()
    if ags not in register:
        return ""
    land = register[register[ags].land_ags].kurzname
    nicht = load_grenzen().fussnoten.nicht
    for kopf, text in list_notes(fussnoten):
        named = land in kopf or (ags == BUND and kopf.isdigit() and "Bundes" in text)
        explains = any(wort in text for wort in woerter)
        if explains and named and _covers(text, jahr) and not any(wort in text for wort in nicht):
            return f"Die Tabelle erklärt das in einer Fußnote: „{text}“"
    return ""


@cache
def list_notes(fussnoten: str) -> tuple[tuple[str, str], ...]:
    """Take a foot apart: what each note is about, and the note."""
    flat = _TRENNUNG.sub("", fussnoten.replace("Niedersachen", "Niedersachsen"))
    laender = [g.kurzname for g in load_register().laender] + ["Deutschland"]
    beginn = re.compile(
        rf"^(?={'|'.join(map(re.escape, laender))}|zu „|(?:19|20)\d\d: )", re.MULTILINE
    )
    notes = []
    for block in re.split(r"\n\s*\n", flat):
        for teil in beginn.split(block):
            text = " ".join(teil.split())
            if ":" in text and not text.startswith("zu „"):
                notes.append((text.split(":")[0], text))
    return tuple(notes)


def _covers(text: str, jahr: int) -> bool:
    """Say whether a note holds for a year; one that names none holds for all."""
    if spannen := _SPANNE.findall(text):
        return any(int(von) <= jahr <= int(bis) for von, bis in spannen)
    found = _JAHR.findall(text)
    if not found:
        return True
    tests = {"ab": int.__ge__, "von": int.__ge__, "bis": int.__le__, "": int.__eq__}
    return any(tests[wort](jahr, int(zahl)) for wort, zahl in found)
