"""Export to PDF through nbconvert's interface and the ``typst`` wheel."""

from __future__ import annotations

from typing import Any

from nbconvert.exporters import Exporter
from nbformat import NotebookNode
from nbformat.v4 import new_notebook
from traitlets import default

from dkbm.bericht.modell import Bericht
from dkbm.bericht.pdf.daten import build_daten, list_beschreibungen
from dkbm.bericht.pdf.tabellenkoepfe import mark_tabellenkoepfe
from dkbm.bericht.satz import open_werkbank, set_pdf

__all__ = ["PdfExporter", "export_pdf"]


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
    """Render the report as tagged PDF (PDF/UA-1).

    Neither system fonts nor the network are used; the same report gives the same bytes.

    Raises
    ------
    DkbmFehler
        If Typst refuses the document; its own words are quoted.
    """
    body, _ = PdfExporter().from_notebook_node(new_notebook(), {"bericht": bericht})
    return bytes(body)


def _compile(bericht: Bericht) -> bytes:
    with open_werkbank("dkbm.bericht.pdf") as ordner:
        daten = build_daten(bericht, ordner)
        pdf = set_pdf(ordner, "bericht.typ", daten, bericht.erscheinung)
        return mark_tabellenkoepfe(pdf, list_beschreibungen(daten))
