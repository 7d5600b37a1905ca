"""Cut the fonts of the report to size.

Usage: ``uv run python build_schriften.py AUFRECHT.ttf KURSIV.ttf EMOJI.ttf ZIEL``

The sources are the variable fonts of Source Sans 3 (Adobe) and the monochrome Noto Emoji
(Google), both under the SIL Open Font License. Cut fonts are modified versions, which must not
bear the reserved name "Source"; they are called DKBM Sans.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

FAMILIE = "DKBM Sans"
ZEICHEN = [
    *(*range(0x20, 0x250), *range(0x2B0, 0x500), *range(0x1E00, 0x1F00)),
    *(*range(0x2000, 0x2300), *range(0x25A0, 0x2600), 0xFB01, 0xFB02, 0x2713, 0x2717),
]
MERKMALE = ["kern", "liga", "tnum", "lnum", "mark", "mkmk", "ccmp", "locl"]
SCHNITTE = (("Regular", 400), ("SemiBold", 600), ("Bold", 700))


def cut(font: TTFont, zeichen: list[int], merkmale: list[str], ziel: Path) -> None:
    """Keep the given signs and features, drop hinting, save."""
    options = subset.Options()
    options.layout_features, options.hinting, options.name_IDs = merkmale, False, ["*"]
    options.recalc_timestamp = False
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=zeichen)
    subsetter.subset(font)
    font.save(ziel)


def rename(font: TTFont, schnitt: str) -> None:
    """Give the family its own name."""
    names = font["name"]
    for nummer in (16, 17, 21, 22, 25):
        names.removeNames(nameID=nummer)
    standard = schnitt in ("Regular", "Bold", "Italic")
    texte = {
        1: FAMILIE if standard else f"{FAMILIE} {schnitt}",
        2: schnitt if standard else "Regular",
        3: f"{FAMILIE} {schnitt}",
        4: f"{FAMILIE} {schnitt}",
        6: f"DKBMSans-{schnitt}",
        16: FAMILIE,
        17: schnitt,
    }
    for nummer, text in texte.items():
        names.setName(text, nummer, 3, 1, 0x409)


def main(aufrecht: str, kursiv: str, emoji: str, ziel: str) -> None:
    """Write all cuts into a folder."""
    for quelle, schnitte in ((aufrecht, SCHNITTE), (kursiv, (("Italic", 400),))):
        for schnitt, gewicht in schnitte:
            font = TTFont(quelle, recalcTimestamp=False)
            font = instancer.instantiateVariableFont(font, {"wght": gewicht})
            rename(font, schnitt)
            cut(font, ZEICHEN, MERKMALE, Path(ziel) / f"DKBMSans-{schnitt}.ttf")
    font = TTFont(emoji, recalcTimestamp=False)
    zeichen = [code for code in font.getBestCmap() if code > 0x2000]
    cut(font, zeichen, [], Path(ziel) / "NotoEmoji-Regular.ttf")


if __name__ == "__main__":
    main(*sys.argv[1:])
