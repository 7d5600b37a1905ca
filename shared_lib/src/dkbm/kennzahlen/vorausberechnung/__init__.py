"""Bevölkerungsvorausberechnung: the cohort-component method for all Kreise, with its back-test."""

from dkbm.kennzahlen.vorausberechnung.kennzahl import (
    KENNZAHL,
    MODELLRECHNUNG,
    Faecherreihen,
    bedarf,
    compute_ergebnis,
    to_faecherreihen,
    vorausberechnung,
)

__all__ = [
    "KENNZAHL",
    "MODELLRECHNUNG",
    "Faecherreihen",
    "bedarf",
    "compute_ergebnis",
    "to_faecherreihen",
    "vorausberechnung",
]
