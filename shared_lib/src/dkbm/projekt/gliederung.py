"""``bericht/gliederung.toml``: which notebooks and texts the report has, in which order."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dkbm.fehler import DkbmFehler, nearest

__all__ = ["ERZEUGT", "GESAMT", "Teil", "load_gliederung"]

ERZEUGT = ("ueberblick", "methoden", "quellen", "glossar")
"""Parts that the report writes itself; where the outline does not name them they stand first
(``ueberblick``) and last."""
GESAMT = "gesamt"
"""Name of the Faktenblatt of the whole report; the others are named like their chapters."""
_UMBENENNEN = "Bitte {} umbenennen, zum Beispiel in 06_musikschule.ipynb, auch in der Gliederung."


@dataclass(frozen=True)
class Teil:
    """One part of the report.

    Attributes
    ----------
    path
        The notebook (``.ipynb``) or text (``.md``); only a name for a generated part.
    art
        ``kapitel`` for a notebook, ``text`` for Markdown, ``erzeugt`` for a generated part.
    """

    path: Path
    art: str

    @property
    def name(self) -> str:
        """Name without number and ending: ``01_demografie.ipynb`` is ``demografie``."""
        return self.path.stem.lstrip("0123456789_") or self.path.stem


def load_gliederung(projekt: Path) -> list[Teil]:
    """Read the outline and check that every part exists, once and under a name of its own.

    Raises
    ------
    DkbmFehler
        If the file is broken, names a part that does not exist, or two of the same name.
    """
    path = projekt / "bericht" / "gliederung.toml"
    try:
        eintraege = tomllib.loads(path.read_text(encoding="utf-8-sig")).get("teile")
    except OSError as error:
        raise DkbmFehler("bericht/gliederung.toml fehlt.", wo=str(path)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DkbmFehler(
            f"gliederung.toml ist kein gültiges TOML ({error}).", wo=str(path)
        ) from error
    if not isinstance(eintraege, list) or not all(isinstance(e, str) for e in eintraege):
        raise DkbmFehler("In gliederung.toml fehlt die Liste „teile“.", wo=str(path))
    teile = [_find(projekt, eintrag, path) for eintrag in eintraege]
    if not any(teil.art == "kapitel" for teil in teile):
        raise DkbmFehler("Die Gliederung enthält kein Notebook.", wo=str(path))
    _check_names(teile, path)
    return teile


def _check_names(teile: Sequence[Teil], path: Path) -> None:
    """Results of chapters are kept, and files named, by the bare name of the notebook."""
    gesehen: dict[str, Teil] = {}
    for teil in teile:
        is_kapitel = teil.art == "kapitel"
        if is_kapitel and teil.name.casefold() in (*ERZEUGT, GESAMT):
            raise DkbmFehler(
                f"Ein Kapitel kann nicht „{teil.name}“ heißen: So heißt ein Teil, den das Kit "
                "selbst schreibt.",
                wo=str(path),
                rat=_UMBENENNEN.format(teil.path.name),
            )
        key = teil.name.casefold() if is_kapitel else teil.path.name
        anderer = gesehen.setdefault(key, teil)
        if anderer.path != teil.path:
            raise DkbmFehler(
                f"Zwei Kapitel heißen „{teil.name}“: {anderer.path.name} und {teil.path.name}. "
                "Die Nummer am Anfang gehört nicht zum Namen.",
                wo=str(path),
                rat=_UMBENENNEN.format(teil.path.name),
            )
        if anderer is not teil:
            raise DkbmFehler(
                f"Der Teil „{teil.path.name}“ steht zweimal in der Gliederung.",
                wo=str(path),
                rat="Bitte einen der beiden Einträge löschen.",
            )


def _find(projekt: Path, eintrag: str, path: Path) -> Teil:
    if eintrag in ERZEUGT:
        return Teil(Path(eintrag), "erzeugt")
    folders = {".ipynb": projekt / "notebooks", ".md": projekt / "bericht" / "texte"}
    ordner = folders.get(Path(eintrag).suffix)
    vorhanden = {p.name: p for o in folders.values() if o.is_dir() for p in o.iterdir()}
    if ordner is None or Path(eintrag).name != eintrag or not (ordner / eintrag).is_file():
        aehnlich = nearest(eintrag, [*vorhanden, *ERZEUGT], 1)
        raise DkbmFehler(
            f"Den Teil „{eintrag}“ der Gliederung gibt es nicht.",
            wo=str(path),
            rat=f"Gemeint ist wohl „{aehnlich[0]}“."
            if aehnlich
            else "Notebooks liegen in notebooks/, Texte als .md in bericht/texte/.",
        )
    return Teil(ordner / eintrag, "kapitel" if eintrag.endswith(".ipynb") else "text")
