"""Region keys of all databases."""

from __future__ import annotations

import pytest
from dkbm.fehler import DkbmFehler
from dkbm.gebiete import load_register
from dkbm.gebiete.umstieg import load_umstiege
from dkbm.quellen.region import (
    EBENEN,
    check_names,
    find_ebene,
    find_ebenen,
    has_zero_lost,
    name_agrees,
    normalize_key,
    restore_zeros,
)

# key in the file | AGS | level
SCHLUESSEL = """
DG DG staat
02 02 land
02000 02000 kreis
11000 11000 kreis
11003 11003 gemeinde
051 051 regbez
08335 08335 kreis
03152 03152 kreis
08335000 08335 kreis
08000000 08 land
08300000 083 regbez
00000000 DG staat
09662000 09662 kreis
05334002 05334002 gemeinde
03241001 03241001 gemeinde
10041100 10041100 gemeinde
11001001 11001001 gemeinde
08335043 08335043 gemeinde
0713101 0713101 gemeindeverband
0713100007 0713100007 gemeinde
03151401002 03151401002 gemeinde
083350000000 08335 kreis
083355001043 08335043 gemeinde
083355001000 083355001 gemeindeverband
092760130130 09276130 gemeinde
080000000000 08 land
051000000000 051 regbez
000000000000 DG staat
""".strip().splitlines()


@pytest.mark.parametrize("zeile", SCHLUESSEL)
def test_levels_and_forms(zeile: str) -> None:
    key, ags, ebene = zeile.split()
    assert (normalize_key(key), find_ebene(key)) == (ags, ebene)
    assert ebene in EBENEN


@pytest.mark.parametrize(
    "text", ["", "17", "00", "8335", "2015", "99999", "0100", "083a5", "08335043x", "٠٨٣٣٥", "1.5"]
)
def test_other_texts_are_no_keys(text: str) -> None:
    assert find_ebene(text) is None


def test_every_kreis_is_one_and_loses_its_zero_recognisably() -> None:
    keys = {g.ags for g in load_register().kreise} | {u.alt for u in load_umstiege()}
    assert {find_ebene(key) for key in keys} == {"kreis"}
    for key in keys:
        assert not has_zero_lost(key)
        assert has_zero_lost(key.lstrip("0")) == key.startswith("0")


def test_samtgemeinden_are_known_by_their_members() -> None:
    keys = ["03151", "03151401", "03151401002", "03151009"]
    assert dict(zip(keys, find_ebenen(keys), strict=True)) == dict(
        zip(keys, ["kreis", "gemeindeverband", "gemeinde", "gemeinde"], strict=True)
    )


def test_lost_zeros_come_back_where_names_agree() -> None:
    namen = {"1001": "Flensburg, kreisfreie Stadt", "8335": "Konstanz", "10041": "Saarbrücken"}
    keys, hinweise = restore_zeros(namen, lambda key: f"bei {key}")
    assert keys == {"1001": "01001", "8335": "08335", "10041": "10041"}
    assert [(h.code, h.wo) for h in hinweise] == [("fuehrende_null", "bei 1001")]
    assert "2 Regionalschlüssel" in hinweise[0].text


def test_lost_zeros_come_back_where_all_keys_show_it() -> None:
    kreise = {g.ags.lstrip("0"): "" for g in load_register().kreise}
    keys, _ = restore_zeros(kreise, str)
    assert set(keys.values()) == {g.ags for g in load_register().kreise}


@pytest.mark.parametrize(
    "namen",
    [
        {"8335": ""},  # no names, a single key
        {"8335": "Lörrach"},
        {"8335": "Konstanz", "8336": "Konstanz"},
        {f"{8000 + n}": "" for n in (111, 115, 116, 117, 118, 119, 121)},
    ],
)
def test_lost_zeros_without_proof_are_refused(namen: dict[str, str]) -> None:
    with pytest.raises(DkbmFehler, match="fehlt die führende Null") as info:
        restore_zeros(namen, lambda key: f"bei {key}")
    assert info.value.wo == f"bei {next(iter(namen))}"


@pytest.mark.parametrize(
    ("key", "name", "agrees"),
    [
        ("08335", "Konstanz, Landkreis", True),
        ("08335", "Landkreis Konstanz", True),
        ("08335", "Lörrach, Landkreis", False),
        ("03241", "Hannover, Region", True),
        ("05334", "Aachen, Städteregion", True),
        ("09363", "Weiden in der Oberpfalz, kreisfreie Stadt", True),
        ("10046", "Sankt Wendel, Landkreis", True),
        ("05382", "Rhein-Neckar-Kreis", False),
        ("05382", "Rhein-Sieg-Kreis", True),
        ("09163", "Rosenheim, Landkreis", False),
        ("09187", "Rosenheim, kreisfreie Stadt", False),
        ("03152", "Göttingen, Landkreis", True),
        ("DG", "Deutschland", True),
        ("DG", "Bayern", False),
        ("05", "Nordrhein-Westfalen", True),
        ("08335043", "Konstanz", None),  # no Gemeinden in the register
        ("08335", "", None),
    ],
)
def test_names_are_compared_with_the_register(key: str, name: str, agrees: bool | None) -> None:
    assert name_agrees(key, name) is agrees


def test_findings_about_names_dissolved_kreise_are_known() -> None:
    paare = [("08335", "Konstanz"), ("08336", "Konstanz"), ("03152", "Göttingen"), ("08999", "X")]
    hinweise = check_names(paare, lambda key, name: f"{key} {name}")
    assert [(h.code, h.wo) for h in hinweise] == [
        ("name_widerspricht", "08336 Konstanz"),
        ("unbekannter_kreis", "08999 X"),
    ]
