"""The report as JSON for the Typst template: strings stay data, nothing becomes markup."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dkbm.bericht.gestaltung import Bild
from dkbm.bericht.modell import Bericht, Block, Kapitel
from dkbm.bericht.schriften import clean, dress_svg, list_schriften
from dkbm.bericht.textbaum import walk

__all__ = ["build_daten", "choose_date", "list_beschreibungen", "save_bild"]


def build_daten(bericht: Bericht, ordner: Path) -> dict[str, Any]:
    """Return what the template reads, and write pictures into its folder.

    Parameters
    ----------
    ordner
        Folder of the compilation.
    """
    e = bericht.erscheinung
    daten = {
        "titel": bericht.titel,
        "name": bericht.name,
        "untertitel": bericht.untertitel,
        "titelzeilen": bericht.titelzeilen,
        "vermerk": bericht.vermerk,
        "datum": choose_date(bericht.datenstand),
        "farbe": e.farbe,
        "hell": e.hell,
        "schriften": list_schriften(e),
        "logo": save_bild(e.logo, "logo", ordner),
        "titelbild": save_bild(e.titelbild, "titelbild", ordner),
        "kapitel": [_convert(kapitel, bericht, ordner) for kapitel in bericht.kapitel],
    }
    printable: dict[str, Any] = clean(daten)
    return printable


def list_beschreibungen(daten: Mapping[str, Any]) -> list[str]:
    """Return the words for each table in the order of the template, those of charts last."""
    bloecke = [block for kapitel in daten["kapitel"] for block in kapitel["bloecke"]]
    im_text = [
        teil
        for block in bloecke
        for teil in ([block] if block["typ"] == "tabelle" else walk(block.get("baum")))
        if "beschreibung" in teil
    ]
    abbildungen = [block for block in bloecke if block["typ"] == "abbildung"]
    return [teil["beschreibung"] for teil in (*im_text, *abbildungen)]


def choose_date(datenstand: str) -> list[int]:
    """Return year, month, day of the newest source; the day of the run is no part of a report."""
    if not re.fullmatch(r"\d{2}\.\d{2}\.\d{4}", datenstand):
        return [1970, 1, 1]
    return [int(teil) for teil in reversed(datenstand.split("."))]


def _convert(kapitel: Kapitel, bericht: Bericht, ordner: Path) -> dict[str, Any]:
    bloecke = [_convert_block(block, kapitel, bericht, ordner) for block in kapitel.bloecke]
    return {
        "name": kapitel.name,
        "titel": kapitel.titel,
        "nummer": kapitel.nummer,
        "bloecke": bloecke,
        "erzeugt": not kapitel.datei,
    }


def _convert_block(
    block: Block, kapitel: Kapitel, bericht: Bericht, ordner: Path
) -> dict[str, Any]:
    daten = {k: v for k, v in block.daten.items() if k not in ("kennzahlen", "quellen")}
    if block.typ == "abbildung":
        daten["svg"] = dress_svg(daten["svg"], bericht.erscheinung)
    elif block.typ == "kacheln":
        daten["kacheln"] = [
            {**k, "svg": dress_svg(k["svg"], bericht.erscheinung), "steckbrief": []}
            for k in daten["kacheln"]
        ]
    elif block.typ == "bild":
        kopf, _, inhalt = daten["bild"].partition(",")
        art = kopf.removeprefix("data:").partition(";")[0]
        name = f"{kapitel.name}-{kapitel.of_type('bild').index(block) + 1}"
        daten["bild"] = save_bild(Bild(base64.b64decode(inhalt), art, daten["alt"]), name, ordner)
    return {**daten, "typ": block.typ, "nummer": block.nummer, "anker": block.anker}


def save_bild(bild: Bild | None, name: str, ordner: Path) -> dict[str, str] | None:
    """Write a picture into the folder of the compilation and say where it is."""
    if bild is None:
        return None
    endung = {"image/svg+xml": "svg", "image/png": "png", "image/jpeg": "jpg"}[bild.art]
    datei = f"bild-{len(list(ordner.iterdir()))}.{endung}"
    (ordner / datei).write_bytes(bild.inhalt)
    return {"datei": datei, "alt": bild.alt, "name": name}
