from __future__ import annotations

import numpy as np
from dkbm.geheimhaltung.merkmalsummen import find_merkmalsummen


def test_total_beside_its_parts_is_found() -> None:
    namen = ("alle", "nord", "sued", "anderes")
    tafel = np.array([[14.0, 12, 2, 40], [9, 8, 1, 55], [7, 7, 0, 13]])
    assert find_merkmalsummen(namen, tafel) == [("alle", ("nord", "sued"))]
    # An unknown part does not speak against it.
    tafel[1, 2] = np.nan
    assert find_merkmalsummen(namen, tafel) == [("alle", ("nord", "sued"))]
    tafel[0, 0] = 15
    assert find_merkmalsummen(namen, tafel) == []


def test_many_columns_are_tried_as_a_whole_and_by_prefix() -> None:
    teile = [f"teil_{i}" for i in range(6)]
    namen = ("ganzes", *teile, *(f"x{i}" for i in range(8)))
    rng = np.random.default_rng(1)
    werte = rng.integers(1, 50, (3, 14)).astype(float)
    tafel = np.column_stack([werte[:, :6].sum(axis=1), werte])
    assert ("ganzes", tuple(teile)) in find_merkmalsummen(namen, tafel)
