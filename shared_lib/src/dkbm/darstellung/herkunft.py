"""Source lines and notes: where numbers come from and what limits them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dkbm.bestand import Quelle
from dkbm.bestand.gebietsstand import GEBIETSSTAND
from dkbm.kennzahlen import Besonderheit, Ergebnis
from dkbm.sprache.woerter import join_und

__all__ = ["GEHEIM", "format_quelle", "list_anmerkungen", "list_besonderheiten", "list_hidden"]

GEHEIM = "."
"""The official sign for a number that is unknown or kept secret."""


def format_quelle(quellen: Iterable[Quelle], *, berechnet: bool) -> str:
    """Write the source line with tables, Stand and licence.

    Parameters
    ----------
    berechnet
        Whether the numbers were computed from the tables: dl-de/by-2-0 asks to say so.
    """
    by_owner: dict[tuple[str, str], list[Quelle]] = {}
    for quelle in quellen:
        by_owner.setdefault((quelle.herausgeber, quelle.lizenz), []).append(quelle)
    parts = [_format_owner(*owner, teile) for owner, teile in by_owner.items()]
    end = "; eigene Berechnung (Daten verändert)" if berechnet else ""
    return f"Quelle: {'; '.join(parts)}{end}." if parts else "Quelle: keine Daten."


def _format_owner(herausgeber: str, lizenz: str, quellen: Sequence[Quelle]) -> str:
    staende: dict[str, list[str]] = {}
    for quelle in quellen:
        staende.setdefault(quelle.tabelle, []).append(quelle.stand)
    tabellen = []
    for tabelle, stand in staende.items():
        daten = [s for s in dict.fromkeys(stand) if s]
        tabellen.append(f"{tabelle} (Stand {join_und(daten)})" if daten else tabelle)
    wort = "Tabelle" if len(tabellen) == 1 else "Tabellen"
    if tabellen[0] == "INKAR" or " " in tabellen[0].split(" (Stand")[0] or "/" in tabellen[0]:
        wort = ""
    if herausgeber.endswith(f", {tabellen[0]}"):
        text = herausgeber
    else:
        text = f"{herausgeber}, {wort} {join_und(tabellen)}".replace(",  ", ", ")
    return f"{text}, {lizenz}" if lizenz else text


def list_anmerkungen(ergebnis: Ergebnis, jahre: Sequence[int]) -> tuple[str, ...]:
    """Collect the notes for a figure or table over the given years."""
    notes = list(ergebnis.kennzahl.hinweise)
    for jahr, grund in ergebnis.kennzahl.brueche:
        if jahre and min(jahre) < jahr <= max(jahre):
            notes.append(f"{grund}; mit den Jahren davor nur eingeschränkt vergleichbar.")
    notes += _describe_besonderheiten(ergebnis, jahre)
    for mark in ergebnis.gebietsstaende:
        rows = ergebnis.of(ergebnis.kommune)
        betroffen = rows.loc[(rows["gebietsstand"] == mark) & rows["jahr"].isin(jahre), "jahr"]
        if len(betroffen):
            spans = ergebnis.kennzahl.format_jahre(int(j) for j in betroffen)
            name = ergebnis.kommune.name
            notes.append(f"{name}, {spans}: Werte {GEBIETSSTAND[mark]} (heutiger Gebietsstand).")
    verdeckt = _describe_hidden(ergebnis, jahre)
    if verdeckt:
        notes.append(f"Unbekannt oder geheim zu halten und deshalb nicht gezeigt: {verdeckt}.")
    spanne = range(min(jahre), max(jahre) + 1) if len(jahre) > 2 else range(0)
    gaps = sorted(set(spanne) - set(ergebnis.jahre) - list_hidden(ergebnis))
    if gaps:
        notes.append(f"Ohne Werte im Datenbestand: {ergebnis.kennzahl.format_jahre(gaps)}.")
    return tuple(notes)


def _describe_hidden(ergebnis: Ergebnis, jahre: Sequence[int]) -> str:
    """Name the years of a series, or the parts of a breakdown, whose number is kept secret."""
    teile = ergebnis.kennzahl.auspraegungen
    if not teile:
        hidden = sorted(j for j in list_hidden(ergebnis) if jahre and j >= min(jahre))
        einzeln = len(jahre) == 1
        return ergebnis.kennzahl.format_jahre(j for j in hidden if not einzeln or j in jahre)
    ags = ergebnis.kommune.ags
    codes = [
        code
        for code in teile
        if any(
            (zelle := ergebnis.zellen.get((ags, jahr, code))) and zelle.zeichen == GEHEIM
            for jahr in jahre
        )
    ]
    return join_und([teile[code] for code in codes]) if codes and len(jahre) == 1 else ""


def list_hidden(ergebnis: Ergebnis) -> set[int]:
    """Return the years whose number for the Kommune is unknown or kept secret."""
    rows = ergebnis.daten[ergebnis.daten["ags"] == ergebnis.kommune.ags]
    hidden = {int(j) for j in rows.loc[rows["zeichen"] == GEHEIM, "jahr"]}
    return hidden - set(ergebnis.jahre)


def list_besonderheiten(ergebnis: Ergebnis, ags: str, jahr: int) -> list[Besonderheit]:
    """Return what disturbs a value only in some Länder and years (`Kennzahl.besonderheiten`)."""
    return [b for b in ergebnis.kennzahl.besonderheiten if b.applies_to(ags, jahr)]


def _describe_besonderheiten(ergebnis: Ergebnis, jahre: Sequence[int]) -> list[str]:
    """Return the text of each disturbance that touches a drawn value, once."""
    # A result with all Kreise would name the rounding of every Land.
    gebiete = [ergebnis.kommune.ags, ergebnis.kommune.land_ags]
    found = [
        b.text
        for ags in gebiete
        for jahr in jahre
        for b in list_besonderheiten(ergebnis, ags, jahr)
    ]
    return list(dict.fromkeys(found))
