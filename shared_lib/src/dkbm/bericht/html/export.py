"""Export to one self-contained HTML file, through nbconvert with our own template."""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib.resources import files

from jinja2 import Environment
from markupsafe import Markup
from nbconvert.exporters import TemplateExporter
from nbformat.v4 import new_notebook
from traitlets import default

from dkbm.bericht.html.text import keep_together, render_baum
from dkbm.bericht.modell import Bericht
from dkbm.bericht.textbaum import Knoten

__all__ = ["BerichtExporter", "export_html", "render_page"]

_ID = re.compile(r'(\bid="|url\(#|xlink:href="#)([^")]+)')


class BerichtExporter(TemplateExporter):  # type: ignore[misc]
    """nbconvert exporter with our own template; all values are escaped by default."""

    @default("file_extension")  # type: ignore[untyped-decorator]
    def _file_extension_default(self) -> str:
        return ".html"

    @default("template_file")  # type: ignore[untyped-decorator]
    def _template_file_default(self) -> str:
        return "index.html.j2"

    @default("template_paths")  # type: ignore[untyped-decorator]
    def _template_paths(self, prune: bool = True, root_dirs: object = None) -> list[str]:
        """Return our own folder only: nothing of JupyterLab's templates is inherited."""
        return [str(files("dkbm.bericht.html").joinpath("vorlage"))]

    def _create_environment(self) -> Environment:
        environment: Environment = super()._create_environment()
        environment.autoescape = True
        environment.filters.update(
            {
                "baum": render_baum,
                "eigene_ids": _prefix_ids,
                "fuer_word": _choose_for_word,
                "satz": keep_together,
            }
        )
        return environment


def export_html(bericht: Bericht) -> str:
    """Render the report.

    Returns
    -------
    str
        A complete HTML document without references to other hosts.
    """
    return render_page("index.html.j2", bericht)


def render_page(vorlage: str, bericht: Bericht, **werte: object) -> str:
    """Render one of our templates as a complete page with styles.

    Parameters
    ----------
    werte
        What the template reads from ``resources`` beside the report.
    """
    stil = files("dkbm.bericht.html").joinpath("vorlage", "stil.css").read_text(encoding="utf-8")
    resources = {"bericht": bericht, "stil": Markup(stil), **werte}
    exporter = BerichtExporter(template_file=vorlage)
    body, _ = exporter.from_notebook_node(new_notebook(), resources)
    return re.sub(r"\n\s*\n+", "\n", str(body)).strip() + "\n"


def _choose_for_word(baum: Sequence[Knoten]) -> list[Knoten]:
    """Leave out what is only to be heard."""
    return [{**k, "beschreibung": ""} for k in baum]


def _prefix_ids(svg: str, anker: str) -> Markup:
    """Make the ids inside a drawing unique on the page."""
    return Markup(_ID.sub(rf"\g<1>{anker}-\g<2>", svg))
