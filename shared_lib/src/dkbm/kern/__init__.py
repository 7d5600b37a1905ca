"""Kern: how the Python kernels that execute notebooks are started, warmed and reset."""

from dkbm.kern.grenzen import Grenzen
from dkbm.kern.verwaltung import KernMitProtokoll, configure_kern
from dkbm.kern.wege import WEGE, Kernweg, open_kernweg

__all__ = ["WEGE", "Grenzen", "KernMitProtokoll", "Kernweg", "configure_kern", "open_kernweg"]
