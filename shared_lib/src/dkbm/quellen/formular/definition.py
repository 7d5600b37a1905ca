"""What a form asks for, as declared in ``definitionen/<art>.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from dkbm.fehler import DkbmFehler, nearest
from dkbm.sprache.woerter import join_und

__all__ = [
    "DEFINITIONEN",
    "Blatt",
    "Formular",
    "Regel",
    "Spalte",
    "Tabelle",
    "list_formulare",
    "load_formular",
]

DEFINITIONEN = Path(__file__).parent / "definitionen"
"""Folder of the forms that come with the kit."""

Art = Literal["text", "liste", "jahr", "schuljahr", "datum", "anzahl", "zahl", "janein", "gebiet"]
JA_NEIN = ("Ja", "Nein")
_TEXTE = {
    "extra_forbidden": "Diese Angabe gibt es nicht.",
    "missing": "Diese Angabe fehlt.",
    "literal_error": "Dieses Wort ist hier nicht vorgesehen.",
}
_WERTE = ("anzahl", "zahl", "janein")


class _Teil(BaseModel):
    """Strict, unchangeable part of a definition: unknown keys are errors, not ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Spalte(_Teil):
    """One column of a sheet.

    Attributes
    ----------
    name
        Name within the definition, ASCII.
    titel
        Head of the column; the reader finds the column by it.
    art
        Kind of content; ``anzahl`` is a whole number from 0, ``zahl`` any number.
    liste
        Name of the list of allowed (``liste``) or suggested (``text``) values.
    gesamt
        The value of the list that stands for the sum of the others.
    kopf
        Head in the Rohtabelle where it differs from ``titel``.
    negativ
        Whether a ``zahl`` may be below 0.
    """

    name: str = Field(pattern=r"[a-z][a-z0-9_]*")
    titel: str = Field(min_length=1)
    art: Art
    einheit: str = ""
    hinweis: str = ""
    pflicht: bool = False
    breite: float = 14
    liste: str = ""
    gesamt: str = ""
    kopf: str = ""
    negativ: bool = False

    @property
    def is_wert(self) -> bool:
        """Whether the column carries numbers or signs."""
        return self.art in _WERTE


class Regel(_Teil):
    """The columns ``teile`` of a row must not add up to more than ``ganzes``."""

    ganzes: str
    teile: tuple[str, ...]


class Tabelle(_Teil):
    """One Rohtabelle that a sheet yields.

    Attributes
    ----------
    code
        Code of its entry in ``quellen/katalog.toml``.
    zeit
        The column that says the time.
    schluessel
        Columns that become the joined ``schluessel``; none: only the sums are taken.
    werte
        The columns of numbers.
    raender
        Sums to add: for each the columns of ``schluessel`` that stay; the others become
        ``Insgesamt``.
    einheit_aus
        Column that names the unit row by row.
    fussnoten_aus
        Columns whose texts go into the notes.
    """

    code: str
    zeit: str
    schluessel: tuple[str, ...] = ()
    werte: tuple[str, ...]
    raender: tuple[tuple[str, ...], ...] = ()
    einheit_aus: str = ""
    fussnoten_aus: tuple[str, ...] = ()


