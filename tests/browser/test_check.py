"""Checking a draft in a browser: the marks, what stands beside them, by mouse and by keyboard."""

import csv
import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, assert_accessible, sign_in
from tests.capture import word

FIGURE = "Detentions of immigrants without criminal records have risen 870% since Trump returned to office."
UNKNOWN = "The ferry to Lower Wetherby carried 41,000 people in June, its harbour office said."
DRAFT = f"A quiet week.\n\n{FIGURE} {UNKNOWN}\n"


def check(page: Page, text: str = DRAFT) -> None:
    """Paste a draft and send it."""
    page.goto("/")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Check a draft").click()
    page.get_by_role("textbox", name="The draft").fill(text)
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.locator("#summary")).to_contain_text("checkable sentences")


def test_a_figure_that_was_turned_round_is_seen_and_its_claim_stands_beside(
    page: Page, site: Site
) -> None:
    sign_in(page, site)
    check(page)
    expect(page.locator("#summary")).to_contain_text("1 differs in a figure")
    mark = page.locator(".whole .label", has_text="Known with another figure")
    expect(page.locator(".whole mark.other_figure")).to_have_text(FIGURE)
    assert_accessible(page)
    mark.click()
    panel = page.locator("#panel")
    expect(panel).to_contain_text("risen 807%")
    expect(panel).to_contain_text("other figure: “870%” in the draft, “807%” on record.")
    expect(panel.get_by_role("heading", name="Quotes")).to_be_visible()
    assert "#" not in page.url
    assert_accessible(page)
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Report as CSV").click()
    table = Path(downloading.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(table.splitlines(keepends=True)))
    assert [row["sentence"] for row in rows] == [FIGURE, UNKNOWN]


def test_by_keyboard_from_mark_to_mark_and_a_sentence_becomes_a_claim(
    page: Page, site: Site
) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.emulate_media(color_scheme="dark")
    sign_in(page, site)
    check(page)
    expect(page.locator("#print")).to_be_visible()  # the script is there
    page.keyboard.press("n")
    expect(page.locator("#mark-1")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_be_focused()
    expect(page.locator("#panel")).to_contain_text("807%")
    page.keyboard.press("Escape")
    expect(page.locator("#mark-1")).to_be_focused()
    page.keyboard.press("n")
    page.keyboard.press("p")
    page.keyboard.press("n")
    expect(page.locator("#mark-2")).to_be_focused()
    page.keyboard.press("Enter")
    box = page.get_by_label("Claim, in neutral words")
    expect(box).to_have_value(UNKNOWN)
    assert_accessible(page)
    box.fill("The ferry to Lower Wetherby carried 41,000 people in June.")
    page.get_by_role("button", name="Record the claim").click()
    expect(page.locator("#panel")).to_contain_text("unsupported")
    page.get_by_role("button", name="Close").click()
    expect(page.locator(".whole")).to_contain_text(UNKNOWN)
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert not wide


def test_without_javascript_a_file_is_checked_and_every_mark_leads_to_its_claim(
    plain: Page, site: Site
) -> None:
    sign_in(plain, site)
    plain.goto("/check/")
    draft = {"name": "a.docx", "mimeType": "application/msword", "buffer": word.docx(FIGURE)}
    plain.get_by_label("or a file").set_input_files(draft)
    plain.get_by_role("button", name="Check", exact=True).click()
    assert not plain.get_by_role("button", name="Print").is_visible()
    plain.locator(".whole .label").click()
    assert plain.url.endswith("#sentence-1")
    link = plain.locator("#sentence-1 a.near")
    assert re.fullmatch(r"/claims/\d+/", link.get_attribute("href") or "")
    expect(link).to_have_attribute("target", "_blank")
