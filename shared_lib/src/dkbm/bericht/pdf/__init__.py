"""PDF: PDF/UA-1 through Typst, with our own template and fonts."""

from dkbm.bericht.pdf.export import PdfExporter, export_pdf

__all__ = ["PdfExporter", "export_pdf"]
