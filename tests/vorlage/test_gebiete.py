"""The notebooks as they are, run for Gebiete of every kind; kernels are tested elsewhere."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import nbformat
import pytest
from dkbm.bericht.anhang import complete_bericht
from dkbm.bericht.barrierefreiheit import list_maengel
from dkbm.bericht.html import export_html
from dkbm.bericht.zusammenbau import build_inhalt
from dkbm.bestand import open_bestand
from dkbm.darstellung.spec import MIME
from dkbm.projekt import Projekt
from dkbm.vorlage.neu import create_projekt
from nbformat import NotebookNode
from nbformat.v4 import new_output

GEBIETE = {
    "02000": "Stadtstaat, ein Land mit einem Kreis",
    "11000": "Stadtstaat, Bezirke in den Tabellen",
    "04011": "Land mit zwei Städten",
    "05315": "Großstadt",
    "05334": "Städteregion, Stadt Aachen im Verband",
    "03159": "zusammengelegt 2016",
    "16063": "aufgenommen 2021",
    "13075": "aus geteilten Kreisen",
    "07320": "kleinste Stadt",
    "10041": "Regionalverband",
}


def run_notebook(path: Path, ags: str) -> NotebookNode:
    """Execute the code cells in this process; the last expression becomes the output."""
    notebook = nbformat.read(path, as_version=4)
    namen: dict[str, object] = {}
    for zelle in notebook.cells:
        if zelle.cell_type != "code":
            continue
        baum = ast.parse(zelle.source)
        ausdruck = baum.body.pop() if baum.body and isinstance(baum.body[-1], ast.Expr) else None
        exec(compile(baum, path.name, "exec"), namen)
        if "parameters" in zelle.metadata.get("tags", []):
            namen["ags"] = ags
        if isinstance(ausdruck, ast.Expr):
            wert = eval(compile(ast.Expression(ausdruck.value), path.name, "eval"), namen)
            daten = wert._repr_mimebundle_()
            zelle.outputs = [new_output("display_data", data=daten)]
    return notebook


@pytest.mark.parametrize("ags", GEBIETE)
def test_report_of_every_kind_of_gebiet(
    ags: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    projekt = Projekt(create_projekt(ags, tmp_path))
    monkeypatch.chdir(projekt.ordner / "notebooks")
    teile = projekt.gliederung
    kapitel = {t.path: run_notebook(t.path, ags) for t in teile if t.art == "kapitel"}
    for path, notebook in kapitel.items():
        objekte = [
            output.data[MIME]["typ"]
            for zelle in notebook.cells
            for output in zelle.get("outputs", [])
            if MIME in output.data
        ]
        assert objekte.count("abbildung") >= 1, path.name
        assert objekte.count("tabelle") >= 1, path.name
    inhalt = build_inhalt((t.name, t.path, kapitel.get(t.path)) for t in teile)
    bericht = complete_bericht(projekt.einstellungen, inhalt, open_bestand())
    assert list(list_maengel(bericht)) == []
    text = export_html(bericht)
    gebiet = projekt.einstellungen.gebiet
    assert gebiet.formen.ort in text
    sichtbar = re.sub(r"<style.*?</style>|<svg.*?</svg>|<[^>]+>", " ", text, flags=re.DOTALL)
    for verraeter in ("nan", "NaN", "None", "inf ", "{{", "Traceback"):
        assert not re.search(rf"\b{verraeter}\b" if verraeter.isalpha() else verraeter, sichtbar)
    assert not re.search(r"\d+\.\d{1,2}\b(?!\.)\s*%", sichtbar)
