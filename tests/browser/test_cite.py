"""A claim is cited, and its card shown in a page of another site."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site, assert_accessible
from tests.capture.server import Page as Answer
from tests.capture.server import serving

# What the background of the card is made of, light and dark.
SHEET = {"light": "rgb(255, 255, 255)", "dark": "rgb(30, 29, 27)"}


def first_claim(page: Page) -> str:
    """The address of a claim that anybody may read."""
    page.goto("/claims/")
    address = page.locator(".list a").first.get_attribute("href")
    assert address
    return address


def test_a_citation_is_copied_with_the_keyboard_and_the_card_put_elsewhere(
    page: Page, browser: Browser, site: Site
) -> None:
    page.goto(first_claim(page))
    page.get_by_role("link", name="Cite or embed").click()
    statement = page.locator(".cite > p").nth(1).inner_text()
    copy = page.get_by_role("button", name="Copy").first
    copy.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#plain-copied")).to_have_text("Copied.")
    expect(copy).to_be_focused()
    assert_accessible(page)
    code = page.get_by_role("textbox", name="A card for your page").input_value()
    other = f"<!doctype html><html lang=en><title>Elsewhere</title><main><h1>News</h1>{code}</main>"
    with serving({"/": Answer(other.encode())}) as elsewhere:
        for scheme in ("light", "dark"):
            with browser.new_context(color_scheme=scheme) as context:
                reader = context.new_page()
                reader.goto(elsewhere.url("/", host="localhost"))
                shown_in(reader, scheme, statement)
                assert not context.cookies()


def shown_in(reader: Page, scheme: str, statement: str) -> None:
    """The card stands in the page, whole, in its colours, and leads to the claim."""
    card = reader.frame_locator("iframe")
    expect(card.get_by_role("link", name=statement)).to_be_visible()
    expect(card.locator(".status")).to_have_text(re.compile("orroborated|Disputed|Unsupported"))
    expect(card.locator(".top")).to_contain_text("independent origin")
    expect(card.locator("body")).to_have_css("background-color", SHEET[scheme])
    frame = reader.frames[1]
    assert frame.evaluate("document.documentElement.scrollHeight <= innerHeight")
    assert_accessible(reader)
    reader.goto(frame.url)
    assert_accessible(reader)


@pytest.mark.parametrize("wide", [360, 1200])
def test_nothing_sticks_out(page: Page, wide: int) -> None:
    page.set_viewport_size({"width": wide, "height": 800})
    page.goto(first_claim(page) + "cite/")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
