"""The board over all Kommunen: what is conspicuous in the data, and what they lack.

Computed once for the whole embedded store; it lies in the target folder and is used again as long
as the library stays the same.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from dkbm.datei import write_whole
from dkbm.projekt.pruefsumme import hash_kit

__all__ = ["TAFEL", "Auffaelligkeiten", "Tafel", "build_tafel", "load_tafel", "save_tafel"]

TAFEL = "rollout_tafel.json"
_AGS = re.compile(r"\((\d{5})\)$")
_ZEIGE = 10
"""Findings per Kommune that are told; the others are counted."""


@dataclass(frozen=True)
class Auffaelligkeiten:
    """Findings in the data of one Kommune.

    Attributes
    ----------
    zahl
        Number of places by grade: ``fehler``, ``warnung``, ``hinweis``.
    texte
        The gravest, one German sentence each.
    """

    zahl: Mapping[str, int] = field(default_factory=dict)
    texte: tuple[str, ...] = ()


@dataclass(frozen=True)
class Tafel:
    """The board.

    Attributes
    ----------
    befunde
        Findings by key of the Kommune.
    abdeckung
        Share (0 to 1) of the Kennzahlen of each chapter that have a value, by key.
    """

    befunde: Mapping[str, Auffaelligkeiten] = field(default_factory=dict)
    abdeckung: Mapping[str, Mapping[str, float]] = field(default_factory=dict)


def build_tafel() -> Tafel:
    """Check the embedded store and count values; takes some 30 seconds of CPU."""
    return Tafel(_collect_befunde(), _count_abdeckung())


def load_tafel(ziel: Path) -> Tafel | None:
    """Return the board of a target folder; None where there is none for this library."""
    try:
        inhalt = json.loads((ziel / TAFEL).read_text(encoding="utf-8"))
        if inhalt["kit"] != hash_kit():
            return None
        befunde = {
            ags: Auffaelligkeiten(dict(zeile["zahl"]), tuple(zeile["texte"]))
            for ags, zeile in inhalt["befunde"].items()
        }
        return Tafel(befunde, inhalt["abdeckung"])
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def save_tafel(ziel: Path, tafel: Tafel) -> None:
    """Keep the board in the target folder."""
    inhalt = {"kit": hash_kit(), **asdict(tafel)}
    text = json.dumps(inhalt, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    write_whole(ziel / TAFEL, text)


def _collect_befunde() -> dict[str, Auffaelligkeiten]:
    from dkbm.bestand import open_bestand
    from dkbm.pruefung import GRADE, Befund, check_bestand

    zahl: dict[str, Counter[str]] = defaultdict(Counter)
    texte: dict[str, list[str]] = defaultdict(list)

    def add(befund: Befund) -> None:
        je_ags = defaultdict(list)
        for stelle in befund.stellen:
            if treffer := _AGS.search(stelle.gebiet):
                je_ags[treffer[1]].append(stelle)
        for ags, stellen in je_ags.items():
            zahl[ags][befund.grad] += len(stellen)
            erste = stellen[0]
            werte = f"{erste.gefunden} statt {erste.erwartet}" * bool(erste.erwartet)
            worte = [str(erste.jahr) * bool(erste.jahr), erste.was, werte or erste.gefunden]
            mehr = f" und {len(stellen) - 1} weitere" * (len(stellen) > 1)
            wo = ", ".join(wort for wort in worte if wort)
            texte[ags].append(f"{GRADE[befund.grad]}: {befund.art.titel} ({wo}{mehr})")

    for befund in check_bestand(open_bestand()).befunde:  # the gravest first
        add(befund)
    return {ags: Auffaelligkeiten(dict(zahl[ags]), _shorten(texte[ags])) for ags in sorted(zahl)}


def _shorten(texte: list[str]) -> tuple[str, ...]:
    rest = len(texte) - _ZEIGE
    return (*texte[:_ZEIGE], *([f"… und {rest} weitere Befunde"] if rest > 0 else []))


def _count_abdeckung() -> dict[str, dict[str, float]]:
    """Count, for all Kreise at once, the Kennzahlen with at least one value."""
    from dkbm.bestand import open_bestand
    from dkbm.gebiete import load_register
    from dkbm.kennzahlen.registrierung import KAPITEL, compute

    bestand, kreise = open_bestand(), load_register().kreise
    anteile: dict[str, dict[str, float]] = {gebiet.ags: {} for gebiet in kreise}
    for kapitel, kennzahlen in KAPITEL.items():
        zahl: Counter[str] = Counter()
        for kennzahl in kennzahlen:
            daten = compute(kennzahl, bestand, kreise).daten
            vorhanden: Iterable[str] = daten.loc[daten["wert"].notna(), "ags"].unique()
            zahl.update(vorhanden)
        for ags, werte in anteile.items():
            werte[kapitel] = round(zahl[ags] / len(kennzahlen), 3)
    return anteile
