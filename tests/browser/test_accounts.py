"""Accounts in a real browser: an invitation, second factors, a passkey, all under the content security
policy."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.accounts.codes import code, settle
from tests.browser.conftest import (
    PASSWORD,
    Site,
    assert_accessible,
    enter,
    invited,
    joined,
    sign_in,
)

VIEWS = [
    {"color_scheme": "light", "viewport": {"width": 1280, "height": 800}},
    {"color_scheme": "dark", "viewport": {"width": 1280, "height": 800}},
    {"color_scheme": "light", "viewport": {"width": 360, "height": 740}},
]


@pytest.fixture
def local(browser: Browser, site: Site) -> Iterator[Page]:
    """A page at the name under which browsers allow passkeys without https, with a security key that
    always says yes."""
    address = site.address.replace("127.0.0.1", "localhost")
    with browser.new_context(base_url=address) as context:
        page = context.new_page()
        problems: list[str] = []
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on(
            "console", lambda said: problems.append(said.text) if said.type == "error" else None
        )
        key = context.new_cdp_session(page)
        key.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        key.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        yield page
        assert problems == []


def confirmed(page: Page) -> None:
    """Type the password once more where it is asked for."""
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()


def sign_out(page: Page) -> None:
    """By the button in the foot."""
    page.get_by_role("contentinfo").get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("contentinfo")).to_contain_text("Sign in")


def test_somebody_is_invited_makes_an_account_and_is_in(page: Page, site: Site):
    joined(page, site, "hanna")
    page.get_by_role("link", name="Account").click()
    expect(page.get_by_role("main")).to_contain_text("hanna@example.org")
    expect(page.get_by_role("main")).to_contain_text("Works the queue")
    expect(page.get_by_role("main")).to_contain_text("accepted an invitation")


def test_without_javascript_too(plain: Page, site: Site):
    joined(plain, site, "ida")
    sign_out(plain)


def test_an_authenticator_app_and_a_recovery_code(page: Page, site: Site):
    joined(page, site, "jonas")
    page.goto("/accounts/2fa/")
    page.get_by_role("link", name="Activate").click()
    confirmed(page)
    expect(page.locator(".qr svg")).to_be_visible()
    assert_accessible(page)
    secret = page.get_by_label("Secret", exact=True).input_value()
    settle()
    page.get_by_label("Authenticator code").fill(code(secret))
    page.get_by_role("button", name="Add it").click()
    codes = page.get_by_label("Unused codes").input_value().split()
    assert len(codes) == 10
    assert_accessible(page)

    sign_out(page)
    page.goto("/accounts/login/")
    enter(page, "jonas", PASSWORD)
    expect(page).to_have_url(re.compile("/accounts/2fa/authenticate/"))
    assert_accessible(page)
    page.get_by_label("Code").fill("000000")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert").first).to_contain_text("Wait for the next one")
    settle()
    page.get_by_label("Code").fill(code(secret))
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("contentinfo")).to_contain_text("Signed in as jonas")

    sign_out(page)
    page.goto("/accounts/login/")
    enter(page, "jonas", PASSWORD)
    page.get_by_label("Code").fill(codes[3])
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("contentinfo")).to_contain_text("Signed in as jonas")


def test_a_passkey_is_added_and_signs_in_without_a_password(local: Page, site: Site):
    joined(local, site, "kim")
    local.goto("/accounts/2fa/webauthn/add/")
    confirmed(local)
    assert_accessible(local)
    local.get_by_label("Name").fill("telephone")
    local.get_by_label("Passwordless").check()
    local.get_by_role("button", name="Add").click()
    expect(local.get_by_label("Unused codes")).to_be_visible()

    sign_out(local)
    local.goto("/accounts/login/")
    local.get_by_role("button", name="Sign in with a passkey").click()
    expect(local.get_by_role("contentinfo")).to_contain_text("Signed in as kim")
    local.goto("/accounts/")
    expect(local.get_by_role("main")).to_contain_text("signed in (passkey)")

    local.goto("/accounts/2fa/webauthn/")
    expect(local.get_by_role("main")).to_contain_text("telephone")
    assert_accessible(local)


def test_a_passkey_is_a_second_factor_after_the_password_as_well(local: Page, site: Site):
    joined(local, site, "lea")
    local.goto("/accounts/2fa/webauthn/add/")
    confirmed(local)
    local.get_by_label("Name").fill("key")
    local.get_by_role("button", name="Add").click()
    expect(local.get_by_label("Unused codes")).to_be_visible()
    sign_out(local)
    local.goto("/accounts/login/")
    enter(local, "lea", PASSWORD)
    local.get_by_role("button", name="Use a security key").click()
    expect(local.get_by_role("contentinfo")).to_contain_text("Signed in as lea")


def test_where_no_passkey_can_be_used_the_page_says_why(page: Page, site: Site):
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("but not on http://127.0.0.1")
    assert_accessible(page)


def test_another_session_is_ended_and_its_cookie_opens_nothing(page: Page, plain: Page, site: Site):
    joined(page, site, "mia")
    plain.goto("/accounts/login/")
    enter(plain, "mia", PASSWORD)
    page.goto("/accounts/sessions/")
    assert_accessible(page)
    page.get_by_role("button", name="End the session").click()
    expect(page.get_by_role("listitem")).to_have_count(1)
    plain.goto("/accounts/")
    expect(plain).to_have_url(re.compile("/accounts/login/"))


@pytest.mark.parametrize("view", VIEWS, ids=["light", "dark", "360"])
def test_every_page_is_accessible_and_fits(browser: Browser, site: Site, view: dict):
    with browser.new_context(base_url=site.address, **view) as context:
        page = context.new_page()
        for address in (
            "/accounts/login/",
            "/accounts/signup/",
            "/accounts/inactive/",
            "/accounts/password/reset/",
            "/accounts/password/reset/done/",
            "/accounts/password/reset/key/1-set-password/",
            "/accounts/confirm-email/nothing/",
        ):
            look(page, address)
        link = invited(page, site, f"view{VIEWS.index(view)}")
        look(page, link)
        sign_in(page, site)
        page.goto("/accounts/reauthenticate/?next=/accounts/2fa/")
        assert_accessible(page)
        page.get_by_label("Password").fill(site.password)
        page.get_by_role("button", name="Confirm").click()
        for address in (
            "/accounts/",
            "/accounts/2fa/",
            "/accounts/2fa/totp/activate/",
            "/accounts/2fa/webauthn/",
            "/accounts/2fa/webauthn/add/",
            "/accounts/email/",
            "/accounts/password/change/",
            "/accounts/sessions/",
            "/accounts/logout/",
            "/people/",
            "/people/1/",
        ):
            look(page, address)


def look(page: Page, address: str) -> None:
    """Open a page: axe finds nothing wrong, and nothing reaches beyond the screen."""
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address
