"""The manager of a chapter's kernel: private channels, and silent on the analyst's console."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from jupyter_client.manager import AsyncKernelManager
from traitlets import Integer, Unicode
from traitlets.config import Config

from dkbm.kern.grenzen import Grenzen, watch_memory
from dkbm.kern.provisioner import NAME

__all__ = ["KernMitProtokoll", "configure_kern"]


class KernMitProtokoll(AsyncKernelManager):
    """Writes what the kernel itself reports into a file.

    A kernel that is shut down in the middle of a cell (Ctrl+C) reports that with a traceback;
    one that crashes says here why. Whoever gives it another notebook names another file, for
    what is known of the kernel from outside; its own words stay with the first.
    """

    protokoll = Unicode(help="File for the kernel's own messages.").tag(config=True)
    provisioner_name = Unicode(help="How to start the process.").tag(config=True)
    speichergrenze = Integer(0, help="Bytes it may take; 0 for no limit.").tag(config=True)
    _kanalordner = ""

    async def start_kernel(self, **kw: Any) -> None:  # type: ignore[override]
        """Start the process with its error stream in the file."""
        if not self._kanalordner:
            self._open_channels()
        if self.provisioner_name and self.kernel_spec:
            provisioner = {"provisioner_name": self.provisioner_name}
            self.kernel_spec.metadata["kernel_provisioner"] = provisioner
        with Path(self.protokoll).open("ab") as datei:
            await super().start_kernel(stderr=datei, **kw)
        pid = getattr(self.provisioner, "pid", None)
        if self.speichergrenze and pid:
            watch_memory(pid, self.speichergrenze, lambda: Path(self.protokoll))

    def _open_channels(self) -> None:
        """Talk through sockets in a folder of our own where the system has them.

        Free TCP ports are found, given back and only then used: two kernels that start at the
        same time can get the same one.
        """
        self._kanalordner = tempfile.mkdtemp(prefix="dkbm-")
        self.connection_file = str(Path(self._kanalordner, "k.json"))
        if sys.platform != "win32":
            self.transport = "ipc"

    async def _async_cleanup_resources(self, restart: bool = False) -> None:
        await super()._async_cleanup_resources(restart)
        if not restart:
            shutil.rmtree(self._kanalordner, ignore_errors=True)
            self._kanalordner = ""

    cleanup_resources = _async_cleanup_resources


def configure_kern(
    protokoll: Path, *, gegabelt: bool = False, grenzen: Grenzen | None = None
) -> Config:
    """Return the configuration of one run.

    Transport is encrypted where it runs over TCP: an open port on a shared machine is readable
    by others.

    Parameters
    ----------
    protokoll
        File for the kernel's own messages.
    gegabelt
        Whether to fork the kernel from a warm parent.
    grenzen
        How much memory it may take.
    """
    tcp = {"KernelManager": {"transport_encryption": "auto"}} if sys.platform == "win32" else {}
    name = NAME if gegabelt else ""
    speicher = grenzen.speicher if grenzen else 0
    eigene = {
        "protokoll": str(protokoll),
        "provisioner_name": name,
        "speichergrenze": speicher,
    }
    return Config({**tcp, "KernMitProtokoll": eigene})
