"""Formular: own data of a Kommune by Excel form, written, read, and handed back marked."""

from dkbm.quellen.formular.befund import FormularFehler, Zellbefund
from dkbm.quellen.formular.definition import list_formulare, load_formular
from dkbm.quellen.formular.kennung import find_kennung, is_formular
from dkbm.quellen.formular.lesen import read_formular
from dkbm.quellen.formular.markierung import mark_copy
from dkbm.quellen.formular.schreiben import write_formular

__all__ = [
    "FormularFehler",
    "Zellbefund",
    "find_kennung",
    "is_formular",
    "list_formulare",
    "load_formular",
    "mark_copy",
    "read_formular",
    "write_formular",
]
