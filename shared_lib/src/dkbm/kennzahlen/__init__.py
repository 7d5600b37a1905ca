"""Kennzahlen: what they mean, how they are computed, what came out."""

from dkbm.kennzahlen.besonderheiten import Besonderheit
from dkbm.kennzahlen.ergebnis import Ergebnis
from dkbm.kennzahlen.kennzahl import Kennzahl
from dkbm.kennzahlen.registrierung import (
    compute,
    explain,
    find_kennzahl,
    list_kennzahlen,
    register_kennzahl,
)

__all__ = [
    "Besonderheit",
    "Ergebnis",
    "Kennzahl",
    "compute",
    "explain",
    "find_kennzahl",
    "list_kennzahlen",
    "register_kennzahl",
]
