"""Whoever starts kernels by jupyter_client gets forked ones, and others where that fails."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import psutil
import pytest
from dkbm.kern.gabelung import GegabelterKern, can_fork
from dkbm.kern.provisioner import NAME, GabelProvisioner
from jupyter_client.manager import KernelManager
from jupyter_client.provisioning.factory import KernelProvisionerFactory


@contextmanager
def open_kernel() -> Iterator[KernelManager]:
    manager = KernelManager(kernel_name="python3")
    manager.start_kernel()
    try:
        yield manager
    finally:
        manager.shutdown_kernel(now=True)


def ask(manager: KernelManager, ausdruck: str) -> str:
    client = manager.blocking_client()
    client.start_channels()
    client.wait_for_ready(timeout=60)
    reply = client.execute_interactive(
        "", user_expressions={"a": ausdruck}, timeout=60, allow_stdin=False
    )
    client.stop_channels()
    return str(reply["content"]["user_expressions"]["a"]["data"]["text/plain"])


@pytest.fixture(autouse=True)
def _chosen(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("JUPYTER_DEFAULT_PROVISIONER_NAME", NAME)
    KernelProvisionerFactory.clear_instance()
    yield
    KernelProvisionerFactory.clear_instance()


@pytest.mark.skipif(not can_fork(), reason="Hier lassen sich keine Kerne gabeln.")
def test_any_manager_forks_by_name_and_can_interrupt_and_restart() -> None:
    with open_kernel() as manager:
        assert isinstance(manager.provisioner, GabelProvisioner)
        assert isinstance(manager.provisioner.process, GegabelterKern)
        pid = ask(manager, "__import__('os').getpid()")
        assert pid == str(manager.provisioner.pid)
        manager.interrupt_kernel()
        assert ask(manager, "1 + 1") == "2"
        manager.restart_kernel(now=True)
        assert ask(manager, "__import__('os').getpid()") != pid
        last = manager.provisioner.pid
    assert not psutil.pid_exists(last)


@pytest.mark.skipif(not can_fork(), reason="Hier lassen sich keine Kerne gabeln.")
def test_kernels_do_not_share_random_numbers() -> None:
    drawn = set()
    for _ in range(2):
        with open_kernel() as manager:
            drawn.add(
                ask(
                    manager,
                    "(__import__('random').random(), float(__import__('numpy').random.random()))",
                )
            )
    assert len(drawn) == 2


def test_cold_start_where_forking_is_not_possible(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dkbm.kern.provisioner.can_fork", lambda: False)
    with open_kernel() as manager:
        assert isinstance(manager.provisioner, GabelProvisioner)
        assert not isinstance(manager.provisioner.process, GegabelterKern)
        assert ask(manager, "__import__('os').getppid()") == str(os.getpid())
