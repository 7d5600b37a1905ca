"""The design of a new project: a colour, or a folder with ``gestaltung.toml``, pictures, fonts.

``gestaltung.toml`` is the section ``[gestaltung]`` of ``kommune.toml``, checked as there.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from dkbm.datei import write_whole
from dkbm.fehler import DkbmFehler, nearest
from dkbm.projekt.einstellungen import DATEI, Einstellungen, load_gestaltung
from dkbm.vorlage.antworten import to_toml

if TYPE_CHECKING:
    from dkbm.bericht.gestaltung import Erscheinung

__all__ = ["GESTALTUNG", "apply_gestaltung", "check_gestaltung"]

GESTALTUNG = "gestaltung.toml"


def check_gestaltung(angabe: str, basis: Path, ags: str) -> str:
    """Check a cell of the roster.

    Parameters
    ----------
    angabe
        Colour, or folder; a relative one lies below ``basis``.

    Returns
    -------
    str
        The colour, or the absolute folder.

    Raises
    ------
    DkbmFehler
        If the folder is missing, or colour, pictures or fonts would be refused in a project.
    """
    if angabe.startswith("#"):
        _load(angabe, ags)
        return angabe
    ordner = basis / angabe
    if not ordner.is_dir():
        vorhanden = [p.name for p in ordner.parent.iterdir()] if ordner.parent.is_dir() else []
        aehnlich = nearest(ordner.name, vorhanden, 1)
        raise DkbmFehler(
            f"„{angabe}“ ist weder eine Farbe noch ein Ordner.",
            rat=f"Gemeint ist wohl „{aehnlich[0]}“."
            if aehnlich
            else f"Möglich sind eine Farbe wie #00538a oder ein Ordner mit {GESTALTUNG}, "
            "gesucht ab dem Ordner der Liste.",
        )
    try:
        _load(str(ordner.resolve()), ags)
    except DkbmFehler as fehler:
        wo = f" ({fehler.wo})" if fehler.wo.startswith(GESTALTUNG) else ""
        raise DkbmFehler(f"Ordner „{angabe}“: {fehler.was}{wo}", rat=fehler.rat) from fehler
    return str(ordner.resolve())


def apply_gestaltung(projekt: Path, angabe: str, ags: str) -> None:
    """Write a checked design into a project fresh from the template."""
    if not angabe:
        return
    einstellungen, erscheinung = _load(angabe, ags)
    g = einstellungen.gestaltung
    text = (projekt / DATEI).read_text(encoding="utf-8")
    for name, wert in g.model_dump().items():
        if wert:
            text = _set(text, name, wert)
    bilder = [Path(angabe) / name for name in (g.logo, g.titelbild) if name]
    for datei in (*bilder, *erscheinung.schriftdateien):
        shutil.copyfile(datei, projekt / "bericht" / "gestaltung" / datei.name)
    write_whole(projekt / DATEI, text)


def _load(angabe: str, ags: str) -> tuple[Einstellungen, Erscheinung]:
    # Imported late: the parent of a rollout needs the floor of reports for a design only.
    from dkbm.bericht.gestaltung import read_gestaltung

    if angabe.startswith("#"):
        roh = {"kommune": {"ags": ags}, "gestaltung": {"farbe": angabe[:40]}}
        einstellungen = Einstellungen.model_validate(roh)
    else:
        einstellungen = load_gestaltung(Path(angabe) / GESTALTUNG, ags)
    return einstellungen, read_gestaltung(einstellungen, Path(angabe))


def _set(text: str, name: str, wert: str) -> str:
    """Put a value in the line that the template has for it; its comments stay."""
    neu, zahl = re.subn(rf"(?m)^{name} = .*$", lambda _: f"{name} = {to_toml(wert)}", text)
    if zahl != 1:
        raise RuntimeError(f"the template has {zahl} lines for {name}")
    return neu
