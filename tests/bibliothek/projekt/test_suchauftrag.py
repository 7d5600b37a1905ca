from __future__ import annotations

from pathlib import Path

from dkbm.bestand import open_bestand
from dkbm.gebiete import load_register
from dkbm.projekt.schutz import verdecke
from dkbm.projekt.suchauftrag import list_gesucht

from .oeffentlich import make_projekt


def test_counts_and_rates_are_looked_for_in_words_that_tell_them_apart(tmp_path: Path) -> None:
    projekt = make_projekt(tmp_path)
    bestand = open_bestand(tmp_path, "08335")
    gesucht = list_gesucht(verdecke(projekt, bestand), bestand, load_register()["08335"])
    je = {g.name: g for g in gesucht}
    zelle = je["uebergaenge | uebergang_sonstige | 08335 | 2021"]
    assert zelle.zahlen == ("2", "zwei")
    assert zelle.worte == (("2021/22", "2021"), ("sonstige",))
    quote = je["Übergangsquoten von der Grundschule | 2023 | uebergang_hauptschule"]
    assert set(quote.zahlen) == {"5,0", "125"}
    assert quote.worte[0] == ("2023/24", "2023")
    assert quote.worte[2] == ("Hauptschulen",)
    # Nothing is looked for that is shown.
    assert not [name for name in je if "gymnasium" in name or "2022" in name]
