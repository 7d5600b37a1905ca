"""Where things stand on a sheet; the writer puts them there, the reader looks for them."""

from __future__ import annotations

from dkbm.quellen.formular.definition import Blatt, Formular, Spalte

__all__ = [
    "ANLEITUNG",
    "BEISPIEL",
    "ERSTE_DATEN",
    "KOPF",
    "LISTEN",
    "NICHT_EINGELESEN",
    "PRUEFUNG",
    "STAND",
    "STELLE",
    "beispiel_titel",
    "einheit_text",
]

ANLEITUNG, LISTEN, BEISPIEL, PRUEFUNG = "Anleitung", "Listen", "Beispiel", "Prüfung"
NICHT_EINGELESEN = "Beispiel – dieses Blatt wird nicht eingelesen"
STELLE, STAND = "Liefernde Stelle", "Stand der Daten"
KOPF = 6
"""Row of the column titles; unit and explanation follow."""
ERSTE_DATEN = KOPF + 3


def beispiel_titel(formular: Formular, blatt: Blatt) -> str:
    """Title of the sheet with the example rows of a sheet."""
    return BEISPIEL if len(formular.blatt) == 1 else f"{BEISPIEL} {blatt.titel}"[:31]


def einheit_text(spalte: Spalte) -> str:
    """Return the text below a column title: unit, and whether the column must be filled."""
    pflicht = "Pflicht" if spalte.pflicht else "freiwillig"
    return f"{spalte.einheit} · {pflicht}" if spalte.einheit else pflicht
