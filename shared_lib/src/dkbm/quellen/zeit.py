"""Points in time and periods as official tables write them."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pandas as pd

__all__ = ["clean_zeit", "find_jahr", "find_jahre", "is_zeit", "is_zeitspalte"]

_MONATE = (
    "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|"
    "Jan|Feb|Mär|Apr|Jun|Jul|Aug|Sep|Okt|Nov|Dez"
)
_JAHR = r"(?:1[89]|20|21)\d{2}"
_TAG = r"(?:0?[1-9]|[12]\d|3[01])"
_MONAT = r"(?:0?[1-9]|1[0-2])"
_ZEIT = re.compile(
    rf"{_JAHR}"
    rf"|(?:(?:SJ|WS|Schuljahr|Wintersemester)\s*)?{_JAHR}\s?/\s?(?:\d\d|{_JAHR})"
    rf"|(?:SS|SJ|Schuljahr|Sommersemester|Jahr)\s*{_JAHR}"
    rf"|{_TAG}\.{_MONAT}\.{_JAHR}"
    rf"|{_JAHR}-{_MONAT}(?:-{_TAG})?(?:[ T]00:00:00)?"
    rf"|{_JAHR}(?:-{_MONAT}(?:-{_TAG})?)?P\d+[YMD]"
    rf"|{_JAHR}[- ]?(?:Q[1-4]|H[12])|(?:Q[1-4]|[1-4]\. ?(?:Quartal|Vierteljahr|Vj\.?)) ?{_JAHR}"
    rf"|(?:{_MONATE})\.? {_JAHR}|{_MONAT}/{_JAHR}",
)
_VIERSTELLIG = re.compile(_JAHR)
_MONATSZAHL = re.compile(rf"{_JAHR}(?:0[1-9]|1[0-2])")


def clean_zeit(text: str) -> str:
    """Undo two habits of time columns: years as ``2015.0`` (pandas), months as ``201512`` (BA)."""
    if len(text) == 6 and text.endswith(".0"):
        return text[:-2]
    return f"{text[:4]}-{text[4:]}" if _MONATSZAHL.fullmatch(text) else text


def is_zeit(text: str) -> bool:
    """Say whether a text names a point in time or a period: ``2015``, ``31.12.2015``,
    ``2024-12-31``, ``2015/16``, ``2023-10P6M``, ``Januar 2015`` ...
    """
    return bool(_ZEIT.fullmatch(text))


def is_zeitspalte(texte: Iterable[str]) -> bool:
    """Say whether all texts that are not empty name a time, and there is one."""
    filled = [text for text in texte if text]
    return bool(filled) and all(map(is_zeit, filled))


def find_jahr(text: str) -> int | None:
    """Return the first year a text names."""
    match = _VIERSTELLIG.search(text)
    return int(match[0]) if match else None


def find_jahre(zeiten: pd.Series) -> pd.Series:
    """Return the first year that each time of a table names, as ``int16``."""
    jahre = {zeit: find_jahr(str(zeit)) for zeit in zeiten.unique()}
    return zeiten.astype("object").map(jahre).astype("int16")
