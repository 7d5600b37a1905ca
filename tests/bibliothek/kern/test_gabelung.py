"""A forked kernel is a process of its own that ends with those who need it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from dkbm.kern import gabelung
from dkbm.kern.gabelung import GegabelterKern, can_fork

Starter = Callable[..., GegabelterKern]
pytestmark = pytest.mark.skipif(not can_fork(), reason="Hier lassen sich keine Kerne gabeln.")


def wait_for(condition: Callable[[], bool], seconds: float = 20) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return False


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Starter]:
    """Start a kernel that answers nobody; it is killed afterwards."""
    kerne: list[GegabelterKern] = []

    def start_kernel(**kwargs: int) -> GegabelterKern:
        datei = tmp_path / f"k{len(kerne)}.json"
        kanal = {"transport": "ipc", "ip": str(tmp_path / f"k{len(kerne)}"), "key": "x"}
        ports = dict.fromkeys(("shell_port", "iopub_port", "stdin_port", "hb_port"), 0)
        datei.write_text(json.dumps({**kanal, **ports, "control_port": 0}), encoding="utf-8")
        env = {**os.environ, "SPUR": "1"}
        kern = GegabelterKern(["-f", str(datei)], env, str(tmp_path), **kwargs)
        kerne.append(kern)
        return kern

    yield start_kernel
    for kern in kerne:
        kern.kill()
        kern.wait(10)


def test_kernel_has_its_own_session_folder_and_environment(start: Starter, tmp_path: Path) -> None:
    kern = start()
    assert wait_for(lambda: os.getpgid(kern.pid) == kern.pid)
    assert wait_for(lambda: psutil.Process(kern.pid).cwd() == str(tmp_path))
    assert kern.poll() is None
    assert kern.returncode is None


def test_signals_reach_it_and_the_end_is_seen(start: Starter) -> None:
    kern = start()
    kern.kill()
    assert kern.wait(10) == -signal.SIGKILL
    assert kern.poll() == kern.returncode == -signal.SIGKILL
    kern.send_signal(signal.SIGTERM)  # the number may be another's by now: nothing is sent


def test_output_goes_to_the_given_file(start: Starter, tmp_path: Path) -> None:
    path = tmp_path / "log.txt"
    with path.open("wb") as datei:
        kern = start(stderr=datei.fileno(), stdout=datei.fileno())
    strom = Path(f"/proc/{kern.pid}/fd/2")
    assert wait_for(lambda: strom.readlink() == path)


def test_parent_neither_grows_nor_keeps_files_or_zombies(start: Starter) -> None:
    start().kill()
    ich = psutil.Process()
    vorher = ich.num_fds()
    for _ in range(10):
        kern = start()
        kern.kill()
        kern.wait(10)
        del kern
    assert ich.num_fds() <= vorher + 2
    server = gabelung.forkserver._forkserver._forkserver_pid  # type: ignore[attr-defined]
    states = [k.status() for k in psutil.Process(server).children()]
    assert psutil.STATUS_ZOMBIE not in states


@pytest.mark.parametrize("daemon", [False, True], ids=["program", "worker-of-dask"])
def test_kernel_and_fork_server_end_with_a_killed_caller(tmp_path: Path, daemon: bool) -> None:
    """Even ``kill -9`` of the program that started a kernel leaves nothing running.

    A worker that Dask watches over is a daemon, from which `multiprocessing` wants no children.
    """
    script = tmp_path / "rufer.py"
    script.write_text(
        "import json, multiprocessing, os, time\n"
        f"multiprocessing.current_process()._config['daemon'] = {daemon}\n"
        "from multiprocessing import forkserver\n"
        "from dkbm.kern import KernMitProtokoll, configure_kern\n"
        "from pathlib import Path\n"
        "from jupyter_core.utils import run_sync\n"
        "km = KernMitProtokoll(kernel_name='python3',"
        " config=configure_kern(Path('log'), gegabelt=True))\n"
        "run_sync(km.start_kernel)()\n"
        "client = km.blocking_client(); client.start_channels(); client.wait_for_ready(30)\n"
        "print(json.dumps([km.provisioner.pid, forkserver._forkserver._forkserver_pid]),"
        " flush=True)\n"
        "time.sleep(60)\n",
        encoding="utf-8",
    )
    command = [sys.executable, str(script)]
    rufer = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, text=True)
    assert rufer.stdout is not None
    pids = json.loads(rufer.stdout.readline())
    assert all(psutil.pid_exists(pid) for pid in pids)
    rufer.kill()
    rufer.wait()
    rufer.stdout.close()
    assert wait_for(lambda: not any(psutil.pid_exists(pid) for pid in pids))
