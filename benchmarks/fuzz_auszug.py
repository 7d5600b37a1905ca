"""Small whole tables cut from the originals, and the damaged files made from them."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from pathlib import Path

from dkbm.quellen import Rohtabelle
from dkbm.quellen.kodierung import decode
from dkbm.quellen.lesen import read_inhalt

ORIGINALE = Path(__file__).resolve().parents[2] / "shared" / "daten"
Key = tuple[str, ...]
Wahrheit = dict[Key, tuple[float | None, str]]


@dataclass
class Fall:
    """One damaged file.

    ``frei`` holds the numbers of lines (of the original excerpt) whose values may differ;
    ``None`` means that all may, because the damage cannot be told from data.
    """

    inhalt: bytes
    frei: set[int] | None = field(default_factory=set)


@dataclass
class Auszug:
    """A small, whole table cut from an original: lines, separator, truth by key."""

    name: str
    zeilen: list[str]
    trenner: str
    koerper: range
    wahrheit: Wahrheit
    zeile_von: dict[Key, int]

    @property
    def text(self) -> str:
        return "\n".join(self.zeilen) + "\n"


def list_cells(tabelle: Rohtabelle) -> list[tuple[Key, int, int, float | None, str]]:
    """Return key, line, column, value and sign of each cell."""
    daten = tabelle.daten
    keys = zip(
        *(daten[c].tolist() for c in ("zeit", "ags", "schluessel", "kopf", "einheit")), strict=True
    )
    rest = zip(daten["zeile"], daten["spalte"], daten["wert"], daten["zeichen"], strict=True)
    return [
        (key, int(z), int(s), None if math.isnan(w) else float(w), str(sign))
        for key, (z, s, w, sign) in zip(keys, rest, strict=True)
    ]


def load_auszuege(ordner: Path) -> list[Auszug]:
    """Cut every readable original down to a few regions."""
    result = []
    for path in sorted(ordner.rglob("*.csv")):
        if "kleinraeumig" in path.parts or "geometrie" in path.parts:
            continue
        lines = decode(path.read_bytes(), path.name).rstrip("\n").split("\n")
        foot = next((i for i, line in enumerate(lines) if line.startswith("_____")), len(lines))
        start = next(
            i
            for i, line in enumerate(lines)
            if re.match(r"(\d[^;]*;)?(DG|0100\d)[;,]|\d{5};", line) or i > 12
        )
        start = 1 if foot == len(lines) else start
        body = lines[start:foot]
        step = max(len(body) // 25, 1)
        picked = [*body[:6], *body[6::step]][:30]
        zeilen = [*lines[:start], *picked, *lines[foot:][:12]]
        if foot < len(lines) and "".join(zeilen[start:]).count('"') % 2:
            zeilen.append('"')
        (tabelle,) = read_inhalt(("\n".join(zeilen) + "\n").encode(), path.name)
        cells = list_cells(tabelle)
        trenner = "," if path.parent.name in ("inkar", "vhs") else ";"
        koerper = range(start, start + len(picked))
        wahrheit = {key: (w, sign) for key, _, _, w, sign in cells}
        result.append(
            Auszug(path.name, zeilen, trenner, koerper, wahrheit, {k: z for k, z, _, _, _ in cells})
        )
    return result


def to_fall(lines: list[str], frei: set[int] | None = frozenset()) -> Fall:  # type: ignore[assignment]
    return Fall(("\n".join(lines) + "\n").encode(), None if frei is None else set(frei))
