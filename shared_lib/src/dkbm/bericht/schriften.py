"""Fonts of everything that is typeset, and the signs that they have."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.ft2font import FT2Font

from dkbm.bericht.gestaltung import Erscheinung

__all__ = ["FAMILIE", "SCHRIFTORDNER", "clean", "dress_svg", "keep_printable", "list_schriften"]

FAMILIE = "DKBM Sans"
SCHRIFTORDNER = (
    str(files("dkbm.darstellung").joinpath("schriften")),
    str(Path(mpl.get_data_path()) / "fonts" / "ttf"),
)
"""The kit's fonts; behind them those of matplotlib, for Hebrew, Arabic and symbols."""
_DATEIEN = ("DKBMSans-Regular.ttf", "NotoEmoji-Regular.ttf", "DejaVuSans.ttf")
_ERSATZ = "\ufffd"
_SVG_SCHRIFT = re.compile(r"system-ui[^;\"]*?sans-serif|'DejaVu Sans'")


def list_schriften(erscheinung: Erscheinung) -> list[str]:
    """Return the font families in the order in which a sign is looked for."""
    eigene = [erscheinung.schrift] if erscheinung.schrift else []
    return [*eigene, FAMILIE, "DejaVu Sans", "Noto Emoji"]


def dress_svg(svg: str, erscheinung: Erscheinung) -> str:
    """Give a drawing the Kommune's colour and font."""
    familie = erscheinung.schrift or FAMILIE
    return _SVG_SCHRIFT.sub(f"'{familie}', '{FAMILIE}'", erscheinung.dye(svg))


def keep_printable(text: str) -> str:
    """Replace signs that no font has, and drop control characters.

    PDF/UA forbids signs without a glyph; one exotic sign must not stop a report.
    """
    return "".join(map(_check_sign, unicodedata.normalize("NFC", text)))


def clean(wert: Any) -> Any:
    """Apply `keep_printable` to every text in nested data."""
    if isinstance(wert, str):
        return keep_printable(wert)
    if isinstance(wert, dict):
        return {key: clean(item) for key, item in wert.items()}
    return [clean(item) for item in wert] if isinstance(wert, Iterable) else wert


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
