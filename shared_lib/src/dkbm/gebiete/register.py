"""The embedded register of Kreise, Länder and Deutschland, and the search in it.

Uses the standard library and python-slugify only: the cookiecutter hooks import it in
environments where nothing else of dkbm's dependencies is installed.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import takewhile

from dkbm.fehler import DkbmFehler, nearest
from dkbm.gebiete.gebiet import BUND, Gebiet, to_slug
from dkbm.gebiete.umstieg import Umstieg, load_umstiege

__all__ = ["Register", "load_register"]


@dataclass(frozen=True)
class Register:
    """All Gebiete by key."""

    gebiete: dict[str, Gebiet]

    def __getitem__(self, ags: str) -> Gebiet:
        return self.gebiete[ags]

    def __contains__(self, ags: str) -> bool:
        return ags in self.gebiete

    @property
    def kreise(self) -> list[Gebiet]:
        """The 400 Kreise and kreisfreie Städte, by key."""
        return [g for g in self.gebiete.values() if len(g.ags) == 5]

    @property
    def laender(self) -> list[Gebiet]:
        """The 16 Länder, by key."""
        return [g for g in self.gebiete.values() if len(g.ags) == 2 and g.ags != BUND]

    def find_kommune(self, suche: str) -> Gebiet:
        """Find one Kommune by AGS or by (part of) its name.

        Accepts ``08335``, ``8335``, ``02``, the 8- and 12-digit keys of the Kreis,
        ``Landkreis Konstanz``, ``konstanz``, ``landkreis-konstanz``.

        Raises
        ------
        DkbmFehler
            If nothing or more than one Kommune fits; the message names the nearest.
        """
        text = " ".join(suche.split())
        if not text:
            raise DkbmFehler(
                "Es fehlt die Kommune.", rat="Bitte AGS (z. B. 08335) oder Namen angeben."
            )
        if re.fullmatch(r"[\d ]+", text):
            return self._find_by_key(text.replace(" ", ""))
        return self._find_by_name(text)

    def _find_by_key(self, ziffern: str) -> Gebiet:
        kandidat = _normalize_key(ziffern)
        if kandidat in self and len(kandidat) == 5:
            return self[kandidat]
        if kandidat in self:
            land = self[kandidat]
            beispiele = [g for g in self.kreise if g.land_ags == land.ags][:3]
            raise DkbmFehler(
                f"{ziffern} ist der Schlüssel eines Landes ({land.name}), nicht einer Kommune.",
                rat=f"Bitte den fünfstelligen AGS angeben, z. B. {_listed(beispiele)}.",
            )
        self._refuse_dissolved([u for u in load_umstiege() if u.alt == kandidat])
        raise DkbmFehler(
            f"Den AGS {ziffern} gibt es nicht.",
            rat=f"Am nächsten liegen: {_listed(self._nearest_keys(kandidat))}.",
        )

    def _find_by_name(self, text: str) -> Gebiet:
        gesucht = text.casefold()
        for treffer in (
            [g for g in self.kreise if gesucht in (g.name.casefold(), g.slug)],
            [g for g in self.kreise if f"{g.kurzname.casefold()} ".startswith(f"{gesucht} ")],
            [g for g in self.kreise if to_slug(text) and to_slug(text) in to_slug(g.name)],
        ):
            if len(treffer) == 1:
                return treffer[0]
            if treffer:
                raise DkbmFehler(
                    f"„{text}“ passt auf {len(treffer)} Kommunen.",
                    rat=f"Bitte den AGS angeben: {_listed(treffer)}.",
                )
        land = next(
            (g for g in self.laender if gesucht in (g.name.casefold(), g.kurzname.casefold())), None
        )
        if land:
            return self._find_by_key(land.ags)
        slug = to_slug(text)
        self._refuse_dissolved([u for u in load_umstiege() if slug and slug in to_slug(u.name_alt)])
        raise DkbmFehler(
            f"Eine Kommune „{text}“ gibt es nicht.",
            rat=f"Am nächsten liegen: {_listed(self._nearest_names(text))}.",
        )

    def _refuse_dissolved(self, umstiege: Sequence[Umstieg]) -> None:
        """Name today's Kreise where the search meant one that was dissolved."""
        if not umstiege:
            return
        alt = umstiege[0]
        nachfolger = [self[u.neu] for u in umstiege if u.alt == alt.alt]
        raise DkbmFehler(
            f"{alt.alt} ({alt.name_alt}) gibt es seit {alt.letztes_jahr + 1} nicht mehr.",
            rat=f"Bitte den heutigen Kreis angeben: {_listed(nachfolger)}.",
        )

    def _nearest_keys(self, ags: str) -> list[Gebiet]:
        """Return the keys that share the longest beginning, so that the Land stays right."""
        ziel = int(ags or 0)

        def distance(gebiet: Gebiet) -> tuple[int, int, str]:
            gemeinsam = takewhile(
                lambda paar: paar[0] == paar[1], zip(gebiet.ags, ags, strict=False)
            )
            return -len(list(gemeinsam)), abs(int(gebiet.ags) - ziel), gebiet.ags

        return sorted(self.kreise, key=distance)[:3]

    def _nearest_names(self, text: str) -> list[Gebiet]:
        by_name = {g.name: g for g in self.kreise} | {g.kurzname: g for g in reversed(self.kreise)}
        hits = [by_name[name] for name in nearest(text, by_name, 5)]
        return list(dict.fromkeys(hits)) or [self["08335"]]


def _normalize_key(ziffern: str) -> str:
    """Bring a key to the register's length; the Stadtstaaten 02 and 11 are Kreise here."""
    if ziffern in ("02", "11", "2"):
        return f"{ziffern.zfill(2)}000"
    if len(ziffern) in (4, 7, 11) and not ziffern.startswith("0"):
        ziffern = f"0{ziffern}"
    if len(ziffern) in (8, 12):
        return ziffern[:5]
    return ziffern.zfill(2) if len(ziffern) == 1 else ziffern


def _listed(gebiete: Sequence[Gebiet], hoechstens: int = 8) -> str:
    text = ", ".join(f"{g.ags} {g.name}" for g in gebiete[:hoechstens])
    return f"{text} …" if len(gebiete) > hoechstens else text


@cache
def load_register() -> Register:
    """Load the embedded register (400 Kreise, 16 Länder, Deutschland)."""
    text = files("dkbm.gebiete").joinpath("daten/register.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter=";")
    return Register(
        {z["ags"]: Gebiet(z["ags"], z["kurzname"], z["typ"], int(z["einwohner"])) for z in rows}
    )
