"""Names of formats: all, some, or a message."""

from __future__ import annotations

import pytest
from dkbm.bericht.formate import FORMATE, check_formate
from dkbm.fehler import DkbmFehler


def test_names_are_cleaned_and_none_means_all() -> None:
    assert check_formate([]) == check_formate([""]) == tuple(FORMATE)
    assert check_formate([" PDF", "html", "pdf"]) == ("pdf", "html")


@pytest.mark.parametrize(
    ("name", "rat"),
    [("htm", "Gemeint ist wohl „html“. Es gibt: html, pdf"), ("7z", "Es gibt: html, pdf")],
)
def test_unknown_format_names_the_nearest(name: str, rat: str) -> None:
    with pytest.raises(DkbmFehler) as info:
        check_formate(["pdf", name])
    assert info.value.was == f"Ein Format „{name}“ gibt es nicht."
    assert info.value.rat.startswith(rat)
