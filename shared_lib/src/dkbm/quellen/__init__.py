"""Quellen: official files as they are, read into tidy tables with signs and origin."""

from dkbm.quellen.lesen import read_datei
from dkbm.quellen.rohtabelle import Rohtabelle

__all__ = ["Rohtabelle", "read_datei"]
