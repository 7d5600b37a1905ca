"""One line names what runs and counts what is done; nobody watching, nothing written."""

from __future__ import annotations

import pytest
from dkbm.bericht.fortschritt import Anzeige


def test_running_chapters_are_named_and_done_ones_counted(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with (
        Anzeige(2, sichtbar=True) as anzeige,
        anzeige.show("schulen"),
        pytest.raises(ValueError, match="x"),
        anzeige.show("demografie"),
    ):
        raise ValueError("x")
    err = capsys.readouterr().err
    assert "schulen, demografie" in err
    assert err.rstrip().split("\r")[-1].startswith("2 von 2 Kapiteln |")


def test_nothing_is_written_where_nobody_watches(capsys: pytest.CaptureFixture[str]) -> None:
    with Anzeige(1, sichtbar=False) as anzeige, anzeige.show("schulen"):
        pass
    assert capsys.readouterr().err == ""
