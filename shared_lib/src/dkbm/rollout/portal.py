"""The portal: one HTML page over all Kommunen of a rollout; opens from disk."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from importlib.resources import files
from pathlib import Path

import jinja2

from dkbm.darstellung.umrisse import load_umrisse
from dkbm.datei import write_whole
from dkbm.gebiete import load_register
from dkbm.rollout.auftrag import Auftrag, Ergebnis
from dkbm.rollout.karte import draw_karte
from dkbm.rollout.tafel import Auffaelligkeiten, Tafel, load_tafel
from dkbm.sprache.zahlen import format_zahl

__all__ = ["PORTAL", "ZUSAMMENFASSUNG", "Zeile", "write_portal"]

PORTAL = "portal.html"
ZUSAMMENFASSUNG = "rollout.json"
"""The same for machines."""
_GRADE = (
    *(("fehler", "Fehler", "Fehler"), ("warnung", "Warnung", "Warnungen")),
    ("hinweis", "Hinweis", "Hinweise"),
)


@dataclass(frozen=True)
class Zeile:
    """One Kommune as the portal shows it.

    Attributes
    ----------
    ags, name, land
        The Kommune.
    ergebnis
        What came of it; None while it is open.
    befunde
        What is conspicuous in its data.
    abdeckung
        Share of the Kennzahlen with values by chapter; empty where it was not counted.
    """

    ags: str
    name: str
    land: str
    ergebnis: Ergebnis | None
    befunde: Auffaelligkeiten = field(default_factory=Auffaelligkeiten)
    abdeckung: Mapping[str, float] = field(default_factory=dict)

    @property
    def status(self) -> str:
        """Status in one word."""
        return self.ergebnis.status if self.ergebnis else "offen"

    @property
    def dauer(self) -> str:
        """Seconds in German notation; empty where nothing was run."""
        sekunden = self.ergebnis.sekunden if self.ergebnis else 0
        return format_zahl(sekunden, 1) if sekunden else ""

    @property
    def ausgaben(self) -> list[tuple[str, str]]:
        """Name and link of each output."""
        paths = self.ergebnis.ausgaben if self.ergebnis else ()
        return [(Path(path).name, path) for path in paths]

    @property
    def intern(self) -> bool:
        """Whether its report is one that only the administration may see."""
        return any("/bericht/intern/" in link for _, link in self.ausgaben)

    @property
    def zahl_befunde(self) -> str:
        """Numbers of findings: ``3 Warnungen, 1 Hinweis``."""
        zahl = self.befunde.zahl
        return ", ".join(
            f"{format_zahl(zahl[grad])} {eins if zahl[grad] == 1 else viele}"
            for grad, eins, viele in _GRADE
            if zahl.get(grad)
        )

    @property
    def gewicht(self) -> int:
        """For sorting: the graver findings first."""
        zahlen = [self.befunde.zahl.get(grad, 0) for grad, *_ in _GRADE]
        return sum(zahl * 10 ** (6 - 3 * stelle) for stelle, zahl in enumerate(zahlen))

    @property
    def anteile(self) -> list[tuple[float, str]]:
        """Share per chapter as number and as German text."""
        return [(a, f"{format_zahl(100 * a)} %") for a in self.abdeckung.values()]


def write_portal(ziel: Path, auftraege: Sequence[Auftrag], ergebnisse: Sequence[Ergebnis]) -> Path:
    """Write the page and the machine-readable summary, each whole or not at all.

    Parameters
    ----------
    ziel
        Folder with the projects.
    auftraege
        All jobs of the run, done or open.
    ergebnisse
        What is known so far.

    Returns
    -------
    pathlib.Path
        The page.
    """
    register = load_register()
    known = {e.ags: e for e in ergebnisse}
    tafel = load_tafel(ziel) or Tafel()
    zeilen = [
        Zeile(
            a.ags,
            register[a.ags].name,
            register[a.ags[:2]].name,
            known.get(a.ags),
            tafel.befunde.get(a.ags, Auffaelligkeiten()),
            tafel.abdeckung.get(a.ags, {}),
        )
        for a in auftraege
    ]
    write_whole(ziel / PORTAL, _render(zeilen))
    rows = [asdict(ergebnis) for ergebnis in ergebnisse]
    write_whole(
        ziel / ZUSAMMENFASSUNG,
        json.dumps({"kommunen": rows}, ensure_ascii=False, indent=1, sort_keys=True) + "\n",
    )
    return ziel / PORTAL


def _render(zeilen: Sequence[Zeile]) -> str:
    quelle = files("dkbm.rollout").joinpath("vorlagen")
    umgebung = jinja2.Environment(
        loader=jinja2.FunctionLoader(lambda name: quelle.joinpath(name).read_text("utf-8")),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    stati = ("fertig", "unverändert", "fehler", "offen")
    zahlen = {s: sum(1 for zeile in zeilen if zeile.status == s) for s in stati}
    return umgebung.get_template("portal.html.j2").render(
        zeilen=zeilen,
        zahlen=zahlen,
        laender=sorted({zeile.land for zeile in zeilen}),
        fehler=[zeile for zeile in zeilen if zeile.status == "fehler"],
        hinweise=[zeile for zeile in zeilen if zeile.ergebnis and zeile.ergebnis.hinweise],
        kapitel=list(zeilen[0].abdeckung) if zeilen else [],
        karte=draw_karte({zeile.ags: zeile.status for zeile in zeilen}),
        umriss_quelle=load_umrisse().quelle,
    )
