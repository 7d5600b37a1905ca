"""DOCX: the report to go on with in Word, through pandoc from our own HTML."""

from dkbm.bericht.docx.export import export_docx

__all__ = ["export_docx"]
