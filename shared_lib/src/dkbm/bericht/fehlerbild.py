"""Say in German which notebook failed, in which cell, and why."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
from nbclient.exceptions import CellTimeoutError
from papermill.exceptions import PapermillExecutionError

from dkbm.fehler import DkbmFehler
from dkbm.kern.grenzen import SPEICHERGRENZE

__all__ = ["KapitelFehler", "explain_crash", "explain_failure"]


class KapitelFehler(DkbmFehler):
    """A chapter could not be executed; the report was not replaced.

    Attributes
    ----------
    kern_tot
        Whether the kernel died, for reasons that a second try may not meet again.
    """

    kern_tot = False


_URSACHEN = {
    "SyntaxError": "Die Zelle enthält keinen gültigen Python-Code",
    "IndentationError": "Die Einrückung in der Zelle stimmt nicht",
    "NameError": "Ein Name ist nicht definiert",
    "ModuleNotFoundError": "Ein Paket ist nicht installiert",
    "ImportError": "Ein Paket lässt sich nicht laden",
    "FileNotFoundError": "Eine Datei wurde nicht gefunden",
    "PermissionError": "Auf eine Datei besteht kein Zugriff",
    "KeyError": "Eine Spalte oder ein Schlüssel fehlt",
    "IndexError": "Ein Eintrag fehlt",
    "AttributeError": "Eine Eigenschaft oder Funktion gibt es nicht",
    "TypeError": "Ein Wert hat den falschen Typ",
    "ValueError": "Ein Wert ist ungültig",
    "ZeroDivisionError": "Es wurde durch null geteilt",
    "MemoryError": "Der Arbeitsspeicher reicht nicht aus",
    "KeyboardInterrupt": "Die Ausführung wurde abgebrochen",
}
_RAT = (
    "Bitte die Zelle in JupyterLab berichtigen und den Befehl wiederholen. "
    "Der letzte fertige Bericht ist unverändert."
)
_UEBERSCHRIFT = re.compile(r"^#{1,6}\s+(.+)$", re.MULTILINE)


def explain_failure(quelle: Path, kopie: Path, error: PapermillExecutionError) -> KapitelFehler:
    """Describe a failing cell."""
    zelle = describe_cell(quelle, error.source)
    ort = rat = ""
    if error.ename == "DkbmFehler":
        ursache, ort, rat = _split(error.evalue)
    else:
        grund = _URSACHEN.get(error.ename, "Die Zelle ist fehlgeschlagen")
        ursache = f"{grund} ({error.ename}: {error.evalue})."
    return KapitelFehler(
        f"Das Notebook {quelle.name} ist fehlgeschlagen.\nZelle: {zelle}\nUrsache: {ursache}",
        wo=f"{ort}{'; das' if ort else 'Das'} Notebook mit der Fehlerstelle liegt unter {kopie}",
        rat=f"{rat} {_RAT}".lstrip(),
    )


def _split(text: str) -> tuple[str, str, str]:
    """Take the text of a `DkbmFehler` apart again: what, where, what to do."""
    rest, _, rat = text.partition("\nWas tun: ")
    was, _, wo = rest.partition("\nOrt: ")
    return was, wo, rat


def explain_crash(quelle: Path, kopie: Path, error: Exception) -> KapitelFehler:
    """Describe a kernel that died or took too long."""
    protokoll = kopie.with_suffix(".log")
    if isinstance(error, CellTimeoutError):
        was, rat = "Die Zeitgrenze ist überschritten", "Bitte die Zelle prüfen, die so lange läuft"
    elif protokoll.exists() and SPEICHERGRENZE in protokoll.read_text("utf-8", errors="replace"):
        was = "Die Speichergrenze ist überschritten"
        rat = "Bitte die Zelle prüfen, die so viel Speicher braucht"
    else:
        was = f"Der Python-Kern ist abgestürzt oder antwortet nicht ({type(error).__name__})"
        rat = "Häufigste Ursache ist zu wenig Arbeitsspeicher: Bitte andere Programme schließen"
    meldungen = f", Meldungen des Kerns in {protokoll.name}" if protokoll.exists() else ""
    fehler = KapitelFehler(
        f"Das Notebook {quelle.name} wurde nicht fertig: {was}.",
        wo=f"Das Notebook liegt unter {kopie}{meldungen}",
        rat=f"{rat} und den Befehl wiederholen. Der letzte fertige Bericht ist unverändert.",
    )
    fehler.kern_tot = not was.startswith("Die ")
    return fehler


def describe_cell(path: Path, source: str) -> str:
    """Name a cell by the heading above it and its first line."""
    ueberschrift = "ohne Überschrift"
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "markdown":
            found = _UEBERSCHRIFT.findall(cell.source)
            ueberschrift = found[-1].strip() if found else ueberschrift
        elif cell.source == source:
            break
    erste = next((zeile for zeile in source.splitlines() if zeile.strip()), "")
    return f"unter „{ueberschrift}“, beginnt mit: {erste.strip()[:70]}"
