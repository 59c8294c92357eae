"""The real site, started as a person would start it, and a real Chromium to read it with."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser import chromium
from tests.provenance.conftest import new_folder

ROOT = Path(__file__).parents[2]
STARTED = re.compile(r"http://127\.0\.0\.1:\d+")
PRINTED = re.compile(r"Password: (\S+)")
PASSWORD = "a long enough phrase"  # of people who join


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests last: the others find out sooner, and Playwright's loop is not yet running. Of
    these the walk first, which counts the claims of the sample: the others add to them."""
    here = Path(__file__).parent
    items.sort(key=lambda item: (here in item.path.parents, item.path.name != "test_walk.py"))


@dataclass(frozen=True)
class Site:
    """Where the site is, its administrator's password, and the folder of its data."""

    address: str
    password: str
    folder: Path


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    """`manage.py run` on an empty folder and a free port, stopped at the end."""
    folder = new_folder()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}
    }
    environment |= {
        "PORT": str(port),
        "PROVENANCE_DATA_DIR": str(folder),
        "PROVENANCE_PRIVATE_HOSTS": "127.0.0.1",
    }
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "manage.py"), "run"],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
        start_new_session=True,
    )
    try:
        yield started(process, folder)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=60)
        shutil.rmtree(folder, ignore_errors=True)


def started(process: subprocess.Popen[str], folder: Path) -> Site:
    """Read what the site prints until it says that it is up."""
    said = []
    assert process.stdout
    for line in process.stdout:
        said.append(line)
        password = PRINTED.search("".join(said))
        if "Ctrl-C" in line and (address := STARTED.search(line)) and password:
            return Site(address[0], password[1], folder)
    pytest.fail(f"The site did not start:\n{''.join(said)}")


@pytest.fixture(scope="session")
def base_url(site: Site) -> str:
    """What addresses in tests are relative to."""
    return site.address


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    """The Chromium that is there; root may not use its sandbox."""
    found = chromium.path()
    return {
        **browser_type_launch_args,
        **({"executable_path": str(found)} if found else {}),
        "args": ["--disable-background-networking", "--no-first-run"]
        + (["--no-sandbox"] if os.geteuid() == 0 else []),
    }


@pytest.fixture
def page(page: Page) -> Iterator[Page]:
    """A page whose test fails on any error of a script or of the content security policy."""
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on(
        "console",
        lambda message: (
            problems.append(message.text) if "Content Security Policy" in message.text else None
        ),
    )
    yield page
    assert problems == []


@pytest.fixture
def plain(browser: Browser, base_url: str) -> Iterator[Page]:
    """A page in a browser without JavaScript."""
    with browser.new_context(java_script_enabled=False, base_url=base_url) as context:
        yield context.new_page()


def sign_in(page: Page, site: Site) -> None:
    """As the administrator of the first start."""
    page.goto("/accounts/login/")
    enter(page, "admin", site.password)
    expect(page.get_by_role("contentinfo")).to_contain_text("Signed in as admin")


def enter(page: Page, login: str, password: str) -> None:
    """Fill in the sign-in page and send it."""
    page.get_by_label("Name or e-mail address").fill(login)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def invited(page: Page, site: Site, name: str, role: str = "editor") -> str:
    """Have the administrator invite somebody; the link, as the page shows it."""
    sign_in(page, site)
    page.goto("/people/")
    page.get_by_label("E-mail address").fill(f"{name}@example.org")
    choice = page.get_by_label("Role").locator("option", has_text=re.compile(f"^{role}:"))
    page.get_by_label("Role").select_option(choice.get_attribute("value"))
    page.get_by_role("button", name="Invite").click()
    link = page.get_by_role("status").locator("code").inner_text()
    page.get_by_role("contentinfo").get_by_role("button", name="Sign out").click()
    return link


def joined(page: Page, site: Site, name: str, role: str = "editor") -> None:
    """Somebody with an account in a role, signed in."""
    link = invited(page, site, name, role)
    page.goto(link.partition("/invitation/")[1] + link.partition("/invitation/")[2])
    page.get_by_label("Name", exact=True).or_(page.get_by_label("Name:")).fill(name)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("Password again").fill(PASSWORD)
    page.get_by_role("button", name="Make the account").click()
    expect(page.get_by_role("status")).to_contain_text("Your account is made")
    enter(page, name, PASSWORD)
    expect(page.get_by_role("contentinfo")).to_contain_text(f"Signed in as {name}")


@pytest.fixture(scope="session")
def colleagues(browser: Browser, site: Site, base_url: str) -> dict[str, Any]:
    """Two editors and a journalist, each with an account of their own: what their browsers keep of
    having signed in, by name."""
    kept = {}
    for name, role in (("edith", "editor"), ("egon", "editor"), ("jola", "journalist")):
        with browser.new_context(base_url=base_url) as context:
            joined(context.new_page(), site, name, role)
            kept[name] = context.storage_state()
    return kept


@pytest.fixture
def as_colleague(
    browser: Browser, base_url: str, colleagues: dict[str, Any]
) -> Iterator[Callable[[str], Page]]:
    """Opens the browser of one of the colleagues."""
    with ExitStack() as contexts:

        def opened(name: str) -> Page:
            state = colleagues[name]
            return contexts.enter_context(
                browser.new_context(base_url=base_url, storage_state=state)
            ).new_page()

        yield opened


def assert_accessible(page: Page) -> None:
    """axe finds nothing wrong on the page."""
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def tab_to(page: Page, wanted: str, limit: int = 80) -> None:
    """Press Tab until a link, button or field of this text, label or name has the focus."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        told = page.evaluate(
            """() => {
                const at = document.activeElement;
                return [at.textContent.trim(), at.getAttribute("aria-label"), at.name].join("|");
            }"""
        )
        if wanted in told:
            return
    pytest.fail(f"Tab never reached “{wanted}” on {page.url}")
