"""Prüft, ob das Projekt in Ordnung ist: Einstellungen, Gliederung, eigene Daten, Notebooks."""

from pathlib import Path

import nbformat
import pytest
from dkbm.bestand import open_bestand
from dkbm.projekt import Projekt
from dkbm.projekt.parameter import check_parameters

PROJEKT = Projekt(Path(__file__).resolve().parents[1])
KAPITEL = [teil for teil in PROJEKT.gliederung if teil.art == "kapitel"]


def test_einstellungen_sind_gueltig() -> None:
    assert PROJEKT.einstellungen.gebiet.ags == PROJEKT.einstellungen.kommune.ags


def test_parameter_passen_zu_den_notebooks() -> None:
    werte = check_parameters(KAPITEL, PROJEKT.einstellungen.parameter)
    assert set(werte) == {teil.name for teil in KAPITEL}


def test_eigene_daten_sind_lesbar() -> None:
    bestand = open_bestand(PROJEKT.ordner, PROJEKT.einstellungen.gebiet.ags)
    assert bestand.datensaetze


@pytest.mark.parametrize("teil", KAPITEL, ids=lambda teil: teil.name)
def test_notebook_hat_titel_und_parameter(teil) -> None:  # type: ignore[no-untyped-def]
    notebook = nbformat.read(teil.path, as_version=4)
    texte = [zelle.source for zelle in notebook.cells if zelle.cell_type == "markdown"]
    assert any(text.startswith("# ") for text in texte), "Es fehlt eine Überschrift mit #."
    tags = [tag for zelle in notebook.cells for tag in zelle.metadata.get("tags", [])]
    assert "parameters" in tags, "Es fehlt die Zelle mit dem Etikett „parameters“."
