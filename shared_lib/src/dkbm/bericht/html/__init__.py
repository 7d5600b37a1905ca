"""HTML: one self-contained page."""

from dkbm.bericht.html.export import export_html

__all__ = ["export_html"]
