"""The hardest Gebiete, found from register and data: where a report breaks first."""

from __future__ import annotations

from collections.abc import Iterator

from dkbm.bestand import Bestand, open_bestand
from dkbm.gebiete import Gebiet, load_register
from dkbm.gebiete.umstieg import load_umstiege

__all__ = ["find_haertefaelle"]

_SONDERFORMEN = ("Region ", "Regionalverband ", "Städteregion ")


def find_haertefaelle() -> dict[str, str]:
    """Return key and reason of each hard Kommune, in the order in which they were found.

    Stadtstaaten, special forms of the name, merged and split Kreise, extremes of name and size,
    fewest pupils, most missing data.
    """
    faelle: dict[str, str] = {}
    for gebiet, grund in (*_list_names(), *_list_merged(), *_list_by_data(open_bestand())):
        faelle.setdefault(gebiet.ags, grund)
    return faelle


def _list_names() -> Iterator[tuple[Gebiet, str]]:
    kreise = load_register().kreise
    for gebiet in kreise:
        if gebiet.typ == "Stadtstaat":
            yield gebiet, "Stadtstaat"
        elif gebiet.name.startswith(_SONDERFORMEN):
            yield gebiet, "besondere Form des Namens"
    yield max(kreise, key=lambda g: (len(g.name), g.ags)), "längster Name"
    yield min(kreise, key=lambda g: (len(g.kurzname), g.ags)), "kürzester Name"
    yield max(kreise, key=lambda g: g.einwohner), "größte Bevölkerung"
    yield min(kreise, key=lambda g: g.einwohner), "kleinste Bevölkerung"


def _list_merged() -> Iterator[tuple[Gebiet, str]]:
    """The Kreise of the last reforms, and the one that most others went into."""
    register, umstiege = load_register(), load_umstiege()
    letztes = max(u.letztes_jahr for u in umstiege)
    zusammengelegt = [u.neu for u in umstiege if u.letztes_jahr >= letztes - 5]
    geteilt = [u.neu for u in umstiege if u.anteil < 1]
    for ags in dict.fromkeys(zusammengelegt):
        yield register[ags], "zusammengelegt"
    haeufigster = max(sorted(set(geteilt)), key=geteilt.count)
    yield register[haeufigster], "aus geteilten Kreisen"


def _list_by_data(bestand: Bestand) -> Iterator[tuple[Gebiet, str]]:
    register = load_register()
    keys = [g.ags for g in register.kreise]
    schueler = bestand.load("schueler", keys)
    alle = schueler[(schueler["merkmal"] == "schueler") & (schueler["schulart"] == "insgesamt")]
    gesamt = alle[alle["gruppe"] == "insgesamt"].dropna(subset="wert")
    juengste = gesamt[gesamt["jahr"] == gesamt["jahr"].max()]
    yield register[juengste.loc[juengste["wert"].idxmin(), "ags"]], "wenigste Lernende"
    fehlend = dict.fromkeys(keys, 0)
    for datensatz in bestand.datensaetze:
        frame = bestand.load(datensatz, keys)
        for ags, anzahl in frame[frame["wert"].isna()].groupby("ags").size().items():
            fehlend[str(ags)] += int(anzahl)
    for ags in sorted(keys, key=lambda ags: (-fehlend[ags], ags))[:3]:
        yield register[ags], "am meisten fehlende Werte"
