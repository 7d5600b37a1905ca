"""What figures share."""

from __future__ import annotations

from dkbm.arbeitsplatz import Arbeitsplatz
from dkbm.bestand import open_bestand
from dkbm.darstellung.aufbau import list_context, title_of_series, unit_of
from dkbm.gebiete import load_register


def test_context_is_kommune_land_and_bund_whatever_else_there_is() -> None:
    desk = Arbeitsplatz(load_register()["08335"], (), open_bestand())
    e = desk.kennzahl("geburtenrate", kreise=True)
    assert [g.ags for g in list_context(e)] == ["08335", "08", "DG"]
    assert title_of_series(e, [2011, 2015]) == (
        "Geburtenrate im Landkreis Konstanz, 2011, 2015 (je 1.000 Personen)"
    )
    assert unit_of(desk.kennzahl("betreuungsquote_u3")) == " (in %)"
