"""Pruefung: contracts and plausibility of store and files, told in findings."""

from dkbm.pruefung.ablauf import Pruefung, check_bestand, check_dateien
from dkbm.pruefung.befund import GRADE, Befund, Stelle, load_befundarten

__all__ = [
    "GRADE",
    "Befund",
    "Pruefung",
    "Stelle",
    "check_bestand",
    "check_dateien",
    "load_befundarten",
]
