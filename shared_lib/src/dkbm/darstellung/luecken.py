"""What is missing: one note per figure in the notebook, one list per chapter in the report."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dkbm.darstellung.herkunft import list_hidden
from dkbm.darstellung.spec import Hinweis, build_bundle
from dkbm.kennzahlen import Ergebnis, Kennzahl
from dkbm.quellen.formular import load_formular
from dkbm.sprache.woerter import join_und

__all__ = ["Luecke", "Lueckenliste", "explain_missing", "list_luecken"]

_FORMULAR = re.compile(r"dkbm formular (\w+)")
TITEL = "Was noch fehlt und welche Datei es bringt"
NICHT_GEZEIGT = "Was nicht gezeigt wird"


@dataclass(frozen=True)
class Luecke(Hinweis):
    """Stands in place of a figure without numbers.

    It is for the notebook alone: the report leaves it out, and names all gaps of a chapter in
    one list (`list_luecken`).
    """

    def _repr_mimebundle_(
        self, include: Sequence[str] | None = None, exclude: Sequence[str] | None = None
    ) -> dict[str, object]:
        text = f"<p><strong>{html.escape(self.titel)}</strong><br>{html.escape(self.text)}</p>"
        return build_bundle("luecke", self, text, f"{self.titel}\n{self.text}")


@dataclass(frozen=True)
class Lueckenliste(Hinweis):
    """The gaps of a chapter; in the notebook with what to do about each."""

    def _repr_mimebundle_(
        self, include: Sequence[str] | None = None, exclude: Sequence[str] | None = None
    ) -> dict[str, object]:
        wege = dict.fromkeys(k.beschafft for k in self.kennzahlen if k.beschafft)
        liste = "".join(f"<li>{html.escape(weg)}</li>" for weg in wege)
        text = f"<p><strong>{html.escape(self.titel)}</strong><br>{html.escape(self.text)}</p>"
        # The Kennzahlen have no values: they are no part of the report's annex.
        return build_bundle("hinweis", self, f"{text}<ul>{liste}</ul>", self.text, kennzahlen=())


def explain_missing(ergebnis: Ergebnis) -> Luecke:
    """Say that the Kommune has no numbers here, and which file brings them."""
    kennzahl, ort = ergebnis.kennzahl, ergebnis.kommune.formen.ort
    jahre = ergebnis.jahre
    stand = f"nur Werte für {kennzahl.format_jahre(jahre)}" if jahre else "keine Werte"
    satz = f"{ort[0].upper()}{ort[1:]} liegen dazu {stand} im Datenbestand vor."
    if not jahre and list_hidden(ergebnis):
        return Luecke(
            titel=f"{kennzahl.name}: nicht gezeigt",
            text="Die Zahlen sind unbekannt oder so klein, dass sie geheim zu halten sind.",
            kennzahlen=(kennzahl,),
        )
    return Luecke(
        titel=f"{kennzahl.name}: Daten fehlen",
        text=f"{satz} {kennzahl.beschafft}".strip(),
        kennzahlen=(kennzahl,),
    )


def list_luecken(ergebnisse: Iterable[Ergebnis]) -> Lueckenliste | Luecke:
    """Name what a chapter does not show: by the file that would bring it, or by the reason.

    Parameters
    ----------
    ergebnisse
        Of the Kennzahlen without a number in the chapter, for all years: one that has numbers
        lies outside the years shown.
    """
    leere = list({e.kennzahl.id: e for e in ergebnisse}.values())
    if not leere:
        return Luecke("Nichts fehlt", "Alle Kennzahlen des Kapitels haben Werte.", ())
    missing = [e.kennzahl for e in leere if e.is_empty and not list_hidden(e)]
    hidden = [e.kennzahl.name for e in leere if e.is_empty and list_hidden(e)]
    outside = [
        f"{e.kennzahl.name} ({e.kennzahl.format_jahre(e.jahre)})" for e in leere if not e.is_empty
    ]
    saetze = _write_missing(missing) if missing else []
    if hidden:
        saetze.append(f"Unbekannt oder geheim zu halten und nicht gezeigt: {'; '.join(hidden)}.")
    if outside:
        saetze.append(f"Nur außerhalb der gezeigten Jahre haben Werte: {'; '.join(outside)}.")
    return Lueckenliste(TITEL if missing else NICHT_GEZEIGT, " ".join(saetze), tuple(missing))


def _write_missing(missing: Sequence[Kennzahl]) -> list[str]:
    by_file: dict[str, list[str]] = {}
    for kennzahl in missing:
        by_file.setdefault(_name_file(kennzahl), []).append(kennzahl.name)
    saetze = [f"{datei}: {'; '.join(namen)}." for datei, namen in by_file.items()]
    return [*saetze, "Sie erscheinen in diesem Kapitel, sobald ihre Zahlen eingelesen sind."]


def _name_file(kennzahl: Kennzahl) -> str:
    """Name the form, else the official tables: no commands, readers of the report have none."""
    genannt = _FORMULAR.search(kennzahl.beschafft)
    formular = kennzahl.formular or (genannt[1] if genannt else "")
    if formular:
        return f"Formular „{load_formular(formular).titel}“"
    tabellen = [t for t in kennzahl.tabellen if t[:1].isdigit()] or list(kennzahl.tabellen)
    wort = "Tabelle" if len(tabellen) == 1 else "Tabellen"
    return f"{wort} {join_und(tabellen)}" if tabellen else "Eigene Erhebung"
