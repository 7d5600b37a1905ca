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
        Aussage,
        Band,
        Kernaussagen,
        balken,
        faecher,
        formulate_aussagen,
        gliederung,
        karte,
        kleine_vielfache,
        linie,
        pyramide,
        stationen,
        streuung,
        tabelle,
        ueberblick,
        veraenderungen,
    )
    from dkbm.fehler import DkbmFehler
    from dkbm.kennzahlen import Ergebnis, Kennzahl, explain, register_kennzahl
    from dkbm.kennzahlen.rechnen import Auswahl, quotient, wert
    from dkbm.kennzahlen.zeitvergleich import as_index

__version__ = "0.1.0"

_HERKUNFT = {
    "Arbeitsplatz": "dkbm.arbeitsplatz",
    "Aussage": "dkbm.darstellung",
    "Auswahl": "dkbm.kennzahlen.rechnen",
    "Band": "dkbm.darstellung",
    "DkbmFehler": "dkbm.fehler",
    "Ergebnis": "dkbm.kennzahlen",
    "Kennzahl": "dkbm.kennzahlen",
    "Kernaussagen": "dkbm.darstellung",
    "as_index": "dkbm.kennzahlen.zeitvergleich",
    "balken": "dkbm.darstellung",
    "explain": "dkbm.kennzahlen",
    "faecher": "dkbm.darstellung",
    "formulate_aussagen": "dkbm.darstellung",
    "gliederung": "dkbm.darstellung",
    "karte": "dkbm.darstellung",
    "kleine_vielfache": "dkbm.darstellung",
    "linie": "dkbm.darstellung",
    "open_kommune": "dkbm.arbeitsplatz",
    "pyramide": "dkbm.darstellung",
    "quotient": "dkbm.kennzahlen.rechnen",
    "register_kennzahl": "dkbm.kennzahlen",
    "stationen": "dkbm.darstellung",
    "streuung": "dkbm.darstellung",
    "tabelle": "dkbm.darstellung",
    "ueberblick": "dkbm.darstellung",
    "veraenderungen": "dkbm.darstellung",
    "wert": "dkbm.kennzahlen.rechnen",
}

__all__ = [
    "Arbeitsplatz",
    "Aussage",
    "Auswahl",
    "Band",
    "DkbmFehler",
    "Ergebnis",
    "Kennzahl",
    "Kernaussagen",
    "__version__",
    "as_index",
    "balken",
    "explain",
    "faecher",
    "formulate_aussagen",
    "gliederung",
    "karte",
    "kleine_vielfache",
    "linie",
    "open_kommune",
    "pyramide",
    "quotient",
    "register_kennzahl",
    "stationen",
    "streuung",
    "tabelle",
    "ueberblick",
    "veraenderungen",
    "wert",
]


def __getattr__(name: str) -> object:
    if name not in _HERKUNFT:
        raise AttributeError(f"module 'dkbm' has no attribute {name!r}")
    return getattr(import_module(_HERKUNFT[name]), name)


def __dir__() -> list[str]:
    return __all__
