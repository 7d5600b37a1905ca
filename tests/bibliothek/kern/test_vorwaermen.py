"""The warm parent holds the heavy libraries and no threads."""

from __future__ import annotations

import subprocess
import sys


def test_warm_parent_is_single_threaded_and_loaded() -> None:
    """A thread or lock that exists at the fork would be dead or stuck in every kernel."""
    code = (
        "import dkbm.kern.vorwaermen as v, sys, threading\n"
        "assert threading.active_count() == 1, threading.enumerate()\n"
        "assert all(m in sys.modules for m in v.MODULE)\n"
        "import matplotlib.pyplot as plt\n"
        "assert plt.get_fignums() == []\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
