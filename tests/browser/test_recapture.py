"""The whole way of a claim: two pages captured, words selected by mouse and by keyboard, a claim recorded
and linked, decided; then the newspaper edits its page, and the claim is open again."""

import os
import re
import subprocess
import sys

from playwright.sync_api import Page, expect

from tests.browser.conftest import ROOT, Site, assert_accessible
from tests.browser.test_capture import capture_it, wait_for_it
from tests.browser.test_record import record, select, sign_in
from tests.capture import made
from tests.capture.server import Page as Served
from tests.capture.server import serving

QUOTE = "Arrests at the swimming bath have risen by 807% since spring"
SENTENCE = "The treasurer told nobody of it until the vote."
ALIKE = "Police detained nine times as many bathers as in spring"
CLAIM = "Bathers are led away far more frequently"
OTHER_CLAIM = "Money matters stayed secret beforehand"
SAID_LATER = 20  # sentences after which the keyboard would have reached the end

DECIDE = """
import sys
from claims.actions.editing import decide
from claims.models import Claim, User
claim, editor = Claim.objects.get(statement=sys.argv[1]), User.objects.get(username="admin")
decide(claim=claim, outcome="withhold", reason="One outlet alone says so.", by=editor)
"""


def front_page(quote: str) -> Served:
    """The first newspaper page, with the quote in it."""
    words = (f"{quote}, the police said on Tuesday. {SENTENCE}", *made.PARAGRAPHS)
    return Served(made.page(*words).encode())


def decided(site: Site, statement: str) -> None:
    """An editor decides about the claim, by the action behind the pages."""
    code = f"import sys; sys.argv = ['', {statement!r}]\n{DECIDE}"
    outside = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment = outside | {
        "PROVENANCE_DATA_DIR": str(site.folder),
        "DJANGO_SETTINGS_MODULE": "provenance.settings",
    }
    command = [sys.executable, str(ROOT / "manage.py"), "shell", "-v", "0", "-c", code]
    subprocess.run(command, env=environment, check=True, timeout=240)


def choose_by_keyboard(page: Page, sentence: str) -> None:
    """Go from sentence to sentence until it is chosen, and open the panel."""
    page.locator("#reading").focus()
    for _ in range(SAID_LATER):
        page.keyboard.press("j")
        if page.locator("#said").inner_text() == sentence:
            break
    page.keyboard.press("Enter")
    expect(page.get_by_label("Claim, in neutral words")).to_be_focused()
    expect(page.get_by_label("Quote", exact=True)).to_have_value(sentence)


def link(page: Page, start: str, statement: str) -> None:
    """Type the beginning of a claim on record, and link to it."""
    page.get_by_label("Claim, in neutral words").press_sequentially(start)
    page.get_by_label("Basis").select_option("own_reporting")
    page.get_by_role("button", name=f"Link to: {statement}").click()


def flag(page: Page, code: str, words: str) -> None:
    """The claim's page says it, in these words."""
    expect(page.locator(f"#flag-{code}")).to_contain_text(words)


def test_an_edited_page_changes_the_quote_and_reopens_the_claim(page: Page, site: Site):
    pages = {
        "/bath": front_page(QUOTE),
        "/police": Served(made.page(f"{ALIKE}, officers said.", *made.PARAGRAPHS).encode()),
    }
    sign_in(page, site)
    with serving(pages) as newspaper:
        first = capture_it(page, newspaper.url("/bath"))
        select(page, QUOTE)
        expect(page.get_by_label("Quote", exact=True)).to_have_value(QUOTE)
        record(page, CLAIM)
        expect(page.locator("#reading mark", has_text=QUOTE)).to_be_visible()

        choose_by_keyboard(page, SENTENCE)
        record(page, OTHER_CLAIM)
        expect(page.locator("#reading mark")).to_have_text([QUOTE, SENTENCE])

        second = capture_it(page, newspaper.url("/police"))
        assert second != first
        select(page, ALIKE)
        link(page, CLAIM[:25], CLAIM)
        expect(page.locator("#reading mark", has_text=ALIKE)).to_be_visible()

        decided(site, CLAIM)
        page.locator(".legend").get_by_role("link", name=CLAIM).click()
        expect(page.locator(".appearance")).to_have_count(2)
        expect(page.locator("#decision")).to_be_visible()
        expect(page.locator("#flag-quote_changed, #flag-decision_stale")).to_have_count(0)
        claim = page.url

        pages["/bath"] = front_page(QUOTE.replace("807%", "870%"))
        page.goto(first)
        page.get_by_role("button", name="Capture again").click()
        wait_for_it(page)
        became = page.locator(".became")
        expect(became).to_have_count(2)
        expect(became.first).to_contain_text("here it says something else: 807 → 870")
        expect(became.last).to_contain_text("here identical")

        page.goto(claim)
        flag(page, "quote_changed", "The quote says something else in the latest capture")
        flag(page, "quote_changed", "decide whether the claim still stands")
        flag(page, "decision_stale", "The evidence has changed since an editor decided.")
        expect(page.locator(".appearance", has_text=QUOTE)).to_contain_text(
            "says something else in the latest capture: 807 → 870"
        )
        expect(page.locator(".appearance", has_text=ALIKE)).not_to_contain_text("something else")
        assert_accessible(page)

        for code in ("quote_changed", "decision_stale"):
            page.goto(f"/claims/?flag={code}")
            expect(page.get_by_role("link", name=CLAIM)).to_be_visible()
            expect(page.get_by_role("link", name=OTHER_CLAIM)).to_have_count(0)

        page.goto(claim)
        page.locator(".appearance", has_text=QUOTE).get_by_role(
            "link", name=re.compile("in the capture")
        ).click()
        expect(page.locator(".anchor:target + mark")).to_have_text(QUOTE)
