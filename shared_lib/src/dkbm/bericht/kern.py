"""The kernel of a chapter: encrypted, and silent on the analyst's console."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jupyter_client.manager import AsyncKernelManager
from traitlets import Unicode
from traitlets.config import Config

__all__ = ["KernMitProtokoll", "configure_kern"]


class KernMitProtokoll(AsyncKernelManager):
    """Writes what the kernel itself reports into a file.

    A kernel that is shut down in the middle of a cell (Ctrl+C) reports that with a traceback;
    one that crashes says here why.
    """

    protokoll = Unicode(help="File for the kernel's own messages.").tag(config=True)

    async def start_kernel(self, **kw: Any) -> None:  # type: ignore[override]
        """Start the process with its error stream in the file."""
        with Path(self.protokoll).open("ab") as datei:
            await super().start_kernel(stderr=datei, **kw)


def configure_kern(protokoll: Path) -> Config:
    """Return the configuration of one run.

    Transport is encrypted: an open TCP port on a shared machine is readable by others.
    """
    return Config(
        {
            "KernelManager": {"transport_encryption": "auto"},
            "KernMitProtokoll": {"protokoll": str(protokoll)},
        }
    )
