"""The answers to the questions of the template: checked, completed, escaped for TOML."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from importlib.resources import files

from dkbm import __version__
from dkbm.fehler import DkbmFehler
from dkbm.gebiete import Gebiet, load_register
from dkbm.gebiete.gebiet import to_slug
from dkbm.gebiete.vergleich import select_vergleichskommunen

__all__ = ["FILTER", "GLOBAL", "find_vergleich", "list_versionen", "to_toml"]

_GERAETENAMEN = re.compile(r"con|prn|aux|nul|com\d|lpt\d")
"""Folder names that Windows reserves."""


def to_toml(text: str) -> str:
    """Quote any text as a TOML string; JSON's escapes are a subset of TOML's."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def to_markdown(text: str) -> str:
    """Escape any text so that Markdown shows it as it is."""
    return re.sub(r"([\\`*_{}\[\]()#+\-.!|<>~&])", r"\\\1", text)


def find_ags(suche: str) -> str:
    """Return the key of the Kommune that was meant."""
    return load_register().find_kommune(str(suche)).ags


def suggest_ordner(suche: str) -> str:
    """Return the folder name of the Kommune: ``koeln``, ``landkreis-muenchen``."""
    return load_register().find_kommune(str(suche)).slug


def suggest_vergleich(suche: str) -> str:
    """Return the keys of five comparable Kommunen, with commas."""
    register = load_register()
    gebiet = register.find_kommune(str(suche))
    return ", ".join(g.ags for g in select_vergleichskommunen(gebiet, register))


def find_vergleich(antwort: str, suche: str) -> list[Gebiet]:
    """Return the Kommunen of a comma-separated answer, without the Kommune itself."""
    register = load_register()
    own = register.find_kommune(suche)
    teile = [teil.strip() for teil in str(antwort).split(",")]
    gefunden = [register.find_kommune(teil) for teil in teile if teil]
    return [g for g in dict.fromkeys(gefunden) if g != own]


def format_vergleich(antwort: str, suche: str) -> str:
    """Write the Vergleichskommunen as lines of a TOML list, each with its name."""
    return "\n".join(f'  "{g.ags}", # {g.name}' for g in find_vergleich(antwort, str(suche)))


def check_ordner(name: str) -> str:
    """Check the folder name.

    Raises
    ------
    DkbmFehler
        If it is more than a plain name that every system can write; with a name that works.
    """
    slug = to_slug(str(name)) or "kommune"
    if name != slug or _GERAETENAMEN.fullmatch(slug):
        vorschlag = f"projekt-{slug}" if _GERAETENAMEN.fullmatch(slug) else slug
        raise DkbmFehler(
            f"„{name}“ eignet sich nicht als Ordnername.",
            rat="Erlaubt sind a–z, 0–9 und Bindestrich, höchstens 60 Zeichen; "
            f"zum Beispiel: {vorschlag}",
        )
    return slug


def check_text(text: str, name: str, laenge: int) -> str:
    """Check a free answer: one line, not too long; blanks at the ends are removed."""
    text = " ".join(str(text).split())
    if len(text) > laenge:
        raise DkbmFehler(
            f"{name} ist mit {len(text)} Zeichen zu lang.", rat=f"Höchstens {laenge} Zeichen."
        )
    return text


def check_titel(text: str) -> str:
    """Check the title of the report."""
    titel = check_text(text, "Der Titel", 200)
    if not titel:
        raise DkbmFehler("Der Titel fehlt.", rat="Zum Beispiel: Bildungsbericht 2026")
    return titel


def check_kontakt(text: str) -> str:
    """Check the contact."""
    return check_text(text, "Der Kontakt", 400)


def describe_gebiet(suche: str) -> str:
    """Describe the Kommune in one line for the head of ``kommune.toml``."""
    register = load_register()
    gebiet = register.find_kommune(str(suche))
    zahl = f"{gebiet.einwohner:,}".replace(",", ".")
    land = register[gebiet.land_ags].name
    return f"{gebiet.name} ({gebiet.typ}, {land}), {zahl} Personen am 31.12.2024"


def describe_formen(suche: str) -> str:
    """List the name forms that the report uses."""
    formen = load_register().find_kommune(str(suche)).formen
    return f"{formen.nominativ} · {formen.genitiv} · {formen.dativ} · {formen.ort}"


def find_name(suche: str) -> str:
    """Return the name with type."""
    return load_register().find_kommune(str(suche)).name


def list_versionen() -> list[str]:
    """Return the exact versions of all packages, as requirement lines."""
    text = files("dkbm.vorlage").joinpath("constraints.txt").read_text(encoding="utf-8")
    return [zeile for zeile in text.splitlines() if zeile and not zeile.startswith("#")]


FILTER: dict[str, Callable[..., object]] = {
    "ags": find_ags,
    "projektordner": suggest_ordner,
    "vergleichsvorschlag": suggest_vergleich,
    "vergleichsliste": format_vergleich,
    "ordner_pruefen": check_ordner,
    "titel_pruefen": check_titel,
    "kontakt_pruefen": check_kontakt,
    "gebiet_zeile": describe_gebiet,
    "formen_zeile": describe_formen,
    "gebiet_name": find_name,
    "toml": to_toml,
    "markdown": to_markdown,
}
"""Filters of the template."""

GLOBAL: dict[str, object] = {"dkbm_version": __version__, "versionen": list_versionen}
"""Values of the template."""
