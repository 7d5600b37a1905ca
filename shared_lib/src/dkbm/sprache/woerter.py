"""Lists and year spans as German writes them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

__all__ = ["join_und", "year_spans"]


def join_und(teile: Sequence[str], bindewort: str = "und") -> str:
    """Join words: ``["A", "B", "C"]`` becomes ``A, B und C``."""
    if len(teile) < 2:
        return "".join(teile)
    return f"{', '.join(teile[:-1])} {bindewort} {teile[-1]}"


def year_spans(jahre: Iterable[int]) -> str:
    """Write years as spans: ``[2007, 2008, 2009, 2015]`` becomes ``2007–2009, 2015``."""
    spans: list[list[int]] = []
    for jahr in sorted(set(jahre)):
        if spans and jahr == spans[-1][1] + 1:
            spans[-1][1] = jahr
        else:
            spans.append([jahr, jahr])
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in spans)
