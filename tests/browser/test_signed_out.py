"""Somebody who is signed out while they type loses nothing of it."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, assert_accessible, sign_in

WORDS = "The ferry sailed on 41 days in May."


@pytest.fixture
def article(page: Page, site: Site, request: pytest.FixtureRequest) -> str:
    """The address of an article, captured by somebody who is signed in."""
    sign_in(page, site)
    page.goto("/capture/")
    page.get_by_label("or a text").fill(f"{request.node.name}. {WORDS}")
    page.get_by_role("button", name="Capture").click()
    link = page.locator("#progress .finding a").first
    expect(link).to_be_visible(timeout=30_000)
    return link.get_attribute("href") or ""


def typed(page: Page, article: str, statement: str) -> None:
    """The form on a page of its own, filled in."""
    page.goto(f"{article}record/")
    page.get_by_label("Quote").fill(WORDS)
    page.get_by_label("Claim, in neutral words").fill(statement)
    page.get_by_label("Basis").select_option("own_reporting")


def sign_out_and_in_elsewhere(page: Page, site: Site) -> None:
    """In another tab of the same browser."""
    other = page.context.new_page()
    other.goto("/account/")
    other.get_by_role("contentinfo").get_by_role("button", name="Sign out").click()
    sign_in(other, site)
    other.close()


def test_a_form_that_was_open_when_somebody_signed_in_anew_is_saved(page, site, article):
    typed(page, article, "Ferries sailed on 41 days")
    sign_out_and_in_elsewhere(page, site)
    page.get_by_role("button", name="Record", exact=True).last.click()
    expect(page.get_by_role("status").first).to_contain_text("Ferries sailed on 41 days")


def test_what_was_typed_waits_until_one_has_signed_in(page, site, article):
    typed(page, article, "A quay stayed open in spring")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Record", exact=True).last.click()
    expect(page.get_by_role("heading", name="You are signed out")).to_be_visible()
    assert_accessible(page)
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Sign in, in another tab").click()
    sign_in(opened.value, site)
    page.get_by_role("button", name="Send it again").click()
    expect(page.get_by_role("status").first).to_contain_text("A quay stayed open in spring")


def test_a_note_that_cannot_be_written_says_that_one_is_signed_out(page, site):
    sign_in(page, site)
    page.goto("/claims/7/")
    page.get_by_label("Write a note").fill("Asked the harbour master.")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Write it").click()
    expect(page.locator("#failed")).to_contain_text("You are signed out.")
    expect(page.get_by_label("Write a note")).to_have_value("Asked the harbour master.")


def test_a_refused_form_opens_at_its_first_problem(page, site, article):
    page.goto(f"{article}record/")
    page.get_by_label("Quote").fill("words that stand nowhere in it")
    page.get_by_label("Claim, in neutral words").fill("Ferries sailed")
    page.get_by_role("button", name="Record", exact=True).last.click()
    expect(page.get_by_label("Quote")).to_be_focused()
    expect(page.get_by_label("Quote")).to_be_in_viewport()
