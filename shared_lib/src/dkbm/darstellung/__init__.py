"""Darstellung: specs of figures, tables and sentences that render themselves in their medium."""

from dkbm.darstellung.abbildungen import balken, gliederung, linie
from dkbm.darstellung.aussagen import Aussage, Beleg, Kernaussagen, formulate_aussagen
from dkbm.darstellung.faecher import Band, faecher
from dkbm.darstellung.karte import karte
from dkbm.darstellung.luecken import Luecke, list_luecken
from dkbm.darstellung.pyramide import pyramide
from dkbm.darstellung.spec import MIME, Abbildung, Hinweis, Tabelle
from dkbm.darstellung.stationen import stationen
from dkbm.darstellung.streuung import streuung
from dkbm.darstellung.tabellen import tabelle, ueberblick
from dkbm.darstellung.veraenderung import veraenderungen
from dkbm.darstellung.vielfache import kleine_vielfache

__all__ = [
    "MIME",
    "Abbildung",
    "Aussage",
    "Band",
    "Beleg",
    "Hinweis",
    "Kernaussagen",
    "Luecke",
    "Tabelle",
    "balken",
    "faecher",
    "formulate_aussagen",
    "gliederung",
    "karte",
    "kleine_vielfache",
    "linie",
    "list_luecken",
    "pyramide",
    "stationen",
    "streuung",
    "tabelle",
    "ueberblick",
    "veraenderungen",
]
