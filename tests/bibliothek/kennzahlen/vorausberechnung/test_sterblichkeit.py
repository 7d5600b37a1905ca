"""Survival: the deaths of the Kreise come out, children hardly die."""

from __future__ import annotations

import numpy as np
import pytest
from dkbm.bestand import open_bestand
from dkbm.gebiete import load_register
from dkbm.kennzahlen.vorausberechnung.lage import load_lage
from dkbm.kennzahlen.vorausberechnung.sterblichkeit import estimate_sterblichkeit


def test_deaths_of_each_kreis_come_out() -> None:
    lage = load_lage(open_bestand(), [g.ags for g in load_register().kreise]).until(2015)
    start = lage.altersjahre[2015]
    ueberleben, geburt = estimate_sterblichkeit(lage, start)
    erwartet = (start * -np.log(ueberleben)).sum((1, 2))
    gezaehlt = np.mean([lage.gestorbene[jahr] for jahr in (2013, 2014, 2015)], axis=0)
    assert np.median(erwartet / gezaehlt) == pytest.approx(1, abs=0.005)
    assert ueberleben[:, :, 1:15].min() > 0.9995
    assert ((ueberleben > 0) & (ueberleben < 1)).all()
    assert (np.diff(ueberleben, axis=-1) < 0).all()
    assert geburt == pytest.approx(0.9967)
