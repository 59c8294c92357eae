"""From the first page to a source, as a journalist goes."""

import json

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import assert_accessible, tab_to

CLAIM = "Detentions of immigrants without criminal records have risen 807%"


def test_by_keyboard_from_search_to_claim_to_article_to_source(page: Page):
    page.goto("/")
    assert_accessible(page)
    tab_to(page, "|q")
    page.keyboard.type("807%")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("1 claim for “807%”")
    assert_accessible(page)

    tab_to(page, CLAIM)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(CLAIM)
    expect(page.locator(".finding")).to_contain_text("Uncorroborated")
    expect(page.locator(".finding")).to_contain_text("The Atlantic")
    assert_accessible(page)

    tab_to(page, "[mandated ICE officers")
    page.keyboard.press("Enter")
    expect(page.locator("mark", has_text="have increased by 807%")).to_be_visible()
    assert_accessible(page)

    page.go_back()
    tab_to(page, "The Atlantic")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("The Atlantic")
    expect(page.get_by_role("main")).to_contain_text(CLAIM)
    assert_accessible(page)


def test_without_javascript_the_same_way_leads_there(plain: Page):
    plain.goto("/")
    plain.get_by_role("searchbox").fill("807%")
    plain.get_by_role("button", name="Search").click()
    plain.get_by_role("link", name=CLAIM).click()
    expect(plain.locator(".finding")).to_contain_text("Uncorroborated")
    plain.locator(".appearance").get_by_role("link", name="The Atlantic").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("The Atlantic")
    plain.go_back()
    plain.locator(".appearance").get_by_role("link").first.click()
    expect(plain.locator("mark", has_text="have increased by 807%")).to_be_visible()


def test_without_javascript_the_filters_work_by_a_button(plain: Page):
    plain.goto("/claims/")
    plain.get_by_label("Disputed").check()
    plain.get_by_role("button", name="Show").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("3 claims")


def test_a_filter_swaps_the_list_without_a_reload_and_the_address_holds_it(page: Page):
    page.goto("/claims/")
    page.evaluate("window.unreloaded = true")
    page.get_by_label("Disputed").check()
    expect(page.get_by_role("heading", level=1)).to_have_text("3 claims")
    assert page.url.endswith("/claims/?status=disputed")
    assert page.evaluate("window.unreloaded")


def test_the_focus_stays_on_the_filter_that_was_used(page: Page):
    page.goto("/claims/")
    page.get_by_label("Disputed").focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("heading", level=1)).to_have_text("3 claims")
    expect(page.get_by_label("Disputed")).to_be_focused()


def test_going_back_brings_back_the_list_before_the_filter(page: Page):
    page.goto("/claims/")
    before = page.get_by_role("heading", level=1).inner_text()
    page.get_by_label("Disputed").check()
    expect(page.get_by_role("heading", level=1)).to_have_text("3 claims")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text(before)
    expect(page.get_by_label("Disputed")).not_to_be_checked()


def test_an_address_with_filters_can_be_passed_on(page: Page):
    page.goto("/claims/?status=uncorroborated&flag=anonymous_only&sort=articles")
    expect(page.get_by_label("Uncorroborated")).to_be_checked()
    expect(page.get_by_label("Anonymous only")).to_be_checked()
    expect(page.get_by_label("Sort by")).to_have_value("articles")


def test_a_link_to_a_quote_lands_on_the_quote(page: Page):
    page.goto("/claims/4/")
    page.locator(".appearance").last.get_by_role("link").first.click()
    expect(page.locator(".anchor:target + mark")).to_contain_text("snatching individuals")


PAGES = [
    "/",
    "/claims/",
    "/claims/?q=officers&status=uncorroborated",
    "/claims/?status=nonsense",
    "/claims/?q=zebra",
    *(f"/claims/{number}/" for number in (1, 2, 3, 4, 10, 12, 15, 18)),
    "/articles/",
    "/articles/1/",
    "/articles/5/",
    "/sources/",
    "/sources/1/",
    "/sources/8/",
    "/method/",
    "/no/such/page/",
]


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(page: Page, address: str, scheme: str):
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(address)
    assert_accessible(page)


@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing_and_nothing_sticks_out_on_a_small_screen(page: Page, address: str):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert_accessible(page)


def test_paper_has_no_navigation_and_shows_addresses(page: Page):
    page.emulate_media(media="print")
    page.goto("/claims/4/")
    expect(page.get_by_role("navigation", name="Main")).to_be_hidden()
    shown = page.locator(".appearance a").first.evaluate(
        "link => getComputedStyle(link, '::after').content"
    )
    assert "/articles/" in shown


def test_the_page_of_a_claim_holds_data_for_other_programs_and_the_policy_lets_it_be(page: Page):
    # Had the policy refused anything, `page` would fail.
    page.goto("/claims/?q=807%25")
    page.get_by_role("link", name=CLAIM).click()
    data = page.locator('script[type="application/ld+json"]')
    told = json.loads(data.text_content() or "")
    assert told["@graph"][0]["text"].startswith(CLAIM)


def test_a_filter_that_the_server_cannot_answer_now_is_told_and_the_list_stays(page: Page):
    page.goto("/claims/")
    page.route("**/claims/?*", lambda route: route.fulfill(status=503, body="busy"))
    page.get_by_label("Disputed").check()
    expect(page.get_by_role("alert")).to_contain_text("could not do this now")
    expect(page.get_by_role("heading", level=1)).to_have_text("20 claims")
    assert_accessible(page)
    page.unroute("**/claims/?*")
    page.locator("#status-corroborated").check()
    expect(page.get_by_role("heading", level=1)).to_have_text("4 claims")
    expect(page.get_by_role("alert")).to_be_hidden()
