"""``kommune.toml``: typed, checked, with messages that name line and key."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from dkbm.fehler import DkbmFehler, explain_oserror, nearest
from dkbm.gebiete import Gebiet, load_register
from dkbm.geheimhaltung import Vorgaben, load_regeln

__all__ = [
    "DATEI",
    "MODI",
    "Einstellungen",
    "Modus",
    "load_einstellungen",
    "load_gestaltung",
]

DATEI = "kommune.toml"
Modus = Literal["intern", "oeffentlich"]
MODI: tuple[Modus, ...] = ("intern", "oeffentlich")
Verfahren = Literal["sperren", "rundung3", "rundung5", "rundung3_additiv", "rundung5_additiv"]

_TEXTE = {
    "missing": "fehlt",
    "extra_forbidden": "ist unbekannt",
    "string_type": "muss Text in Anführungszeichen sein",
    "string_too_short": "darf nicht leer sein",
    "string_too_long": "ist zu lang",
    "int_type": "muss eine ganze Zahl sein",
    "int_parsing": "muss eine ganze Zahl sein",
    "list_type": "muss eine Liste sein",
    "bool_type": "muss true oder false sein",
    "greater_than_equal": "ist zu klein",
    "less_than_equal": "ist zu groß",
    "model_type": "muss ein Abschnitt sein",
    "dict_type": "muss ein Abschnitt sein",
    "literal_error": "hat keinen der möglichen Werte",
}


def _check_ags(ags: str) -> str:
    register = load_register()
    if ags not in register or len(ags) != 5:
        try:
            gefunden = register.find_kommune(ags)
        except DkbmFehler as fehler:
            raise ValueError(f"{fehler.was} {fehler.rat}") from fehler
        raise ValueError(f"Bitte den fünfstelligen Schlüssel angeben: {gefunden.ags}.")
    return ags


Ags = Annotated[str, AfterValidator(_check_ags)]


class _Abschnitt(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class KommuneAbschnitt(_Abschnitt):
    """Who the report is about."""

    ags: Ags
    name: str = Field(default="", max_length=120)


class VergleichAbschnitt(_Abschnitt):
    """Whom the Kommune is compared with."""

    kommunen: list[Ags] = []


class BerichtAbschnitt(_Abschnitt):
    """What stands on the title page."""

    titel: str = Field(default="Bildungsbericht", min_length=1, max_length=200)
    untertitel: str = Field(default="Datenbasiertes kommunales Bildungsmanagement", max_length=200)
    herausgeber: str = Field(default="", max_length=200)
    kontakt: str = Field(default="", max_length=400)
    datum: str = Field(default="", max_length=60)


class GestaltungAbschnitt(_Abschnitt):
    """The Corporate Design; pictures and fonts lie in ``bericht/gestaltung``."""

    farbe: str = Field(default="", max_length=40)
    logo: str = Field(default="", max_length=100)
    logo_alt: str = Field(default="", max_length=300)
    titelbild: str = Field(default="", max_length=100)
    titelbild_alt: str = Field(default="", max_length=300)
    schrift: str = Field(default="", max_length=100)


def _check_profil(name: str) -> str:
    profile = [n for n, p in load_regeln().profile.items() if p.verfahren == "sperren"]
    if name not in profile:
        aehnlich = nearest(name, profile) or profile
        raise ValueError(f"Ein Profil „{name}“ gibt es nicht. Möglich: {', '.join(aehnlich)}.")
    return name


def _check_schwelle(schwelle: int) -> int:
    if schwelle and not 3 <= schwelle <= 100:
        raise ValueError("Die Schwelle muss 0 (die des Profils) oder 3 bis 100 sein.")
    return schwelle


class GeheimhaltungAbschnitt(_Abschnitt):
    """Who may see the report, and what is hidden from the public."""

    modus: Modus = "oeffentlich"
    profil: Annotated[str, AfterValidator(_check_profil)] = "kommune_standard"
    schwelle: Annotated[int, AfterValidator(_check_schwelle)] = 0
    immer: list[str] = []
    keine_personen: list[str] = []
    tabellen: dict[str, Verfahren] = {}

    @property
    def vorgaben(self) -> Vorgaben:
        """The section as the floor of confidentiality reads it."""
        return Vorgaben(
            self.profil,
            self.schwelle,
            tuple(self.immer),
            tuple(self.keine_personen),
            dict(self.tabellen),
        )


class Einstellungen(_Abschnitt):
    """The whole of ``kommune.toml``.

    Attributes
    ----------
    kommune, vergleich, bericht, gestaltung, geheimhaltung
        The sections of the file.
    parameter
        Values for the parameters of the notebooks, for all of them or, in a sub-table named
        like a chapter, for one.
    """

    kommune: KommuneAbschnitt
    vergleich: VergleichAbschnitt = VergleichAbschnitt()
    bericht: BerichtAbschnitt = Field(default_factory=BerichtAbschnitt)
    gestaltung: GestaltungAbschnitt = GestaltungAbschnitt()
    geheimhaltung: GeheimhaltungAbschnitt = Field(default_factory=GeheimhaltungAbschnitt)
    parameter: dict[str, object] = {}

    @property
    def gebiet(self) -> Gebiet:
        """The Kommune."""
        return load_register()[self.kommune.ags]

    @property
    def name(self) -> str:
        """Name for title page and headings; the register's unless the file gives another."""
        return self.kommune.name or self.gebiet.name


