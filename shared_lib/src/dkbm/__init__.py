"""DKBM-Kit: Kennzahlen and reports for data-based municipal education management.

The names that notebooks use are loaded on first use, so that the scaffold and the command
line start without the heavy libraries.

Examples
--------
>>> import dkbm
>>> kommune = dkbm.open_kommune()                           # doctest: +SKIP
>>> dkbm.linie(kommune.kennzahl("betreuungsquote_u3"))      # doctest: +SKIP
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dkbm.arbeitsplatz import Arbeitsplatz, open_kommune
    from dkbm.darstellung import (
        Kernaussagen,
        balken,
        formulate_aussagen,
        gliederung,
        linie,
        tabelle,
        ueberblick,
    )
    from dkbm.fehler import DkbmFehler
    from dkbm.kennzahlen import Ergebnis, Kennzahl, explain, register_kennzahl
    from dkbm.kennzahlen.rechnen import Auswahl, quotient, wert

__version__ = "0.1.0"

_HERKUNFT = {
    "Arbeitsplatz": "dkbm.arbeitsplatz",
    "Auswahl": "dkbm.kennzahlen.rechnen",
    "DkbmFehler": "dkbm.fehler",
    "Ergebnis": "dkbm.kennzahlen",
    "Kennzahl": "dkbm.kennzahlen",
    "Kernaussagen": "dkbm.darstellung",
    "balken": "dkbm.darstellung",
    "explain": "dkbm.kennzahlen",
    "formulate_aussagen": "dkbm.darstellung",
    "gliederung": "dkbm.darstellung",
    "linie": "dkbm.darstellung",
    "open_kommune": "dkbm.arbeitsplatz",
    "quotient": "dkbm.kennzahlen.rechnen",
    "register_kennzahl": "dkbm.kennzahlen",
    "tabelle": "dkbm.darstellung",
    "ueberblick": "dkbm.darstellung",
    "wert": "dkbm.kennzahlen.rechnen",
}

__all__ = [
    "Arbeitsplatz",
    "Auswahl",
    "DkbmFehler",
    "Ergebnis",
    "Kennzahl",
    "Kernaussagen",
    "__version__",
    "balken",
    "explain",
    "formulate_aussagen",
    "gliederung",
    "linie",
    "open_kommune",
    "quotient",
    "register_kennzahl",
    "tabelle",
    "ueberblick",
    "wert",
]


def __getattr__(name: str) -> object:
    if name not in _HERKUNFT:
        raise AttributeError(f"module 'dkbm' has no attribute {name!r}")
    return getattr(import_module(_HERKUNFT[name]), name)


def __dir__() -> list[str]:
    return __all__
