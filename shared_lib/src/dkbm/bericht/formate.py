"""The formats of a report: one name, one writer, one or more files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from dkbm.bericht.modell import Bericht
from dkbm.fehler import DkbmFehler, nearest

__all__ = ["FORMATE", "Dateien", "check_formate", "save_format", "write_format"]


STAMM = "bericht"
Dateien = dict[str, bytes]
"""Path below the output folder, with ``/``, and content; the first is the format's main file."""


def _write_html(bericht: Bericht) -> Dateien:
    from dkbm.bericht.html import export_html

    return {"bericht.html": export_html(bericht).encode()}


def _write_pdf(bericht: Bericht) -> Dateien:
    from dkbm.bericht.pdf import export_pdf

    return {"bericht.pdf": export_pdf(bericht)}


def _write_docx(bericht: Bericht) -> Dateien:
    from dkbm.bericht.docx import export_docx

    return {"bericht.docx": export_docx(bericht)}


def _write_faktenblatt(bericht: Bericht) -> Dateien:
    from dkbm.bericht.faktenblatt import build_faktenblaetter, export_blatt_html, export_blatt_pdf

    blaetter = build_faktenblaetter(bericht)
    pdfs = {f"faktenblatt/{b.name}.pdf": export_blatt_pdf(b, bericht) for b in blaetter}
    htmls = {f"faktenblatt/{b.name}.html": export_blatt_html(b, bericht).encode() for b in blaetter}
    return {**pdfs, **htmls}


def _write_anhang(bericht: Bericht) -> Dateien:
    from dkbm.bericht.abbildungen import build_blatt, render_png
    from dkbm.bericht.datenanhang import build_arbeitsmappe, build_csv
    from dkbm.bericht.schriften import dress_svg

    svgs = {
        block.anker: build_blatt(block, bericht.erscheinung, bericht.vermerk)
        for block in bericht.nummerierte
        if block.typ == "abbildung"
    }
    e = bericht.erscheinung
    pngs = render_png([dress_svg(svg, e) for svg in svgs.values()], e, AUFLOESUNG)
    return {
        "anhang/daten.xlsx": build_arbeitsmappe(bericht),
        "anhang/daten.csv": build_csv(bericht),
        **{f"abbildungen/{name}.svg": svg.encode() for name, svg in svgs.items()},
        **{f"abbildungen/{name}.png": png for name, png in zip(svgs, pngs, strict=True)},
    }


AUFLOESUNG = 240
"""Pixels per inch of single charts: 1,600 wide, enough for a slide."""
FORMATE: dict[str, Callable[[Bericht], Dateien]] = {
    "html": _write_html,
    "pdf": _write_pdf,
    "docx": _write_docx,
    "faktenblatt": _write_faktenblatt,
    "anhang": _write_anhang,
}
"""Name of the format and its writer."""


def check_formate(namen: Iterable[str]) -> tuple[str, ...]:
    """Return known formats without repetition; all of them where none is named.

    Raises
    ------
    DkbmFehler
        For an unknown one, with the nearest.
    """
    gewaehlt = tuple(dict.fromkeys(name.strip().lower() for name in namen if name.strip()))
    for name in gewaehlt:
        if name not in FORMATE:
            aehnlich = nearest(name, FORMATE, 1)
            rat = f"Gemeint ist wohl „{aehnlich[0]}“. " if aehnlich else ""
            raise DkbmFehler(
                f"Ein Format „{name}“ gibt es nicht.",
                wo="Option --format",
                rat=f"{rat}Es gibt: {', '.join(FORMATE)}.",
            )
    return gewaehlt or tuple(FORMATE)


def write_format(bericht: Bericht, name: str, stamm: str = STAMM) -> Dateien:
    """Render a report in one format: relative paths and contents, the main file first.

    Parameters
    ----------
    stamm
        Name of the files without ending; ``bericht_schulen`` for an extract, whose folders are
        named ``faktenblatt_schulen`` and so on.
    """
    return {_rename(pfad, stamm): inhalt for pfad, inhalt in FORMATE[name](bericht).items()}


def save_format(bericht: Bericht, name: str, ordner: Path, stamm: str = STAMM) -> Path:
    """Write a format below a folder and return its main file."""
    dateien = {ordner / p: inhalt for p, inhalt in write_format(bericht, name, stamm).items()}
    for path, inhalt in dateien.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(inhalt)
    return next(iter(dateien))


def _rename(pfad: str, stamm: str) -> str:
    """Name file or folder after the report: ``vorschau.pdf``, ``faktenblatt_schulen/…``."""
    erster, strich, rest = pfad.partition("/")
    if strich:
        zusatz = stamm.removeprefix(STAMM).removeprefix("_")
        erster = f"{erster}_{zusatz}" if zusatz else erster
    else:
        erster = erster.replace(STAMM, stamm, 1)
    return f"{erster}{strich}{rest}"
