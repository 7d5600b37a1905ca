"""The gate before every format: what assistive technology needs must be there.

Checked on the model, so one check holds for all formats: alternative texts; captions, head cells
and descriptions of tables; order of headings, unique anchors, contrast of the words in charts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from dkbm.bericht.farbe import TEXTKONTRAST, contrast
from dkbm.bericht.modell import Bericht, Block, Kapitel
from dkbm.bericht.textbaum import Knoten, walk
from dkbm.fehler import DkbmFehler

__all__ = ["check_barrierefreiheit", "list_maengel"]

_ERSATZTEXT = re.compile(
    r"no description has been provided.*|abbildung[\s\d.:]*|grafik|diagramm|bild|foto|image|figure"
    r"|plot|chart|alt(ernativ)?text|todo|xxx+|\S+\.(png|jpe?g|svg|gif)",
    re.IGNORECASE,
)
_SCHRIFTFARBE = re.compile(r"<text\b[^>]*?fill[:=]\s*\"?(#[0-9a-fA-F]{6})")
_ZEIGE = 8


def check_barrierefreiheit(bericht: Bericht) -> None:
    """Refuse a report that not everybody could read.

    Raises
    ------
    DkbmFehler
        With all findings (the first eight in full): chapter, file, figure, what is missing.
    """
    maengel = list(list_maengel(bericht))
    if not maengel:
        return
    weitere = len(maengel) - _ZEIGE
    zeilen = maengel[:_ZEIGE] + ([f"… und {weitere} weitere."] if weitere > 0 else [])
    raise DkbmFehler(
        "Der Bericht ist nicht barrierefrei und wurde deshalb nicht geschrieben:\n- "
        + "\n- ".join(zeilen),
        rat="Bitte die genannten Stellen ergänzen. Der letzte fertige Bericht ist unverändert.",
    )


def list_maengel(bericht: Bericht) -> Iterator[str]:
    """Yield one German sentence per finding, in reading order."""
    anker: Counter[str] = Counter()
    for kapitel in bericht.kapitel:
        wo = f"Kapitel „{kapitel.titel}“" + (f" ({kapitel.datei})" if kapitel.datei else "")
        ebene = 1
        for block in kapitel.bloecke:
            anker[block.anker] += 1
            for knoten in walk(block.daten.get("baum")):
                if knoten.get("art") == "ueberschrift":
                    anker[knoten["anker"]] += 1
                    if knoten["ebene"] > ebene + 1:
                        yield (
                            f"{wo}: Die Überschrift „{knoten['titel']}“ überspringt eine Ebene; "
                            f"hier passt höchstens {'#' * ebene}."
                        )
                    ebene = knoten["ebene"]
                elif knoten.get("art") == "zahlen":
                    yield from _check_table(knoten, f"{wo}, {_name_table(knoten)}")
                    yield from _check_beschreibung(knoten, f"{wo}, {_name_table(knoten)}")
            if block.typ == "kernaussagen":
                ebene = max(ebene, 3)
            yield from (f"{wo}, {fund}" for fund in _check_block(block, kapitel))
    for name, anzahl in anker.items():
        if name and anzahl > 1:
            yield f"Die Kennung „{name}“ ist {anzahl}-mal vergeben; jede darf nur einmal vorkommen."


def _check_block(block: Block, kapitel: Kapitel) -> Iterator[str]:
    if block.typ == "bild":
        nummer = kapitel.of_type("bild").index(block) + 1
        yield from _check_alt(block.daten["alt"], "", f"Bild {nummer}")
    elif block.typ == "abbildung":
        wo = f"{block.bezeichnung} ({block.id})"
        if not block.daten["titel"].strip():
            yield f"{wo}: Der Titel fehlt."
        yield from _check_alt(block.daten["alt"], block.daten["titel"], wo)
        yield from _check_words(block.daten["svg"], wo)
        yield from _check_beschreibung(block.daten, f"{wo}, Daten zur Abbildung")
    elif block.typ == "tabelle":
        wo = f"{block.bezeichnung} ({block.id})"
        if not block.daten["titel"].strip():
            yield f"{wo}: Der Titel fehlt."
        yield from _check_table({**block.daten["daten"], "kopfzeile": True}, wo)
        yield from _check_beschreibung(block.daten, wo)


def _check_alt(alt: str, titel: str, wo: str) -> Iterator[str]:
    hilfe = (
        "Bitte das Bild beschreiben: alt=… in der Abbildung, eine Zeile „# Alternativtext: …“ "
        "in der Zelle oder „![Beschreibung](bild.png)“ im Text."
    )
    if not alt.strip():
        yield f"{wo}: Der Alternativtext fehlt. {hilfe}"
    elif _ERSATZTEXT.fullmatch(alt.strip()) or alt.strip() == titel.strip():
        yield f"{wo}: „{alt.strip()}“ ist kein Alternativtext. {hilfe}"


def _check_table(tabelle: Knoten, wo: str) -> Iterator[str]:
    spalten = tabelle["spalten"]
    if not tabelle["kopfzeile"] or not any(spalte.strip() for spalte in spalten):
        yield f"{wo}: Der Tabelle fehlt die Kopfzeile."
        return
    for nummer, spalte in enumerate(spalten[1:], start=2):
        if not spalte.strip():
            yield f"{wo}: Spalte {nummer} hat keine Überschrift."
    if any(len(zeile) != len(spalten) for zeile in tabelle["zeilen"]):
        yield f"{wo}: Die Zeilen haben nicht so viele Zellen wie der Kopf."


def _check_beschreibung(daten: Knoten, wo: str) -> Iterator[str]:
    if not daten.get("beschreibung", "").strip():
        yield f"{wo}: Der Tabelle fehlt die Kurzbeschreibung; vermutlich hat sie keine Zeilen."


def _name_table(knoten: Knoten) -> str:
    erste = next(
        (z for zeile in [knoten["spalten"], *knoten["zeilen"]] for z in zeile if z), "leer"
    )
    return f"Tabelle, beginnt mit „{erste[:40]}“"


def _check_words(svg: str, wo: str) -> Iterator[str]:
    """White words stand on filled areas, whose colour the words alone do not tell."""
    for farbe in dict.fromkeys(_SCHRIFTFARBE.findall(svg)):
        if farbe.lower() != "#ffffff" and contrast(farbe) < TEXTKONTRAST:
            yield f"{wo}: Die Schriftfarbe {farbe} hat auf Weiß zu wenig Kontrast."
