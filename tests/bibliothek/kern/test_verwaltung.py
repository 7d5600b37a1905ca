"""Kernels talk through private sockets and leave nothing behind."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest
from dkbm.kern.verwaltung import KernMitProtokoll, configure_kern
from jupyter_core.utils import run_sync


def test_channels_are_private_and_removed(tmp_path: Path) -> None:
    config = configure_kern(tmp_path / "kern.log")
    kern = KernMitProtokoll(kernel_name="python3", config=config)
    run_sync(kern.start_kernel)()
    ordner = Path(kern.connection_file).parent
    if sys.platform != "win32":
        assert kern.transport == "ipc"
        assert stat.S_IMODE(ordner.stat().st_mode) & 0o077 == 0
        assert len(str(ordner)) < 80  # a socket's path may have about 100 characters
    run_sync(kern.shutdown_kernel)(now=True)
    assert not ordner.exists()
    assert (tmp_path / "kern.log").exists()


def test_tcp_is_encrypted_where_there_are_no_sockets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    config = configure_kern(tmp_path / "kern.log")
    assert config["KernelManager"]["transport_encryption"] == "auto"