class Blatt(_Teil):
    """One sheet to fill.

    Attributes
    ----------
    zeilen
        Number of prepared rows; more may be filled.
    schluessel
        Columns that together must not occur twice.
    vorbelegt
        Columns that are filled in beforehand; a row with nothing else counts as empty.
    beispiel
        Rows of the sheet ``Beispiel``, one value per column.
    """

    titel: str = Field(min_length=1, max_length=31, pattern=r"[^\[\]:*?/\\']+")
    spalte: tuple[Spalte, ...] = Field(min_length=1)
    schluessel: tuple[str, ...] = Field(min_length=1)
    tabelle: tuple[Tabelle, ...] = Field(min_length=1)
    regel: tuple[Regel, ...] = ()
    vorbelegt: tuple[str, ...] = ()
    beispiel: tuple[tuple[str | int | float, ...], ...] = ()
    zeilen: int = Field(default=100, ge=1, le=5000)

    def column(self, name: str) -> Spalte:
        """Return the column of that name."""
        return next(spalte for spalte in self.spalte if spalte.name == name)

    @model_validator(mode="after")
    def _check_names(self) -> Blatt:
        known = [spalte.name for spalte in self.spalte]
        used = [*self.schluessel, *self.vorbelegt]
        used += [name for regel in self.regel for name in (regel.ganzes, *regel.teile)]
        for t in self.tabelle:
            used += [t.zeit, *t.schluessel, *t.werte, *(n for rand in t.raender for n in rand)]
            used += [*t.fussnoten_aus, *([t.einheit_aus] if t.einheit_aus else [])]
        if unknown := [name for name in used if name not in known]:
            raise ValueError(f"Die Spalte „{unknown[0]}“ gibt es auf dem Blatt {self.titel} nicht.")
        titles = [spalte.titel.casefold() for spalte in self.spalte]
        if len(set(known)) < len(known) or len(set(titles)) < len(titles):
            raise ValueError(f"Auf dem Blatt {self.titel} heißen zwei Spalten gleich.")
        if any(len(zeile) != len(known) for zeile in self.beispiel):
            raise ValueError(f"Das Beispiel zu {self.titel} hat nicht {len(known)} Werte je Zeile.")
        return self


class Formular(_Teil):
    """One form.

    Attributes
    ----------
    art
        Short name, the stem of the definition file.
    fassung
        Version; raise it whenever columns or lists change.
    """

    art: str
    fassung: int = Field(ge=1)
    titel: str = Field(min_length=1)
    zweck: str
    fuer: str
    schritte: tuple[str, ...] = ()
    listen: dict[str, tuple[str, ...]] = {}
    blatt: tuple[Blatt, ...] = Field(min_length=1)

    def values_of(self, spalte: Spalte) -> tuple[str, ...]:
        """Return the values that the column offers, empty where it has no list."""
        return JA_NEIN if spalte.art == "janein" else self.listen.get(spalte.liste, ())

    @model_validator(mode="after")
    def _check_lists(self) -> Formular:
        for spalte in (spalte for blatt in self.blatt for spalte in blatt.spalte):
            values = self.values_of(spalte)
            if (spalte.liste or spalte.art == "liste") and not values:
                raise ValueError(f"Die Liste „{spalte.liste}“ gibt es nicht.")
            if spalte.gesamt and spalte.gesamt not in values:
                raise ValueError(f"„{spalte.gesamt}“ steht nicht in der Liste {spalte.liste}.")
        return self


def list_formulare(ordner: Path = DEFINITIONEN) -> list[str]:
    """Return the short names of all forms."""
    return sorted(path.stem for path in ordner.glob("*.toml"))


@cache
def load_formular(art: str, ordner: Path = DEFINITIONEN) -> Formular:
    """Read the definition of one form.

    Raises
    ------
    DkbmFehler
        If there is no such form or its definition is wrong.
    """
    arten = list_formulare(ordner)
    if art not in arten:
        similar = nearest(art, arten, 1)
        raise DkbmFehler(
            f"Ein Formular „{art}“ gibt es nicht.",
            rat=f"Gemeint ist wohl „{similar[0]}“." if similar else f"Es gibt {join_und(arten)}.",
        )
    path = ordner / f"{art}.toml"
    return _parse(path, lambda: tomllib.loads(path.read_text(encoding="utf-8")))


def _parse(path: Path, load: Callable[[], dict[str, object]]) -> Formular:
    try:
        return Formular.model_validate({"art": path.stem, **load()})
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DkbmFehler(f"{path.name} ist kein gültiges TOML.", wo=f"{path}: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        was = first.get("ctx", {}).get("error") or _TEXTE.get(
            first["type"], "Der Wert passt nicht."
        )
        raise DkbmFehler(
            f"Die Festlegung des Formulars {path.stem} ist falsch: {was}",
            wo=f"{path.name}, Schlüssel {'.'.join(str(teil) for teil in first['loc']) or '–'}",
            rat="docs/formulare.md erklärt jede Angabe.",
        ) from error
