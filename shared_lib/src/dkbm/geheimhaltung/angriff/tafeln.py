"""Turn the tables of published files back into facts: what one table alone gives away.

Nothing but the printed words is used: captions, heads, cells. Whoever forgets a margin, or
writes a total beside hidden parts, is found here even where no store knows that number.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

import pandas as pd

from dkbm.geheimhaltung.angriff.auszug import Fundstelle
from dkbm.geheimhaltung.angriff.rechnung import Befund, attack
from dkbm.geheimhaltung.angriff.wissen import collect_facts

__all__ = ["attack_tafeln", "read_tafeln"]

_ORT = re.compile(r"^(.*?),? Zeile \d+, Spalte \d+$")
_TEILER = re.compile(r"(?:^|\s)\|\s")
_ZAHL = re.compile(r"\d{1,3}(?:\.\d{3})*|\d+")
_GANZES = re.compile(r"\b(insgesamt|zusammen|gesamt|summe|alle)\b", re.IGNORECASE)
_HOECHSTENS = 400
"""Cells of the largest table that is attacked: wider ones are series of years and Gebiete."""
_GEHEIM = ("•", ".", "/", "*")


def read_tafeln(stellen: Iterable[Fundstelle]) -> dict[str, pd.DataFrame]:
    """Return each table that hides a count, by its place and caption.

    Returns
    -------
    dict of str to pandas.DataFrame
        Frames as `collect_facts` reads them, with ``zeile`` and ``spalte`` as breakdowns.
        Columns with decimals are rates and left out.
    """
    zellen: dict[tuple[str, str], dict[tuple[str, str], str]] = defaultdict(dict)
    for stelle in stellen:
        teile = _TEILER.split(stelle.text)
        if (ort := _ORT.match(stelle.ort)) and len(teile) == 4:
            titel, oben, vorn, zelle = (t.strip() for t in teile)
            zellen[f"{stelle.datei}, {ort[1]}", titel][vorn, oben] = zelle
    result = {}
    for (ort_, titel), inhalt in zellen.items():
        frame = _to_frame(inhalt, titel)
        if len(frame) and frame["wert"].isna().any():
            result[f"{ort_}: {titel}"] = frame
    return result


def _to_frame(inhalt: Mapping[tuple[str, str], str], titel: str) -> pd.DataFrame:
    quoten = {oben for (_, oben), zelle in inhalt.items() if "," in zelle}
    zeilen = []
    for (vorn, oben), zelle in inhalt.items():
        if oben in quoten or not (_ZAHL.fullmatch(zelle) or zelle in _GEHEIM):
            continue
        wert = float("nan") if zelle in _GEHEIM else float(zelle.replace(".", ""))
        zeichen = zelle if zelle in _GEHEIM else ""
        zeilen.append((_code(vorn), _code(oben), wert, "." if zeichen else ""))
    frame = pd.DataFrame(zeilen, columns=["zeile", "spalte", "wert", "zeichen"])
    frame = frame.drop_duplicates(["zeile", "spalte"])
    return frame.assign(ags="08", jahr=0, merkmal=titel or "tafel")


def _code(kopf: str) -> str:
    return "insgesamt" if _GANZES.search(kopf) else kopf or "ohne Kopf"


def attack_tafeln(tafeln: Mapping[str, pd.DataFrame], schwelle: int) -> list[Befund]:
    """Attack every table for itself; only hidden cells count."""
    befunde = []
    for name, frame in tafeln.items():
        if frame["zeile"].nunique() * frame["spalte"].nunique() > _HOECHSTENS:
            continue
        befunde += [
            b for b in attack(collect_facts({name: frame}), schwelle) if b.gesperrt and b.undicht
        ]
    return befunde
