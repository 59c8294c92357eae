"""A Chromium for the browser tests: one on the PATH, Playwright's own, or Debian's package.

The fixtures ask `path()`. `python -m tests.browser.chromium` sees to it that there is one.
"""

import shutil
import sys
from functools import cache
from pathlib import Path

from tests import debian

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
DOWNLOAD_LIMIT = 600  # seconds; without a network it is over much sooner
SHORT_CONNECTION = {"PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": "10000"}
ADVICE = """No Chromium was found for the browser tests, and none could be installed.
Install one, for example with “apt-get install chromium” on Debian, or, where it may download,
with “.venv/bin/python -m playwright install --with-deps chromium”."""


@cache
def path() -> str | None:
    """The Chromium to launch, or None for Playwright's own."""
    found = filter(None, map(shutil.which, NAMES))
    return next(filter(starts, found), None)


def starts(program: str) -> bool:
    """Whether `program` shows an empty page. A stub that only names a package to install does not.

    Not asked of Playwright: it cannot be started a second time from within a test.
    """
    page = ["--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", "about:blank"]
    return debian.succeeds([program, *page], limit=60)


def own() -> bool:
    """Whether Playwright has a Chromium of its own that starts."""
    from playwright.sync_api import Error, sync_playwright

    with sync_playwright() as playwright:
        if not Path(playwright.chromium.executable_path).exists():
            return False
        try:
            playwright.chromium.launch().close()
        except Error:
            return False
    return True


def install_own() -> None:
    """Playwright's, which it downloads."""
    print("Downloading Chromium for the browser tests", flush=True)
    command = [sys.executable, "-m", "playwright", "install", "--only-shell", "chromium"]
    debian.succeeds(command, limit=DOWNLOAD_LIMIT, **SHORT_CONNECTION)


def install_debians() -> None:
    """Debian's, where this account may install packages."""
    debian.install("chromium", "for the browser tests")


def main() -> None:
    """Find a Chromium, or install one, or say what to do."""
    for install in (None, install_own, install_debians):
        if install:
            install()
            path.cache_clear()
        if path() or own():
            return
    sys.exit(ADVICE)


if __name__ == "__main__":
    main()