def load_einstellungen(path: Path) -> Einstellungen:
    """Read and check ``kommune.toml``.

    Raises
    ------
    DkbmFehler
        With line, key and remedy, for the first thing that is wrong.
    """
    text, roh = _read(path)
    return _check(path, text, roh)


def load_gestaltung(path: Path, ags: str) -> Einstellungen:
    """Read a file that holds the section ``[gestaltung]`` of ``kommune.toml`` and nothing else.

    Parameters
    ----------
    ags
        The Kommune that gets this design.

    Raises
    ------
    DkbmFehler
        With line, key and remedy, for the first thing that is wrong.
    """
    text, roh = _read(path)
    if set(roh) != {"gestaltung"}:
        raise DkbmFehler(
            f"{path.name} enthält nicht genau den Abschnitt [gestaltung].",
            wo=path.name,
            rat="Bitte den Abschnitt [gestaltung] aus einer kommune.toml übernehmen.",
        )
    return _check(path, text, {"kommune": {"ags": ags}, **roh})


def _read(path: Path) -> tuple[str, dict[str, object]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise DkbmFehler(
            f"{path.name} ist nicht in UTF-8 gespeichert.",
            wo=str(path),
            rat="Bitte die Datei im Editor mit der Kodierung UTF-8 speichern.",
        ) from error
    except OSError as error:
        raise DkbmFehler(
            f"{path.name} lässt sich nicht lesen: {explain_oserror(error)}.",
            wo=str(path),
            rat="Bitte Leserechte und Datei prüfen.",
        ) from error
    try:
        return text, tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DkbmFehler(
            f"{path.name} ist kein gültiges TOML.",
            wo=_toml_place(path, error, text),
            rat='Text gehört in Anführungszeichen, jede Angabe in eine Zeile: name = "Wert".',
        ) from error


def _check(path: Path, text: str, roh: dict[str, object]) -> Einstellungen:
    try:
        return Einstellungen.model_validate(roh)
    except ValidationError as error:
        raise _explain(path, text, error) from error


def _toml_place(path: Path, error: tomllib.TOMLDecodeError, text: str) -> str:
    match = re.search(r"line (\d+), column (\d+)", str(error))
    nummer = int(match[1]) if match else len(text.splitlines())
    zeile = text.splitlines()[nummer - 1].strip() if text else ""
    return f"{path.name}, Zeile {nummer}: {zeile}"


def _explain(path: Path, text: str, error: ValidationError) -> DkbmFehler:
    first = error.errors()[0]
    keys = [str(teil) for teil in first["loc"] if not isinstance(teil, int)]
    schluessel = ".".join(keys)
    if first["type"] == "value_error":
        was = f"Der Wert von „{schluessel}“ ist falsch: {first['ctx']['error']}"
    else:
        was = f"Die Angabe „{schluessel}“ {_TEXTE.get(first['type'], 'ist falsch')}."
    rat = "Bitte die Angabe berichtigen; die mitgelieferte kommune.toml erklärt jede Zeile."
    if first["type"] == "literal_error":
        rat = f"Möglich: {first['ctx']['expected'].replace(' or ', ' oder ')}."
    if first["type"] == "extra_forbidden" and (similar := nearest(keys[-1], _known(keys[:-1]), 1)):
        rat = f"Gemeint ist wohl „{similar[0]}“."
    zeile = _find_line(text, keys)
    wo = f"{path.name}, Zeile {zeile}" if zeile else path.name
    return DkbmFehler(was, wo=f"{wo}, Schlüssel {schluessel}", rat=rat)


def _known(section: list[str]) -> list[str]:
    if not section:
        return list(Einstellungen.model_fields)
    field = Einstellungen.model_fields.get(section[0])
    model = field.annotation if field else None
    return (
        list(model.model_fields) if isinstance(model, type) and issubclass(model, BaseModel) else []
    )


def _find_line(text: str, keys: list[str]) -> int:
    """Return the line of a key, or of its section where the key is missing; 0 if neither stands."""
    section, found = "", 0
    for nummer, zeile in enumerate(text.splitlines(), start=1):
        if match := re.match(r"\s*\[\s*([\w.\"-]+)\s*\]", zeile):
            section = match[1].strip('"')
            if section == ".".join(keys[:-1]) or section == ".".join(keys):
                found = nummer
        elif section == ".".join(keys[:-1]) and re.match(
            rf"\s*\"?{re.escape(keys[-1])}\"?\s*=", zeile
        ):
            return nummer
    return found
