"""Processes that end with the one that started them."""

import ctypes
import os
import signal
import sys

DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG


def end_with(parent: int) -> None:
    """Stop when `parent` is gone, however it went. Elsewhere than on Linux this does nothing."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGTERM)
        if os.getppid() != parent:
            sys.exit("The process that started this one is gone.")
