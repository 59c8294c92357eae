"""Tokens and the description of the API, in a real browser, under the site's policy of contents."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, assert_accessible, sign_in


def test_a_token_is_made_after_saying_again_who_one_is_and_opens_the_api(page: Page, site: Site):
    sign_in(page, site)
    page.goto("/me/tokens/")
    assert_accessible(page)
    page.get_by_label("Which program it is for").fill("my notebook")
    page.get_by_role("button", name="Make a token").click()
    page.get_by_label("Password").fill(site.password)
    page.get_by_label("Password").press("Enter")
    shown = page.get_by_label("Copy the token")
    expect(shown).to_have_value(re.compile(r"prov_[\w-]{43}"))
    page.get_by_role("button", name="Copy: The token").click()
    expect(page.get_by_text("Copied.")).to_be_visible()
    headers = {"Authorization": f"Bearer {shown.input_value()}"}
    assert page.request.get("/api/v1/claims/", headers=headers).status == 200
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_description_is_shown_and_tried_out_without_breaking_the_policy(page: Page):
    page.goto("/api/v1/docs/")
    page.get_by_role("link", name="sources", exact=True).click()
    expect(page.get_by_text("Doing something once.")).to_have_count(1)  # the guide, in one place
    page.locator("#operations-sources-list_sources button.opblock-summary-control").click()
    page.get_by_role("button", name="Try it out").click()
    page.get_by_role("button", name="Execute").click()
    expect(page.locator(".live-responses-table .response-col_status").last).to_contain_text("200")
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    expect(page.get_by_role("button", name="Authorize")).to_be_visible()


def test_the_search_stands_in_the_row_of_the_links_from_1024_pixels_on(page: Page, site: Site):
    sign_in(page, site)
    page.goto("/webhooks/")
    for width in (1024, 1100, 1280):
        page.set_viewport_size({"width": width, "height": 500})
        search, links = (page.locator(f"header {part}").bounding_box() for part in ("form", "nav"))
        assert search and links
        assert search["x"] > links["x"] + links["width"]
        assert abs(search["y"] + search["height"] / 2 - links["y"] - links["height"] / 2) < 4
