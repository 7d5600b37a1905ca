"""The report as JSON for the Typst template: strings stay data, nothing becomes markup."""

from __future__ import annotations

import base64
import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.ft2font import FT2Font

from dkbm.bericht.gestaltung import Bild
from dkbm.bericht.modell import Bericht, Block, Kapitel

__all__ = ["FAMILIE", "SCHRIFTORDNER", "build_daten", "keep_printable"]

FAMILIE = "DKBM Sans"
SCHRIFTORDNER = (
    str(files("dkbm.darstellung").joinpath("schriften")),
    str(Path(mpl.get_data_path()) / "fonts" / "ttf"),
)
"""The kit's fonts; behind them those of matplotlib, for Hebrew, Arabic and symbols."""
_DATEIEN = ("DKBMSans-Regular.ttf", "NotoEmoji-Regular.ttf", "DejaVuSans.ttf")
_ERSATZ = "\ufffd"
_SVG_SCHRIFT = re.compile(r"system-ui[^;\"]*?sans-serif|'DejaVu Sans'")


def build_daten(bericht: Bericht, ordner: Path) -> dict[str, Any]:
    """Return what the template reads, and write pictures into its folder.

    Parameters
    ----------
    ordner
        Folder of the compilation.
    """
    e = bericht.erscheinung
    schriften = [*([e.schrift] if e.schrift else []), FAMILIE, "DejaVu Sans", "Noto Emoji"]
    daten = {
        "titel": bericht.titel,
        "name": bericht.name,
        "untertitel": bericht.untertitel,
        "titelzeilen": bericht.titelzeilen,
        "vermerk": bericht.vermerk,
        "datum": _choose_date(bericht.datenstand),
        "farbe": e.farbe,
        "hell": e.hell,
        "schriften": schriften,
        "logo": _save(e.logo, "logo", ordner),
        "titelbild": _save(e.titelbild, "titelbild", ordner),
        "kapitel": [_convert(kapitel, bericht, ordner) for kapitel in bericht.kapitel],
    }
    printable: dict[str, Any] = _clean(daten)
    return printable


def _choose_date(datenstand: str) -> list[int]:
    """Return year, month, day of the newest source; the day of the run is no part of a report."""
    if not re.fullmatch(r"\d{2}\.\d{2}\.\d{4}", datenstand):
        return [1970, 1, 1]
    return [int(teil) for teil in reversed(datenstand.split("."))]


def keep_printable(text: str) -> str:
    """Replace signs that no font has, and drop control characters.

    PDF/A and PDF/UA forbid signs without a glyph; one exotic sign must not stop a report.
    """
    return "".join(map(_check_sign, unicodedata.normalize("NFC", text)))


def _check_sign(zeichen: str) -> str:
    if zeichen in "\n\t":
        return zeichen
    art = unicodedata.category(zeichen)
    if art in ("Cc", "Cs"):
        return ""
    if art in ("Cf", "Zs", "Zl", "Zp") or "\ufe00" <= zeichen <= "\ufe0f":
        return zeichen  # shaping hides or spaces them without a glyph
    return zeichen if ord(zeichen) in _covered() else _ERSATZ


@cache
def _covered() -> frozenset[int]:
    """Return all code points that one of the fonts has."""
    fonts = (FT2Font(str(Path(o) / d)) for o in SCHRIFTORDNER for d in _DATEIEN
             if (Path(o) / d).is_file())  # fmt: skip
    return frozenset(code for font in fonts for code in font.get_charmap())


def _clean(wert: Any) -> Any:
    if isinstance(wert, str):
        return keep_printable(wert)
    if isinstance(wert, dict):
        return {key: _clean(item) for key, item in wert.items()}
    return [_clean(item) for item in wert] if isinstance(wert, Iterable) else wert


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
        dyed = bericht.erscheinung.dye(daten["svg"])
        familie = bericht.erscheinung.schrift or FAMILIE
        daten["svg"] = _SVG_SCHRIFT.sub(f"'{familie}', '{FAMILIE}'", dyed)
    elif block.typ == "bild":
        kopf, _, inhalt = daten["bild"].partition(",")
        art = kopf.removeprefix("data:").partition(";")[0]
        name = f"{kapitel.name}-{kapitel.of_type('bild').index(block) + 1}"
        daten["bild"] = _save(Bild(base64.b64decode(inhalt), art, daten["alt"]), name, ordner)
    return {**daten, "typ": block.typ, "nummer": block.nummer, "anker": block.anker}


def _save(bild: Bild | None, name: str, ordner: Path) -> dict[str, str] | None:
    if bild is None:
        return None
    endung = {"image/svg+xml": "svg", "image/png": "png", "image/jpeg": "jpg"}[bild.art]
    datei = f"bild-{len(list(ordner.iterdir()))}.{endung}"
    (ordner / datei).write_bytes(bild.inhalt)
    return {"datei": datei, "alt": bild.alt, "name": name}
