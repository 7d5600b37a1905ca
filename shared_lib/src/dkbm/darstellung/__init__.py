"""Darstellung: specs of figures, tables and sentences that render themselves in their medium."""

from dkbm.darstellung.abbildungen import balken, gliederung, linie
from dkbm.darstellung.aussagen import Kernaussagen, formulate_aussagen
from dkbm.darstellung.spec import MIME, Abbildung, Hinweis, Tabelle
from dkbm.darstellung.tabellen import tabelle, ueberblick

__all__ = [
    "MIME",
    "Abbildung",
    "Hinweis",
    "Kernaussagen",
    "Tabelle",
    "balken",
    "formulate_aussagen",
    "gliederung",
    "linie",
    "tabelle",
    "ueberblick",
]
