"""Merging by keyboard alone, and back."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import assert_accessible, tab_to

KEPT, GONE = "/claims/6/", "/claims/12/"


def test_two_claims_become_one_by_keyboard_and_two_again(as_colleague: Callable[[str], Page]):
    page = as_colleague("edith")
    page.goto(GONE)
    gone = page.locator("h1").inner_text()
    page.goto(KEPT)
    tab_to(page, "Merge with another claim")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/merge/$"))
    tab_to(page, "||q")
    page.keyboard.type(GONE.split("/")[2])
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("q="))
    row = page.locator(".list li", has_text=gone)
    expect(row).to_contain_text(re.compile(r"\d+ quotes?"))
    assert_accessible(page)
    tab_to(page, gone)
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_contain_text("What would become of it")
    assert_accessible(page)
    tab_to(page, "||reason")
    page.keyboard.type("They say the same.")
    tab_to(page, "Merge the two claims")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/merges/\d+/$"))
    merged = page.url
    assert_accessible(page)

    page.goto(GONE)
    expect(page).to_have_url(re.compile(f"{KEPT}$"))
    expect(page.get_by_role("main")).to_contain_text("They say the same.")

    page.goto(merged)
    tab_to(page, "||reason")
    page.keyboard.type("They do not.")
    tab_to(page, "Make them two again")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_contain_text("They do not.")
    page.goto(GONE)
    expect(page).to_have_url(re.compile(f"{GONE}$"))
    expect(page.locator("h1")).to_have_text(gone)
