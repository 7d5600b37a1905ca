"""Geheimhaltung: nothing published gives a person away.

One decision per run over all linked cells (`protect`), carried into tables and results, and
an attacker (`dkbm.geheimhaltung.angriff`) that knows only what is published.
"""

from dkbm.geheimhaltung.entscheidung import (
    ZEICHEN,
    Entscheidung,
    apply_to_ergebnis,
    apply_to_frame,
    protect,
)
from dkbm.geheimhaltung.felder import Schluessel, to_schluessel
from dkbm.geheimhaltung.regeln import Profil, Regelwerk, load_regeln

__all__ = [
    "ZEICHEN",
    "Entscheidung",
    "Profil",
    "Regelwerk",
    "Schluessel",
    "apply_to_ergebnis",
    "apply_to_frame",
    "load_regeln",
    "protect",
    "to_schluessel",
]
