"""Capturing in a real browser: a page, a claim on it, the page edited, and the claim flagged."""

import re
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, assert_accessible, sign_in
from tests.capture import made
from tests.capture.server import Page as Served
from tests.capture.server import serving

QUOTE = "Detentions of swimmers have risen by 807% in a year"
PATIENCE = 30_000  # milliseconds for a worker to take a job and do it


def edition(quote: str) -> Served:
    """The served page with the quote in it."""
    return Served(made.page(f"{quote}, the council said on Tuesday.", *made.PARAGRAPHS).encode())


@pytest.fixture
def pages() -> dict[str, Served]:
    """What is served; the test edits it."""
    return {"/bath": edition(QUOTE)}


@pytest.fixture
def served(pages: dict[str, Served]) -> Iterator[str]:
    """The address of a newspaper's page on this machine."""
    with serving(pages) as newspaper:
        yield newspaper.url("/bath")


@pytest.fixture
def ana(page: Page, site: Site) -> Page:
    """A page of somebody on the staff."""
    sign_in(page, site)
    return page


def capture_it(page: Page, address: str) -> str:
    """Capture an address and follow it to the article."""
    page.goto("/capture/")
    assert_accessible(page)
    page.get_by_label("Address", exact=True).fill(address)
    page.get_by_role("button", name="Capture").click()
    return wait_for_it(page)


def wait_for_it(page: Page) -> str:
    """Until the page that follows a capture says that it is done; then on to the article."""
    expect(page.get_by_role("status")).to_contain_text("Captured", timeout=PATIENCE)
    assert_accessible(page)
    page.locator(".finding a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bath to close")
    return page.url


def record(page: Page, article: str) -> None:
    """Record a claim on the quote: by the form that a paste opens, without JavaScript's help."""
    key = re.search(r"/articles/(\d+)/", article)
    assert key
    page.goto(f"/articles/{key[1]}/record/")
    page.get_by_label("Quote").fill(QUOTE)
    page.get_by_label("Claim, in neutral words").fill("Detentions of swimmers rose by 807%")
    page.get_by_label("Basis").select_option("own_reporting")
    page.get_by_role("button", name=re.compile("Record|Save")).first.click()


def test_an_edited_page_reopens_the_claim(ana: Page, served: str, pages: dict[str, Served]):
    article = capture_it(ana, served)
    record(ana, article)
    ana.goto(article)
    expect(ana.locator("mark", has_text=QUOTE)).to_be_visible()

    ana.get_by_role("button", name="Capture again").click()
    expect(ana.get_by_text("Unchanged since")).to_be_visible(timeout=PATIENCE)

    pages["/bath"] = edition(QUOTE.replace("807%", "870%"))
    ana.goto(article)
    expect(ana.get_by_text(re.compile("Checked .*: unchanged since"))).to_be_visible()
    ana.get_by_role("button", name="Capture again").click()
    wait_for_it(ana)
    expect(ana.locator(".became")).to_contain_text("here it says something else: 807 → 870")
    assert_accessible(ana)

    ana.get_by_role("link", name="Compare captures").click()
    expect(ana.locator(".compared del")).to_have_text("807")
    expect(ana.locator(".compared ins")).to_have_text("870")
    assert_accessible(ana)

    ana.goto(article)
    ana.get_by_role("link", name="Detentions of swimmers rose by 807%").first.click()
    expect(ana.locator("#flag-quote_changed")).to_contain_text("Quote changed")
    expect(ana.locator(".facts")).to_contain_text(
        "says something else in the latest capture: 807 → 870"
    )
    live = ana.get_by_role("link", name="on the live page").get_attribute("href")
    assert (
        live
        == f"{served}#:~:text=Detentions%20of%20swimmers%20have%20risen%20by%20807%25%20in%20a%20year"
    )
    ana.get_by_role("link", name="in the capture").click()
    expect(ana.locator(".anchor:target + mark")).to_have_text(QUOTE)


def brought(served: str) -> str:
    """The address that a bookmark opens on the page, with the quote selected."""
    return f"/capture/?{urlencode({'url': served, 'quote': QUOTE})}"


