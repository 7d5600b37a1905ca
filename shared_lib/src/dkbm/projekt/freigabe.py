"""Release with four eyes: two people sign a list of files; whatever changes is no longer on it."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dkbm.bestand import open_bestand
from dkbm.datei import read_whole, write_whole
from dkbm.fehler import DkbmFehler, explain_oserror
from dkbm.geheimhaltung.verdeckung import list_known, list_spannen
from dkbm.projekt.aufzeichnung import FREIGABE, dump_schluessel, read_freigaben
from dkbm.projekt.fassung import check_einheit
from dkbm.projekt.ordner import Projekt
from dkbm.projekt.protokoll import read_protokoll
from dkbm.projekt.schlusspruefung import hash_files, list_ausgabe
from dkbm.projekt.schutz import verdecke

__all__ = ["list_ueberholte", "publish_released", "release"]


def release(projekt: Projekt, von: str, gegengezeichnet: str) -> dict[str, Any]:
    """Sign the files of the public report.

    Parameters
    ----------
    von, gegengezeichnet
        Two different people or offices.

    Returns
    -------
    dict
        The release as it was written.

    Raises
    ------
    DkbmFehler
        If the two are the same, files of several editions lie together, or the gate was not
        passed with exactly these files.
    """
    haus = replace(projekt, modus_wahl="oeffentlich")
    namen = [" ".join(name.split()) for name in (von, gegengezeichnet)]
    _check_namen(*namen)
    check_einheit(haus)
    dateien = hash_files(haus, list_ausgabe(haus))
    _check_gate(read_protokoll(haus), dateien)
    zeit = datetime.now(UTC).astimezone().isoformat(timespec="seconds")
    eintrag = {"zeit": zeit, "von": namen[0], "gegengezeichnet": namen[1], "dateien": dateien}
    if name := _remember(haus):
        eintrag["aufzeichnung"] = name
    _write(haus, [*read_freigaben(haus), eintrag])
    return eintrag


def publish_released(projekt: Projekt, ziel: Path) -> list[Path]:
    """Copy the released files of the report into a folder, all or none.

    Executed notebooks stay: they are checked and released, but published are the reports.

    Raises
    ------
    DkbmFehler
        If a file is not released or was changed since, or the folder cannot be written.
    """
    haus = replace(projekt, modus_wahl="oeffentlich")
    ausgabe = [p for p in list_ausgabe(haus) if p.is_relative_to(haus.ausgabe)]
    freigaben = read_freigaben(haus)
    erlaubt: Mapping[str, str] = freigaben[-1]["dateien"] if freigaben else {}
    if not ausgabe:
        raise DkbmFehler("Es gibt nichts zu veröffentlichen.", wo=str(haus.ausgabe))
    inhalte = {p: read_whole(p) for p in ausgabe}
    for path, inhalt in inhalte.items():
        name = path.relative_to(haus.bericht).as_posix()
        if name not in erlaubt:
            raise _refuse(f"Die Datei {name} ist nicht freigegeben.", path)
        if erlaubt[name] != hashlib.sha256(inhalt).hexdigest():
            raise _refuse(f"Die Datei {name} wurde nach der Freigabe geändert.", path)
    return _copy(haus, ziel, inhalte)


def list_ueberholte(projekt: Projekt, ziel: Path) -> list[Path]:
    """Return files in a folder of publication that only an earlier release put there."""
    haus = replace(projekt, modus_wahl="oeffentlich")
    ordner = haus.ausgabe.relative_to(haus.bericht)
    freigaben = [set(f["dateien"]) for f in read_freigaben(haus)]
    frueher = sorted(set().union(*freigaben[:-1]) - freigaben[-1]) if freigaben else []
    namen = [Path(n).relative_to(ordner) for n in frueher if Path(n).is_relative_to(ordner)]
    return [ziel / name for name in namen if ".." not in name.parts and (ziel / name).is_file()]


def _copy(projekt: Projekt, ziel: Path, inhalte: Mapping[Path, bytes]) -> list[Path]:
    """Write the bytes that were checked beside ``ziel``, then rename file by file."""
    if ziel.resolve().is_relative_to(projekt.bericht.resolve()):
        raise DkbmFehler(
            "Das Ziel liegt im Ordner des Berichts selbst.",
            wo=str(ziel),
            rat="Bitte einen Ordner außerhalb von bericht/ angeben.",
        )
    neu = ziel.with_name(f".{ziel.name}.neu")
    try:
        shutil.rmtree(neu, ignore_errors=True)
        fertig = []
        for path, inhalt in inhalte.items():
            name = path.relative_to(projekt.ausgabe)
            (neu / name).parent.mkdir(parents=True, exist_ok=True)
            (neu / name).write_bytes(inhalt)
            fertig.append(name)
        for name in fertig:
            (ziel / name).parent.mkdir(parents=True, exist_ok=True)
            os.replace(neu / name, ziel / name)
        shutil.rmtree(neu, ignore_errors=True)
    except OSError as error:
        raise DkbmFehler(
            f"In das Ziel lässt sich nicht schreiben: {explain_oserror(error)}.", wo=str(ziel)
        ) from error
    return [ziel / name for name in fertig]


def _check_namen(von: str, gegengezeichnet: str) -> None:
    if not von or not gegengezeichnet or von.casefold() == gegengezeichnet.casefold():
        raise DkbmFehler(
            "Freigeben müssen zwei verschiedene Personen oder Stellen.",
            wo=f"--von „{von}“, --gegengezeichnet „{gegengezeichnet}“",
            rat='Beispiel: dkbm freigeben --von "M. Muster, Bildungsbüro" --gegengezeichnet '
            '"A. Beispiel, Datenschutz".',
        )


def _check_gate(protokoll: Mapping[str, Any], dateien: Mapping[str, str]) -> None:
    rat = "Bitte „dkbm pruefen --geheimhaltung“ aufrufen."
    if not dateien:
        raise DkbmFehler("Es gibt noch keinen öffentlichen Bericht.", rat="dkbm bericht")
    if not protokoll:
        raise DkbmFehler("Die Geheimhaltung wurde noch nicht geprüft.", rat=rat)
    geprueft = protokoll.get("dateien", {})
    for name in sorted({*dateien, *geprueft}):
        if dateien.get(name) != geprueft.get(name):
            raise DkbmFehler(
                f"Die Datei {name} ist nicht mehr die, die geprüft wurde.", wo=name, rat=rat
            )
    if protokoll.get("bestanden") is not True:
        raise DkbmFehler(
            "Die Prüfung der Geheimhaltung ist nicht bestanden.",
            wo="bericht/pruefung/geheimhaltung.html",
            rat="Bitte die Befunde beheben, den Bericht neu erstellen und noch einmal prüfen.",
        )


def _refuse(was: str, path: Path) -> DkbmFehler:
    return DkbmFehler(
        was,
        wo=str(path),
        rat="Bitte „dkbm pruefen --geheimhaltung“ und danach „dkbm freigeben“ aufrufen.",
    )


def _remember(projekt: Projekt) -> str:
    """Keep what this edition tells of own data: the next decision cannot take it back.

    Returns
    -------
    str
        Name of the file in ``bericht/geheim``; empty where there is nothing to keep.
    """
    bestand = open_bestand(projekt.ordner, projekt.einstellungen.gebiet.ags)
    verdeckung = verdecke(projekt, bestand)
    bekannt, spannen = list_known(verdeckung), list_spannen(verdeckung)
    if not bekannt and not spannen:
        return ""
    projekt.geheim.mkdir(parents=True, exist_ok=True)
    name = f"ausgabe-{len(read_freigaben(projekt)) + 1:04d}.json"
    write_whole(projekt.geheim / name, dump_schluessel(bekannt, spannen))
    return name


def _write(projekt: Projekt, freigaben: list[dict[str, Any]]) -> None:
    text = json.dumps({"freigaben": freigaben}, ensure_ascii=False, indent=1) + "\n"
    write_whole(projekt.bericht / FREIGABE, text)
