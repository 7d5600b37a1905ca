"""The sheet as PDF/UA-1 of exactly two pages."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from dkbm.bericht.faktenblatt.auswahl import Faktenblatt
from dkbm.bericht.modell import Bericht
from dkbm.bericht.pdf.daten import choose_date, save_bild
from dkbm.bericht.satz import open_werkbank, set_pdf
from dkbm.bericht.schriften import clean, dress_svg, list_schriften

__all__ = ["export_blatt_pdf"]


def export_blatt_pdf(blatt: Faktenblatt, bericht: Bericht) -> bytes:
    """Set the sheet; the template makes the type smaller until two pages hold everything."""
    e = bericht.erscheinung
    with open_werkbank("dkbm.bericht.pdf", "dkbm.bericht.faktenblatt") as ordner:
        daten: dict[str, Any] = {
            "titel": blatt.titel,
            "bericht": bericht.titel,
            "name": bericht.name,
            "titelzeilen": bericht.titelzeilen,
            "datum": choose_date(bericht.datenstand),
            "farbe": e.farbe,
            "hell": e.hell,
            "schriften": list_schriften(e),
            "logo": save_bild(e.logo, "logo", ordner),
            "kacheln": [
                {**asdict(k), "svg": dress_svg(k.svg, e), "steckbrief": []} for k in blatt.kacheln
            ],
            "aussagen": blatt.aussagen,
            "quelle": blatt.quelle,
            "legende": blatt.legende,
            "abbildung": None,
        }
        if blatt.abbildung:
            d = blatt.abbildung.daten
            daten["abbildung"] = {
                "titel": d["titel"],
                "alt": d["alt"],
                "svg": dress_svg(d["svg"], e),
                "anmerkungen": d["anmerkungen"],
                "quelle": d["quelle"],
            }
        return set_pdf(ordner, "faktenblatt.typ", clean(daten), e)
