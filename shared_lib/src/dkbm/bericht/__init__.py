"""Bericht: execute the notebooks of a project and export one report."""

from dkbm.bericht.erstellen import build_bericht

__all__ = ["build_bericht"]
