"""Recognise a file by its content, not by its name, and read all tables in it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from dkbm.fehler import DkbmFehler
from dkbm.quellen.ablehnung import explain_tabelle, find_fremdformat
from dkbm.quellen.arbeitsmappe import is_arbeitsmappe, read_rasters
from dkbm.quellen.archiv import is_archiv, list_members
from dkbm.quellen.formate import DATEIFORMATE, TABELLENFORMATE
from dkbm.quellen.kodierung import read_bytes
from dkbm.quellen.personendaten import refuse_personendaten
from dkbm.quellen.raster import Raster
from dkbm.quellen.rohtabelle import Hinweis, Rohtabelle

__all__ = ["read_datei", "read_inhalt", "read_tabellen"]

_RAT = (
    "Bitte die Tabelle als CSV oder xlsx der Regionaldatenbank, von GENESIS-Online oder INKAR "
    "ablegen."
)


def read_tabellen(path: Path) -> list[Rohtabelle]:
    """Read all tables of a file: CSV, workbook, or a ZIP of them.

    Raises
    ------
    DkbmFehler
        If no table is recognised, one cannot be understood, or the file lists single persons;
        nothing is guessed.
    """
    return read_inhalt(read_bytes(path), path.name)


def read_datei(path: Path) -> Rohtabelle:
    """Read a file that holds exactly one table.

    Raises
    ------
    DkbmFehler
        As `read_tabellen`, and if there are several tables.
    """
    tabellen = read_tabellen(path)
    if len(tabellen) > 1:
        names = ", ".join(t.code or t.blatt or t.datei for t in tabellen[:5])
        raise DkbmFehler(
            f"{path.name} enthält {len(tabellen)} Tabellen ({names}).",
            wo=path.name,
            rat="Bitte die Tabellen einzeln ablegen.",
        )
    return tabellen[0]


def read_inhalt(inhalt: bytes, name: str) -> list[Rohtabelle]:
    """Read all tables from the bytes of a file; ``name`` is for messages only."""
    fremd = find_fremdformat(inhalt, name)
    if fremd is None and is_archiv(inhalt):
        return _read_archiv(inhalt, name)
    tabellen, grund = ([], fremd) if fremd else _read_one(inhalt, name)
    if grund is not None:
        raise grund
    return tabellen


def _read_archiv(inhalt: bytes, name: str) -> list[Rohtabelle]:
    tabellen: list[Rohtabelle] = []
    skipped: list[str] = []
    for member, content in list_members(inhalt, name):
        voll = f"{name}/{member}"
        fremd = find_fremdformat(content, voll)
        found, _ = ([], fremd) if fremd else _read_one(content, voll, is_member=True)
        tabellen += found
        if not found:
            skipped.append(member)
    if not tabellen:
        raise DkbmFehler(f"{name} enthält keine lesbare Tabelle.", wo=name, rat=_RAT)
    return _note_skipped(tabellen, skipped, name)


def _note_skipped(tabellen: list[Rohtabelle], skipped: list[str], name: str) -> list[Rohtabelle]:
    if not skipped:
        return tabellen
    text = f"Ohne erkennbare Tabelle und darum nicht gelesen: {', '.join(skipped)}."
    hinweis = Hinweis("nicht_gelesen", text, name)
    return [replace(tabellen[0], hinweise=(*tabellen[0].hinweise, hinweis)), *tabellen[1:]]


def _read_one(
    inhalt: bytes, name: str, is_member: bool = False
) -> tuple[list[Rohtabelle], DkbmFehler | None]:
    """Read one file that is no archive; without a table, say why."""
    for dateiformat in DATEIFORMATE:
        if dateiformat.recognize(inhalt, name):
            return dateiformat.read(inhalt, name), None
    if is_arbeitsmappe(inhalt):
        rasters = read_rasters(inhalt, name)
    else:
        try:
            rasters = [Raster.from_bytes(inhalt, name)]
        except DkbmFehler:
            if is_member and b"\x00" in inhalt[:4096]:
                return [], explain_tabelle([], name)
            raise
    for raster in rasters:
        refuse_personendaten(raster)
    tabellen: list[Rohtabelle] = []
    skipped: list[str] = []
    for raster in rasters:
        tabelle = _read_raster(raster)
        tabellen += [tabelle] if tabelle else []
        skipped += [] if tabelle else [raster.blatt]
    if not tabellen:
        return [], explain_tabelle(rasters, name)
    return _note_skipped(tabellen, skipped, name), None


def _read_raster(raster: Raster) -> Rohtabelle | None:
    if not raster.text.strip() and not raster.zeilen:
        return None
    for tabellenformat in TABELLENFORMATE:
        if tabellenformat.recognize(raster):
            return tabellenformat.read(raster)
    return None
