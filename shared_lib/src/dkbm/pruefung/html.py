"""The findings as one HTML file: no script, nothing loaded, same findings same bytes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from dkbm.datei import write_whole
from dkbm.fehler import DkbmFehler, explain_oserror
from dkbm.pruefung.ablauf import Pruefung
from dkbm.pruefung.befund import GRADE, Befund, Befundart, Stelle
from dkbm.pruefung.grenzen import load_grenzen
from dkbm.sprache.zahlen import format_zahl

__all__ = ["describe_umfang", "judge", "render_html", "write_html"]

_HEISST = {
    "fehler": "So nicht verwenden: Die Angabe ist falsch oder widerspricht einer anderen.",
    "warnung": "Ansehen: Die Angabe kann richtig sein, ist aber ungewöhnlich.",
    "hinweis": "Wissen: Nichts ist falsch, aber wer die Zahlen zeigt, sollte es kennen.",
}
_MEHRZAHL = {"fehler": "Fehler", "warnung": "Warnungen", "hinweis": "Hinweise"}
_FORMULAR = ("Zelle", "Inhalt", "Was falsch ist", "Was tun")


@dataclass(frozen=True)
class Gruppe:
    """All findings of one grade."""

    grad: str
    name: str
    mehrzahl: str
    heisst: str
    befunde: Sequence[Befund]

    @property
    def nach_art(self) -> list[tuple[Befundart, list[Befund]]]:
        """The findings by their kind, so that it is explained only once."""
        groups = groupby(self.befunde, key=lambda befund: befund.art)
        return [(art, list(befunde)) for art, befunde in groups]


@dataclass(frozen=True)
class Zelle:
    """One cell of a table of places; numbers stand on the right."""

    text: str
    zahl: bool = False


def describe_umfang(pruefung: Pruefung) -> str:
    """Say how much was checked."""
    tabellen = (
        "1 Tabelle" if pruefung.tabellen == 1 else f"{format_zahl(pruefung.tabellen)} Tabellen"
    )
    return f"Geprüft: {tabellen} mit {format_zahl(pruefung.werte)} Werten."


def judge(pruefung: Pruefung) -> str:
    """Say in one sentence what came out."""
    if not pruefung.befunde:
        return "Es ist nichts aufgefallen."
    fehler, warnungen, hinweise = (pruefung.count(grad) for grad in GRADE)
    zahl = "kein Fehler" if not fehler else f"{format_zahl(fehler)} Fehler"
    warn = "1 Warnung" if warnungen == 1 else f"{format_zahl(warnungen)} Warnungen"
    hin = "1 Hinweis" if hinweise == 1 else f"{format_zahl(hinweise)} Hinweise"
    return f"Ergebnis: {zahl}, {warn}, {hin}."


def render_html(pruefung: Pruefung, titel: str) -> str:
    """Return the report as HTML.

    Parameters
    ----------
    pruefung
        The findings; every text in them is escaped.
    titel
        What was checked, e.g. the name of the Kommune.
    """
    env = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    env.filters |= {
        "zahl": format_zahl,
        "spalten": _list_spalten,
        "zellen": _list_zellen,
        "zeige_stellen": _title_stellen,
    }
    vorlagen = files("dkbm.pruefung").joinpath("vorlagen")
    vorlage = env.from_string(vorlagen.joinpath("pruefung.html.j2").read_text(encoding="utf-8"))
    gruppen = [
        Gruppe(grad, name, _MEHRZAHL[grad], _HEISST[grad], befunde)
        for grad, name in GRADE.items()
        if (befunde := [b for b in pruefung.befunde if b.grad == grad])
    ]
    return vorlage.render(
        titel=titel,
        umfang=describe_umfang(pruefung),
        urteil=judge(pruefung),
        gruppen=gruppen,
        hoechstens=load_grenzen().anzeige.stellen,
        stil=Markup(vorlagen.joinpath("stil.css").read_text(encoding="utf-8")),
    )


def write_html(pruefung: Pruefung, titel: str, ziel: Path) -> Path:
    """Write the report: whole or not at all.

    Raises
    ------
    DkbmFehler
        If the file cannot be written; an older report is whole then.
    """
    try:
        ziel.parent.mkdir(parents=True, exist_ok=True)
        write_whole(ziel, render_html(pruefung, titel))
    except OSError as error:
        raise DkbmFehler(
            f"Der Prüfbericht lässt sich nicht schreiben: {explain_oserror(error)}.", wo=str(ziel)
        ) from error
    return ziel


def _title_stellen(befund: Befund) -> str:
    hoechstens = load_grenzen().anzeige.stellen
    if len(befund.stellen) <= 2:
        return "Die Stelle" if len(befund.stellen) == 1 else "Beide Stellen"
    anzahl = format_zahl(len(befund.stellen))
    if len(befund.stellen) <= hoechstens:
        return f"Alle {anzahl} Stellen"
    return f"Die {format_zahl(hoechstens)} auffälligsten von {anzahl} Stellen"


def _is_formular(befund: Befund) -> bool:
    return befund.art.code == "DKBM-P504"


def _list_spalten(befund: Befund) -> list[str]:
    if _is_formular(befund):
        return list(_FORMULAR)
    spalten = ["Gebiet", "Jahr", "Merkmal", "Gefunden", "Erwartet"]
    if any(stelle.zusatz for stelle in befund.stellen):
        spalten.append("Anmerkung")
    if any(stelle.zelle for stelle in befund.stellen):
        spalten.append("Fundstelle")
    return spalten


def _list_zellen(stelle: Stelle, befund: Befund) -> list[Zelle]:
    if _is_formular(befund):
        ort = ", ".join(teil for teil in (stelle.blatt, stelle.zelle) if teil)
        return [Zelle(text) for text in (ort, stelle.gefunden, stelle.was, stelle.erwartet)]
    zellen = {
        "Gebiet": Zelle(stelle.gebiet or "alle"),
        "Jahr": Zelle(str(stelle.jahr) if stelle.jahr else "alle"),
        "Merkmal": Zelle(stelle.was),
        "Gefunden": Zelle(stelle.gefunden, zahl=True),
        "Erwartet": Zelle(stelle.erwartet, zahl=True),
        "Anmerkung": Zelle(stelle.zusatz),
        "Fundstelle": Zelle(f"{stelle.blatt} {stelle.zelle}".strip()),
    }
    return [zellen[name] for name in _list_spalten(befund)]
