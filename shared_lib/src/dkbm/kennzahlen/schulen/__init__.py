"""Kennzahlen of chapter Allgemeinbildende Schulen (area D)."""

from __future__ import annotations

from dkbm.kennzahlen.kennzahl import Kennzahl
from dkbm.kennzahlen.schulen import abgaenge, foerderung, schueler, verlauf

__all__ = ["KENNZAHLEN"]

KENNZAHLEN: tuple[Kennzahl, ...] = (
    *schueler.KENNZAHLEN,
    *verlauf.KENNZAHLEN,
    *foerderung.KENNZAHLEN,
    *abgaenge.KENNZAHLEN,
)
