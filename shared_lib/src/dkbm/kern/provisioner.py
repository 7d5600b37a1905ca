"""The kernel provisioner ``dkbm-gabel``: jupyter_client starts kernels through it by name.

Chosen by ``JUPYTER_DEFAULT_PROVISIONER_NAME=dkbm-gabel``, by a kernelspec or by configuration;
papermill, nbclient, nbval and JupyterLab then use it without knowing. Only the launch differs
from jupyter_client's own provisioner, so where a fork is not possible that one serves.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from dkbm.kern.gabelung import GegabelterKern, can_fork

__all__ = ["NAME", "GabelProvisioner"]

NAME = "dkbm-gabel"
"""Name of the entry point in ``jupyter_client.kernel_provisioners``."""


class GabelProvisioner(LocalProvisioner):
    """Forks ipykernel from a warm parent; starts any other kernel as usual."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Fork the kernel, or start it cold where that is not possible."""
        argv = _find_ipykernel_arguments(cmd)
        if argv is None or not can_fork():
            return await super().launch_kernel(cmd, **kwargs)
        cwd = str(kwargs.get("cwd") or Path.cwd())
        try:
            kern = GegabelterKern(
                argv,
                kwargs.get("env") or os.environ,
                cwd,
                stdout=_find_fd(kwargs.get("stdout")),
                stderr=_find_fd(kwargs.get("stderr")),
            )
        except (OSError, EOFError):
            return await super().launch_kernel(cmd, **kwargs)
        # jupyter_client only polls, waits and signals, which both kinds of process can.
        self.process = kern  # type: ignore[assignment]
        self.pid = self.pgid = kern.pid
        self.cwd = cwd
        return self.connection_info


def _find_ipykernel_arguments(cmd: Sequence[str]) -> list[str] | None:
    """Return what follows ``python … -m ipykernel_launcher``; None for another kernel."""
    for nummer, teil in enumerate(cmd):
        if teil == "-m" and list(cmd[nummer + 1 : nummer + 2]) == ["ipykernel_launcher"]:
            return list(cmd[nummer + 2 :])
    return None


def _find_fd(strom: Any) -> int | None:
    if strom is None or isinstance(strom, int):
        return strom if strom is None or strom >= 0 else None
    return int(strom.fileno())
