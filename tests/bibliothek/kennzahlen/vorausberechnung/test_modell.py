"""The arithmetic of the projection: identities and a case computed by hand."""

from __future__ import annotations

import numpy as np
import pytest
from dkbm.kennzahlen.vorausberechnung.altersjahre import (
    ALTERSJAHRE,
    GRUPPEN,
    count_gruppe,
    to_altersgruppen,
)
from dkbm.kennzahlen.vorausberechnung.modell import KNABENANTEIL, Raten, project
from hypothesis import given, settings
from hypothesis import strategies as st

FORM = (3, 2, ALTERSJAHRE)


def make_raten(jahre: int, *, s: float = 1, f: float = 0, w: float = 0) -> Raten:
    return Raten(
        ueberleben=np.full(FORM, s),
        ueberleben_geburt=np.full(FORM[:2], s),
        fruchtbarkeit=np.full((jahre, 3, ALTERSJAHRE), f),
        wanderung=np.full((jahre, *FORM), w),
    )


def test_without_death_birth_and_migration_everybody_grows_older() -> None:
    start = np.random.default_rng(1).uniform(0, 500, FORM)
    personen = project(start, make_raten(4)).personen
    np.testing.assert_allclose(personen[4].sum((-2, -1)), start.sum((-2, -1)))
    np.testing.assert_allclose(personen[4][..., 4:-1], start[..., :-5])
    np.testing.assert_allclose(personen[4][..., -1], start[..., -5:].sum(-1))
    assert (personen[4][..., :4] == 0).all()


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10**6), s=st.floats(0, 1), f=st.floats(0, 0.3), w=st.floats(-2, 1))
def test_change_is_births_minus_deaths_plus_migration(
    seed: int, s: float, f: float, w: float
) -> None:
    zufall = np.random.default_rng(seed)
    raten = make_raten(3, s=s, f=f, w=w)
    raten.wanderung[:] *= zufall.uniform(0, 1, raten.wanderung.shape)
    lauf = project(zufall.uniform(0, 900, FORM), raten)
    gesamt = lauf.personen.sum((-2, -1))
    np.testing.assert_allclose(
        np.diff(gesamt, axis=0),
        lauf.geburten - lauf.gestorbene + lauf.wanderungssaldo,
        atol=1e-6,
    )
    assert (lauf.personen >= 0).all()


def test_known_births_take_the_place_of_computed_ones() -> None:
    geburten = np.array([[100.0, np.nan, 0.0]])
    raten = make_raten(1, f=0.01)
    start = np.full(FORM, 10.0)
    # (10 · 76 + 10 · 75 + 0 at age 0, open group doubled: 20) women on average
    frauen = (760 + 10 * 74 + 20) / 2
    bekannt = Raten(
        raten.ueberleben, raten.ueberleben_geburt, raten.fruchtbarkeit, raten.wanderung, geburten
    )
    lauf = project(start, bekannt)
    assert lauf.geburten[0].tolist() == pytest.approx([100, 0.01 * frauen, 0])
    assert lauf.personen[1][0, :, 0].tolist() == pytest.approx(
        [100 * KNABENANTEIL, 100 * (1 - KNABENANTEIL)]
    )


def test_one_year_by_hand() -> None:
    """30 girls of 29 and 50 of 30; 90 % live on; each woman 0.1 births; a fifth moves in."""
    start = np.zeros((1, 2, ALTERSJAHRE))
    start[0, 1, 29:31] = 30, 50
    fruchtbarkeit = np.zeros((1, 1, ALTERSJAHRE))
    fruchtbarkeit[..., 30] = 0.1
    wanderung = np.zeros((1, 1, 2, ALTERSJAHRE))
    wanderung[..., 30] = 0.2
    raten = Raten(
        np.full((1, 2, ALTERSJAHRE), 0.9), np.full((1, 2), 0.95), fruchtbarkeit, wanderung
    )
    lauf = project(start, raten)
    neu = lauf.personen[1][0]
    assert neu[1, 30] == pytest.approx(30 * 0.9 * 1.2)  # 32.4
    assert neu[1, 31] == pytest.approx(45)
    assert lauf.geburten[0, 0] == pytest.approx(0.1 * (50 + 32.4) / 2)  # 4.12
    assert neu[:, 0] == pytest.approx([4.12 * 0.95 * 0.513, 4.12 * 0.95 * 0.487])
    assert lauf.wanderungssaldo[0, 0] == pytest.approx(5.4)
    assert lauf.gestorbene[0, 0] == pytest.approx(8 + 4.12 * 0.05)


def test_groups_add_up_to_the_whole() -> None:
    personen = np.random.default_rng(2).uniform(0, 9, FORM)
    ganz = personen.sum((-2, -1))
    np.testing.assert_allclose(sum(count_gruppe(personen, g) for g in GRUPPEN), ganz)
    np.testing.assert_allclose(to_altersgruppen(personen).sum((-2, -1)), ganz)
