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
from dkbm.geheimhaltung.verdeckung import Verdeckung, Vorgaben, cover

__all__ = [
    "ZEICHEN",
    "Entscheidung",
    "Profil",
    "Regelwerk",
    "Schluessel",
    "Verdeckung",
    "Vorgaben",
    "apply_to_ergebnis",
    "apply_to_frame",
    "cover",
    "load_regeln",
    "protect",
    "to_schluessel",
]
