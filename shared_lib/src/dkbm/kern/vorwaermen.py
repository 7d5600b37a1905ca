"""Load what every chapter needs: done once in the parent that kernels are forked from.

Importing this module is its whole effect; `multiprocessing` preloads it in the fork server.
A process that makes the reports of many Kommunen sets `VORRAT`: then the parent also
computes what is the same for all of them.
Nothing here may start a thread, open a socket or draw: what exists before the fork exists in
every kernel.
"""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module

from dkbm.kern.gabelung import VORRAT

__all__ = ["MODULE", "SUCHPFAD"]

MODULE = (
    "ipykernel.kernelapp",
    "ipykernel.ipkernel",
    # Imports debugpy, which was two thirds of a kernel's start.
    "ipykernel.debugger",
    "ipykernel.zmqshell",
    "IPython.core.completer",
    "matplotlib_inline.config",
    "matplotlib.pyplot",
    "matplotlib.backends.backend_svg",
    "matplotlib.backends.backend_agg",
    "matplotlib.font_manager",
    "pandas",
    "pyarrow.parquet",
    "seaborn",
    # Higher floors stand here by name only: they are loaded into the parent, not used by it.
    "dkbm.arbeitsplatz",
)
"""Heavy modules in the order of their import."""

DATEN = (("dkbm.bestand.bestand", "preload"),)
"""Module and function that load data each kernel reads."""
RECHNUNGEN = (
    ("dkbm.darstellung.umrisse", "load_umrisse"),
    ("dkbm.kennzahlen.registrierung", "compute_vorrat"),
    ("dkbm.kennzahlen.vorausberechnung.rechnung", "compute_rechnung"),
)
"""What takes longer than one report gains from it, and pays off with the second."""

SUCHPFAD = [ordner for ordner in sys.path if ordner]
"""Where a fresh Python looks for modules; what the calling program added is not its business."""

# A kernel sets this itself, but matplotlib reads it when it is imported, which is here.
os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")

for _name in MODULE:
    import_module(_name)
for _name, _function in (*DATEN, *(RECHNUNGEN if os.environ.get(VORRAT) else ())):
    getattr(import_module(_name), _function)()
# What is here lives as long as the parent: kernels need not search it for garbage.
gc.collect()
gc.freeze()
