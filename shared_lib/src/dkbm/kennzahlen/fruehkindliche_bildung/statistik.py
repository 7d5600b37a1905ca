"""What the official statistics of day care share: tables, Stichtag, and how children are read."""

from __future__ import annotations

from functools import partial

from dkbm.kennzahlen.kennzahl import Kennzahl
from dkbm.kennzahlen.rechnen import Auswahl

__all__ = ["AM_1_MAERZ", "NEUERE", "STICHTAG", "TABELLEN", "anteil", "kinder"]

AM_1_MAERZ = "am 1. März {jahr}"
STICHTAG = "1. März (bis 2008: 15. März)"
TABELLEN = ("22543-01-01-4", "22543-01-02-4", "22543-01-03-4")
NEUERE = (
    "Der mitgelieferte Datenbestand endet 2016. Neuere Jahre bringt die Tabelle 22543-01-03-4 "
    "der Regionaldatenbank; eigene Werte lassen sich als daten/eigene/kinder_betreut.csv ergänzen."
)

anteil = partial(
    Kennzahl,
    einheit="%",
    zeitangabe=AM_1_MAERZ,
    regel=STICHTAG,
    raum="Einrichtungsort",
    beschafft=NEUERE,
)
"""Declares a share among children or Einrichtungen where they are."""


def kinder(merkmal: str = "kinder", alter: str = "insgesamt", art: str = "insgesamt") -> Auswahl:
    """Select children in day care."""
    return Auswahl("kinder_betreut", merkmal, {"alter": alter, "betreuungsart": art})
