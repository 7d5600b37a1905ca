"""The years that a report asks for must be years that the store has."""

from __future__ import annotations

from dkbm.bestand import Bestand
from dkbm.fehler import DkbmFehler

__all__ = ["check_zeitraum"]


def check_zeitraum(bestand: Bestand, von_jahr: int = 0, bis_jahr: int = 0) -> None:
    """Check first and last year (0 for no bound) against the store.

    Raises
    ------
    DkbmFehler
        If there is nothing in this span, with the span of the store.
    """
    erstes = min(q.jahre[0] for q in bestand.quellen.values())
    letztes = max(q.jahre[1] for q in bestand.quellen.values())
    for name, jahr, zu_weit in (
        ("von_jahr", von_jahr, von_jahr > letztes),
        ("bis_jahr", bis_jahr, bis_jahr < erstes),
    ):
        if jahr and zu_weit:
            raise DkbmFehler(
                f"Für {name} = {jahr} enthält der Datenbestand nichts: "
                f"Er reicht von {erstes} bis {letztes}.",
                wo="Parameter des Notebooks, [parameter] in kommune.toml oder Option -p",
                rat=f"Bitte ein Jahr von {erstes} bis {letztes} wählen.",
            )
