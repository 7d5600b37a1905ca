"""Lists and year spans as German writes them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

__all__ = ["capitalize", "join_und", "pronoun_of", "year_spans"]


def capitalize(text: str) -> str:
    """Write the first letter large and leave the others: ``im Enzkreis`` at a start."""
    return text[:1].upper() + text[1:]


def pronoun_of(subjekt: str) -> str:
    """Return the pronoun of a noun with article: ``die Quote`` becomes ``sie``."""
    artikel = subjekt.split(" ", 1)[0].casefold()
    return {"der": "er", "die": "sie", "das": "es"}.get(artikel, "der Wert")


def join_und(teile: Sequence[str], bindewort: str = "und") -> str:
    """Join words: ``["A", "B", "C"]`` becomes ``A, B und C``."""
    if len(teile) < 2:
        return "".join(teile)
    return f"{', '.join(teile[:-1])} {bindewort} {teile[-1]}"


def year_spans(jahre: Iterable[int], schreibe: Callable[[int], str] = str) -> str:
    """Write years as spans: ``[2007, 2008, 2009, 2015]`` becomes ``2007–2009, 2015``.

    Parameters
    ----------
    schreibe
        Writes one year; the number itself where omitted.
    """
    spans: list[list[int]] = []
    for jahr in sorted(set(jahre)):
        if spans and jahr == spans[-1][1] + 1:
            spans[-1][1] = jahr
        else:
            spans.append([jahr, jahr])
    return ", ".join(schreibe(a) if a == b else f"{schreibe(a)}–{schreibe(b)}" for a, b in spans)
