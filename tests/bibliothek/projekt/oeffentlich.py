"""A project with small own counts and a public report, without running a kernel."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import nbformat
import openpyxl
from dkbm.bestand import open_bestand
from dkbm.darstellung import gliederung, tabelle
from dkbm.darstellung.spec import Abbildung, Tabelle
from dkbm.gebiete import load_register
from dkbm.kennzahlen import compute, find_kennzahl
from dkbm.projekt import Projekt
from dkbm.projekt.schutz import protect_bestand

EIGENE = """jahr;klasse_4_vorjahr;klasse_5_aus_grundschule;uebergang_hauptschule;\
uebergang_mehrere_bildungsgaenge;uebergang_realschule;uebergang_gesamtschule;\
uebergang_gymnasium;uebergang_sonstige
2021;2450;2400;128;-;790;360;1120;2
2022;2480;2450;120;-;800;370;1160;0
2023;2500;2480;125;-;799;375;1180;1
"""
TEXT = '[kommune]\nags = "08335"\n'


def make_projekt(ordner: Path, einstellungen: str = "") -> Projekt:
    """Return a project of Konstanz whose transitions hold counts of 1 and 2."""
    (ordner / "daten/eigene").mkdir(parents=True)
    (ordner / "bericht").mkdir()
    (ordner / "daten/eigene/uebergaenge.csv").write_text(EIGENE, encoding="utf-8")
    (ordner / "kommune.toml").write_text(TEXT + einstellungen, encoding="utf-8")
    return Projekt(ordner)


def write_bericht(projekt: Projekt) -> None:
    """Write page, notebook, workbook and CSV of what the project's mode may show."""
    gebiet = load_register()["08335"]
    bestand = protect_bestand(projekt, open_bestand(projekt.ordner, gebiet.ags))
    ergebnis = compute(find_kennzahl("uebergangsquote"), bestand, [gebiet])
    bild, tafel = gliederung(ergebnis), tabelle(ergebnis)
    assert isinstance(bild, Abbildung)
    assert isinstance(tafel, Tabelle)
    projekt.ausgabe.mkdir(parents=True, exist_ok=True)
    projekt.ausgefuehrt.mkdir(parents=True, exist_ok=True)
    buch = nbformat.v4.new_notebook()
    zelle = nbformat.v4.new_code_cell("dkbm.tabelle(u)", id="a")
    zelle.outputs = [
        nbformat.v4.new_output("display_data", data=spec._repr_mimebundle_())
        for spec in (bild, tafel)
    ]
    buch.cells = [zelle]
    nbformat.write(buch, projekt.ausgefuehrt / "03_schulen.ipynb")
    seite = "".join(str(s._repr_mimebundle_()["text/html"]) for s in (bild, tafel))
    html = f"<!DOCTYPE html><html><body>{seite}<p>Ende.</p></body></html>"
    (projekt.ausgabe / "bericht.html").write_text(html, encoding="utf-8")
    mappe = openpyxl.Workbook()
    blatt = mappe.active
    assert blatt is not None
    blatt.title = "Übergangsquoten"
    zeilen = [tafel.daten.spalten, *tafel.daten.zeilen]
    for zeile in zeilen:
        blatt.append(zeile)
    mappe.save(projekt.ausgabe / "daten.xlsx")
    csv = "\n".join(";".join(zeile) for zeile in zeilen)
    (projekt.ausgabe / "uebergangsquoten_2023.csv").write_text(csv + "\n", encoding="utf-8")


def as_intern(projekt: Projekt) -> Projekt:
    """Return the project in the internal mode."""
    return replace(projekt, modus_wahl="intern")
