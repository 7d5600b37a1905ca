"""What the data commands print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from textwrap import shorten

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dkbm.bestand import Bestand
from dkbm.bestand.abgleich import Abgleich, Aenderung
from dkbm.bestand.ablage import ERSTE_QUELLE
from dkbm.bestand.eigene import ERSTE_EIGENE
from dkbm.bestand.einlesen import Einlesung
from dkbm.gebiete import Gebiet, load_register
from dkbm.kennzahlen.abdeckung import Abdeckung
from dkbm.sprache.woerter import year_spans
from dkbm.sprache.zahlen import format_zahl

__all__ = ["print_abdeckung", "print_einlesungen", "print_line", "print_quellen"]

_console = Console(soft_wrap=True, highlight=False)
_SCHICHTEN = (
    (ERSTE_EIGENE, "eigene CSV-Datei"),
    (ERSTE_QUELLE, "eingelesen"),
    (0, "mitgeliefert"),
)


def print_line(text: str) -> None:
    """Print one line as it is."""
    _console.print(Text(text))


def print_einlesungen(einlesungen: Sequence[Einlesung]) -> None:
    """Say of each file what came of it, then the sum."""
    for einlesung in einlesungen:
        for zeile in _describe_einlesung(einlesung):
            _console.print(zeile)
    abgelehnt = sum(1 for e in einlesungen if e.fehler)
    gelesen = len(einlesungen) - abgelehnt
    wort = "Tabelle" if gelesen == 1 else "Tabellen"
    _console.print(Text(f"{gelesen} {wort} eingelesen, {abgelehnt} abgelehnt."))


def _describe_einlesung(einlesung: Einlesung) -> Iterable[Text]:
    name, quelle = einlesung.datei.name, einlesung.quelle
    if einlesung.fehler or quelle is None:
        yield Text(f"{name}: abgelehnt", style="bold red")
        yield Text(f"  {einlesung.fehler}".replace("\n", "\n  "))
        return
    if einlesung.abgleich is None:
        yield Text(f"{name}: schon eingelesen, nichts geändert")
        return
    titel = shorten(quelle.titel, 100, placeholder=" …")
    yield Text(f"{name}: Tabelle {quelle.tabelle}, {titel}", style="bold")
    stand = f", Stand {quelle.stand}" if quelle.stand else ""
    yield Text(
        f"  {format_zahl(quelle.zeilen)} Werte, {_span(quelle.jahre)}{stand} → {quelle.datensatz}"
    )
    yield from _describe_abgleich(einlesung.abgleich)
    for ebene, anzahl in einlesung.uebergangen.items():
        yield Text(f"  übergangen: {format_zahl(anzahl)} Werte für {ebene}", style="dim")
    if not einlesung.bekannt:
        yield Text(
            "  Diese Tabelle kennt der Katalog nicht; sie steht eigenen Kennzahlen offen: "
            f'dkbm.Auswahl("{quelle.datensatz}", …)',
            style="yellow",
        )
    for hinweis in einlesung.hinweise:
        yield Text(f"  Hinweis: {hinweis}", style="yellow")


def _describe_abgleich(abgleich: Abgleich) -> Iterable[Text]:
    parts = [f"{format_zahl(abgleich.neu)} neu"]
    if abgleich.neue_jahre:
        parts[0] += f" (neue Jahre: {year_spans(abgleich.neue_jahre)})"
    parts += [
        f"{format_zahl(abgleich.geaendert)} geändert",
        f"{format_zahl(abgleich.gleich)} gleich",
    ]
    yield Text(f"  {', '.join(parts)}")
    for aenderung in abgleich.groesste[:3]:
        yield Text(f"    {_describe_aenderung(aenderung)}", style="dim")


def _describe_aenderung(aenderung: Aenderung) -> str:
    alt = aenderung.zeichen_alt or format_zahl(aenderung.alt)
    neu = aenderung.zeichen_neu or format_zahl(aenderung.neu)
    name = load_register()[aenderung.ags].name
    return f"{name} {aenderung.jahr}, {aenderung.merkmal}: {alt} → {neu}"


def print_quellen(bestand: Bestand) -> None:
    """List all sources with their layer."""
    table = Table(title="Tabellen im Datenbestand", title_justify="left")
    for titel in ("Datensatz", "Tabelle", "Jahre", "Stand", "Werte", "Schicht"):
        table.add_column(titel, justify="right" if titel == "Werte" else "left")
    for quelle in sorted(bestand.quellen.values(), key=lambda q: (q.datensatz, q.id)):
        schicht = next(name for ab, name in _SCHICHTEN if quelle.id >= ab)
        cells = (quelle.datensatz, quelle.tabelle, _span(quelle.jahre), quelle.stand)
        table.add_row(*map(Text, (*cells, format_zahl(quelle.zeilen), schicht)))
    _console.print(table)


def print_abdeckung(gebiet: Gebiet, abdeckungen: Sequence[Abdeckung]) -> None:
    """List per chapter which years each Kennzahl has, and what is missing."""
    _console.print(Text(f"Datenbestand für {gebiet.name}", style="bold"))
    for kapitel, teil in groupby(abdeckungen, key=lambda abdeckung: abdeckung.kapitel):
        _print_kapitel(kapitel, list(teil))
    leer = sum(1 for abdeckung in abdeckungen if not abdeckung.jahre)
    gefuellt = f"{len(abdeckungen) - leer} von {len(abdeckungen)} Kennzahlen haben Werte."
    _console.print(Text(f"\n{gefuellt}"))


def _print_kapitel(kapitel: str, abdeckungen: Sequence[Abdeckung]) -> None:
    table = Table(title=Text(kapitel, style="bold"), title_justify="left", box=SIMPLE_HEAD)
    table.add_column("Kennzahl", ratio=3)
    table.add_column("Jahre mit Werten", ratio=2)
    for abdeckung in abdeckungen:
        jahre = year_spans(abdeckung.jahre) or "keine Werte"
        style = "green" if abdeckung.jahre else "yellow"
        table.add_row(Text(abdeckung.kennzahl.name), Text(jahre, style=style))
    _console.print(table)
    for hinweis, namen in _group_beschaffung(abdeckungen).items():
        _console.print(Text.assemble("  • ", (f"{_list_names(namen)}: ", "bold"), hinweis))


def _group_beschaffung(abdeckungen: Sequence[Abdeckung]) -> dict[str, list[str]]:
    """Kennzahlen of one table lack the same; saying it once keeps the list readable."""
    groups: dict[str, list[str]] = {}
    for abdeckung in abdeckungen:
        if abdeckung.beschaffung:
            groups.setdefault(abdeckung.beschaffung, []).append(abdeckung.kennzahl.name)
    return groups


def _list_names(namen: Sequence[str]) -> str:
    rest = len(namen) - 2
    if rest > 1:
        return f"{namen[0]}, {namen[1]} und {rest} weitere"
    return " und ".join([", ".join(namen[:-1]), namen[-1]] if namen[1:] else namen)


def _span(jahre: tuple[int, int]) -> str:
    return str(jahre[0]) if jahre[0] == jahre[1] else f"{jahre[0]}–{jahre[1]}"
