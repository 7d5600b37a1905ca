"""The register and the search for one Kommune in it."""

from __future__ import annotations

import pytest
from dkbm.fehler import DkbmFehler
from dkbm.gebiete import load_register


def test_register_holds_every_gebiet_of_today() -> None:
    register = load_register()
    assert len(register.kreise) == 400
    assert [g.ags for g in register.laender] == [f"{n:02d}" for n in range(1, 17)]
    assert sum(not g.is_stadt for g in register.kreise) == 294
    # 12411-01-01-4 at 31.12.2024: Kreise and Länder add up to Deutschland.
    assert sum(g.einwohner for g in register.kreise) == register["DG"].einwohner == 83_577_140
    assert sum(g.einwohner for g in register.laender) == 83_577_140
    assert "08335" in register
    assert "16056" not in register


@pytest.mark.parametrize(
    ("suche", "ags"),
    [
        ("08335", "08335"),
        ("8335", "08335"),
        (" 08 335 ", "08335"),
        ("08335000", "08335"),
        ("8335000", "08335"),
        ("083350000000", "08335"),
        ("83350000000", "08335"),
        ("02", "02000"),
        ("2", "02000"),
        ("02000", "02000"),
        ("2000", "02000"),
        ("11", "11000"),
        ("11000", "11000"),
        ("Landkreis Konstanz", "08335"),
        ("landkreis   KONSTANZ", "08335"),
        ("konstanz", "08335"),
        ("landkreis-konstanz", "08335"),
        ("Köln", "05315"),
        ("koeln", "05315"),
        ("Stadt Köln", "05315"),
        ("Hannover", "03241"),
        ("Aachen", "05334"),
        ("saarbruecken", "10041"),
        ("Halle", "15002"),
        ("Märkischer Kreis", "05962"),
        ("Hamburg", "02000"),
        ("berlin", "11000"),
        ("Ulm", "08421"),  # no part of Neu-Ulm, although the text is
    ],
)
def test_accepted_forms(suche: str, ags: str) -> None:
    assert load_register().find_kommune(suche).ags == ags


def test_every_kommune_is_found_by_key_name_and_slug() -> None:
    register = load_register()
    for gebiet in register.kreise:
        for suche in (gebiet.ags, gebiet.ags.lstrip("0"), gebiet.name, gebiet.name.upper()):
            assert register.find_kommune(suche) is gebiet, suche
        assert register.find_kommune(gebiet.slug) is gebiet


@pytest.mark.parametrize(
    ("suche", "teile"),
    [
        ("", ["Es fehlt die Kommune", "08335"]),
        ("  ", ["Es fehlt die Kommune"]),
        ("08339", ["Den AGS 08339 gibt es nicht", "08337 Landkreis Waldshut"]),
        ("99999", ["Den AGS 99999 gibt es nicht", "16077 Landkreis Altenburger Land"]),
        ("08999", ["Den AGS 08999 gibt es nicht", "liegen: 08437 Landkreis Sigmaringen"]),
        ("0599", ["liegen: 05911 Stadt Bochum, 05913 Stadt Dortmund"]),
        ("123456", ["Den AGS 123456 gibt es nicht"]),
        (
            "05",
            ["05 ist der Schlüssel eines Landes (Nordrhein-Westfalen)", "05111 Stadt Düsseldorf"],
        ),
        ("8", ["Schlüssel eines Landes (Baden-Württemberg)"]),
        ("Bayern", ["Schlüssel eines Landes (Bayern)", "09161 Stadt Ingolstadt"]),
        ("03152", ["03152 (Göttingen) gibt es seit 2016 nicht mehr", "03159 Landkreis Göttingen"]),
        ("16056", ["16056 (Eisenach) gibt es seit 2021 nicht mehr", "16063 Wartburgkreis"]),
        (
            "13052",  # divided: both heirs are named
            ["(Demmin)", "13071 Landkreis Mecklenburgische Seenplatte, 13075 Landkreis Vorpommern"],
        ),
        ("München", ["passt auf 2 Kommunen", "09162 Stadt München, 09184 Landkreis München"]),
        ("Oldenburg", ["passt auf 2 Kommunen", "03403 Stadt Oldenburg", "03458 Landkreis Olden"]),
        ("Frankfurt", ["passt auf 2 Kommunen", "06412 Stadt Frankfurt am Main"]),
        ("Landkreis", ["Kommunen", " …"]),
        (
            "Göttigen",
            ["Eine Kommune „Göttigen“ gibt es nicht", "liegen: 03159 Landkreis Göttingen"],
        ),
        ("Osterode", ["03156 (Osterode am Harz) gibt es seit 2016 nicht", "03159 Landkreis Göt"]),
        ("Landkreis Konstans", ["gibt es nicht", "liegen: 08335 Landkreis Konstanz"]),
    ],
)
def test_errors_name_the_way_out(suche: str, teile: list[str]) -> None:
    with pytest.raises(DkbmFehler) as info:
        load_register().find_kommune(suche)
    assert info.value.rat
    for teil in teile:
        assert teil in str(info.value)
