"""Kennzahlen of chapter Frühkindliche Bildung (area C)."""

from __future__ import annotations

from dkbm.kennzahlen.fruehkindliche_bildung import betreuungsquoten, einrichtungen, schuleintritt
from dkbm.kennzahlen.kennzahl import Kennzahl

__all__ = ["KENNZAHLEN"]

KENNZAHLEN: tuple[Kennzahl, ...] = (
    *betreuungsquoten.KENNZAHLEN,
    *einrichtungen.KENNZAHLEN,
    *schuleintritt.KENNZAHLEN,
)
