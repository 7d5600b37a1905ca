"""The roster: which Kommunen, with which answers; checked whole before the first run."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from dkbm.fehler import DkbmFehler, nearest
from dkbm.gebiete import Gebiet, load_register
from dkbm.quellen.kodierung import decode, read_bytes
from dkbm.rollout.auftrag import Auftrag
from dkbm.rollout.journal import read_journal
from dkbm.vorlage import antworten

__all__ = ["LAENDER", "build_plan", "read_begun", "read_plan"]

LAENDER = {
    **{"SH": "01", "HH": "02", "NI": "03", "HB": "04", "NW": "05", "HE": "06", "RP": "07"},
    **{"BW": "08", "BY": "09", "SL": "10", "BE": "11", "BB": "12", "MV": "13", "SN": "14"},
    **{"ST": "15", "TH": "16"},
}
"""Usual short names of the Länder; North Rhine-Westphalia also writes NRW."""
_ZEIGE = 20
"""Errors of a roster that are listed; the others are counted."""


def build_plan(
    *, alle: bool = False, laender: Sequence[str] = (), kommunen: Sequence[str] = ()
) -> list[Auftrag]:
    """Choose Kommunen without a roster: all, those of some Länder, or some by AGS or name.

    Raises
    ------
    DkbmFehler
        If a Land or Kommune is unknown.
    """
    register = load_register()
    keys = {_find_land(land) for land in laender}
    chosen = [g for g in register.kreise if alle or g.land_ags in keys]
    chosen += [register.find_kommune(suche) for suche in kommunen]
    return [Auftrag(gebiet.ags) for gebiet in dict.fromkeys(chosen)]


def read_plan(path: Path) -> list[Auftrag]:
    """Read a roster (CSV or xlsx) with the column ``ags`` and optional further columns.

    Returns
    -------
    list of Auftrag
        In the order of the roster.

    Raises
    ------
    DkbmFehler
        Names every wrong line with its remedy; nothing is run then.
    """
    kopf, zeilen = _read_rows(path)
    spalten = _match_columns(kopf, path)
    auftraege: list[Auftrag] = []
    fehler: list[str] = []
    gesehen: dict[str, int] = {}
    for nummer, zellen in zeilen:
        werte = {spalte: zellen[i].strip() for spalte, i in spalten.items() if i < len(zellen)}
        auftrag, funde = _read_row(nummer, werte)
        if auftrag.ags and (erste := gesehen.setdefault(auftrag.ags, nummer)) != nummer:
            funde.append(f"{auftrag.ags} steht schon in Zeile {erste}. Bitte eine Zeile löschen.")
        fehler += [f"Zeile {nummer}: {fund}" for fund in funde]
        auftraege.append(auftrag)
    if fehler:
        rest = len(fehler) - _ZEIGE
        mehr = [f"… und {rest} weitere"] if rest > 0 else []
        raise DkbmFehler(
            f"Die Liste {path.name} hat {len(fehler)} Fehler; es wurde nichts ausgeführt.\n"
            + "\n".join([*fehler[:_ZEIGE], *mehr]),
            wo=str(path),
            rat="Bitte die genannten Zeilen berichtigen und den Befehl wiederholen.",
        )
    return auftraege


def _read_rows(path: Path) -> tuple[list[str], list[tuple[int, list[str]]]]:
    if not path.is_file():
        raise DkbmFehler(f"Die Liste „{path}“ gibt es nicht.", rat="Bitte den Pfad prüfen.")
    inhalt = read_bytes(path)
    rows = _read_xlsx(inhalt, path) if inhalt.startswith(b"PK") else _read_csv(inhalt, path)
    filled = [(n, cells) for n, cells in enumerate(rows, start=1) if any(c.strip() for c in cells)]
    if len(filled) < 2:
        raise DkbmFehler(
            f"Die Liste {path.name} enthält keine Kommune.",
            wo=str(path),
            rat="Erwartet wird eine Kopfzeile mit „ags“ und darunter je Kommune eine Zeile.",
        )
    return filled[0][1], filled[1:]


def _read_csv(inhalt: bytes, path: Path) -> list[list[str]]:
    text = decode(inhalt, path.name)
    erste = text.partition("\n")[0]
    trenner = max(";,\t", key=erste.count)
    return list(csv.reader(io.StringIO(text), delimiter=trenner))


def _read_xlsx(inhalt: bytes, path: Path) -> list[list[str]]:
    from dkbm.quellen.arbeitsmappe import read_rasters

    rasters = read_rasters(inhalt, path.name)
    return [list(zeile) for raster in rasters[:1] for zeile in raster.zeilen]


def _match_columns(kopf: Sequence[str], path: Path) -> dict[str, int]:
    spalten: dict[str, int] = {}
    for nummer, titel in enumerate(kopf):
        name = titel.strip().lower()
        if name in _SPALTEN:
            spalten[name] = nummer
        elif name:
            aehnlich = nearest(name, _SPALTEN, 1)
            raise DkbmFehler(
                f"Die Spalte „{titel.strip()}“ der Liste ist unbekannt.",
                wo=f"{path}, Zeile 1",
                rat=f"Gemeint ist wohl „{aehnlich[0]}“."
                if aehnlich
                else f"Möglich sind: {', '.join(_SPALTEN)}.",
            )
    if "ags" not in spalten:
        raise DkbmFehler(
            "Der Liste fehlt die Spalte „ags“.",
            wo=f"{path}, Zeile 1",
            rat="Sie nennt je Zeile den AGS oder den Namen der Kommune.",
        )
    return spalten


def _read_row(nummer: int, werte: dict[str, str]) -> tuple[Auftrag, list[str]]:
    """Return the job of a line as far as it could be read, and what is wrong with it."""
    auftrag, funde = Auftrag("", zeile=nummer), []
    for spalte, wert in werte.items():
        if not wert and spalte != "ags":
            continue
        try:
            auftrag = _SPALTEN[spalte](auftrag, wert)
        except DkbmFehler as fehler:
            funde.append(f"Spalte {spalte}: {fehler.was} {fehler.rat}".strip())
    return auftrag, funde


def _set_ags(auftrag: Auftrag, wert: str) -> Auftrag:
    return replace(auftrag, ags=load_register().find_kommune(wert).ags)


def _set_titel(auftrag: Auftrag, wert: str) -> Auftrag:
    return replace(auftrag, titel=antworten.check_titel(wert))


def _set_kontakt(auftrag: Auftrag, wert: str) -> Auftrag:
    return replace(auftrag, kontakt=antworten.check_kontakt(wert))


def _set_vergleich(auftrag: Auftrag, wert: str) -> Auftrag:
    gefunden: Iterable[Gebiet] = antworten.find_vergleich(wert, auftrag.ags or "08335")
    return replace(auftrag, vergleichskommunen=", ".join(g.ags for g in gefunden))


def _set_kapitel(auftrag: Auftrag, wert: str) -> Auftrag:
    return replace(auftrag, kapitel=tuple(_split(wert)))


def _split(wert: str) -> Iterator[str]:
    yield from (teil.strip() for teil in wert.replace(";", ",").split(",") if teil.strip())


_SPALTEN: dict[str, Callable[[Auftrag, str], Auftrag]] = {
    "ags": _set_ags,
    "titel": _set_titel,
    "kontakt": _set_kontakt,
    "vergleichskommunen": _set_vergleich,
    "kapitel": _set_kapitel,
}
"""Columns of the roster and how each fills the job."""


def _find_land(suche: str) -> str:
    register = load_register()
    text = suche.strip()
    kurz = {**LAENDER, "NRW": "05"}
    names = {land.kurzname.casefold(): land.ags for land in register.laender}
    key = kurz.get(text.upper()) or names.get(text.casefold()) or text
    if key not in {land.ags for land in register.laender}:
        aehnlich = nearest(text, [*kurz, *(land.kurzname for land in register.laender)], 2)
        raise DkbmFehler(
            f"Ein Land „{text}“ gibt es nicht.",
            rat=f"Gemeint ist wohl {' oder '.join(aehnlich)}."
            if aehnlich
            else f"Möglich sind: {', '.join(LAENDER)}.",
        )
    return key


def read_begun(ziel: Path) -> list[Auftrag]:
    """Return the jobs of the last run that was begun in a target folder.

    Raises
    ------
    DkbmFehler
        If there was none.
    """
    begun = [row for row in read_journal(ziel) if row.get("schritt") == "begonnen"]
    if not begun:
        raise DkbmFehler(
            "Hier wurde noch kein Rollout begonnen.",
            wo=str(ziel),
            rat="Bitte mit einer Liste, --alle, --land oder --ags beginnen.",
        )
    rows = begun[-1]["auftraege"]
    return [Auftrag(**{**row, "kapitel": tuple(row["kapitel"])}) for row in rows]
