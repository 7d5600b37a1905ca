"""The roster: which Kommunen, with which answers; checked whole before the first run."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dkbm.fehler import DkbmFehler, nearest
from dkbm.gebiete import load_register
from dkbm.projekt.einstellungen import MODI
from dkbm.projekt.gliederung import Teil, load_gliederung
from dkbm.quellen.kodierung import decode, read_bytes
from dkbm.rollout.auftrag import Auftrag
from dkbm.rollout.gestaltung import check_gestaltung
from dkbm.vorlage import antworten
from dkbm.vorlage.ort import find_kit

__all__ = ["read_plan"]

_ZEIGE = 20
"""Errors of a roster that are listed; the others are counted."""


@dataclass(frozen=True)
class _Umfeld:
    """What the cells of a roster refer to: its folder, and the folder with the projects."""

    ordner: Path
    ziel: Path | None

    def find_gliederung(self, ags: str) -> list[Teil]:
        """Return the outline of the Kommune's project, or the template's where it has none.

        Empty where it cannot be read: what is wrong with a project is told by its own card.
        """
        projekt = self.ziel / load_register()[ags].slug if self.ziel else None
        if projekt is None or not (projekt / "bericht").is_dir():
            return load_gliederung(find_kit() / "{{cookiecutter.kommune}}")
        try:
            return load_gliederung(projekt)
        except (DkbmFehler, OSError):
            return []


def read_plan(path: Path, ziel: Path | None = None) -> list[Auftrag]:
    """Read a roster (CSV or xlsx) with the column ``ags`` and optional further columns.

    Parameters
    ----------
    ziel
        Folder with the projects; a chapter must be one of the project's. Of the template's for
        new projects, and where omitted.

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
    umfeld = _Umfeld(path.resolve().parent, ziel)
    auftraege: list[Auftrag] = []
    fehler: list[str] = []
    gesehen: dict[str, int] = {}
    for nummer, zellen in zeilen:
        werte = {spalte: zellen[i].strip() for spalte, i in spalten.items() if i < len(zellen)}
        auftrag, funde = _read_row(nummer, werte, umfeld)
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
    wo = f"{path}, Zeile 1"
    for nummer, titel in enumerate(kopf):
        name = titel.strip().lower()
        if name in spalten:
            raise DkbmFehler(
                f"Die Spalte „{name}“ steht zweimal in der Liste.",
                wo=wo,
                rat="Bitte eine der beiden löschen.",
            )
        if name in _SPALTEN:
            spalten[name] = nummer
        elif name:
            aehnlich = nearest(name, _SPALTEN, 1)
            raise DkbmFehler(
                f"Die Spalte „{titel.strip()}“ der Liste ist unbekannt.",
                wo=wo,
                rat=f"Gemeint ist wohl „{aehnlich[0]}“."
                if aehnlich
                else f"Möglich sind: {', '.join(_SPALTEN)}.",
            )
    if "ags" not in spalten:
        raise DkbmFehler(
            "Der Liste fehlt die Spalte „ags“.",
            wo=wo,
            rat="Sie nennt je Zeile den AGS oder den Namen der Kommune.",
        )
    return spalten


def _read_row(nummer: int, werte: dict[str, str], umfeld: _Umfeld) -> tuple[Auftrag, list[str]]:
    """Return the job of a line as far as it could be read, and what is wrong with it."""
    auftrag, funde = Auftrag("", zeile=nummer), []
    for spalte, fill in _SPALTEN.items():  # the Kommune first: other cells depend on it
        wert = werte.get(spalte, "")
        if not wert and spalte != "ags":
            continue
        try:
            auftrag = fill(auftrag, wert, umfeld)
        except DkbmFehler as fehler:
            funde.append(f"Spalte {spalte}: {fehler.was} {fehler.rat}".strip())
    return auftrag, funde


def _set_ags(auftrag: Auftrag, wert: str, _: _Umfeld) -> Auftrag:
    return replace(auftrag, ags=load_register().find_kommune(wert).ags)


def _set_titel(auftrag: Auftrag, wert: str, _: _Umfeld) -> Auftrag:
    return replace(auftrag, titel=antworten.check_titel(wert))


def _set_kontakt(auftrag: Auftrag, wert: str, _: _Umfeld) -> Auftrag:
    return replace(auftrag, kontakt=antworten.check_kontakt(wert))


def _set_vergleich(auftrag: Auftrag, wert: str, _: _Umfeld) -> Auftrag:
    gefunden = antworten.find_vergleich(", ".join(_split(wert)), auftrag.ags or "08335")
    return replace(auftrag, vergleichskommunen=", ".join(g.ags for g in gefunden))


def _set_kapitel(auftrag: Auftrag, wert: str, umfeld: _Umfeld) -> Auftrag:
    from dkbm.bericht.auszug import choose_kapitel

    namen = tuple(_split(wert))
    if auftrag.ags and (teile := umfeld.find_gliederung(auftrag.ags)):
        choose_kapitel(teile, namen)
    return replace(auftrag, kapitel=namen)


def _set_gestaltung(auftrag: Auftrag, wert: str, umfeld: _Umfeld) -> Auftrag:
    angabe = check_gestaltung(wert, umfeld.ordner, auftrag.ags or "08335")
    return replace(auftrag, gestaltung=angabe)


def _set_modus(auftrag: Auftrag, wert: str, _: _Umfeld) -> Auftrag:
    modus = wert.casefold().replace("ö", "oe")
    if modus not in MODI:
        aehnlich = nearest(modus, MODI, 1) or list(MODI)
        raise DkbmFehler(
            f"Einen Modus „{wert}“ gibt es nicht.",
            rat=f"Gemeint ist wohl „{aehnlich[0]}“; möglich sind: {', '.join(MODI)}.",
        )
    return replace(auftrag, modus=modus)


def _split(wert: str) -> Iterator[str]:
    yield from (teil.strip() for teil in wert.replace(";", ",").split(",") if teil.strip())


_SPALTEN: dict[str, Callable[[Auftrag, str, _Umfeld], Auftrag]] = {
    "ags": _set_ags,
    "titel": _set_titel,
    "kontakt": _set_kontakt,
    "vergleichskommunen": _set_vergleich,
    "kapitel": _set_kapitel,
    "gestaltung": _set_gestaltung,
    "modus": _set_modus,
}
"""Columns of the roster and how each fills the job."""
