"""Kennzahlen of chapter Berufliche Bildung (area E)."""

from __future__ import annotations

from dkbm.kennzahlen.berufliche_bildung import (
    arbeitsmarkt,
    ausbildung,
    ausbildungsmarkt,
    berufsschulen,
    sektoren,
)
from dkbm.kennzahlen.kennzahl import Kennzahl

__all__ = ["KENNZAHLEN"]

KENNZAHLEN: tuple[Kennzahl, ...] = (
    *berufsschulen.KENNZAHLEN,
    *sektoren.KENNZAHLEN,
    *ausbildungsmarkt.KENNZAHLEN,
    *ausbildung.KENNZAHLEN,
    *arbeitsmarkt.KENNZAHLEN,
)
