"""The Corporate Design of a Kommune, resolved from ``[gestaltung]`` and ``bericht/gestaltung/``."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass, field
from pathlib import Path

from dkbm.bericht.farbe import TEXTKONTRAST, contrast, explain_farbe, find_nearest, mix
from dkbm.darstellung.thema import FARBE_ANDERE, FARBE_KOMMUNE, STILE
from dkbm.fehler import DkbmFehler, nearest
from dkbm.projekt import Einstellungen

__all__ = ["Bild", "Erscheinung", "read_bilddatei", "read_gestaltung"]

_ARTEN = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}
_ANFANG = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff"}
_HOECHSTENS = 8_000_000
_DUNKEL = "#23282d"
"""Ground of boxes in the dark page."""


@dataclass(frozen=True)
class Bild:
    """A picture of the Kommune; without ``alt`` it is decoration."""

    inhalt: bytes
    art: str
    alt: str

    @property
    def uri(self) -> str:
        """The picture as a ``data:`` address."""
        return f"data:{self.art};base64,{base64.b64encode(self.inhalt).decode()}"


@dataclass(frozen=True)
class Erscheinung:
    """Colours, pictures and font of the report.

    Attributes
    ----------
    farbe
        Colour of headings, lines and the Kommune in charts.
    schrift
        Family of an own font in ``ordner``; empty for that of the kit.
    """

    farbe: str = FARBE_KOMMUNE
    logo: Bild | None = None
    titelbild: Bild | None = None
    schrift: str = ""
    schriftdateien: tuple[Path, ...] = field(default=(), compare=False)

    @property
    def hell(self) -> str:
        """Pale tint for boxes."""
        return mix(self.farbe, 0.07)

    @property
    def licht(self) -> str:
        """The colour lightened until it carries text on dark ground and its boxes."""
        stufen = (mix(self.farbe, anteil / 20) for anteil in range(20, 0, -1))
        return next((f for f in stufen if contrast(f, _DUNKEL) >= TEXTKONTRAST + 1), "#ffffff")

    def dye(self, svg: str) -> str:
        """Give a drawing the colour of the Kommune: charts are drawn in the kit's colour."""
        return re.sub(re.escape(FARBE_KOMMUNE), self.farbe, svg, flags=re.IGNORECASE)


def read_gestaltung(einstellungen: Einstellungen, ordner: Path) -> Erscheinung:
    """Read pictures and fonts of the project.

    Parameters
    ----------
    ordner
        The folder ``bericht/gestaltung`` of the project; it may be missing where nothing is named.

    Raises
    ------
    DkbmFehler
        If a colour is hard to see (with the nearest that works), a named file is missing, too
        large or not what its ending says, or a font is unknown.
    """
    g = einstellungen.gestaltung
    return Erscheinung(
        farbe=_check_farbe(g.farbe) if g.farbe else FARBE_KOMMUNE,
        logo=_read_bild(ordner, "logo", g.logo, g.logo_alt or f"Logo: {einstellungen.name}"),
        titelbild=_read_bild(ordner, "titelbild", g.titelbild, g.titelbild_alt),
        schrift=g.schrift,
        schriftdateien=_find_schrift(ordner, g.schrift),
    )


def _check_farbe(farbe: str) -> str:
    wo = f"kommune.toml, Abschnitt [gestaltung], Schlüssel farbe: {farbe}"
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", farbe):
        raise DkbmFehler(
            f"„{farbe}“ ist keine Farbe.",
            wo=wo,
            rat=f"Eine Farbe steht als #rrggbb in Anführungszeichen, zum Beispiel {FARBE_KOMMUNE}.",
        )
    farbe = farbe.lower()
    neben = (FARBE_ANDERE, *(stil[0] for stil in STILE[1:]))
    if grund := explain_farbe(farbe, neben):
        raise DkbmFehler(
            f"Die Farbe {farbe} {grund}.",
            wo=wo,
            rat=f"Die nächste Farbe, die geht, ist {find_nearest(farbe, neben)}.",
        )
    return farbe


def _read_bild(ordner: Path, feld: str, name: str, alt: str) -> Bild | None:
    if not name:
        return None
    wo = f"kommune.toml, Abschnitt [gestaltung], Schlüssel {feld}: {name}"
    return read_bilddatei(ordner, name, alt, wo, "bericht/gestaltung")


def read_bilddatei(ordner: Path, name: str, alt: str, wo: str, lage: str) -> Bild:
    """Read a picture that lies in a folder.

    Parameters
    ----------
    wo
        The place that names it, for the message.
    lage
        What the folder is called, after ``in``.

    Raises
    ------
    DkbmFehler
        If the name leads elsewhere, or the file is missing, too large or not what its ending says.
    """
    path = ordner / name
    art = _ARTEN.get(path.suffix.lower())
    if art is None or path.name != name:
        raise DkbmFehler(
            f"„{name}“ ist kein Bildname.",
            wo=wo,
            rat=f"Bitte nur den Namen einer SVG-, PNG- oder JPG-Datei in {lage} nennen.",
        )
    if not path.is_file():
        vorhanden = [p.name for p in ordner.iterdir()] if ordner.is_dir() else []
        bilder = [n for n in vorhanden if Path(n).suffix.lower() in _ARTEN]
        aehnlich = nearest(name, bilder, 1)
        rat = f"Gemeint ist wohl „{aehnlich[0]}“." if aehnlich else f"Bitte nach {ordner} legen."
        raise DkbmFehler(f"Das Bild „{name}“ gibt es nicht.", wo=wo, rat=rat)
    inhalt = path.read_bytes()
    if len(inhalt) > _HOECHSTENS:
        raise DkbmFehler(f"Das Bild „{name}“ ist größer als 8 MB.", wo=wo, rat="Bitte verkleinern.")
    echt = b"<svg" in inhalt if art == _ARTEN[".svg"] else inhalt.startswith(_ANFANG[art])
    if not echt:
        raise DkbmFehler(
            f"„{name}“ ist nicht, was die Endung sagt.",
            wo=wo,
            rat="Bitte das Bild in einem Bildprogramm öffnen und als PNG oder JPG speichern.",
        )
    return Bild(inhalt, art, alt)


def _find_schrift(ordner: Path, familie: str) -> tuple[Path, ...]:
    if not familie:
        return ()
    from matplotlib.ft2font import FT2Font

    dateien: dict[str, list[Path]] = {}
    for path in sorted(ordner.glob("*")) if ordner.is_dir() else []:
        if path.suffix.lower() in (".ttf", ".otf"):
            try:
                dateien.setdefault(FT2Font(str(path)).family_name, []).append(path)
            except (RuntimeError, OSError) as error:
                raise DkbmFehler("Die Schriftdatei ist beschädigt.", wo=str(path)) from error
    if familie not in dateien:
        vorhanden = ", ".join(dateien) or "keine"
        raise DkbmFehler(
            f"Die Schrift „{familie}“ gibt es nicht.",
            wo="kommune.toml, Abschnitt [gestaltung], Schlüssel schrift",
            rat=f"In bericht/gestaltung liegen: {vorhanden}. Bitte TTF oder OTF dort ablegen.",
        )
    return tuple(dateien[familie])
