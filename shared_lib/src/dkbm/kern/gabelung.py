"""Fork a kernel from a warm parent: real ipykernel, one clean process per notebook.

The parent is the fork server of `multiprocessing`: single-threaded, started once per process
tree, with the heavy libraries loaded (`dkbm.kern.vorwaermen`). Each request forks it.
"""

from __future__ import annotations

import atexit
import multiprocessing
import os
import random
import signal
import sys
import threading
import types
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import forkserver, util
from typing import Any

__all__ = ["VORRAT", "GegabelterKern", "can_fork", "kill_alle", "start_parent"]

VORRAT = "DKBM_VORRAT"
"""Environment variable: not empty where the reports of many Kommunen follow, so that it pays
to compute in the warm parent what is the same for all of them."""
_PRELOAD = "dkbm.kern.vorwaermen"
_offen: set[GegabelterKern] = set()
_hauptmodul_verborgen = threading.Lock()


def can_fork() -> bool:
    """Say whether kernels can be forked here.

    Windows has no fork; on macOS system libraries do not survive one.
    """
    return sys.platform == "linux" and "forkserver" in multiprocessing.get_all_start_methods()


def start_parent() -> None:
    """Start the warm parent, if it does not run; it loads its libraries in the background."""
    multiprocessing.set_forkserver_preload([_PRELOAD])
    with _hide_main():
        forkserver.ensure_running()


class GegabelterKern:
    """A forked kernel with the interface of `subprocess.Popen` that jupyter_client uses.

    Parameters
    ----------
    argv
        Arguments of the kernel: ``-f CONNECTION_FILE …``.
    env
        Its whole environment.
    cwd
        Its working directory.
    stdout, stderr
        File descriptors for its output; those of the parent where None.
    """

    stdin = stdout = stderr = None

    def __init__(
        self,
        argv: Sequence[str],
        env: Mapping[str, str],
        cwd: str,
        stdout: int | None = None,
        stderr: int | None = None,
    ) -> None:
        # Windows has neither, and never comes here.
        from multiprocessing.context import ForkServerProcess
        from multiprocessing.popen_forkserver import Popen

        start_parent()
        process = ForkServerProcess(
            target=_start_kernel,
            args=(list(argv), dict(env), cwd, _Stroeme(stdout, stderr)),
            daemon=False,  # else inherited, and a notebook could start no process
        )
        with _hide_main():
            # Not `process.start`: it refuses to a daemon, which a worker of Dask is, for fear of
            # orphans. Fork server and kernels end with their caller, however that ends.
            self._popen = Popen(process)
        self.pid: int = self._popen.pid
        self.returncode: int | None = None
        _offen.add(self)

    def poll(self) -> int | None:
        """Return the exit code, or None while the kernel runs."""
        if self.returncode is None and (code := self._popen.poll()) is not None:
            self.returncode = code
            self._popen.close()  # two open files per kernel, else kept until the program ends
            _offen.discard(self)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int | None:
        """Wait for the end and return the exit code."""
        if self.returncode is None:
            self._popen.wait(timeout)
        return self.poll()

    def send_signal(self, signum: int) -> None:
        """Send a signal, unless the process has ended: its number may belong to another now."""
        if self.poll() is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signum)

    def kill(self) -> None:
        """End the process at once."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask the process to end."""
        self.send_signal(signal.SIGTERM)


@atexit.register
def kill_alle() -> None:
    """End all kernels that this process forked and that still run."""
    for kern in list(_offen):
        kern.kill()


class _Stroeme:
    """The kernel's output streams, handed over as open files."""

    def __init__(self, stdout: int | None, stderr: int | None) -> None:
        self._fds = {1: stdout, 2: stderr}

    def __getstate__(self) -> dict[int, Any]:
        from multiprocessing.reduction import DupFd

        return {ziel: DupFd(fd) for ziel, fd in self._fds.items() if fd is not None}

    def __setstate__(self, state: dict[int, Any]) -> None:
        self._fds = {ziel: fd.detach() for ziel, fd in state.items()}

    def redirect(self) -> None:
        """Put the handed files in the place of the standard streams."""
        for ziel, fd in self._fds.items():
            if fd is not None:
                os.dup2(fd, ziel)
                os.close(fd)


@contextmanager
def _hide_main() -> Iterator[None]:
    """Start processes without running the caller's main module again in each of them."""
    with _hauptmodul_verborgen:
        main = sys.modules["__main__"]
        sys.modules["__main__"] = types.ModuleType("__main__")
        try:
            yield
        finally:
            sys.modules["__main__"] = main


def _start_kernel(argv: list[str], env: dict[str, str], cwd: str, stroeme: _Stroeme) -> None:
    """Become the kernel (runs in the forked process)."""
    os.setsid()
    stroeme.redirect()
    _leave_fork_server()
    os.environ.clear()
    os.environ.update(env)
    os.chdir(cwd)
    _forget_random_state()
    from ipykernel.kernelapp import IPKernelApp

    from dkbm.kern.vorwaermen import SUCHPFAD

    sys.path[:] = SUCHPFAD

    sys.argv = ["ipykernel_launcher.py", *argv]
    # It ends itself when this process, its parent, is gone. Figures are shown below their cell;
    # a cold kernel arranges that when pyplot is imported, which here has happened long ago.
    extra = [f"--IPKernelApp.parent_handle={os.getppid()}", "--matplotlib=inline"]
    IPKernelApp.launch_instance(argv=[*argv, *extra])
    atexit._run_exitfuncs()


def _leave_fork_server() -> None:
    """Let go of the fork server: it ends when its last client does, and a kernel is none."""
    server: Any = forkserver._forkserver
    with suppress(OSError, TypeError):
        os.close(server._forkserver_alive_fd)
    server._forkserver_alive_fd = server._forkserver_address = server._forkserver_pid = None
    util._finalizer_registry.clear()  # type: ignore[attr-defined]


def _forget_random_state() -> None:
    """Draw new seeds: all forks would share the parent's."""
    random.seed()
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()
