"""``bericht/gliederung.toml``: which notebooks and texts the report has, in which order."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from dkbm.fehler import DkbmFehler, nearest

__all__ = ["ERZEUGT", "Teil", "load_gliederung"]

ERZEUGT = ("ueberblick", "methoden", "quellen", "glossar")
"""Parts that the report writes itself; where the outline does not name them they stand first
(``ueberblick``) and last."""


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
    """Read the outline and check that every part exists.

    Raises
    ------
    DkbmFehler
        If the file is broken or names a part that does not exist.
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
    return teile


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