def test_words_selected_on_the_page_lead_to_their_claim(
    ana: Page, served: str, pages: dict[str, Served]
):
    pages["/bookmark"] = edition(QUOTE)
    ana.goto(brought(served.replace("/bath", "/bookmark")))
    expect(ana.get_by_label("Words to record")).to_have_value(QUOTE)
    assert_accessible(ana)
    ana.locator("main").get_by_role("button", name="Capture").click()
    onward = ana.get_by_role("link", name="Record these words")
    expect(onward).to_be_visible(timeout=PATIENCE)
    assert_accessible(ana)

    ana.get_by_role("link", name="Check what was read").click()
    expect(ana.get_by_label("Title")).to_have_value("Bath to close")
    ana.get_by_label("Language").fill("English")
    ana.get_by_role("button", name="Save and go on").click()
    expect(ana.get_by_role("alert")).to_contain_text("en for English")
    assert_accessible(ana)
    ana.get_by_label("Language").fill("en_gb")
    ana.get_by_role("button", name="Save and go on").click()

    expect(ana.get_by_label("Quote", exact=True)).to_have_value(QUOTE)
    assert ana.evaluate("CSS.highlights.get('chosen').size") == 1
    assert_accessible(ana)
    ana.get_by_label("Claim, in neutral words").fill("Bathers held multiplied ninefold")
    ana.get_by_label("Basis").select_option("own_reporting")
    ana.get_by_role("button", name=re.compile("^Record")).click()
    expect(ana.locator("#reading mark", has_text=QUOTE)).to_be_visible()


def test_on_a_small_screen_the_words_stay_in_sight_above_the_panel(
    ana: Page, served: str, pages: dict[str, Served]
):
    ana.set_viewport_size({"width": 360, "height": 740})
    pages["/telephone"] = edition(QUOTE)
    ana.goto(brought(served.replace("/bath", "/telephone")))
    ana.locator("main").get_by_role("button", name="Capture").click()
    ana.get_by_role("link", name="Record these words").click(timeout=PATIENCE)
    expect(ana.get_by_label("Quote", exact=True)).to_have_value(QUOTE)
    ana.wait_for_function("CSS.highlights.has('chosen')")
    words, panel = ana.evaluate(
        """() => [
            [...CSS.highlights.get("chosen")][0].getBoundingClientRect().bottom,
            document.getElementById("panel").parentElement.getBoundingClientRect().top,
        ]"""
    )
    assert 0 < words < panel
    assert ana.evaluate("document.documentElement.scrollWidth") <= 360


def test_without_javascript_the_words_lead_to_the_form(
    plain: Page, site: Site, served: str, pages: dict[str, Served]
):
    sign_in(plain, site)
    pages["/plain"] = edition(QUOTE)
    plain.goto(brought(served.replace("/bath", "/plain")))
    plain.locator("main").get_by_role("button", name="Capture").click()
    onward = plain.get_by_role("link", name="Record these words")
    for _ in range(60):
        if onward.count():
            break
        plain.wait_for_timeout(500)
        plain.reload()
    onward.click()
    plain.get_by_role("link", name="Record the words that you brought").click()
    expect(plain.get_by_label("Quote", exact=True)).to_have_value(QUOTE)


def test_a_publisher_is_offered_as_one_types(ana: Page):
    ana.goto("/articles/1/edit/")
    ana.get_by_label("Publisher", exact=True).fill("")
    ana.get_by_label("Publisher", exact=True).press_sequentially("Atlan")
    expect(ana.locator("#source-names option").first).to_have_attribute("value", "The Atlantic")


def test_a_link_to_the_live_page_lands_on_the_words(page: Page, served: str):
    page.goto(f"{served}#:~:text=Detentions%20of%20swimmers%20have%20risen%20by%20807%25")
    expect(page.get_by_text(QUOTE)).to_be_visible()


def test_a_capture_that_fails_says_why_and_is_tried_again_by_a_button(
    ana: Page, served: str, pages: dict[str, Served]
):
    ana.goto("/capture/")
    ana.get_by_label("Address", exact=True).fill(served.replace("/bath", "/later"))
    ana.get_by_role("button", name="Capture").click()
    expect(ana.get_by_text("no such page (404)")).to_be_visible(timeout=PATIENCE)
    assert_accessible(ana)
    pages["/later"] = edition(QUOTE)
    ana.get_by_role("button", name="Try again").click()
    wait_for_it(ana)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "address",
    [
        "/capture/",
        "/articles/1/capture/",
        "/articles/1/compare/",
        "/articles/1/correct/",
        "/articles/1/edit/",
        "/articles/1/record/",
        "/articles/1/what-if/",
        "/articles/5/what-if/",
        "/sources/1/what-if/",
    ],
)
def test_axe_finds_nothing_and_nothing_sticks_out(ana: Page, address: str, scheme: str):
    ana.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    ana.set_viewport_size({"width": 360, "height": 740})
    ana.goto(address)
    assert ana.evaluate("document.documentElement.scrollWidth") <= 360
    assert_accessible(ana)
