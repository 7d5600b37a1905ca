"""A Kennzahl in words: for the console, for notebooks, for the documentation."""

from __future__ import annotations

from html import escape as escape_html
from textwrap import fill

from dkbm.kennzahlen.kennzahl import Kennzahl

__all__ = ["escape_markdown", "list_angaben", "to_html", "to_markdown", "to_text"]

RICHTUNG = {
    "neutral": "ohne Wertung",
    "hoch_guenstig": "ein hoher Wert gilt als günstig",
    "niedrig_guenstig": "ein niedriger Wert gilt als günstig",
}
RAUM = {
    "Wohnort": "Gezählt wird am Wohnort.",
    "Schulort": "Gezählt wird am Ort der Schule.",
    "Einrichtungsort": "Gezählt wird am Ort der Einrichtung.",
    "Arbeitsort": "Gezählt wird am Arbeitsort.",
    "gemischt": "Zähler am Ort der Schule oder Einrichtung, Nenner am Wohnort.",
}


def list_angaben(kennzahl: Kennzahl) -> list[tuple[str, str]]:
    """Return label and text of everything that is known of a Kennzahl, without empty ones."""
    beispiel = kennzahl.format_zeit(2015)
    teile = ", ".join(kennzahl.auspraegungen.values())
    gliederung = f"{kennzahl.gliederung}: {teile}" if kennzahl.gliederung else teile
    angaben = [
        ("Definition", kennzahl.definition),
        ("Formel", kennzahl.formel),
        ("Zähler", kennzahl.zaehler),
        ("Nenner", kennzahl.nenner),
        ("Einheit", kennzahl.einheit or kennzahl.zaehlt),
        ("Zeitbezug", f"{kennzahl.regel} (im Satz: „{beispiel}“)"),
        ("Raumbezug", RAUM.get(kennzahl.raum, "")),
        ("Untergliedert nach", gliederung),
        ("Lesart", RICHTUNG[kennzahl.richtung]),
        ("Quelle", ", ".join(kennzahl.tabellen)),
        *(("Hinweis", hinweis) for hinweis in kennzahl.hinweise),
        *(("Bruch", f"ab {jahr}: {grund}") for jahr, grund in kennzahl.brueche),
        *(("Besonderheit", besonderheit.text) for besonderheit in kennzahl.besonderheiten),
        ("Code im Anwendungsleitfaden", kennzahl.al_code),
        ("Fehlende Jahre", kennzahl.beschafft),
    ]
    return [(label, text) for label, text in angaben if text]


def escape_markdown(text: str) -> str:
    """Keep signs of Markdown as they are."""
    for sign in "\\|*_<`":
        text = text.replace(sign, f"\\{sign}")
    return text


def _list_names(kennzahl: Kennzahl) -> str:
    return f", Code {kennzahl.code}" if kennzahl.code else ""


def to_markdown(kennzahl: Kennzahl) -> str:
    """Return a Markdown section with a heading of the third level."""
    kopf = f"### {escape_markdown(kennzahl.name)}\n\nid `{kennzahl.id}`"
    kopf += f"{escape_markdown(_list_names(kennzahl))}\n\n"
    zeilen = [f"- **{label}:** {escape_markdown(text)}\n" for label, text in list_angaben(kennzahl)]
    return kopf + "".join(zeilen)


def to_html(kennzahl: Kennzahl) -> str:
    """Return a description list with a heading."""
    kopf = f"<h3>{escape_html(kennzahl.name)}</h3>\n<p>id <code>{escape_html(kennzahl.id)}</code>"
    kopf += f"{escape_html(_list_names(kennzahl))}</p>"
    zeilen = [
        f"<dt><strong>{escape_html(label)}</strong></dt><dd>{escape_html(text)}</dd>"
        for label, text in list_angaben(kennzahl)
    ]
    return f"{kopf}\n<dl>\n" + "\n".join(zeilen) + "\n</dl>"


def to_text(kennzahl: Kennzahl, breite: int = 88) -> str:
    """Return plain lines of at most ``breite`` signs."""
    kopf = f"{kennzahl.name}\n(id {kennzahl.id}{_list_names(kennzahl)})"
    zeilen = [
        fill(f"{label}: {text}", breite, subsequent_indent="    ", break_on_hyphens=False)
        for label, text in list_angaben(kennzahl)
    ]
    return "\n".join([kopf, "", *zeilen])
