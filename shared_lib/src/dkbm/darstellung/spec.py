"""The objects that notebooks hold: specs with words and numbers, not pixels.

Each shows itself in JupyterLab and carries a structured bundle (`MIME`) into the notebook
file, from which every exporter renders in its own best way.
"""

from __future__ import annotations

import base64
import html
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace

from dkbm.bestand import Quelle
from dkbm.kennzahlen import Besonderheit, Kennzahl

__all__ = [
    "MIME",
    "Abbildung",
    "Datentabelle",
    "Hinweis",
    "Tabelle",
    "build_bundle",
    "render_table",
]

MIME = "application/vnd.dkbm.v1+json"
"""MIME type of the structured bundle."""
_WITHOUT = ("berechne", "fussnoten")
"""Fields that do not belong into a notebook: functions, and long notes kept in the manifest."""


@dataclass(frozen=True)
class Datentabelle:
    """Rows of text cells, exactly as printed; the first column holds the row heads."""

    spalten: tuple[str, ...]
    zeilen: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Abbildung:
    """A figure.

    Attributes
    ----------
    titel
        Caption without number: what, where, when, unit.
    alt
        Alternative text made from the data.
    svg
        The drawing, text kept as text.
    daten
        The numbers drawn, as a table.
    quelle
        Source line.
    anmerkungen
        Notes below the figure.
    kennzahlen, quellen
        The Kennzahlen and sources behind the figure, for the annexes.
    """

    titel: str
    alt: str
    svg: str
    daten: Datentabelle
    quelle: str
    anmerkungen: tuple[str, ...]
    kennzahlen: tuple[Kennzahl, ...]
    quellen: tuple[Quelle, ...]

    def add_note(self, anmerkung: str) -> Abbildung:
        """Return the figure with one more note below it."""
        return replace(self, anmerkungen=(*self.anmerkungen, anmerkung))

    def _repr_mimebundle_(
        self, include: Sequence[str] | None = None, exclude: Sequence[str] | None = None
    ) -> dict[str, object]:
        bild = base64.b64encode(self.svg.encode()).decode()
        return build_bundle(
            "abbildung",
            self,
            f"<figure><figcaption><strong>{html.escape(self.titel)}</strong></figcaption>"
            f'<img alt="{html.escape(self.alt)}" style="max-width:44rem;width:100%" '
            f'src="data:image/svg+xml;base64,{bild}">'
            f"{_notes(self.anmerkungen, self.quelle)}</figure>",
            f"{self.titel}\n{self.alt}",
        )


@dataclass(frozen=True)
class Tabelle:
    """A table; attributes as in `Abbildung`."""

    titel: str
    daten: Datentabelle
    quelle: str
    anmerkungen: tuple[str, ...]
    kennzahlen: tuple[Kennzahl, ...]
    quellen: tuple[Quelle, ...]

    def _repr_mimebundle_(
        self, include: Sequence[str] | None = None, exclude: Sequence[str] | None = None
    ) -> dict[str, object]:
        return build_bundle(
            "tabelle",
            self,
            render_table(self.daten, self.titel) + _notes(self.anmerkungen, self.quelle),
            self.titel,
        )


@dataclass(frozen=True)
class Hinweis:
    """Says in place of a figure or table what is missing and which file brings it."""

    titel: str
    text: str
    kennzahlen: tuple[Kennzahl, ...]

    def _repr_mimebundle_(
        self, include: Sequence[str] | None = None, exclude: Sequence[str] | None = None
    ) -> dict[str, object]:
        text = f"<p><strong>{html.escape(self.titel)}</strong><br>{html.escape(self.text)}</p>"
        return build_bundle("hinweis", self, text, f"{self.titel}\n{self.text}")


def build_bundle(
    typ: str, spec: object, als_html: str, als_text: str, **felder: object
) -> dict[str, object]:
    """Return the MIME bundle of a spec: structure for exporters, HTML for JupyterLab.

    Parameters
    ----------
    felder
        Fields of the structure that stand beside or in place of the spec's own.
    """
    return {
        MIME: _to_json({"typ": typ, **vars(spec), **felder}),
        "text/html": als_html,
        "text/plain": als_text,
    }


def _to_json(value: object) -> object:
    """Turn specs, Kennzahlen and sources into plain lists and dicts of texts and numbers."""
    if isinstance(value, Mapping):
        return {str(key): _to_json(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_to_json(item) for item in value]
    if isinstance(value, Datentabelle | Kennzahl | Quelle | Besonderheit):
        names = [f.name for f in fields(value) if f.name not in _WITHOUT]
        return {name: _to_json(getattr(value, name)) for name in names}
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def render_table(daten: Datentabelle, titel: str) -> str:
    """Return an HTML table with caption, column heads and row heads."""
    kopf = "".join(f'<th scope="col">{html.escape(s)}</th>' for s in daten.spalten)
    zeilen = "".join(
        f'<tr><th scope="row">{html.escape(z[0])}</th>'
        + "".join(f"<td>{html.escape(zelle)}</td>" for zelle in z[1:])
        + "</tr>"
        for z in daten.zeilen
    )
    return (
        f"<table><caption>{html.escape(titel)}</caption><thead><tr>{kopf}</tr></thead>"
        f"<tbody>{zeilen}</tbody></table>"
    )


def _notes(anmerkungen: Sequence[str], quelle: str) -> str:
    wort = "Anmerkung" if len(anmerkungen) == 1 else "Anmerkungen"
    notes = [f"{wort}: {html.escape(' '.join(anmerkungen))}"] if anmerkungen else []
    return "<p><small>" + "<br>".join([*notes, html.escape(quelle)]) + "</small></p>"
