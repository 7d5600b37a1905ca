"""Values and quality signs of official statistics, kept apart.

Source of the meanings: Zeichenerklärung of the Statistische Ämter and GENESIS.
"""

from __future__ import annotations

import re

import pandas as pd

from dkbm.fehler import DkbmFehler

__all__ = ["BEDEUTUNG", "split_values"]

BEDEUTUNG = {
    "-": "nichts vorhanden",
    ".": "Zahlenwert unbekannt oder geheim zu halten",
    "...": "Angabe fällt später an",
    "/": "keine Angabe, da Zahlenwert nicht sicher genug",
    "x": "Tabellenfach gesperrt, weil Aussage nicht sinnvoll",
    "()": "Aussagewert eingeschränkt, da der Zahlenwert statistisch relativ unsicher ist",
}
"""German meaning of each sign, for legends."""

_ZAHL = re.compile(r"-?\d+(?:,\d+)?")
_LIMITED = re.compile(r"\((-?\d+(?:,\d+)?)\)")
_SYNONYME = {"–": "-", "…": "...", "X": "x", "": "."}


def split_values(zellen: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Split text cells into numbers and signs.

    Parameters
    ----------
    zellen
        Text as it stands in the file: ``1234``, ``30,3``, ``-``, ``(12)``, ``x`` ...

    Returns
    -------
    wert, zeichen
        Floats (NaN where only a sign stands) and signs (empty where only a number stands;
        ``()`` for a bracketed number).

    Raises
    ------
    DkbmFehler
        If a cell is neither number nor known sign; the message names cell and row label.
    """
    text = zellen.str.strip()
    wert = pd.Series(float("nan"), index=text.index)
    zeichen = pd.Series("", index=text.index, dtype="object")
    is_zahl = text.str.fullmatch(_ZAHL)
    wert[is_zahl] = text[is_zahl].str.replace(",", ".", regex=False).astype(float)
    rest = text[~is_zahl]
    limited = rest.str.extract(_LIMITED, expand=False)
    has_limit = limited.notna()
    wert.loc[rest.index[has_limit]] = (
        limited[has_limit].str.replace(",", ".", regex=False).astype(float)
    )
    zeichen.loc[rest.index[has_limit]] = "()"
    signs = rest[~has_limit].replace(_SYNONYME)
    unknown = signs[~signs.isin(list(BEDEUTUNG))]
    if len(unknown):
        raise DkbmFehler(
            f"„{unknown.iloc[0]}“ ist weder Zahl noch amtliches Zeichen.",
            wo=f"Zeile {unknown.index[0]}",
            rat="Bitte die Datei unverändert neu herunterladen.",
        )
    zeichen.loc[signs.index] = signs
    return wert, zeichen
