"""Run the cells of all chapters for many Kommunen in one process, and say where one fails.

    uv run python shared_lib/scripts/check_kapitel.py            # all 400, without pixels
    uv run python shared_lib/scripts/check_kapitel.py 02000 16063

Each Kennzahl is computed once for all Gebiete; every Kommune gets its own view of it. Drawings
are built and then not written as SVG, which is two thirds of the time.
"""

from __future__ import annotations

import ast
import json
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import ClassVar

import dkbm
from dkbm.arbeitsplatz import Arbeitsplatz
from dkbm.bestand import Bestand, open_bestand
from dkbm.darstellung import (
    abbildungen,
    faecher,
    karte,
    pyramide,
    stationen,
    streuung,
    vielfache,
    zeichnung,
)
from dkbm.gebiete import Gebiet, load_register
from dkbm.gebiete.vergleich import select_vergleichskommunen
from dkbm.kennzahlen import Ergebnis, Kennzahl, compute, find_kennzahl

WURZEL = Path(__file__).resolve().parents[2]
NOTEBOOKS = WURZEL / "{{cookiecutter.kommune}}" / "notebooks"
VORSPANN = 2
"""Cells of each chapter that hold parameters and open the Kommune."""
ZEICHNER = (abbildungen, faecher, karte, pyramide, stationen, streuung, vielfache, zeichnung)


class Schnellplatz(Arbeitsplatz):
    """A desk that shares what is the same for every Kommune."""

    _alle: ClassVar[dict[str, Ergebnis]] = {}

    def kennzahl(
        self, welche: str | Kennzahl, *, vergleich: bool = False, kreise: bool = False
    ) -> Ergebnis:
        """Return a view of the result that all Kommunen share."""
        kennzahl = find_kennzahl(welche) if isinstance(welche, str) else welche
        if kennzahl.id not in self._alle:
            self._alle[kennzahl.id] = compute(kennzahl, self.bestand, list_gebiete())
        andere = self.vergleichskommunen if vergleich or kreise else ()
        alle = load_register().kreise if kreise else ()
        gebiete = tuple(dict.fromkeys((*self.gebiete, *andere, *alle)))
        ergebnis = self._alle[kennzahl.id].select(gebiete)
        self._gerechnet[id(kennzahl), gebiete] = ergebnis
        return ergebnis


def list_gebiete() -> list[Gebiet]:
    """Return all Kreise, all Länder and Deutschland."""
    register = load_register()
    laender = sorted({gebiet.land_ags for gebiet in register.kreise})
    return [*register.kreise, *(register[land] for land in laender), register["DG"]]


def list_cells() -> Iterator[tuple[str, list[str]]]:
    """Yield name and code cells of each chapter."""
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        code = ["".join(c["source"]) for c in cells if c["cell_type"] == "code"]
        yield path.stem, code[VORSPANN:]


def run_cell(code: str, namen: dict[str, object]) -> None:
    """Execute a cell and show its last value, as a notebook would."""
    tree = ast.parse(code)
    *davor, letzte = tree.body
    exec(compile(ast.Module(davor, []), "<Zelle>", "exec"), namen)
    assert isinstance(letzte, ast.Expr), code
    value = eval(compile(ast.Expression(letzte.value), "<Zelle>", "eval"), namen)
    value._repr_mimebundle_()


def check_kommune(gebiet: Gebiet, bestand: Bestand) -> list[str]:
    """Return what failed: chapter, cell and error."""
    peers = tuple(select_vergleichskommunen(gebiet, load_register()))
    failed = []
    for name, cells in list_cells():
        namen: dict[str, object] = {
            "dkbm": dkbm,
            "kommune": Schnellplatz(gebiet, peers, bestand),
        }
        for code in cells:
            try:
                run_cell(code, namen)
            except Exception as error:  # every failure of every cell is wanted
                failed.append(f"{gebiet.ags} {name}: {code!r}: {error!r}")
    return failed


def main(keys: Sequence[str]) -> int:
    """Check the Kommunen; return the number of failures, at most 1 as exit code."""
    register, bestand = load_register(), open_bestand()
    gebiete = [register[key] for key in keys] or list(register.kreise)
    if not keys:
        for modul in ZEICHNER:
            if hasattr(modul, "to_svg"):
                modul.to_svg = lambda figure: "<svg></svg>"
    start, failed = time.process_time(), []
    for gebiet in gebiete:
        failed += check_kommune(gebiet, bestand)
    dauer = time.process_time() - start
    print("\n".join(failed))
    print(f"{len(gebiete)} Kommunen, {len(failed)} Fehler, {dauer:.0f} s Prozessorzeit")
    return min(len(failed), 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
