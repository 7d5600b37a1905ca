"""From key columns and cells to the long form: shared by all readers of tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from dkbm.fehler import DkbmFehler
from dkbm.quellen.langform import Kategorie, distinct_pairs, find_duplicate
from dkbm.quellen.region import (
    KREIS_STELLEN,
    check_names,
    find_ebenen,
    normalize_keys,
    restore_zeros,
)
from dkbm.quellen.rohtabelle import Hinweis
from dkbm.quellen.zeichen import Werte

__all__ = ["Gebiete", "build_daten", "check_duplicates", "read_gebiete"]

_NEU = "Bitte die Datei unverändert neu herunterladen."


@dataclass(frozen=True)
class Gebiete:
    """Key, name and level per row, and what was noticed about them."""

    ags: Kategorie
    name: Kategorie
    ebene: Kategorie
    hinweise: list[Hinweis]


def read_gebiete(
    keys: Kategorie, namen: Kategorie, ort: Callable[[int], str], rat: str = _NEU
) -> Gebiete:
    """Bring the keys of all rows into one form and compare them with their names.

    Parameters
    ----------
    keys, namen
        As in the file, per row.
    ort
        Place of the n-th row for messages.
    rat
        What to do about a wrong key.

    Raises
    ------
    DkbmFehler
        If a key is no region key, or lost its leading zero without proof.
    """
    pairs = distinct_pairs(keys, namen)
    name_of = dict.fromkeys(keys.werte, "")
    name_of |= {key: name for key, name in pairs if name}
    restored, hinweise = restore_zeros(name_of, lambda key: ort(keys.find_first(key)))
    voll = list(restored.values())
    ebenen = find_ebenen(voll)
    if "" in ebenen:
        key = keys.werte[ebenen.index("")]
        raise DkbmFehler(
            f"„{key}“ ist kein Regionalschlüssel.", wo=ort(keys.find_first(key)), rat=rat
        )
    final = dict(zip(keys.werte, normalize_keys(voll), strict=True))

    def place(key: str, name: str) -> str:
        row, col = keys.werte.index(key), namen.werte.index(name)
        return ort(int(np.argmax((keys.codes == row) & (namen.codes == col))))

    kurz = {key: ags for key, ags in final.items() if len(ags) <= KREIS_STELLEN}
    back = {ags: key for key, ags in kurz.items()}
    hinweise += check_names(
        ((kurz[key], name) for key, name in pairs if key in kurz),
        lambda ags, name: place(back[ags], name),
    )
    return Gebiete(keys.rename(list(final.values())), namen, keys.rename(ebenen), hinweise)


def check_duplicates(
    spalten: Sequence[Kategorie], ort: Callable[[int], str], rat: str = _NEU
) -> None:
    """Refuse rows that agree in all keys: which of them holds is not known."""
    pair = find_duplicate(spalten)
    if pair is not None:
        texts = [s.werte[s.codes[pair[1]]] for s in spalten]
        raise DkbmFehler(
            f"Die Zeile steht zweimal: {', '.join(t for t in texts if t)}.",
            wo=f"{ort(pair[0])} und {ort(pair[1])}",
            rat=f"Welche gilt, ist nicht zu erkennen. {rat}",
        )


def build_daten(
    texte: dict[str, Kategorie],
    gebiete: Gebiete,
    werte: Werte,
    zeile: npt.NDArray[np.int32],
    spalte: npt.NDArray[np.int32],
) -> pd.DataFrame:
    """Put the columns of `SPALTEN` together; all have one entry per cell.

    ``texte`` holds ``zeit``, ``schluessel``, ``kopf`` and ``einheit``; ``gebiete`` has one
    entry per row or per cell and is repeated to fit.
    """
    mal = len(werte.wert) // max(len(gebiete.ags.codes), 1)
    data = {
        "zeit": texte["zeit"],
        "ags": gebiete.ags.repeat(mal),
        "name": gebiete.name.repeat(mal),
        "ebene": gebiete.ebene.repeat(mal),
        "schluessel": texte["schluessel"],
        "kopf": texte["kopf"],
        "einheit": texte["einheit"],
        "wert": werte.wert,
        "zeichen": werte.zeichen,
        "zeile": zeile,
        "spalte": spalte,
    }
    columns = {k: v.to_categorical() if isinstance(v, Kategorie) else v for k, v in data.items()}
    return pd.DataFrame(columns, copy=False)
