"""Darstellung: specs of figures, tables and sentences that render themselves in their medium."""

from dkbm.darstellung.abbildungen import balken, gliederung, linie
from dkbm.darstellung.aussagen import Kernaussagen, formulate_aussagen
from dkbm.darstellung.faecher import Band, faecher
from dkbm.darstellung.spec import MIME, Abbildung, Hinweis, Tabelle
from dkbm.darstellung.streuung import streuung
from dkbm.darstellung.tabellen import tabelle, ueberblick

__all__ = [
    "MIME",
    "Abbildung",
    "Band",
    "Hinweis",
    "Kernaussagen",
    "Tabelle",
    "balken",
    "faecher",
    "formulate_aussagen",
    "gliederung",
    "linie",
    "streuung",
    "tabelle",
    "ueberblick",
]
