"""Projekt: what a Kommune configures, and where things lie in its folder."""

from dkbm.projekt.einstellungen import Einstellungen, load_einstellungen
from dkbm.projekt.ordner import Projekt, find_projekt

__all__ = ["Einstellungen", "Projekt", "find_projekt", "load_einstellungen"]
