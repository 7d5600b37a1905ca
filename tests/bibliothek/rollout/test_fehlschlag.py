"""Whatever stopped a Kommune is said in German; a full disk is recognised through all wrappings."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from dkbm.fehler import DkbmFehler
from dkbm.rollout import fehlschlag
from dkbm.rollout.fehlschlag import check_platz, explain_fehlschlag


def wrap(innen: Exception) -> Exception:
    try:
        raise RuntimeError("pandoc failed") from innen
    except RuntimeError as error:
        return error


@pytest.mark.parametrize(
    ("error", "was"),
    [
        (DkbmFehler("Es fehlt etwas."), "Es fehlt etwas."),
        (OSError(errno.ENOSPC, "No space left on device"), "Der Datenträger ist voll."),
        (wrap(OSError(errno.ENOSPC, "No space left on device")), "Der Datenträger ist voll."),
        (RuntimeError("failed to write (os error 28)"), "Der Datenträger ist voll."),
        (DkbmFehler("Ursache: OSError: [Errno 28] …"), "Der Datenträger ist voll."),
        (PermissionError(13, "Permission denied", "a.csv"), "es fehlen die Rechte"),
        (RuntimeError("unverhofft"), "Unerwarteter Fehler im Kit (RuntimeError: unverhofft)"),
    ],
)
def test_each_error_has_its_german_words(error: Exception, was: str) -> None:
    fehler = explain_fehlschlag(error, Path("ordner"))
    assert was in fehler.was
    assert fehler is error or (fehler.wo and fehler.rat)


def test_no_project_is_begun_without_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check_platz(tmp_path)
    monkeypatch.setattr(fehlschlag, "PLATZ", 1 << 60)
    with pytest.raises(DkbmFehler, match="Der Datenträger ist voll"):
        check_platz(tmp_path)
