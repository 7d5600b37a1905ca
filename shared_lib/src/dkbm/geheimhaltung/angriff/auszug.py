"""Read everything that a published file says: tables, sentences, alt texts, metadata.

Returns short texts with their place. A cell of a table comes with caption and heads, so that
what a number means stands beside it; SVG, scripts, comments and hidden sheets count as published.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
from lxml import html  # type: ignore[import-untyped]

from dkbm.datei import is_beiwerk
from dkbm.fehler import DkbmFehler
from dkbm.geheimhaltung.angriff.buero import read_docx, read_pdf

__all__ = ["Fundstelle", "read_files", "read_texts"]

_SATZENDE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÄÖÜ„])|\n{2,}")
_TEXT = {".txt", ".md", ".csv", ".tsv", ".log", ".toml", ".json", ".yaml", ".yml", ".typ"}
_BLOCK = ("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "figcaption", "caption", "dd", "dt")
_DATEN = re.compile(r"data:(image/svg\+xml|text/[a-z]+|application/json);base64,([A-Za-z0-9+/=]+)")
_PNG_TEXT = re.compile(r"(?:tEXt|iTXt)([ -~äöüÄÖÜß\0]{1,500})")


@dataclass(frozen=True)
class Fundstelle:
    """A piece of published text.

    Attributes
    ----------
    datei
        Path as given.
    ort
        Where in the file, in German.
    text
        What stands there; in tables caption, column head, row head and cell.
    """

    datei: str
    ort: str
    text: str


def read_files(ordner: Path) -> Iterator[Fundstelle]:
    """Yield all texts of all files below a folder, in order of their names."""
    for path in sorted(p for p in ordner.rglob("*") if p.is_file()):
        if not is_beiwerk(path.name):
            yield from read_texts(path)


def read_texts(path: Path) -> Iterator[Fundstelle]:
    """Yield all texts of one file, its name first.

    Raises
    ------
    DkbmFehler
        If the file is damaged, or of a kind that cannot be searched: then nobody can say that
        it gives nothing away.
    """
    name = str(path)
    yield Fundstelle(name, "Dateiname", path.name)
    leser = _LESER.get(path.suffix.lower(), _read_lines if path.suffix in _TEXT else None)
    if leser is None:
        raise DkbmFehler(
            f"Dateien der Art „{path.suffix}“ lassen sich nicht auf Geheimes durchsuchen.",
            wo=name,
            rat="Bitte als HTML, Excel oder Text veröffentlichen oder von Hand prüfen.",
        )
    try:
        for ort, text in leser(path):
            if sauber := " ".join(text.split()):
                yield Fundstelle(name, ort, sauber)
    except DkbmFehler:
        raise
    except Exception as fehler:
        # Readers of archives, PDF and JSON fail in any way; what is not read whole is not searched.
        grund = str(fehler) or type(fehler).__name__
        raise DkbmFehler("Die Datei ist nicht lesbar.", wo=f"{name}: {grund}") from fehler


def _read_lines(path: Path) -> Iterator[tuple[str, str]]:
    zeilen = path.read_text(encoding="utf-8", errors="replace").splitlines()
    kopf = zeilen[0] if zeilen else ""
    for nummer, zeile in enumerate(zeilen, 1):
        # The head of a CSV file says what the numbers of its lines mean.
        trenner = ";" if ";" in kopf else ","
        if path.suffix in (".csv", ".tsv") and nummer > 1:
            yield (
                f"Zeile {nummer}",
                f"{kopf.replace(trenner, ' | ')} | {zeile.replace(trenner, ' | ')}",
            )
        else:
            yield f"Zeile {nummer}", zeile


def _read_html(path: Path) -> Iterator[tuple[str, str]]:
    yield from _walk_html(path.read_text(encoding="utf-8", errors="replace"))


def _walk_html(text: str) -> Iterator[tuple[str, str]]:
    if not text.strip():
        return
    baum = html.fromstring(f"<div>{text}</div>")
    for n, tabelle in enumerate(baum.iter("table"), 1):
        yield from _read_table(tabelle, f"Tabelle {n}")
    for element in baum.iter():
        if not isinstance(element.tag, str):
            yield "Kommentar", element.text or ""
            continue
        for attribut, wert in element.attrib.items():
            yield from _read_embedded(str(wert), f"Attribut {attribut}")
        if element.tag in ("script", "style"):
            yield f"<{element.tag}>", element.text or ""
        elif element.tag in _BLOCK or (element.tag == "text"):
            for satz in _SATZENDE.split(element.text_content()):
                yield f"<{element.tag}>", satz
        elif element.tag not in ("td", "th", "table", "tr") and (element.text or "").strip():
            yield f"<{element.tag}>", element.text_content()[:2000]
        if (element.tail or "").strip():
            yield "Text", element.tail or ""


def _read_embedded(wert: str, ort: str) -> Iterator[tuple[str, str]]:
    for _, inhalt in _DATEN.findall(wert):
        try:
            roh = base64.b64decode(inhalt, validate=True).decode("utf-8", errors="replace")
        except binascii.Error:
            continue
        for innen, text in _walk_html(re.sub(r"<\?xml[^>]*\?>", "", roh)):
            yield f"{ort}, {innen}", text
    yield ort, _DATEN.sub(" ", wert)


def _read_table(tabelle: Any, ort: str) -> Iterator[tuple[str, str]]:
    titel = " ".join(c.text_content() for c in tabelle.iter("caption"))
    zeilen = [
        [zelle.text_content() for zelle in zeile if zelle.tag in ("td", "th")]
        for zeile in tabelle.iter("tr")
    ]
    yield from _label_cells(titel, zeilen, ort)


def _label_cells(
    titel: str, zeilen: Sequence[Sequence[str]], ort: str
) -> Iterator[tuple[str, str]]:
    kopf = zeilen[0] if zeilen else []
    for r, zeile in enumerate(zeilen[1:], 2):
        for c, zelle in enumerate(zeile):
            if c == 0:
                yield f"{ort}, Zeile {r}", f"{titel} | {zelle}"
            else:
                oben = kopf[c] if c < len(kopf) else ""
                yield (
                    f"{ort}, Zeile {r}, Spalte {c + 1}",
                    f"{titel} | {oben} | {zeile[0]} | {zelle}",
                )


def _read_notebook(path: Path) -> Iterator[tuple[str, str]]:
    buch = json.loads(path.read_text(encoding="utf-8"))
    for n, zelle in enumerate(buch.get("cells", []), 1):
        yield from _walk_json(zelle, f"Zelle {n}")
    yield from _walk_json(buch.get("metadata", {}), "Metadaten")


def _walk_json(wert: Any, ort: str) -> Iterator[tuple[str, str]]:
    """Yield every text in a structure; bundles of specs as tables with their title."""
    if isinstance(wert, Mapping):
        daten = wert.get("daten")
        if isinstance(daten, Mapping) and {"spalten", "zeilen"} <= set(daten):
            zeilen = [daten["spalten"], *daten["zeilen"]]
            yield from _label_cells(str(wert.get("titel", "")), zeilen, f"{ort}, Datentabelle")
        for name, inhalt in wert.items():
            if name in ("text/html", "image/svg+xml", "svg"):
                text = "".join(inhalt) if isinstance(inhalt, list) else str(inhalt)
                for innen, stueck in _walk_html(re.sub(r"<\?xml[^>]*\?>", "", text)):
                    yield f"{ort}, {name}, {innen}", stueck
            else:
                yield from _walk_json(inhalt, f"{ort}, {name}")
    elif isinstance(wert, list) and not all(isinstance(w, str) for w in wert):
        for n, inhalt in enumerate(wert, 1):
            yield from _walk_json(inhalt, f"{ort} {n}")
    elif isinstance(wert, str | list):
        yield from ((ort, satz) for satz in _SATZENDE.split("".join(wert)))
    elif isinstance(wert, int | float) and not isinstance(wert, bool):
        yield ort, f"{ort.rsplit(', ', 1)[-1]} {_to_text(wert)}"


def _read_workbook(path: Path) -> Iterator[tuple[str, str]]:
    mappe = openpyxl.load_workbook(path, data_only=False)
    for name in ("title", "subject", "description", "keywords", "creator"):
        yield f"Eigenschaft {name}", str(getattr(mappe.properties, name) or "")
    for blatt in mappe.worksheets:
        yield "Blattname", blatt.title
        yield from _read_sheet(blatt)
        for zeile in blatt.iter_rows():
            for zelle in zeile:
                if zelle.comment:
                    yield f"Kommentar {blatt.title}!{zelle.coordinate}", zelle.comment.text


def _read_sheet(blatt: Any) -> Iterator[tuple[str, str]]:
    """Yield the cells of a sheet; what stands above the first row of several cells is its title."""
    ort = f"Blatt „{blatt.title}“"
    zeilen = [[_to_text(z) for z in zeile] for zeile in blatt.values]
    kopf = next((n for n, zeile in enumerate(zeilen) if sum(map(bool, zeile)) > 1), 0)
    for zeile in zeilen[: kopf + 1]:
        yield f"{ort}, Kopf", " ".join(zeile)
    titel = " ".join([blatt.title, *(z for zeile in zeilen[:kopf] for z in zeile if z)])
    yield from _label_cells(titel, zeilen[kopf:], ort)


def _to_text(wert: object) -> str:
    """Return what a cell holds as it is printed: fractions with a comma."""
    if isinstance(wert, float):
        return f"{wert:.10g}".replace(".", ",")
    return "" if wert is None else str(wert)


def _read_picture(path: Path) -> Iterator[tuple[str, str]]:
    """Yield what a picture says in words: nothing but its metadata; pixels are not read."""
    roh = path.read_bytes().decode("latin-1")
    yield from (("Metadaten", text) for text in _PNG_TEXT.findall(roh))


_LESER: dict[str, Callable[[Path], Iterator[tuple[str, str]]]] = {
    ".html": _read_html,
    ".htm": _read_html,
    ".svg": _read_html,
    ".ipynb": _read_notebook,
    ".xlsx": _read_workbook,
    ".pdf": read_pdf,
    ".docx": read_docx,
    **dict.fromkeys((".png", ".jpg", ".jpeg"), _read_picture),
}
