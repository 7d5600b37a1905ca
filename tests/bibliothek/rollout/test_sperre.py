"""Only one has a lock, and it is free as soon as its process is gone."""

from __future__ import annotations

import errno
import subprocess
import sys
from pathlib import Path

import pytest
from dkbm.rollout.sperre import lock


def test_lock_of_a_killed_process_is_free(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    code = (
        "import pathlib, sys, time\nfrom dkbm.rollout.sperre import lock\n"
        "datei = pathlib.Path(sys.argv[1]).open('ab')\n"
        "print(lock(datei), flush=True)\ntime.sleep(60)\n"
    )
    anderer = subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE)
    assert anderer.stdout is not None
    assert anderer.stdout.readline() == b"True\n"
    with path.open("ab") as datei:
        assert not lock(datei)
        anderer.kill()
        anderer.wait()
        assert lock(datei)
    anderer.stdout.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows hat andere Sperren.")
def test_file_system_without_locks_lets_everybody_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOTSUP, "Operation not supported")

    monkeypatch.setattr("fcntl.flock", refuse)
    with (tmp_path / "journal").open("ab") as datei:
        assert lock(datei)
