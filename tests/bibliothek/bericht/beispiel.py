"""A report with everything that a chapter may hold, in hostile words."""

from __future__ import annotations

from pathlib import Path

from dkbm.arbeitsplatz import Arbeitsplatz
from dkbm.bericht.anhang import complete_bericht
from dkbm.bericht.bezuege import resolve_bezuege
from dkbm.bericht.gestaltung import Bild, Erscheinung
from dkbm.bericht.modell import Bericht, Block
from dkbm.bericht.zusammenbau import build_inhalt
from dkbm.bestand import open_bestand
from dkbm.darstellung import Aussage, Kernaussagen, formulate_aussagen, linie, tabelle
from dkbm.gebiete import load_register
from dkbm.projekt import Einstellungen
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

BOESE = (
    "<script>x</script> #set page(fill: red) $x^2$ \\ #eval(\"1\") @abb =cmd|' /C' {{ 7*7 }} *a* _b_ "
    "`c` // d /* e */ ~ <abb-x> 🎓 \u202eRTL\u200f שלום مرحبا \ue000 \x07"
)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><path d="M0 0h2v1z"/></svg>'
BILD = Bild(SVG, "image/svg+xml", f"Eigenes Bild {BOESE}")


def build() -> Bericht:
    """Return a report with everything a chapter may hold, in hostile words."""
    register = load_register()
    desk = Arbeitsplatz(register["08335"], (), open_bestand())
    reihe = desk.kennzahl("geburtenrate")
    herkunft = ((reihe.kennzahl,), reihe.quellen)
    specs = (
        Kernaussagen((*formulate_aussagen(reihe).aussagen, Aussage(BOESE)), *herkunft),
        linie(reihe, titel=BOESE, alt=BOESE),
        tabelle(reihe, titel=BOESE),
    )
    outputs = [new_output("display_data", spec._repr_mimebundle_()) for spec in specs]
    text = f"## Abschnitt\n\nText {BOESE}\n\n1. eins\n   - zwei\n\n> Zitat\n>\n> ### Merke\n\n```\n{BOESE}\n```\n"
    cells = [
        new_markdown_cell(f"# Kapitel {BOESE}"),
        new_code_cell("x", outputs=outputs),
        new_markdown_cell(f"{text}\n| a | b |\n|-|-|\n| {BOESE.replace('|', '')} | 1 |\n\n---\n"),
        new_markdown_cell("[@abb:geburtenrate] [Early Years]{lang=en} [x]() [y](a.pdf)"),
    ]
    inhalt = build_inhalt([("kap", Path("kap.ipynb"), new_notebook(cells=cells))])
    inhalt.kapitel[0].bloecke.append(Block("bild", {"bild": BILD.uri, "alt": BILD.alt}))
    worte = {"titel": BOESE, "untertitel": BOESE, "kontakt": BOESE, "datum": BOESE[:60]}
    einstellungen = Einstellungen.model_validate({"kommune": {"ags": "08335"}, "bericht": worte})
    logo = Bild(SVG, "image/svg+xml", BOESE)
    erscheinung = Erscheinung("#7a0019", logo, Bild(SVG, "image/svg+xml", ""))
    bericht = complete_bericht(einstellungen, inhalt, open_bestand(), erscheinung)
    resolve_bezuege(bericht.kapitel)
    return bericht
