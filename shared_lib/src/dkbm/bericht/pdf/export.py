"""Export to PDF through nbconvert's interface and the ``typst`` wheel."""

from __future__ import annotations

import json
import shutil
import tempfile
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, Literal

import typst
from nbconvert.exporters import Exporter
from nbformat import NotebookNode
from nbformat.v4 import new_notebook
from traitlets import default

from dkbm.bericht.modell import Bericht
from dkbm.bericht.pdf.daten import SCHRIFTORDNER, build_daten
from dkbm.fehler import DkbmFehler

__all__ = ["STANDARDS", "PdfExporter", "export_pdf"]

STANDARDS: list[Literal["ua-1", "a-2a"]] = ["ua-1", "a-2a"]
"""Typst stops where one of them is broken; both hold for every report."""


class PdfExporter(Exporter):  # type: ignore[misc]
    """nbconvert exporter: ``resources["bericht"]`` to the bytes of a PDF."""

    output_mimetype = "application/pdf"

    @default("file_extension")  # type: ignore[untyped-decorator]
    def _file_extension_default(self) -> str:
        return ".pdf"

    def from_notebook_node(
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[bytes, dict[str, Any]]:
        """Compile the report in ``resources``."""
        resources = dict(resources or {}, output_extension=".pdf")
        return _compile(resources["bericht"]), resources


def export_pdf(bericht: Bericht) -> bytes:
    """Render the report as tagged PDF (PDF/UA-1 and PDF/A-2a).

    Neither system fonts nor the network are used; the same report gives the same bytes.

    Raises
    ------
    DkbmFehler
        If Typst refuses the document; its own words are quoted.
    """
    body, _ = PdfExporter().from_notebook_node(new_notebook(), {"bericht": bericht})
    return bytes(body)


def _compile(bericht: Bericht) -> bytes:
    with tempfile.TemporaryDirectory(prefix="dkbm-pdf-") as name:
        ordner = Path(name)
        with as_file(files("dkbm.bericht.pdf").joinpath("vorlage")) as vorlage:
            for datei in vorlage.glob("*.typ"):
                shutil.copy(datei, ordner)
        daten = json.dumps(build_daten(bericht, ordner), ensure_ascii=False)
        (ordner / "bericht.json").write_text(daten, encoding="utf-8")
        eigene = {str(path.parent) for path in bericht.erscheinung.schriftdateien}
        try:
            pdf = typst.compile(
                str(ordner / "bericht.typ"),
                root=str(ordner),
                font_paths=[*sorted(eigene), *SCHRIFTORDNER],
                ignore_system_fonts=True,
                package_path=str(ordner),
                package_cache_path=str(ordner),
                pdf_standards=[*STANDARDS],
                timestamp=0,
            )
        except typst.TypstError as error:
            raise DkbmFehler(
                f"Das PDF lässt sich nicht setzen: {error.message}.",
                wo=" ".join(str(hinweis) for hinweis in error.hints),
                rat="Mit --format html entsteht der Bericht ohne PDF. Bitte den Fehler melden.",
            ) from error
    return bytes(pdf)
