"""Kennzahlen of chapter Demografie (area A of the Anwendungsleitfaden)."""

from __future__ import annotations

from dkbm.kennzahlen.demografie import bevoelkerung, bewegung, soziale_lage
from dkbm.kennzahlen.kennzahl import Kennzahl

__all__ = ["KENNZAHLEN"]

KENNZAHLEN: tuple[Kennzahl, ...] = (
    *bevoelkerung.KENNZAHLEN,
    *bewegung.KENNZAHLEN,
    *soziale_lage.KENNZAHLEN,
)
