"""Kennzahlen of chapter Weiterbildung (area G)."""

from __future__ import annotations

from dkbm.kennzahlen.kennzahl import Kennzahl
from dkbm.kennzahlen.weiterbildung import foerderung, qualifikation, volkshochschule

__all__ = ["KENNZAHLEN"]

KENNZAHLEN: tuple[Kennzahl, ...] = (
    *volkshochschule.KENNZAHLEN,
    *qualifikation.KENNZAHLEN,
    *foerderung.KENNZAHLEN,
)
