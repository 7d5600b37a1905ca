"""Bestand: tidy tables in Parquet, at today's boundaries, with a manifest of their origin."""

from dkbm.bestand.bestand import Bestand, open_bestand
from dkbm.bestand.manifest import Quelle

__all__ = ["Bestand", "Quelle", "open_bestand"]
