"""Notes, the history, one's own page, and two people at once, in a real browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site, assert_accessible
from tests.browser.test_record import sign_in

LONG = "long. " * 1666 + "end."  # 10,000 characters


@pytest.fixture
def ana(page: Page, site: Site) -> Page:
    """Somebody signed in."""
    sign_in(page, site)
    return page


@pytest.fixture
def other(browser: Browser, base_url: str, site: Site) -> Iterator[Page]:
    """A second browser, signed in."""
    with browser.new_context(base_url=base_url) as context:
        page = context.new_page()
        sign_in(page, site)
        yield page


def test_a_note_is_written_and_withdrawn_without_leaving_the_page(ana: Page):
    ana.goto("/claims/7/")
    ana.evaluate("window.unreloaded = true")
    ana.get_by_label("Write a note").fill("@admin, <b>call</b> the city")
    ana.get_by_role("button", name="Write it").click()
    note = ana.locator(".notes li").last
    expect(note).to_contain_text("@admin, <b>call</b> the city")
    expect(note.locator(".words b")).to_have_text("@admin")
    expect(ana.get_by_label("Write a note")).to_have_value("")
    note.get_by_role("button", name="Withdraw").click()
    expect(ana.locator(".notes li").last).to_contain_text("withdrawn")
    assert ana.evaluate("window.unreloaded")


def test_a_note_that_is_too_long_is_kept_in_its_box(ana: Page):
    ana.goto("/claims/7/")
    ana.get_by_label("Write a note").fill(LONG)
    ana.get_by_role("button", name="Write it").click()
    expect(ana.locator("#notes .problem")).to_contain_text("10,000 characters")
    expect(ana.get_by_label("Write a note")).to_have_value(LONG)


def test_without_javascript_a_note_is_written_all_the_same(plain: Page, site: Site):
    sign_in(plain, site)
    plain.goto("/claims/8/")
    plain.get_by_label("Write a note").fill("By hand.")
    plain.get_by_role("button", name="Write it").click()
    expect(plain).to_have_url(f"{site.address}/claims/8/#note-{plain.url.split('-')[-1]}")
    expect(plain.locator(".notes li").last).to_contain_text("By hand.")
    plain.get_by_label("Write a note").fill(LONG)
    plain.get_by_role("button", name="Write it").click()
    expect(plain.get_by_label("Write a note")).to_have_value(LONG)


def test_the_address_of_the_feed_is_shown_once(ana: Page):
    ana.goto("/me/")
    ana.get_by_role("button", name="Make").click()
    expect(ana.get_by_role("status")).to_contain_text("/review/feed/")
    assert_accessible(ana)
    ana.goto("/me/")
    expect(ana.get_by_role("main")).not_to_contain_text("/review/feed/")


def test_two_edit_one_claim_and_the_second_sees_both_and_chooses(ana: Page, other: Page):
    for page, words in ((ana, "my wording"), (other, "their wording")):
        page.goto("/admin/claims/claim/9/change/")
        page.locator("[name=statement]").fill(words)
    other.get_by_role("button", name="Save", exact=True).click()
    expect(other.locator(".messagelist")).to_contain_text("changed successfully")

    ana.locator("[name=note]").first.fill("my note")
    ana.get_by_role("button", name="Save", exact=True).click()
    expect(ana.locator(".field-statement")).to_contain_text("their wording")
    expect(ana.locator("[name=statement]")).to_have_value("my wording")
    expect(ana.locator("[name=note]").first).to_have_value("my note")

    ana.get_by_label("Save mine over it").check()
    ana.get_by_role("button", name="Save", exact=True).click()
    expect(ana.locator(".messagelist")).to_contain_text("changed successfully")
    ana.goto("/claims/9/history/")
    expect(ana.locator(".act").first).to_contain_text("“their wording” → became “my wording”")


PAGES = [
    "/claims/7/",
    "/claims/7/notes/",
    "/claims/7/history/",
    "/claims/9/history/",
    "/articles/1/history/",
    "/sources/1/history/",
    "/me/",
]


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_sticks_out(ana: Page, address: str, scheme: str):
    ana.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    ana.goto(address)
    assert_accessible(ana)
    ana.set_viewport_size({"width": 360, "height": 740})
    assert ana.evaluate("document.documentElement.scrollWidth") <= 360
    assert_accessible(ana)
