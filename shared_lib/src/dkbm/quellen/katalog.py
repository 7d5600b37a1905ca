"""Give the cells of an official table their meaning, as the catalogue declares it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

import pandas as pd

from dkbm.fehler import DkbmFehler
from dkbm.quellen.rohtabelle import TRENNER, Rohtabelle
from dkbm.quellen.zeit import find_jahre

__all__ = ["Eintrag", "Spalte", "apply_katalog", "list_missing", "load_katalog", "to_alter"]

JEDE = "*"
"""Among the labels of a breakdown: any other label stands for itself."""
_BIS_UNTER = re.compile(r"(\d+) bis unter (\d+) Jahren?(?: \(.*\))?")
_UNTER = re.compile(r"unter (\d+) Jahr(?:en?)?")
_TEXTE = ("zeit", "ags", "schluessel", "kopf", "einheit", "zeichen")
_UND_MEHR = re.compile(r"(\d+) Jahre und (?:mehr|älter)")


@dataclass(frozen=True)
class Spalte:
    """One kind of value column: its Merkmal, its head as a pattern, fixed breakdowns."""

    merkmal: str
    kopf: re.Pattern[str]
    fest: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Eintrag:
    """What the catalogue says of one table; ``TRENNER`` joins several breakdowns of its rows."""

    codes: tuple[str, ...]
    datensatz: str
    schluessel: str
    spalten: tuple[Spalte, ...]

    @property
    def gliederungen(self) -> list[str]:
        """Names of the breakdown columns, in order of first mention."""
        names = self.schluessel.split(TRENNER) if self.schluessel else []
        for spalte in self.spalten:
            names += [*spalte.kopf.groupindex, *spalte.fest]
        return list(dict.fromkeys(names))


@cache
def load_katalog() -> tuple[dict[str, Eintrag], dict[str, dict[str, str]]]:
    """Return the entries by table code, and label to code per breakdown."""
    roh = tomllib.loads(files("dkbm.quellen").joinpath("katalog.toml").read_text(encoding="utf-8"))
    eintraege: dict[str, Eintrag] = {}
    for t in roh["tabelle"]:
        spalten = tuple(
            Spalte(s["merkmal"], re.compile(s["kopf"]), s.get("fest", {})) for s in t["spalte"]
        )
        eintrag = Eintrag(tuple(t["codes"]), t["datensatz"], t.get("schluessel", ""), spalten)
        eintraege |= dict.fromkeys(eintrag.codes, eintrag)
    labels = {
        gliederung: {label: code for code, liste in codes.items() for label in liste}
        for gliederung, codes in roh["auspraegungen"].items()
    }
    return eintraege, labels


def to_alter(label: str) -> str | None:
    """Turn an age label into a code: ``3 bis unter 6 Jahre`` becomes ``03-05``.

    ``unter 3 Jahre`` becomes ``00-02``, ``unter 1 Jahr`` ``00``, ``75 Jahre und mehr``
    ``75+``, ``Insgesamt`` ``insgesamt``; anything else ``None``.
    """
    if label in ("Insgesamt", "insgesamt"):
        return "insgesamt"
    if match := _UND_MEHR.fullmatch(label):
        return f"{int(match[1]):02d}+"
    if match := _UNTER.fullmatch(label):
        von, bis = 0, int(match[1]) - 1
    elif match := _BIS_UNTER.fullmatch(label):
        von, bis = int(match[1]), int(match[2]) - 1
    else:
        return None
    return f"{von:02d}" if von == bis else f"{von:02d}-{bis:02d}"


def apply_katalog(tabelle: Rohtabelle) -> tuple[Eintrag, pd.DataFrame]:
    """Translate the cells of a table into the store's terms.

    Returns
    -------
    Eintrag
        The catalogue entry used.
    pandas.DataFrame
        Columns ``ags``, ``jahr`` (int), ``merkmal``, one per breakdown, ``einheit``,
        ``wert``, ``zeichen``. Columns that the catalogue does not name are left out.

    Raises
    ------
    DkbmFehler
        If the table is not in the catalogue, no declared column is there, one is matched
        twice, or a label of a breakdown is unknown. A part of the declared columns is enough;
        see `list_missing`.
    """
    eintraege, labels = load_katalog()
    eintrag = eintraege.get(tabelle.code)
    if eintrag is None:
        raise DkbmFehler(
            f"Die Tabelle {tabelle.code} steht nicht im Katalog.",
            rat="Bitte einen Eintrag in quellen/katalog.toml ergänzen.",
        )
    zuordnung = _match_columns(tabelle, eintrag)
    daten = tabelle.daten[tabelle.daten["kopf"].isin(list(zuordnung))]
    daten = daten.astype(dict.fromkeys(_TEXTE, "object"))
    frame = pd.DataFrame(
        {
            "ags": daten["ags"],
            "jahr": find_jahre(daten["zeit"]),
            "merkmal": daten["kopf"].map({k: m for k, (m, _) in zuordnung.items()}),
        }
    )
    teile = _split_schluessel(daten["schluessel"], eintrag)
    for gliederung in eintrag.gliederungen:
        if gliederung in teile:
            texte = teile[gliederung]
        else:
            texte = daten["kopf"].map({k: g[gliederung] for k, (_, g) in zuordnung.items()})
        frame[gliederung] = _to_codes(texte, gliederung, labels, tabelle.code)
    return eintrag, frame.join(daten[["einheit", "wert", "zeichen"]]).reset_index(drop=True)


def list_missing(tabelle: Rohtabelle) -> list[str]:
    """Return the Merkmale of which the table lacks columns that the catalogue declares."""
    eintrag = load_katalog()[0][tabelle.code]
    koepfe = tabelle.daten["kopf"].unique()
    missing = [s.merkmal for s in eintrag.spalten if not any(map(s.kopf.fullmatch, koepfe))]
    return list(dict.fromkeys(missing))


def _split_schluessel(texte: pd.Series, eintrag: Eintrag) -> dict[str, pd.Series]:
    """Return the labels of each breakdown that the rows give."""
    namen = eintrag.schluessel.split(TRENNER) if eintrag.schluessel else []
    if len(namen) < 2:
        return dict.fromkeys(namen, texte)
    spalten = texte.str.split(TRENNER, expand=True, regex=False)
    if spalten.shape[1] != len(namen):
        raise DkbmFehler(
            f"Die Zeilen der Tabelle sind nicht nach {', '.join(namen)} gegliedert.",
            wo=eintrag.codes[0],
            rat="Bitte die Tabelle mit allen Gliederungen herunterladen.",
        )
    return {name: spalten[nummer] for nummer, name in enumerate(namen)}


def _match_columns(tabelle: Rohtabelle, eintrag: Eintrag) -> dict[str, tuple[str, dict[str, str]]]:
    """Map each head that the entry knows to its Merkmal and its breakdown labels."""
    zuordnung: dict[str, tuple[str, dict[str, str]]] = {}
    for spalte in eintrag.spalten:
        for kopf in tabelle.daten["kopf"].unique():
            match = spalte.kopf.fullmatch(kopf)
            if not match:
                continue
            if kopf in zuordnung:
                raise DkbmFehler(f"Die Spalte „{kopf}“ passt auf zwei Einträge.", wo=tabelle.code)
            zuordnung[kopf] = (spalte.merkmal, {**match.groupdict(), **spalte.fest})
    if not zuordnung:
        shown = str(tabelle.daten["kopf"].iloc[0]) if len(tabelle.daten) else ""
        merkmale = ", ".join(dict.fromkeys(spalte.merkmal for spalte in eintrag.spalten))
        raise DkbmFehler(
            f"Keine Spalte der Tabelle {tabelle.code} hat einen bekannten Kopf: weder „{shown}“ "
            f"noch eine andere steht für {merkmale}.",
            wo=tabelle.datei or tabelle.code,
            rat="Bitte die Tabelle in der üblichen Anordnung herunterladen; hat das Amt die "
            "Köpfe geändert, bitte den Eintrag in quellen/katalog.toml anpassen.",
        )
    return zuordnung


def _to_codes(
    texte: pd.Series, gliederung: str, labels: dict[str, dict[str, str]], code: str
) -> pd.Series:
    fixed = set(labels.get(gliederung, {}).values()) | {"insgesamt"}
    mapping: dict[str, str] = {}
    for text in texte.unique():
        ziel = to_alter(text) if gliederung == "alter" else labels[gliederung].get(text)
        if ziel is None and text in fixed:
            ziel = text
        if ziel is None and JEDE in fixed:
            ziel = text
        if ziel is None:
            raise DkbmFehler(
                f"Die Ausprägung „{text}“ ({gliederung}) ist unbekannt.",
                wo=code,
                rat="Bitte sie in quellen/katalog.toml ergänzen.",
            )
        mapping[text] = ziel
    return texte.map(mapping)
