from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from dkbm.geheimhaltung import load_regeln, protect, to_schluessel
from dkbm.geheimhaltung.aufbau import build_system
from dkbm.geheimhaltung.primaer import apply_primary
from dkbm.geheimhaltung.sperrung import FOLGE, suppress

from .tafeln import attack_published, crosstab

TAFEL = [[2, 9, 14], [8, 11, 30], [12, 25, 40]]


def draw(seed: int) -> dict[str, pd.DataFrame]:
    """Three tables of the same persons with shared margins."""
    rng = np.random.default_rng(seed)
    anteile = [rng.dirichlet(np.full(k, 1.5)) for k in (4, 3, 3)]
    gezogen = [rng.choice(len(a), size=150, p=a) for a in anteile]
    tafeln = []
    for a, b in ((0, 1), (0, 2), (1, 2)):
        zahl = np.zeros((len(anteile[a]), len(anteile[b])))
        np.add.at(zahl, (gezogen[a], gezogen[b]), 1)
        tafeln.append(crosstab(zahl.tolist(), (f"d{a}", f"d{b}")))
    alle = pd.concat(tafeln, ignore_index=True)
    dims = ["d0", "d1", "d2"]
    alle[dims] = alle[dims].astype(object).fillna("insgesamt")
    return {"t": alle.drop_duplicates(dims, ignore_index=True)}


def test_one_small_cell_takes_a_rectangle_and_no_total() -> None:
    entscheidung = protect({"t": crosstab(TAFEL)}, load_regeln())
    codes = {"".join(c for _, c in k.codes): r for k, r in entscheidung.gesperrt.items()}
    # 2 with 9, 8 and 11 is the only rectangle of four cells with so small a sum.
    assert codes == {"c0c0": "Mindestfallzahl 3", "c0c1": FOLGE, "c1c0": FOLGE, "c1c1": FOLGE}
    assert entscheidung.verlust_felder == 4 / 16
    assert entscheidung.verlust_summe == pytest.approx(30 / (4 * 151))
    befunde = attack_published({"t": crosstab(TAFEL)}, entscheidung, 3)
    assert [(b.unten, b.oben, b.undicht) for b in befunde] == [
        (1, 9, False),
        (2, 10, False),
        (1, 9, False),
        (10, 18, False),
    ]


@pytest.mark.parametrize("seed", range(6))
def test_linked_tables_give_nobody_away(seed: int) -> None:
    tabellen = draw(seed)
    entscheidung = protect(tabellen, load_regeln())
    assert entscheidung.ungeschuetzt == {}
    befunde = attack_published(tabellen, entscheidung, 3)
    assert {b.schluessel for b in befunde} == set(entscheidung.gesperrt)
    assert [b for b in befunde if b.undicht or b.breite < 2] == []
    werte = build_system(tabellen, load_regeln())[0]
    wahr = {f.schluessel: f.wert for f in werte.felder}
    assert all(b.unten <= wahr[b.schluessel] <= b.oben for b in befunde)


def test_fast_way_is_safe_and_told() -> None:
    tabellen, regeln = draw(1), load_regeln()
    system, _ = build_system(tabellen, regeln)
    schutz = apply_primary(system, regeln)
    genau, schnell = (suppress(system, regeln, schutz, gross=g) for g in (700, 0))
    assert (genau.genaehert, schnell.genaehert) == (0, 1)
    assert schnell.ungeschuetzt == {}
    assert schnell.verlust_felder >= genau.verlust_felder - 0.05
    assert set(schutz) <= set(schnell.regel)


def test_same_input_same_decision() -> None:
    tabellen, regeln = draw(3), load_regeln()
    gemischt = {"t": tabellen["t"].sample(frac=1, random_state=1)}
    assert protect(tabellen, regeln) == protect(gemischt, regeln)


def test_zero_that_everybody_sees_protects_nobody() -> None:
    entscheidung = protect({"t": crosstab([[2, 0, 20], [0, 15, 30], [9, 12, 40]])}, load_regeln())
    nullen = [
        k for k in entscheidung.gesperrt if "".join(c for _, c in k.codes) in ("c0c1", "c1c0")
    ]
    assert nullen == []
    assert len(entscheidung.gesperrt) >= 4


def test_what_kernaussagen_use_is_kept() -> None:
    regeln = load_regeln()
    schluessel = to_schluessel("t", "n", "08335", 2024, {"d": "c1", "e": "c1"})
    assert schluessel in protect({"t": crosstab(TAFEL)}, regeln).gesperrt
    geschont = protect({"t": crosstab(TAFEL)}, regeln, kern=[schluessel])
    assert schluessel not in geschont.gesperrt
    assert not any(b.undicht for b in attack_published({"t": crosstab(TAFEL)}, geschont, 3))


def test_earlier_edition_is_known_and_the_hopeless_is_told() -> None:
    regeln = load_regeln()
    alle = [
        to_schluessel("t", "n", "08335", 2024, {"d": d, "e": e})
        for d, e in (("c0", "c1"), ("c0", "c2"), ("c0", "insgesamt"))
    ]
    # c0c0 = total - c0c1 - c0c2, and all three were printed last year.
    entscheidung = protect({"t": crosstab(TAFEL)}, regeln, frueher=alle)
    klein = to_schluessel("t", "n", "08335", 2024, {"d": "c0", "e": "c0"})
    assert entscheidung.ungeschuetzt == {klein: 0.0}
    ausweg = protect({"t": crosstab(TAFEL)}, regeln, frueher=alle[:1])
    assert ausweg.ungeschuetzt == {}
    assert alle[0] not in ausweg.gesperrt
