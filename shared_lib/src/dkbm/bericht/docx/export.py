"""Export to DOCX: our HTML, pandoc, and what pandoc cannot write (fields, header rows)."""

from __future__ import annotations

import base64
import subprocess
import tempfile
from pathlib import Path

import pypandoc  # type: ignore[import-untyped]
from nbformat.v4 import new_notebook

from dkbm.bericht.abbildungen import render_png
from dkbm.bericht.docx.ausbau import finish_docx
from dkbm.bericht.docx.muster import build_muster
from dkbm.bericht.gestaltung import Bild
from dkbm.bericht.html.export import BerichtExporter
from dkbm.bericht.modell import Bericht, Block
from dkbm.bericht.schriften import dress_svg, keep_printable
from dkbm.fehler import DkbmFehler

__all__ = ["export_docx"]

AUFLOESUNG = 240
"""Pixels per inch of charts: sharp in print, small enough to send by mail."""
_ENDUNG = {"image/png": "png", "image/jpeg": "jpg"}


def export_docx(bericht: Bericht) -> bytes:
    """Render the report as a Word document in the Kommune's design.

    Headings, captions, tables and alternative texts are real ones; pictures are PNG, since older
    versions of Word show no SVG. The same report gives the same bytes.

    Raises
    ------
    DkbmFehler
        If pandoc refuses the document; its own words are quoted.
    """
    with tempfile.TemporaryDirectory(prefix="dkbm-docx-") as name:
        ordner = Path(name)
        bilder = _save_bilder(bericht, ordner)
        (ordner / "bericht.html").write_text(_render(bericht, bilder), encoding="utf-8")
        (ordner / "muster.docx").write_bytes(build_muster(bericht))
        _run_pandoc(ordner)
        return finish_docx((ordner / "bericht.docx").read_bytes(), bericht)


def _render(bericht: Bericht, bilder: dict[str, str]) -> str:
    resources = {"bericht": bericht, "bilder": bilder}
    exporter = BerichtExporter(template_file="word.html.j2")
    body, _ = exporter.from_notebook_node(new_notebook(), resources)
    return keep_printable(str(body))


def _save_bilder(bericht: Bericht, ordner: Path) -> dict[str, str]:
    """Write charts and pictures as files; return their names by anchor and ``data:`` address."""
    e = bericht.erscheinung
    abbildungen = [b for _, b in bericht.bloecke if b.typ == "abbildung"]
    pngs = render_png([dress_svg(b.daten["svg"], e) for b in abbildungen], e, AUFLOESUNG)
    bilder = {b.anker: (png, "png") for b, png in zip(abbildungen, pngs, strict=True)}
    eigene = [_decode(b) for _, b in bericht.bloecke if b.typ == "bild"]
    for bild in (*eigene, e.logo, e.titelbild):
        if bild:
            bilder[bild.uri] = _rasterize(bild, bericht)
    namen: dict[str, str] = {}
    for nummer, (wofuer, (inhalt, endung)) in enumerate(bilder.items(), start=1):
        namen[wofuer] = f"bild-{nummer}.{endung}"
        (ordner / namen[wofuer]).write_bytes(inhalt)
    return namen


def _decode(block: Block) -> Bild:
    kopf, _, inhalt = block.daten["bild"].partition(",")
    art = kopf.removeprefix("data:").partition(";")[0]
    return Bild(base64.b64decode(inhalt), art, block.daten["alt"])


def _rasterize(bild: Bild, bericht: Bericht) -> tuple[bytes, str]:
    if bild.art in _ENDUNG:
        return bild.inhalt, _ENDUNG[bild.art]
    return render_png([bild.inhalt.decode("utf-8")], bericht.erscheinung, AUFLOESUNG)[0], "png"


def _run_pandoc(ordner: Path) -> None:
    befehl = [
        pypandoc.get_pandoc_path(), "bericht.html", "--from=html", "--to=docx+styles",
        "--output=bericht.docx", "--reference-doc=muster.docx", "--shift-heading-level-by=-1",
        "--metadata=lang:de-DE", "--data-dir=.",
    ]  # fmt: skip
    ergebnis = subprocess.run(befehl, cwd=ordner, capture_output=True, text=True, check=False)
    if ergebnis.returncode or "[WARNING] Could not" in ergebnis.stderr:
        raise DkbmFehler(
            f"Das Word-Dokument lässt sich nicht schreiben: {ergebnis.stderr.strip()[:300]}",
            rat="Mit --format html,pdf entsteht der Bericht ohne Word. Bitte den Fehler melden.",
        )
