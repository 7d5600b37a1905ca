"""Bring a used kernel back to the state in which it was started.

Serves where processes cannot be forked (Windows): all notebooks of a Kommune run in one warm
kernel, and between two of them everything that the first could have changed is put back.
``%reset`` alone leaves pandas options, figure settings, environment and working directory.
"""

from __future__ import annotations

import builtins
import os
import random
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

__all__ = ["on_reset", "remember", "restore"]

_AUFGABEN: list[Callable[[], None]] = []
_merkzettel: dict[str, Any] = {}


def on_reset(aufgabe: Callable[[], None]) -> Callable[[], None]:
    """Register what a module must put back itself; usable as a decorator."""
    _AUFGABEN.append(aufgabe)
    return aufgabe


def remember() -> None:
    """Note the state to return to: called once, before the first notebook."""
    import matplotlib
    import numpy as np

    _merkzettel.update(
        environ=dict(os.environ),
        cwd=Path.cwd(),
        path=list(sys.path),
        argv=list(sys.argv),
        module=set(sys.modules),
        filter=list(warnings.filters),
        rc=dict(matplotlib.rcParams),
        druck=np.get_printoptions(),
        rechnen=np.geterr(),
        eingebaut=dict(vars(builtins)),
    )


def restore() -> None:
    """Put everything back and clear the names of the last notebook."""
    from IPython.core.getipython import get_ipython

    _restore_process()
    _restore_libraries()
    for aufgabe in _AUFGABEN:
        aufgabe()
    shell = get_ipython()
    if shell is not None:
        vars(builtins).update(_merkzettel["eingebaut"])
        shell.reset(new_session=True, aggressive=False)  # type: ignore[no-untyped-call]
        shell.run_line_magic("matplotlib", "inline")


def _restore_process() -> None:
    os.environ.clear()
    os.environ.update(_merkzettel["environ"])
    os.chdir(_merkzettel["cwd"])
    _drop_local_modules(_merkzettel["cwd"])
    sys.path[:] = _merkzettel["path"]
    sys.argv[:] = _merkzettel["argv"]
    warnings.filters[:] = _merkzettel["filter"]  # type: ignore[index]
    random.seed()


def _drop_local_modules(ordner: Path) -> None:
    """Forget the analyst's own modules beside the notebooks; libraries may stay loaded."""
    for name in set(sys.modules) - _merkzettel["module"]:
        datei = getattr(sys.modules[name], "__file__", None)
        if datei and ordner in Path(datei).resolve().parents:
            del sys.modules[name]


def _restore_libraries() -> None:
    import matplotlib
    import matplotlib.pyplot as plt
    import numpy as np
    import pandas as pd

    plt.close("all")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        dict.update(matplotlib.rcParams, _merkzettel["rc"])
        pd.reset_option("all")
    np.set_printoptions(**_merkzettel["druck"])
    np.seterr(**_merkzettel["rechnen"])
    np.random.seed()
