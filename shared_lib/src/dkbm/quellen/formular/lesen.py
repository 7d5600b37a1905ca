"""Read a filled form: all of it, or a list of everything that is to be mended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from dkbm.fehler import DkbmFehler
from dkbm.gebiete import load_register
from dkbm.quellen.formular.aufbau import ANLEITUNG, STAND, STELLE, beispiel_titel
from dkbm.quellen.formular.befund import FormularFehler, Zellbefund
from dkbm.quellen.formular.definition import (
    DEFINITIONEN,
    Blatt,
    Formular,
    Spalte,
    list_formulare,
    load_formular,
)
from dkbm.quellen.formular.fundstellen import (
    Fundstelle,
    find_blaetter,
    find_head,
    list_cells,
    read_besides,
)
from dkbm.quellen.formular.kennung import Kennung, find_kennung
from dkbm.quellen.formular.mappe import Mappe, open_mappe
from dkbm.quellen.formular.stimmigkeit import check_zeilen
from dkbm.quellen.formular.tabellen import Lieferung, build_rohtabelle
from dkbm.quellen.formular.zeilen import Zeile, is_filled, read_zeilen, same_as_example
from dkbm.quellen.formular.zellen import NotUnderstood, parse_cell, show
from dkbm.quellen.kodierung import read_bytes
from dkbm.quellen.rohtabelle import Rohtabelle

__all__ = ["read_formular", "read_formular_inhalt"]


def read_formular(path: Path, *, ordner: Path = DEFINITIONEN) -> tuple[Rohtabelle, ...]:
    """Read a filled form.

    Parameters
    ----------
    path
        The ``.xlsx`` as it came back; its name does not matter.
    ordner
        Folder of the definitions.

    Returns
    -------
    tuple of Rohtabelle
        One per ``tabelle`` of the definition; ``daten`` has the columns of a Rohtabelle but
        ``ebene``, and ``zeile``, ``spalte`` (int, from 1; 0 for computed sums) and ``blatt``.

    Raises
    ------
    FormularFehler
        With all findings, if any cell, column or sheet is wrong.
    DkbmFehler
        If the file is no form at all, encrypted, damaged or too large.
    """
    return read_formular_inhalt(read_bytes(path), path.name, ordner=ordner)


def read_formular_inhalt(
    inhalt: bytes, name: str, *, ordner: Path = DEFINITIONEN
) -> tuple[Rohtabelle, ...]:
    """Read a filled form from its bytes; as `read_formular`, ``name`` is for messages."""
    kennung = find_kennung(inhalt, name)
    if kennung is None:
        raise DkbmFehler(
            f"{name} ist kein Formular des DKBM-Kits.",
            wo=name,
            rat="Bitte ein leeres Formular erzeugen und die Angaben dorthin übertragen.",
        )
    formular = _load_matching(kennung, name, ordner)
    mappe = open_mappe(inhalt, name)
    fundstellen, befunde, uebrige = find_blaetter(mappe.werte, formular)
    befunde += _check_examples(mappe, formular)
    zeilen: list[Zeile] = []
    for fundstelle in fundstellen:
        gelesen, problems = read_zeilen(mappe, formular, fundstelle)
        zeilen += gelesen
        befunde += problems
    stelle, stand, problems = _read_angaben(mappe, fundstellen)
    befunde += problems
    for blatt in formular.blatt:
        befunde += check_zeilen(formular, blatt, _of(blatt, zeilen), kennung.ags)
    if fundstellen and not zeilen and not befunde:
        befunde.append(Zellbefund(fundstellen[0].titel, "", "Das Blatt ist nicht ausgefüllt."))
    if befunde:
        raise FormularFehler(name, _sort(befunde, mappe))
    notes = [f"Liefernde Stelle: {stelle}"]
    notes += [f"Das Blatt „{titel}“ wurde nicht eingelesen." for titel in uebrige]
    lieferung = Lieferung(kennung.ags, formular.titel, stand, "\n".join(notes))
    return tuple(
        build_rohtabelle(blatt, tabelle, _of(blatt, zeilen), lieferung)
        for blatt in formular.blatt
        if _of(blatt, zeilen)
        for tabelle in blatt.tabelle
    )


def _of(blatt: Blatt, zeilen: Sequence[Zeile]) -> list[Zeile]:
    return [zeile for zeile in zeilen if zeile.fundstelle.blatt is blatt]


def _load_matching(kennung: Kennung, name: str, ordner: Path) -> Formular:
    if kennung.art not in list_formulare(ordner):
        raise DkbmFehler(
            f"{name} ist ein Formular „{kennung.art}“, das dieses DKBM-Kit nicht kennt.",
            rat="Bitte die Festlegung des Formulars ergänzen (docs/formulare.md).",
        )
    formular = load_formular(kennung.art, ordner)
    problem = ""
    if kennung.fassung != formular.fassung:
        problem = f"Das Formular hat die Fassung {kennung.fassung}, gültig ist {formular.fassung}."
    elif kennung.ags not in load_register():
        problem = f"Den Gebietsschlüssel {kennung.ags} des Formulars gibt es nicht."
    if problem:
        rat = "Bitte die Angaben in ein neu erzeugtes Formular übertragen."
        raise FormularFehler(name, [Zellbefund(ANLEITUNG, "", problem, str(kennung), rat)])
    return formular


def _read_angaben(
    mappe: Mappe, fundstellen: Sequence[Fundstelle]
) -> tuple[str, str, list[Zellbefund]]:
    """Read who delivers and as of when; the first sheet of each kind says it."""
    felder = {
        STELLE: Spalte(name="stelle", titel=STELLE, art="text"),
        STAND: Spalte(name="stand", titel=STAND, art="datum"),
    }
    found, befunde = {STELLE: "", STAND: ""}, []
    for label, feld in felder.items():
        for fundstelle in fundstellen:
            zelle = read_besides(mappe.werte[fundstelle.titel], label, fundstelle.kopf)
            if zelle is None or not show(zelle.value):
                continue
            try:
                found[label] = found[label] or parse_cell(zelle.value, feld, ()).text
            except NotUnderstood as error:
                befunde.append(
                    Zellbefund(
                        *(fundstelle.titel, zelle.coordinate),
                        *(error.meldung, show(zelle.value), error.rat),
                    )
                )
        if fundstellen and not found[label] and not befunde:
            befunde.append(_explain_missing(mappe, fundstellen[0], label))
    return found[STELLE], found[STAND], befunde


def _explain_missing(mappe: Mappe, fundstelle: Fundstelle, label: str) -> Zellbefund:
    zelle = read_besides(mappe.werte[fundstelle.titel], label, fundstelle.kopf)
    return Zellbefund(
        fundstelle.titel,
        zelle.coordinate if zelle is not None else "",
        f"Die Angabe „{label}“ über der Tabelle fehlt.",
        rat="Bitte rechts neben der Beschriftung eintragen.",
    )


def _check_examples(mappe: Mappe, formular: Formular) -> Iterator[Zellbefund]:
    """Own data on the sheet of the example would be lost without a word."""
    for blatt in formular.blatt:
        titel = beispiel_titel(formular, blatt)
        if titel not in mappe.werte.sheetnames:
            continue
        sheet = mappe.werte[titel]
        kopf = find_head(sheet, blatt)
        for nummer in sorted({z.row for z in list_cells(sheet) if kopf and z.row > kopf + 2}):
            cells = [sheet.cell(nummer, k) for k in range(1, len(blatt.spalte) + 1)]
            rohe = {s.name: z.value for s, z in zip(blatt.spalte, cells, strict=True)}
            if is_filled(rohe, blatt) and not same_as_example(rohe, blatt):
                yield Zellbefund(
                    *(titel, cells[0].coordinate),
                    "Auf dem Blatt mit dem Beispiel stehen eigene Angaben; es wird nicht "
                    "eingelesen.",
                    show(cells[0].value),
                    f"Bitte die Zeile auf das Blatt „{blatt.titel}“ übertragen.",
                )


def _sort(befunde: Sequence[Zellbefund], mappe: Mappe) -> list[Zellbefund]:
    """Order by sheet, row and column; what concerns a whole sheet or file comes first."""
    order = {titel: nummer for nummer, titel in enumerate(mappe.werte.sheetnames)}

    def place(befund: Zellbefund) -> tuple[int, int, int]:
        if not befund.zelle:
            return order.get(befund.blatt, -1), 0, 0
        zelle = mappe.werte[befund.blatt][befund.zelle]
        return order[befund.blatt], zelle.row, zelle.column

    return sorted(dict.fromkeys(befunde), key=place)
