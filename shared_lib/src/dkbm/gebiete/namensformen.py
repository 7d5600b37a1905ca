"""Name forms of a Gebiet for sentences: article, case, place.

German needs ``im Landkreis Konstanz`` but ``in der Region Hannover``, and bends
``Märkischer Kreis`` to ``des Märkischen Kreises``. The rules below cover all 400
Kreise and kreisfreie Städte, the Länder and Deutschland; a test reads every form.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Namensformen", "build_formen"]

_ADJEKTIV_KREIS = re.compile(r"^(?P<adjektiv>.+sch)er Kreis$")
_ARTIKEL = re.compile(r"^(der|die|das|im|in der) ")
_GATTUNGEN = ("Landkreis", "Stadt", "Region", "Städteregion", "Regionalverband", "Land", "Saarland")
"""First words that can stand alone; every other name with an article is a Kreis."""
_KREIS_WORT = re.compile(r"^(?P<vor>\S*[Kk]reis)(?P<nach>| .+)$")


@dataclass(frozen=True)
class Namensformen:
    """The forms that sentences use.

    Attributes
    ----------
    titel
        Without article, for headings and charts: ``Landkreis Konstanz``.
    nominativ, genitiv, dativ
        With article: ``der Landkreis Konstanz``, ``des Landkreises Konstanz`` ...
    ort
        Place: ``im Landkreis Konstanz``, ``in der Stadt Köln``.
    """

    titel: str
    nominativ: str
    genitiv: str
    dativ: str
    ort: str

    @property
    def kurz_nominativ(self) -> str:
        """For the second mention: ``der Landkreis``, ``die Stadt``, ``Hamburg``."""
        return self._shorten(self.nominativ)

    @property
    def kurz_ort(self) -> str:
        """Place for the second mention: ``im Landkreis``, ``in der Stadt``, ``in Hamburg``."""
        return self._shorten(self.ort)

    def _shorten(self, form: str) -> str:
        if not (match := _ARTIKEL.match(form)):
            return form
        first = form[match.end() :].split(maxsplit=1)[0]
        return f"{match[0]}{first if first in _GATTUNGEN else 'Kreis'}"


def build_formen(kurzname: str, typ: str) -> Namensformen:
    """Derive the name forms from the register's name and type.

    Parameters
    ----------
    kurzname
        Name without type: ``Konstanz``, ``Enzkreis``, ``Region Hannover``.
    typ
        ``Landkreis``, ``Kreis``, ``Stadt``, ``Stadtstaat``, ``Land`` or ``Staat``.
    """
    if typ == "Land" and kurzname == "Bremen":
        # The city of the same name is a Kommune of its own.
        return Namensformen(
            titel="Land Bremen",
            nominativ="das Land Bremen",
            genitiv="des Landes Bremen",
            dativ="dem Land Bremen",
            ort="im Land Bremen",
        )
    if typ in ("Stadtstaat", "Land", "Staat"):
        return _proper_name(kurzname)
    if typ == "Stadt":
        return _feminine(f"Stadt {kurzname}")
    if kurzname.startswith(("Region ", "Städteregion ")):
        return _feminine(kurzname)
    if kurzname.startswith("Regionalverband "):
        return _masculine(kurzname, kurzname.replace("Regionalverband", "Regionalverbands", 1))
    if match := _ADJEKTIV_KREIS.match(kurzname):
        adjektiv = match["adjektiv"]
        return Namensformen(
            titel=kurzname,
            nominativ=f"der {adjektiv}e Kreis",
            genitiv=f"des {adjektiv}en Kreises",
            dativ=f"dem {adjektiv}en Kreis",
            ort=f"im {adjektiv}en Kreis",
        )
    if match := _KREIS_WORT.match(kurzname):
        return _masculine(kurzname, f"{match['vor']}es{match['nach']}")
    return _masculine(f"{typ} {kurzname}", f"{typ}es {kurzname}")


def _masculine(titel: str, genitiv: str) -> Namensformen:
    return Namensformen(titel, f"der {titel}", f"des {genitiv}", f"dem {titel}", f"im {titel}")


def _feminine(titel: str) -> Namensformen:
    return Namensformen(titel, f"die {titel}", f"der {titel}", f"der {titel}", f"in der {titel}")


def _proper_name(name: str) -> Namensformen:
    if name == "Saarland":
        return Namensformen(name, "das Saarland", "des Saarlandes", "dem Saarland", "im Saarland")
    genitiv = f"von {name}" if name.endswith(("s", "ß", "x", "z")) else f"{name}s"
    return Namensformen(name, name, genitiv, name, f"in {name}")
