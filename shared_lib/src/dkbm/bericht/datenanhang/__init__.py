"""Data annex: the numbers of every figure and table as workbook and CSV, as printed."""

from dkbm.bericht.datenanhang.arbeitsmappe import build_arbeitsmappe
from dkbm.bericht.datenanhang.csvdatei import build_csv

__all__ = ["build_arbeitsmappe", "build_csv"]
