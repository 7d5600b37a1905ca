"""Kennzahlen: what they mean, how they are computed, what came out."""

from dkbm.kennzahlen.ergebnis import Ergebnis
from dkbm.kennzahlen.kennzahl import Kennzahl
from dkbm.kennzahlen.registrierung import compute, find_kennzahl, list_kennzahlen, register_kennzahl

__all__ = [
    "Ergebnis",
    "Kennzahl",
    "compute",
    "find_kennzahl",
    "list_kennzahlen",
    "register_kennzahl",
]
