"""Programs that the tests need and that are no Python packages: Debian's, where they may be installed."""

import os
import shutil
import subprocess

LIMIT = 600  # seconds; without a network it is over much sooner


def install(package: str, what_for: str) -> None:
    """Install a package, if this account may; whoever asks looks for the program afterwards."""
    right = [] if os.geteuid() == 0 else ["sudo", "-n"]
    apt_get = [*right, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y"]
    if not shutil.which("apt-get") or not succeeds([*right, "true"], limit=10):
        return
    print(f"Installing Debian's {package} {what_for}", flush=True)
    succeeds([*apt_get, "update"], limit=LIMIT)
    succeeds([*apt_get, "install", "--no-install-recommends", package], limit=LIMIT)


def succeeds(command: list[str], limit: int, **variables: str) -> bool:
    """Whether `command` ends well within `limit` seconds. What it prints is of no interest."""
    try:
        done = subprocess.run(
            command,
            env=os.environ | variables,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=limit,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
