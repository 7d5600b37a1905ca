"""Quellen: official files as they are, read into tidy tables with signs and origin."""

from dkbm.quellen.lesen import read_datei, read_tabellen
from dkbm.quellen.rohtabelle import Hinweis, Rohtabelle

__all__ = ["Hinweis", "Rohtabelle", "read_datei", "read_tabellen"]
