from __future__ import annotations

from pathlib import Path

import pytest
from dkbm.fehler import DkbmFehler
from dkbm.geheimhaltung import load_regeln


def test_policies_of_the_kit() -> None:
    regeln = load_regeln()
    assert regeln.profil("abgaenge").schwelle == 3
    assert regeln.profil("sgb2").schwelle == 10
    assert regeln.profil("inkar").verfahren == "keines"
    assert regeln.profil("abgaenge").schutzbreite == 2
    assert load_regeln(profil="mindestfallzahl_5").profil("inkar").schwelle == 5
    assert not regeln.counts_persons("arbeitslose", "arbeitslosenquote")
    assert regeln.rounding("abgaenge", "05315", 2019) == 5
    assert regeln.rounding("abgaenge", "05315", 2018) == regeln.rounding("abgaenge", "08335", 2023)


@pytest.mark.parametrize(
    ("zeile", "meldung"),
    [
        ("schwele = 4", "keine Angabe"),
        ("schwelle = 1", "schützt niemanden"),
        ('verfahren = "schwaerzen"', "gibt es nicht"),
        ("schwelle =", "nicht lesbar"),
    ],
)
def test_wrong_rules_are_explained(tmp_path: Path, zeile: str, meldung: str) -> None:
    datei = tmp_path / "regeln.toml"
    datei.write_text(f"[profil.kommune_standard]\n{zeile}\n", encoding="utf-8")
    with pytest.raises(DkbmFehler, match=meldung):
        load_regeln(datei)


def test_unknown_policy_names_the_nearest() -> None:
    with pytest.raises(DkbmFehler, match="kleinraeumig"):
        load_regeln(profil="kleinraumig")
