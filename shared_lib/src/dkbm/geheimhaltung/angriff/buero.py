"""Read what PDF and Word files say: text, alternative texts, metadata, attachments."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdf
from lxml import etree  # type: ignore[import-untyped]

__all__ = ["read_docx", "read_pdf"]

_TITEL = re.compile(r"^(?:Tabelle|Abbildung|Daten zu Abbildung) \d+(?:\.\d+)*\b")
_SATZ = re.compile(r"(?<=[.!?:])\s+(?=[A-ZÄÖÜ„])")
_TRENNUNG = re.compile("\u00ad\\s?")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read_pdf(path: Path) -> Iterator[tuple[str, str]]:
    """Yield sentences, lines of tables with the title above them, alt texts and metadata.

    Raises
    ------
    ValueError
        If the file is damaged.
    """
    try:
        pdf = pypdf.PdfReader(path)
        for name, wert in (pdf.metadata or {}).items():
            yield f"Metadaten {name}", str(wert)
        for nummer, seite in enumerate(pdf.pages, 1):
            text = _TRENNUNG.sub("", seite.extract_text())
            yield from _read_page(text, f"Seite {nummer}")
        wurzel: Any = pdf.trailer["/Root"]
        for eintrag in _walk_tags(wurzel.get("/StructTreeRoot"), 0):
            yield "Alternativtext", eintrag
        for name in pdf.attachments:
            yield "Anlage", name
    except pypdf.errors.PyPdfError as fehler:
        raise ValueError(str(fehler)) from fehler


def _read_page(text: str, ort: str) -> Iterator[tuple[str, str]]:
    titel = ""
    for zeile in text.splitlines():
        if _TITEL.match(zeile):
            titel = zeile
        elif titel:
            yield f"{ort}, Zeile", f"{titel} | {zeile}"
    for satz in _SATZ.split(" ".join(text.split())):
        # Rows of a table run on without end of sentence; their lines were read above.
        if len(satz) < 600:
            yield ort, satz


def _walk_tags(knoten: Any, tiefe: int) -> Iterator[str]:
    """Yield the alternative texts of a tagged file."""
    knoten = knoten.get_object() if hasattr(knoten, "get_object") else knoten
    if isinstance(knoten, list):
        for kind in knoten:
            yield from _walk_tags(kind, tiefe + 1)
    elif isinstance(knoten, dict) and tiefe < 60:
        for name in ("/Alt", "/ActualText", "/T"):
            if isinstance(wert := knoten.get(name), str):
                yield wert
        yield from _walk_tags(knoten.get("/K"), tiefe + 1)


def read_docx(path: Path) -> Iterator[tuple[str, str]]:
    """Yield paragraphs, cells of tables with their heads, alt texts, comments and metadata.

    Raises
    ------
    ValueError
        If the file is damaged.
    """
    try:
        with zipfile.ZipFile(path) as archiv:
            for name in archiv.namelist():
                if name.endswith(".xml"):
                    yield from _read_part(etree.fromstring(archiv.read(name)), name)
    except (zipfile.BadZipFile, etree.XMLSyntaxError) as fehler:
        raise ValueError(str(fehler)) from fehler


def _read_part(baum: Any, name: str) -> Iterator[tuple[str, str]]:
    titel = ""
    for element in baum.iter():
        if not isinstance(element.tag, str):
            continue
        for attribut in ("descr", "title"):
            if wert := element.get(attribut):
                yield f"{name}, Alternativtext", wert
        if element.tag == f"{_W}p":
            text = "".join(element.itertext(f"{_W}t"))
            titel = text if _TITEL.match(text) else titel
            yield from ((f"{name}, Absatz", satz) for satz in _SATZ.split(text))
        elif element.tag == f"{_W}tbl":
            zeilen = [
                ["".join(z.itertext(f"{_W}t")) for z in reihe.iter(f"{_W}tc")]
                for reihe in element.iter(f"{_W}tr")
            ]
            yield from _label(titel, zeilen, f"{name}, Tabelle")
        elif not element.tag.startswith(_W) and (element.text or "").strip():
            yield name, element.text


def _label(titel: str, zeilen: list[list[str]], ort: str) -> Iterator[tuple[str, str]]:
    for r, zeile in enumerate(zeilen[1:], 2):
        for c, zelle in enumerate(zeile[1:], 2):
            oben = zeilen[0][c - 1] if c <= len(zeilen[0]) else ""
            text = f"{titel} | {oben} | {zeile[0]} | {zelle}"
            yield f"{ort}, Zeile {r}, Spalte {c}", text
