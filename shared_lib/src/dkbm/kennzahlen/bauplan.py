"""How Kennzahlen are declared that rest on data which only a Kommune can bring.

Each names the form (or CSV file) that brings its numbers; formula and source follow from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dkbm.kennzahlen.auswahl import MERKMAL, Auswahl
from dkbm.kennzahlen.kennzahl import Kennzahl
from dkbm.kennzahlen.rechnen import quotient, wert
from dkbm.sprache.zahlen import format_zahl

__all__ = ["Lieferung", "anzahl", "quote"]


@dataclass(frozen=True)
class Lieferung:
    """One sheet of a form, or one CSV file, with one row per year for the whole Kommune.

    Attributes
    ----------
    formular
        Short name of the form.
    titel
        Its title, which becomes the source.
    blatt
        Sheet of the form.
    datensatz
        Data set that the sheet fills.
    woher
        Who has the numbers, as a German sentence.
    """

    formular: str
    titel: str
    blatt: str
    datensatz: str
    woher: str

    def summe(self, *merkmale: str) -> Auswahl:
        """Select Merkmale to be added; one that begins with ``-`` is subtracted."""
        return Auswahl(self.datensatz, filter={MERKMAL: merkmale})

    def teile(self, merkmale: Iterable[str]) -> Auswahl:
        """Select Merkmale that become the parts of a breakdown."""
        je = {merkmal: (merkmal,) for merkmal in merkmale}
        return Auswahl(self.datensatz, gliederung=MERKMAL, je=je)

    @property
    def beschafft(self) -> str:
        """Say which file brings the numbers."""
        return (
            f"{self.woher} Eintragen lassen sich die Zahlen im Formular „{self.formular}“, Blatt "
            f"{self.blatt} („dkbm formular {self.formular}“ schreibt es, „dkbm einlesen“ nimmt es "
            f"ausgefüllt auf), oder in der Datei daten/eigene/{self.datensatz}.csv."
        )


def quote(
    lieferung: Lieferung,
    *,
    zaehler: str,
    nenner: str,
    oben: Auswahl,
    unten: Auswahl,
    faktor: float = 100,
    versatz: int = 0,
    tabellen: tuple[str, ...] = (),
    **angaben: Any,
) -> Kennzahl:
    """Declare ``oben / unten × faktor`` in the words ``zaehler`` and ``nenner``.

    Parameters
    ----------
    tabellen
        Official tables that are needed beside the form.
    **angaben
        Further attributes of `Kennzahl`; ``einheit`` is ``%`` unless named.
    """
    mal = f" × {format_zahl(faktor)}" if faktor != 1 else ""
    return Kennzahl(
        **_complete(lieferung, angaben),
        zaehler=zaehler,
        nenner=nenner,
        formel=f"{zaehler} / {nenner}{mal}",
        tabellen=(lieferung.titel, *tabellen),
        berechne=quotient(oben, unten, faktor=faktor, versatz=versatz),
    )


def anzahl(lieferung: Lieferung, *, auswahl: Auswahl, zaehlt: str, **angaben: Any) -> Kennzahl:
    """Declare a count, or a value that others have published."""
    complete = {"formel": "Anzahl", "stellen": 0, "zaehler": zaehlt, "einheit": "", **angaben}
    return Kennzahl(
        **_complete(lieferung, complete),
        zaehlt="" if complete["einheit"] else zaehlt,
        tabellen=(lieferung.titel,),
        berechne=wert(auswahl),
    )


def _complete(lieferung: Lieferung, angaben: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "einheit": "%",
        "formular": lieferung.formular,
        "beschafft": lieferung.beschafft,
        **angaben,
    }
