"""Statements made from results, each with its evidence, and the list that analysts edit."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from dkbm.bestand import Quelle
from dkbm.darstellung.aufbau import list_context
from dkbm.darstellung.aufzaehlung import (
    find_largest_changes,
    pick_teile,
    write_change_of_teile,
    write_teile,
)
from dkbm.darstellung.satzbau import write_change, write_level, write_nenner, write_streuung
from dkbm.darstellung.spec import build_bundle
from dkbm.fehler import DkbmFehler
from dkbm.kennzahlen import Ergebnis, Kennzahl
from dkbm.kennzahlen.zeitvergleich import pick_vergleichsjahr
from dkbm.sprache.zahlen import round_half_up

__all__ = ["Aussage", "Beleg", "Kernaussagen", "formulate_aussagen"]


@dataclass(frozen=True)
class Beleg:
    """One value that a statement rests on: the cell of an Ergebnis."""

    kennzahl: str
    ags: str
    jahr: int
    wert: float
    zaehler: float
    nenner: float
    auspraegung: str = ""


@dataclass(frozen=True)
class Aussage:
    """One statement.

    Attributes
    ----------
    text
        One to four sentences.
    belege
        The values behind it; none for an analyst's own words.
    kennzahl
        Id of the Kennzahl it is about; empty for an analyst's own statement.
    """

    text: str
    belege: tuple[Beleg, ...] = ()
    kennzahl: str = ""


@dataclass(frozen=True)
class Kernaussagen:
    """The key statements of a chapter; editing returns a new list.

    Attributes
    ----------
    aussagen
        The statements in order.
    kennzahlen, quellen
        The Kennzahlen and sources behind them.

    Examples
    --------
    >>> aussagen = kommune.kernaussagen("geburtenrate", "bevoelkerung")     # doctest: +SKIP
    >>> aussagen.replace("geburtenrate", "Es kommen wieder mehr Kinder.")   # doctest: +SKIP
    >>> aussagen.insert("Der Kreistag hat … beschlossen.").remove(2)        # doctest: +SKIP
    """

    aussagen: tuple[Aussage, ...]
    kennzahlen: tuple[Kennzahl, ...] = ()
    quellen: tuple[Quelle, ...] = ()

    @property
    def texte(self) -> tuple[str, ...]:
        """The statements as plain texts."""
        return tuple(a.text for a in self.aussagen)

    @property
    def belege(self) -> pd.DataFrame:
        """All values behind the statements, with the number of the statement."""
        rows = [{"aussage": n, **vars(b)} for n, a in enumerate(self.aussagen, 1) for b in a.belege]
        spalten = ["aussage", *Beleg.__dataclass_fields__]
        return pd.DataFrame(rows, columns=spalten)

    def replace(self, welche: int | str, text: str) -> Kernaussagen:
        """Replace a statement by own words.

        Parameters
        ----------
        welche
            Number in the list (from 1), or id of the Kennzahl: it stays right when others move.
        text
            Own words; they carry no evidence.

        Raises
        ------
        DkbmFehler
            If there is no such statement.
        """
        stelle = self._find(welche)
        neu = Aussage(_check_text(text), kennzahl=self.aussagen[stelle].kennzahl)
        return self._with(self.aussagen[:stelle], neu, self.aussagen[stelle + 1 :])

    def insert(self, text: str, vor: int | str | None = None) -> Kernaussagen:
        """Add an own statement, at the end or before another."""
        stelle = len(self.aussagen) if vor is None else self._find(vor)
        neu = Aussage(_check_text(text))
        return self._with(self.aussagen[:stelle], neu, self.aussagen[stelle:])

    def remove(self, welche: int | str) -> Kernaussagen:
        """Leave a statement out."""
        stelle = self._find(welche)
        return replace(self, aussagen=self.aussagen[:stelle] + self.aussagen[stelle + 1 :])

    def _with(
        self, davor: tuple[Aussage, ...], neu: Aussage, danach: tuple[Aussage, ...]
    ) -> Kernaussagen:
        return replace(self, aussagen=(*davor, neu, *danach))

    def _find(self, welche: int | str) -> int:
        for stelle, aussage in enumerate(self.aussagen):
            if welche in (stelle + 1, aussage.kennzahl or None):
                return stelle
        ids = ", ".join(a.kennzahl for a in self.aussagen if a.kennzahl) or "keine"
        raise DkbmFehler(
            f"Eine Kernaussage „{welche}“ gibt es nicht.",
            rat=f"Möglich sind die Nummern 1 bis {len(self.aussagen)} oder die Kennzahlen: {ids}.",
        )

    def _repr_mimebundle_(
        self, include: Sequence[str] | None = None, exclude: Sequence[str] | None = None
    ) -> dict[str, object]:
        items = "".join(f"<li>{html.escape(text)}</li>" for text in self.texte)
        return build_bundle(
            "kernaussagen",
            self,
            f"<p><strong>Das Wichtigste in Kürze</strong></p><ul>{items}</ul>",
            "\n".join(self.texte),
            aussagen=self.texte,
            belege=[[vars(b) for b in a.belege] for a in self.aussagen],
        )


def formulate_aussagen(*ergebnisse: Ergebnis) -> Kernaussagen:
    """Write one statement per result: value, Land and Deutschland, spread and change.

    Results without a value for the Kommune, and those that print as zero now and in the year
    compared with, are passed over. The spread is said where the result has all Kreise. Of a
    broken-down result the largest parts are told, and the one that has changed most.
    """
    used = [e for e in ergebnisse if _has_news(e)]
    return Kernaussagen(
        aussagen=tuple(
            (_enumerate if e.kennzahl.auspraegungen else _formulate)(e, n)
            for n, e in enumerate(used)
        ),
        kennzahlen=tuple(e.kennzahl for e in used),
        quellen=tuple({q.id: q for e in used for q in e.quellen}.values()),
    )


def _has_news(ergebnis: Ergebnis) -> bool:
    """Whether the Kommune has a number that does not print as zero now as in the past.

    Of a broken-down result one part must be more than zero now: there is none to name else.
    """
    if ergebnis.is_empty:
        return False
    if ergebnis.kennzahl.auspraegungen:
        return bool(pick_teile(ergebnis))
    jahre = (ergebnis.jahre[-1], pick_vergleichsjahr(ergebnis))
    rows = ergebnis.of(ergebnis.kommune)
    werte = rows.loc[rows["jahr"].isin(jahre), "wert"].tolist()
    return any(round_half_up(wert, ergebnis.kennzahl.stellen) for wert in werte)


def _formulate(ergebnis: Ergebnis, nummer: int) -> Aussage:
    aenderung, c = write_change(ergebnis, nummer)
    saetze = [
        write_level(ergebnis, nummer),
        aenderung,
        write_streuung(ergebnis, nummer),
        write_nenner(ergebnis),
    ]
    kommune, jahr = ergebnis.kommune, ergebnis.jahre[-1]
    shown = list_context(ergebnis) if ergebnis.kennzahl.einheit else [kommune]
    keys = [(g.ags, jahr, "") for g in shown] + ([(kommune.ags, c.von, "")] if c else [])
    return _assemble(ergebnis, saetze, keys)


def _enumerate(ergebnis: Ergebnis, nummer: int) -> Aussage:
    """Write the statement about a broken-down result."""
    saetze = [write_teile(ergebnis, nummer), write_change_of_teile(ergebnis)]
    kommune, jahr = ergebnis.kommune, ergebnis.jahre[-1]
    shown = list_context(ergebnis) if ergebnis.kennzahl.einheit else [kommune]
    keys = [(g.ags, jahr, code) for g in shown for code in pick_teile(ergebnis)]
    for code, c in find_largest_changes(ergebnis).items():
        keys += [(kommune.ags, c.von, code), (kommune.ags, c.bis, code)]
    return _assemble(ergebnis, saetze, list(dict.fromkeys(keys)))


def _assemble(
    ergebnis: Ergebnis, saetze: Sequence[str], keys: Sequence[tuple[str, int, str]]
) -> Aussage:
    belege = (_quote(ergebnis, *key) for key in keys)
    text = " ".join(satz for satz in saetze if satz)
    return Aussage(text, tuple(b for b in belege if b), ergebnis.kennzahl.id)


def _quote(ergebnis: Ergebnis, ags: str, jahr: int, auspraegung: str) -> Beleg | None:
    zelle = ergebnis.zellen.get((ags, jahr, auspraegung))
    if zelle is None or zelle.wert != zelle.wert:
        return None
    kennzahl = ergebnis.kennzahl.id
    return Beleg(kennzahl, ags, jahr, zelle.wert, zelle.zaehler, zelle.nenner, auspraegung)


def _check_text(text: str) -> str:
    if not text.strip():
        raise DkbmFehler(
            "Eine Kernaussage ohne Text gibt es nicht.",
            rat="Bitte einen Satz angeben oder die Aussage mit remove entfernen.",
        )
    return " ".join(text.split())
