"""From a table as it was read to rows of the store: meaning, boundaries, origin."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from dkbm import __version__
from dkbm.bestand.gebietsstand import convert_gebietsstand
from dkbm.bestand.manifest import Quelle
from dkbm.fehler import DkbmFehler
from dkbm.gebiete import load_register
from dkbm.gebiete.gebiet import to_slug
from dkbm.gebiete.umstieg import load_umstiege
from dkbm.quellen.katalog import apply_katalog, load_katalog
from dkbm.quellen.kodierung import read_bytes
from dkbm.quellen.rohtabelle import Rohtabelle
from dkbm.quellen.zeit import find_jahr, find_jahre

__all__ = ["Aufnahme", "Herkunft", "place_in", "take_in", "tidy_table"]

_EBENEN = {2: "Länder", 3: "Regierungsbezirke", 5: "unbekannte Kreise", 8: "Gemeinden"}


@dataclass(frozen=True)
class Herkunft:
    """What a table does not say about itself.

    Attributes
    ----------
    path
        The file.
    herausgeber, lizenz
        For the source line.
    abgerufen
        When it was fetched, as text for people.
    tabelle, titel
        Replace code and title of the table where given.
    """

    path: Path
    herausgeber: str
    lizenz: str
    abgerufen: str
    tabelle: str = ""
    titel: str = ""


@dataclass(frozen=True)
class Aufnahme:
    """A table that is ready for the store.

    Attributes
    ----------
    datensatz
        Name of the data set.
    daten
        ``ags``, ``jahr``, ``merkmal``, breakdowns, ``wert``, ``zeichen``, ``gebietsstand``,
        ``quelle``.
    quelle
        Entry of the manifest.
    uebergangen
        Values left out, by the level of their Gebiete.
    bekannt
        Whether the catalogue knows the table, so that Kennzahlen use it.
    """

    datensatz: str
    daten: pd.DataFrame
    quelle: Quelle
    uebergangen: Mapping[str, int]
    bekannt: bool


def take_in(nummer: int, roh: Rohtabelle, herkunft: Herkunft) -> Aufnahme:
    """Give a table its meaning and bring it to today's boundaries.

    Tables that the catalogue does not know become a data set of their own, with the heads of
    their columns as Merkmale.

    Raises
    ------
    DkbmFehler
        If no value is left, a year has several points in time, or a known table does not fit
        its catalogue entry.
    """
    _check_times(roh, herkunft.path.name)
    bekannt = roh.code in load_katalog()[0]
    datensatz, gliederungen, tidy = tidy_table(roh)
    frame = convert_gebietsstand(tidy, gliederungen)
    # "-" without a number: the Gebiet did not exist that year.
    frame = frame[frame["wert"].notna() | ~frame["zeichen"].isin(["", "-"])]
    if frame.empty:
        raise _explain_empty(herkunft.path.name, roh)
    uebergangen = _count_skipped(tidy)
    quelle = replace(
        _describe(nummer, roh, herkunft, datensatz, frame), abgelehnt=sum(uebergangen.values())
    )
    return Aufnahme(datensatz, frame.assign(quelle=nummer), quelle, uebergangen, bekannt)


def tidy_table(roh: Rohtabelle) -> tuple[str, list[str], pd.DataFrame]:
    """Give the cells their meaning: name of the data set, its breakdowns, the rows.

    Raises
    ------
    DkbmFehler
        If a known table does not fit its catalogue entry.
    """
    if roh.code not in load_katalog()[0]:
        return _tidy_unknown(roh)
    eintrag, tidy = apply_katalog(roh)
    return eintrag.datensatz, eintrag.gliederungen, tidy


def place_in(gebiet: str, roh: Rohtabelle) -> Rohtabelle:
    """Give a table that names no Gebiet the one its user named; others stay as they are.

    Parameters
    ----------
    gebiet
        AGS; empty where the user named none.
    """
    if not gebiet or not _is_without_gebiet(roh):
        return roh
    daten = roh.daten.assign(ags=gebiet, name=load_register()[gebiet].name)
    bleibt = tuple(h for h in roh.hinweise if h.code != "ohne_gebiet")
    return replace(roh, daten=daten, hinweise=bleibt)


def _is_without_gebiet(roh: Rohtabelle) -> bool:
    return bool((roh.daten["ags"] == "").all())


def _check_times(roh: Rohtabelle, name: str) -> None:
    """Refuse months and quarters: the store holds one value per year."""
    gesehen: dict[int | None, str] = {}
    for zeit in map(str, roh.daten["zeit"].unique()):
        erste = gesehen.setdefault(find_jahr(zeit), zeit)
        if erste != zeit:
            raise DkbmFehler(
                f"{name} nennt für ein Jahr mehrere Zeitpunkte: „{erste}“ und „{zeit}“.",
                wo=name,
                rat="Der Datenbestand führt einen Wert je Jahr. Bitte die Tabelle für einen "
                "Stichtag oder den Jahresdurchschnitt herunterladen.",
            )


def _explain_empty(name: str, roh: Rohtabelle) -> DkbmFehler:
    if _is_without_gebiet(roh):
        return DkbmFehler(
            f"{name} nennt kein Gebiet, für das die Werte gelten.",
            rat="Gelten sie für einen Kreis oder eine kreisfreie Stadt, bitte die Datei für sich "
            "mit „--gebiet AGS“ einlesen; Werte kleinerer Gebiete nimmt der Datenbestand nicht "
            "auf.",
        )
    return DkbmFehler(
        f"{name} enthält keine Werte für Kreise, Länder oder Deutschland.",
        rat="Bitte die Tabelle für Kreise und kreisfreie Städte herunterladen "
        "(Tabellencode mit Endung -4).",
    )


def _tidy_unknown(roh: Rohtabelle) -> tuple[str, list[str], pd.DataFrame]:
    daten = roh.daten
    frame = pd.DataFrame(
        {
            "ags": daten["ags"],
            "jahr": find_jahre(daten["zeit"]),
            "merkmal": daten["kopf"].astype("object").replace("", "wert"),
        }
    )
    gliederungen = ["gliederung"] if (daten["schluessel"] != "").any() else []
    for gliederung in gliederungen:
        frame[gliederung] = daten["schluessel"].astype("object")
    datensatz = f"tabelle_{to_slug(roh.code).replace('-', '_')}"
    return datensatz, gliederungen, frame.join(daten[["einheit", "wert", "zeichen"]])


def _count_skipped(tidy: pd.DataFrame) -> dict[str, int]:
    known = {*load_register().gebiete, *(u.alt for u in load_umstiege())}
    skipped = tidy.loc[~tidy["ags"].isin(list(known)), "ags"].str.len()
    counts = skipped.map(_EBENEN).fillna("sonstige Gebiete").value_counts()
    return {str(ebene): int(anzahl) for ebene, anzahl in counts.sort_index().items()}


def _describe(
    nummer: int, roh: Rohtabelle, herkunft: Herkunft, datensatz: str, frame: pd.DataFrame
) -> Quelle:
    return Quelle(
        id=nummer,
        datensatz=datensatz,
        tabelle=herkunft.tabelle or roh.code,
        titel=herkunft.titel or roh.titel,
        herausgeber=herkunft.herausgeber,
        lizenz=herkunft.lizenz,
        stand=roh.stand,
        abgerufen=herkunft.abgerufen,
        datei=herkunft.path.name,
        sha256=hashlib.sha256(read_bytes(herkunft.path)).hexdigest(),
        jahre=(int(frame["jahr"].min()), int(frame["jahr"].max())),
        zeilen=len(frame),
        fussnoten=roh.fussnoten,
        gelesen=len(roh.daten),
        leser=__version__,
    )
