"""Export to one self-contained HTML file, through nbconvert with our own template."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Any

import bleach
from jinja2 import Environment
from markupsafe import Markup, escape
from nbconvert.exporters import TemplateExporter
from nbformat.v4 import new_notebook
from traitlets import default

from dkbm.bericht.zusammenbau import Inhalt
from dkbm.bestand import Bestand
from dkbm.projekt import Einstellungen
from dkbm.sprache.woerter import year_spans

__all__ = ["BerichtExporter", "export_html", "keep_together", "shorten_titel"]

_ERLAUBT = [
    "table",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "th",
    "td",
    "caption",
    "p",
    "br",
    "strong",
    "em",
    "b",
    "i",
    "ul",
    "ol",
    "li",
    "code",
    "pre",
    "span",
    "div",
    "small",
    "sub",
    "sup",
]
_ATTRIBUTE = {"th": ["scope", "colspan", "rowspan"], "td": ["colspan", "rowspan"]}
_UNTRENNBAR = re.compile(
    r"\b\d{5}(?:-\w+)+|\bdl-de/by-2-0\b|\b\d+-Jährig\w*|\bje \d[\d.]*|\d+ = \d+"
)
"""What must stay on one line: table codes, licences, ages, ``je 1.000``, ``1995 = 100``."""
_VOR_LEERZEICHEN = re.compile(r"(?<![\d.])(\d{1,2}\.) (?=[A-ZÄÖÜ])|(\(in) (?=%)")
"""Day before month, and preposition before the sign it belongs to."""
_TIEFE = re.compile(r"(?: -)?( \([^()]*\))? regionale? Tiefe:.*$")
"""What follows the title proper in the head of an official table."""
_ID = re.compile(r'(\bid="|url\(#|xlink:href="#)([^")]+)')


class BerichtExporter(TemplateExporter):  # type: ignore[misc]
    """nbconvert exporter with the template ``dkbm``; all values are escaped by default."""

    @default("file_extension")  # type: ignore[untyped-decorator]
    def _file_extension_default(self) -> str:
        return ".html"

    @default("template_file")  # type: ignore[untyped-decorator]
    def _template_file_default(self) -> str:
        return "index.html.j2"

    @default("template_paths")  # type: ignore[untyped-decorator]
    def _template_paths(self, prune: bool = True, root_dirs: object = None) -> list[str]:
        """Return our own folder only: nothing of JupyterLab's templates is inherited."""
        return [str(files("dkbm.bericht").joinpath("vorlagen", "dkbm"))]

    def _create_environment(self) -> Environment:
        environment: Environment = super()._create_environment()
        environment.autoescape = True
        environment.filters.update(
            {
                "sauber": _sanitize,
                "eigene_ids": _prefix_ids,
                "jahre": year_spans,
                "satz": keep_together,
                "tabellentitel": shorten_titel,
            }
        )
        return environment


def export_html(einstellungen: Einstellungen, inhalt: Inhalt, bestand: Bestand) -> str:
    """Render the report.

    Parameters
    ----------
    bestand
        The store that the numbers came from; its official footnotes are printed.

    Returns
    -------
    str
        A complete HTML document without references to other hosts.
    """
    resources = {
        "einstellungen": einstellungen,
        "gebiet": einstellungen.gebiet,
        "inhalt": inhalt,
        "fussnoten": {q.sha256: q.fussnoten for q in bestand.quellen.values()},
        "datenstand": _latest(inhalt),
        "stil": Markup(_read("stil.css")),
    }
    body, _ = BerichtExporter().from_notebook_node(new_notebook(), resources)
    return re.sub(r"\n\s*\n+", "\n", str(body)).strip() + "\n"


def keep_together(text: str) -> Markup:
    """Escape a text and keep what a line must not part: ``31. Dezember``, ``12411-01-01-4``."""
    escaped = _VOR_LEERZEICHEN.sub("\\g<1>\\g<2>\u00a0", str(escape(text)))
    return Markup(_UNTRENNBAR.sub(r'<span class="fest">\g<0></span>', escaped))


def shorten_titel(titel: str) -> str:
    """Return the title of an official table as a sentence, without depth and name of statistic.

    GENESIS prints three lines in one: ``Geburten - Jahressumme - regionale Tiefe: Kreise … ``.
    """
    kurz = _TIEFE.sub(r"\1", titel).replace(" - ", " – ")
    return kurz if kurz.endswith(".") else f"{kurz}."


def _read(name: str) -> str:
    return files("dkbm.bericht").joinpath("vorlagen", "dkbm", name).read_text(encoding="utf-8")


def _sanitize(html: str) -> Markup:
    """Keep the structure of an analyst's HTML output, drop scripts, styles and handlers."""
    text = re.sub(r"<(style|script)\b.*?</\1>", "", html, flags=re.DOTALL | re.IGNORECASE)
    return Markup(bleach.clean(text, tags=_ERLAUBT, attributes=_ATTRIBUTE, strip=True))


def _prefix_ids(svg: str, anker: str) -> Markup:
    """Make the ids inside a drawing unique on the page."""
    return Markup(_ID.sub(rf"\g<1>{anker}-\g<2>", svg))


def _latest(inhalt: Inhalt) -> Any:
    """Return the newest Stand of the sources, as ``dd.mm.yyyy``; empty without any."""
    staende = [q["stand"] for q in inhalt.quellen.values() if q["stand"]]
    return max(staende, key=lambda s: s.split(".")[::-1], default="")
