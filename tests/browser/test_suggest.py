"""What is worth checking, beside the text of an article: recorded and dismissed by keyboard, and without
JavaScript."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, assert_accessible, sign_in
from tests.browser.test_record import captured, settled

RISEN = "Applications rose by 41% in 2021, the harbour office said."
LOST = "The auditor found that 3,000 files were lost in a year."
TEXT = f"What now?\n{RISEN} {LOST}\nPerhaps it will rain."


@pytest.fixture
def article(page: Page, site: Site, request: pytest.FixtureRequest) -> Iterator[Page]:
    """An article with two sentences that are worth checking, opened by somebody on the staff."""
    sign_in(page, site)
    page.goto(captured(page, f"{request.node.name}\n{TEXT}"))
    expect(page.locator("#suggested a.open")).to_have_count(2)
    yield page


def test_a_suggestion_is_accepted_by_keyboard_and_recorded(article: Page):
    offered = article.locator("#suggested a.open")
    assert_accessible(article)
    article.locator("#reading").focus()
    article.keyboard.press("s")
    expect(offered.nth(0)).to_be_focused()
    article.keyboard.press("j")
    expect(offered.nth(1)).to_be_focused()
    chosen = offered.nth(1).inner_text()
    article.keyboard.press("Enter")
    settled(article)
    expect(article.get_by_label("Quote", exact=True)).to_have_value(chosen)
    expect(article.get_by_label("Claim, in neutral words")).to_be_focused()
    article.keyboard.type("Flamingos breed on Tuesdays")
    article.get_by_label("Basis").select_option("own_reporting")
    article.keyboard.press("Control+Enter")
    expect(article.locator("#reading mark")).to_have_text(chosen)
    expect(offered).to_have_count(1)
    expect(article.locator("#suggested")).to_contain_text("1 sentence left out: claim recorded")


def test_a_suggestion_is_dismissed_by_keyboard_and_taken_back(article: Page):
    offered = article.locator("#suggested a.open")
    article.locator("#reading").focus()
    article.keyboard.press("s")
    article.keyboard.press("x")
    expect(offered).to_have_count(1)
    expect(offered).to_be_focused()
    article.reload()
    expect(offered).to_have_count(1)
    article.get_by_text("1 sentence dismissed").click()
    article.get_by_role("button", name="Suggest again").click()
    expect(offered).to_have_count(2)


def test_without_javascript_suggestions_are_links_and_forms(plain: Page, site: Site):
    sign_in(plain, site)
    plain.goto(captured(plain, f"Plainly suggested\n{TEXT}"))
    plain.get_by_role("link", name="Sentences that are worth checking").click()
    plain.get_by_role("button", name=re.compile("Dismiss: The auditor")).click()
    expect(plain.get_by_role("status").first).to_have_text("Done.")
    expect(plain.locator("a.open")).to_have_count(1)
    plain.locator("a.open").click()
    expect(plain.get_by_label("Quote", exact=True)).to_have_value(RISEN)
