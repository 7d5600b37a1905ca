"""Progress on the terminal while several notebooks run at a time: one line for all of them."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self

from tqdm import tqdm

__all__ = ["Anzeige"]

_BALKEN = "{n_fmt} von {total_fmt} Kapiteln |{bar:24}| {desc}"


class Anzeige:
    """A bar of chapters that names those that run now; silent where nobody watches.

    Parameters
    ----------
    anzahl
        Number of chapters.
    sichtbar
        Whether to show it.
    """

    def __init__(self, anzahl: int, sichtbar: bool) -> None:
        self._laufend: list[str] = []
        self._sperre = threading.Lock()
        self._balken = tqdm(total=anzahl, bar_format=_BALKEN, file=sys.stderr, disable=not sichtbar)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        art: type[BaseException] | None,
        error: BaseException | None,
        spur: TracebackType | None,
    ) -> None:
        self._balken.close()

    @contextmanager
    def show(self, name: str) -> Iterator[None]:
        """Name a chapter while it runs, and count it when it is done."""
        with self._sperre:
            self._laufend.append(name)
            self._name_running()
        try:
            yield
        finally:
            with self._sperre:
                self._laufend.remove(name)
                self._balken.update()
                self._name_running()

    def _name_running(self) -> None:
        self._balken.set_description_str(", ".join(self._laufend))
