"""The value object for a Kreis, a Land or Deutschland."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from slugify import slugify

from dkbm.gebiete.namensformen import Namensformen, build_formen

__all__ = ["BUND", "Gebiet", "to_slug"]

BUND = "DG"
"""Key of Deutschland in the tables of the Regionaldatenbank."""

_UMLAUTE = [
    ("ä", "ae"),
    ("ö", "oe"),
    ("ü", "ue"),
    ("ß", "ss"),
    ("Ä", "Ae"),
    ("Ö", "Oe"),
    ("Ü", "Ue"),
]


def to_slug(text: str) -> str:
    """Turn any text into a folder name of a-z, 0-9 and ``-``: ``Köln`` becomes ``koeln``."""
    return slugify(text, replacements=_UMLAUTE, max_length=60, word_boundary=True)


@dataclass(frozen=True)
class Gebiet:
    """One Gebiet of the register at today's boundaries.

    Attributes
    ----------
    ags
        Key as text: five digits for Kreise (Hamburg ``02000``, Berlin ``11000``),
        two for Länder, ``DG`` for Deutschland.
    kurzname
        Name without type (``Konstanz``).
    typ
        ``Landkreis``, ``Kreis``, ``Stadt`` (kreisfrei), ``Stadtstaat``, ``Land``, ``Staat``.
    einwohner
        Population on 31.12.2024 (12411-01-01-4).
    """

    ags: str
    kurzname: str
    typ: str
    einwohner: int

    @cached_property
    def formen(self) -> Namensformen:
        """Name forms for sentences."""
        return build_formen(self.kurzname, self.typ)

    @property
    def name(self) -> str:
        """Name with type, for headings: ``Landkreis Konstanz``, ``Stadt Köln``."""
        return self.formen.titel

    @property
    def slug(self) -> str:
        """Folder name: ``landkreis-konstanz``, ``koeln``."""
        return to_slug(self.kurzname if self.typ == "Stadt" else self.name)

    @property
    def land_ags(self) -> str:
        """Key of the Land the Gebiet lies in; its own key for a Land and for Deutschland."""
        return self.ags if self.ags == BUND else self.ags[:2]

    @property
    def is_stadt(self) -> bool:
        """Whether it is a kreisfreie Stadt or a Stadtstaat."""
        return self.typ in ("Stadt", "Stadtstaat")
