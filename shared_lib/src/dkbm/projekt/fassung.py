"""Which finished files belong to the last run, and which are left over from an earlier edition.

The record of the report (``bericht.json``, written by `dkbm.bericht`) names for each file the
``fassung`` it was written from: a hash of chapters, texts, settings and library. Two files of one
``fassung`` show the same numbers, whenever they were written.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from dkbm.datei import is_beiwerk
from dkbm.fehler import DkbmFehler
from dkbm.projekt.ordner import Projekt
from dkbm.sprache.woerter import join_und

__all__ = [
    "NACHWEIS",
    "Uebrige",
    "check_einheit",
    "describe_uebrige",
    "list_uebrige",
    "read_nachweis",
]

NACHWEIS = "bericht.json"
_GENANNT = 6
"""Files and folders that a message names."""


@dataclass(frozen=True)
class Uebrige:
    """A file in the output folder that is not of the last edition.

    Attributes
    ----------
    name
        Path below the output folder, with ``/``.
    tag
        Day on which it was written.
    verzeichnet
        Whether a run of the kit wrote it; else someone put it there.
    """

    name: str
    tag: date
    verzeichnet: bool


def read_nachweis(ordner: Path) -> dict[str, Any]:
    """Return the record that lies in a folder; empty where there is none that can be read."""
    try:
        inhalt = json.loads((ordner / NACHWEIS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return inhalt if isinstance(inhalt, dict) else {}


def list_uebrige(projekt: Projekt) -> list[Uebrige]:
    """Return the files of other editions in order of their names; none without a record."""
    nachweis = read_nachweis(projekt.ausgefuehrt)
    if not nachweis or not projekt.ausgabe.is_dir():
        return []
    jetzt, ausgaben = nachweis.get("fassung"), nachweis.get("ausgaben", {})
    uebrige = []
    for path in sorted(projekt.ausgabe.rglob("*")):
        name = path.relative_to(projekt.ausgabe).as_posix()
        versteckt = is_beiwerk(path.name) or any(t.startswith(".") for t in Path(name).parts)
        if not path.is_file() or versteckt or path.is_relative_to(projekt.ausgefuehrt):
            continue
        angaben = ausgaben.get(name)
        if angaben is None or angaben.get("fassung") != jetzt:
            uebrige.append(Uebrige(name, _written(path), angaben is not None))
    return uebrige


def describe_uebrige(uebrige: Sequence[Uebrige]) -> str:
    """Say in one German line which files are older and from which day; empty for none."""
    worte = {True: "Aus einer früheren Fassung", False: "Nicht aus diesem Projekt erzeugt"}
    saetze = []
    for verzeichnet, anfang in worte.items():
        teile: dict[str, list[Uebrige]] = {}
        for datei in uebrige:
            if datei.verzeichnet is verzeichnet:
                teile.setdefault(datei.name.partition("/")[0], []).append(datei)
        if teile:
            namen = [_name(k, v) for k, v in teile.items()]
            if len(namen) > _GENANNT:
                namen = [*namen[:_GENANNT], f"{len(namen) - _GENANNT} weitere"]
            saetze.append(f"{anfang}: {join_und(namen)}.")
    if any(datei.verzeichnet for datei in uebrige):
        saetze.append("Bitte neu schreiben („dkbm bericht“ schreibt alle Formate) oder löschen.")
    return " ".join(saetze)


def check_einheit(projekt: Projekt) -> None:
    """Refuse to sign files of several editions together.

    Raises
    ------
    DkbmFehler
        With the files of earlier editions and their days.
    """
    alte = [datei for datei in list_uebrige(projekt) if datei.verzeichnet]
    if alte:
        raise DkbmFehler(
            f"Die Ausgabe mischt verschiedene Fassungen. {describe_uebrige(alte)}",
            wo=str(projekt.ausgabe),
            rat="Danach „dkbm pruefen --geheimhaltung“ und „dkbm freigeben“ wiederholen.",
        )


def _written(path: Path) -> date:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC).astimezone().date()


def _name(oben: str, dateien: Sequence[Uebrige]) -> str:
    """Name a file or a folder with the days from which it is."""
    tage = sorted({datei.tag for datei in dateien})
    wann = " bis ".join(f"{tag:%d.%m.%Y}" for tag in dict.fromkeys((tage[0], tage[-1])))
    if dateien[0].name == oben:
        return f"{oben} ({wann})"
    zahl = "1 Datei" if len(dateien) == 1 else f"{len(dateien)} Dateien"
    return f"{oben}/ ({zahl}, {wann})"
