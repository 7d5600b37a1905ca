"""A lock on an open file that ends with its process, even by ``kill -9`` or a power cut."""

from __future__ import annotations

import errno
import sys
from typing import IO

__all__ = ["lock"]

_FERN = 1 << 30
"""Byte that Windows locks: none that anybody reads, for there a lock keeps readers out."""
_BESETZT = (errno.EACCES, errno.EAGAIN)


def lock(datei: IO[bytes]) -> bool:
    """Lock a file until it is closed; say whether nobody else had.

    A file system that knows no locks (some network drives) lets everybody in.

    Parameters
    ----------
    datei
        Open for writing at its end.
    """
    try:
        if sys.platform == "win32":
            import msvcrt

            datei.seek(_FERN)
            msvcrt.locking(datei.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(datei, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in _BESETZT
    return True
