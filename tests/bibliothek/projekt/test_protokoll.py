from __future__ import annotations

import json
from pathlib import Path

from dkbm.projekt.protokoll import PROTOKOLL, read_protokoll, write_protokoll
from dkbm.projekt.schlusspruefung import check_ausgabe

from .oeffentlich import make_projekt, write_bericht


def test_record_names_rules_cells_intervals_and_files(tmp_path: Path) -> None:
    projekt = make_projekt(tmp_path)
    write_bericht(projekt)
    assert read_protokoll(projekt) == {}
    seite = projekt.ausgabe / "bericht.html"
    text = seite.read_text(encoding="utf-8")
    seite.write_text(text.replace("Ende.", "2021 <b>sonstige</b> 2 &lt;script&gt;"), "utf-8")
    html = write_protokoll(projekt, check_ausgabe(projekt), []).read_text(encoding="utf-8")
    inhalt = read_protokoll(projekt)
    assert inhalt == json.loads((tmp_path / "bericht/pruefung" / PROTOKOLL).read_text("utf-8"))
    assert inhalt["bestanden"] is False
    assert inhalt["lecks"][0]["datei"] == "ausgabe/bericht.html"
    assert {f["regel"] for f in inhalt["felder"]} == {"Mindestfallzahl 3", "Folgesperrung"}
    assert all(f["oben"] - max(f["unten"], 1) >= f["noetig"] for f in inhalt["felder"])
    assert inhalt["regeln"] == [
        {
            "datensatz": "uebergaenge",
            "profil": "Mindestfallzahl 3 mit Folgesperrung",
            "schwelle": 3,
            "verfahren": "sperren",
        }
    ]
    assert "Nicht bestanden" in html
    assert "<script>" not in html
