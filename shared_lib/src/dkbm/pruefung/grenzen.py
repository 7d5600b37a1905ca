"""Thresholds of all checks, read from one declarative file."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

__all__ = ["Grenzen", "Teilung", "load_grenzen"]


class _Fest(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Jahre(_Fest):
    """Years that can be true."""

    frueheste: int
    spaeteste: int


class Anteile(_Fest):
    """Which Merkmale are percentages, as patterns over the whole name."""

    anteil: str
    datensaetze: tuple[str, ...]
    verhaeltnis: str
    negativ_erlaubt: str
    ueber_100_erlaubt: str


class Summen(_Fest):
    """Allowances of sums, beside the rounding of the source."""

    spielraum: float
    durchschnitte: tuple[str, ...]
    korrektur: float
    geldspielraum: float
    geld: str


class Rundung(_Fest):
    """When a source counts as rounded for secrecy."""

    anteil_teilbar: float
    mindestens_zellen: int


class Spruenge(_Fest):
    """When a change against the previous year stands out."""

    mindestwert: float
    abstand_jahre: int
    faktor: float
    aenderung: float
    zuwachs_zufall: float
    landesweit: float
    mindestens_kreise: int


class GleicheWerte(_Fest):
    """When equal numbers are no coincidence."""

    mindestwert: float
    mindestens_gebiete: int
    vorjahr_zellen: int


class Ebene(_Fest):
    """When a Kreis looks like its Land."""

    mindestwert: float
    naehe: float


class Quellen(_Fest):
    """When two sources contradict each other."""

    abweichung: float


class Anzeige(_Fest):
    """How much is shown."""

    stellen: int


class Fussnoten(_Fest):
    """Words of a footnote that explain why a sum does not hold, and how far it can."""

    gebietssummen: tuple[str, ...]
    teile: tuple[str, ...]
    nicht: tuple[str, ...]
    hoechstens: float


class Teilung(_Fest):
    """Which parts of a breakdown make up its total, and how (``art``)."""

    gliederung: str
    teile: tuple[str, ...]
    art: str
    datensatz: str = ""
    nicht: tuple[str, ...] = ()


class Grenzen(_Fest):
    """All thresholds; ``grenzen.toml`` gives the reason of each."""

    jahre: Jahre
    anteile: Anteile
    summen: Summen
    rundung: Rundung
    spruenge: Spruenge
    gleiche_werte: GleicheWerte
    ebene: Ebene
    quellen: Quellen
    anzeige: Anzeige
    namen: dict[str, str]
    teile: tuple[Teilung, ...]
    fussnoten: Fussnoten

    def name_gliederung(self, gliederung: str) -> str:
        """Return the German name of a breakdown for sentences."""
        return self.namen.get(gliederung, f"„{gliederung}“")


@cache
def load_grenzen() -> Grenzen:
    """Load the thresholds that come with the library."""
    text = files("dkbm.pruefung").joinpath("grenzen.toml").read_text(encoding="utf-8")
    return Grenzen.model_validate(tomllib.loads(text))
