"""The queue in a browser: by keyboard alone, two at once, and a decision that goes out of date."""

import re
import time
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, assert_accessible
from tests.browser.test_record import sign_in

LEFT = re.compile(r"\d+ left in the queue")
CLAIM = "Agents left equipment unattended after detaining people at work on lawn mowers"
UNION = "ICE employees lost their union representation in 2022"


class Keys:
    """A keyboard that counts what is pressed."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.commands = 0  # keys pressed to move and to choose
        self.letters = 0  # letters typed into reasons

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.commands += 1

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)
        self.letters += len(words)


@pytest.fixture
def queue(page: Page, site: Site) -> Iterator[Page]:
    """The queue, opened by an editor."""
    sign_in(page, site)
    page.goto("/review/")
    ready(page)
    yield page


def ready(page: Page) -> None:
    """Wait until the script listens: it shows the hint about keys then."""
    expect(page.locator(".scripted")).to_be_visible()


def settled(page: Page) -> None:
    """Wait until htmx is done."""
    page.wait_for_function(
        """() => !document.querySelector(
            ".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added")"""
    )


def opened(page: Page) -> str:
    """The number of the claim that is open."""
    return page.locator("#panel .case").get_attribute("data-claim") or ""


def test_an_editor_clears_five_claims_by_keyboard_alone(queue: Page):
    keys, began, cleared = Keys(queue), time.monotonic(), []
    keys.press("j", "Enter")
    expect(queue.locator("#case")).to_be_focused()
    for outcome, reason in [
        ("3", "Nothing but the office's own word."),
        ("5", "Ask for the survey itself."),
        ("4", "Nobody could count this."),
        ("2", "One origin, and it matters."),
        ("3", "An illustration, not a figure."),
    ]:
        current = opened(queue)
        cleared.append(current)
        keys.press(outcome)
        if outcome == "2":
            expect(queue.get_by_label("Caveat", exact=True)).to_be_focused()
            keys.type("Rests on one origin.")
            keys.press("Tab", "Tab")
        expect(queue.locator("#decide_reason")).to_be_focused()
        keys.type(reason)
        keys.press("Control+Enter")
        # A job of the site may flag another claim meanwhile, so the number itself is tests/views' to check.
        expect(queue.locator("#said")).to_contain_text(LEFT)
        expect(queue.locator(f"#row-{current}")).to_have_count(0)
        expect(queue.locator(f'.case[data-claim="{current}"]')).to_have_count(0)
        expect(queue.locator("#case")).to_be_focused()
    seconds = time.monotonic() - began
    print(
        f"\nfive claims cleared: {keys.commands} keys, {keys.letters} letters of reasons, "
        f"{seconds:.1f} s"
    )
    assert keys.commands <= 15
    queue.goto("/review/")
    queue.reload()
    for number in cleared:
        expect(queue.locator(f"#row-{number}")).to_have_count(0)


def test_keys_move_open_take_and_close(queue: Page):
    queue.keyboard.press("j")
    first = queue.locator(".row").first
    expect(first.locator("a.open")).to_be_focused()
    queue.keyboard.press("j")
    expect(queue.locator(".row").nth(1).locator("a.open")).to_be_focused()
    queue.keyboard.press("k")
    expect(first.locator("a.open")).to_be_focused()
    queue.keyboard.press("a")
    expect(first.locator(".whose")).to_contain_text("admin")
    settled(queue)
    expect(first.locator("a.open")).to_be_focused()
    queue.keyboard.press("o")
    expect(queue.locator("#case")).to_be_focused()
    one = opened(queue)
    queue.keyboard.press("j")
    expect(queue.locator(f'.case:not([data-claim="{one}"])')).to_be_visible()
    queue.keyboard.press("k")
    expect(queue.locator(f'.case[data-claim="{one}"]')).to_be_visible()
    queue.keyboard.press("d")
    expect(queue.locator("#decide input[type=radio]").first).to_be_focused()
    queue.keyboard.press("Escape")
    expect(queue.locator(".case")).to_have_count(0)
    expect(first.locator("a.open")).to_be_focused()


def test_the_next_claim_is_there_before_it_is_asked_for(queue: Page):
    asked: list[str] = []
    queue.on("request", lambda request: asked.append(request.url))
    queue.keyboard.press("j")
    queue.keyboard.press("Enter")
    following = queue.locator("#panel a[rel=next]")
    expect(following).to_be_visible()
    address = f"{queue.url.rstrip('/').removesuffix('/review')}{following.get_attribute('href')}"
    queue.wait_for_timeout(500)
    assert asked.count(address) == 1
    one = opened(queue)
    queue.keyboard.press("j")
    expect(queue.locator(f'.case:not([data-claim="{one}"])')).to_be_visible()
    assert asked.count(address) == 1


def test_letters_are_letters_while_one_types(queue: Page):
    queue.keyboard.press("/")
    expect(queue.locator("#id_q")).to_be_focused()
    queue.keyboard.type("jkoad?3")
    expect(queue.locator("#id_q")).to_have_value("jkoad?3")
    expect(queue.locator("#keys")).not_to_be_visible()
    queue.keyboard.press("Escape")
    expect(queue.locator("#id_q")).not_to_be_focused()


def test_what_was_typed_is_there_again_after_another_claim_was_open(queue: Page):
    queue.keyboard.press("j")
    queue.keyboard.press("Enter")
    expect(queue.locator("#case")).to_be_focused()
    claim = queue.locator(".case").get_attribute("data-claim")
    queue.keyboard.press("1")
    queue.keyboard.type("They met twice.")
    queue.keyboard.press("Escape")
    queue.keyboard.press("j")
    expect(queue.locator(f'.case[data-claim="{claim}"]')).to_have_count(0)
    queue.keyboard.press("k")
    expect(queue.locator(f'.case[data-claim="{claim}"]')).to_be_visible()
    expect(queue.locator("#decide [name=reason]")).to_have_value("They met twice.")
    expect(queue.locator("#decide [name=outcome]").first).to_be_checked()
    expect(queue.locator("#said")).to_contain_text("What you typed here before is back.")
    queue.keyboard.press("Escape")
    expect(queue.locator("#said")).to_contain_text("What you typed is kept")


def test_a_refusal_on_a_page_of_its_own_has_the_focus_and_is_sent_by_keyboard(queue: Page):
    address = queue.locator(".row a.open").first.get_attribute("href")
    queue.goto(f"{address}")
    queue.keyboard.press("2")
    queue.keyboard.press("Control+Enter")
    expect(queue.locator("[role=alert]").first).to_be_focused()
    expect(queue.locator("[role=alert]")).to_have_count(2)
    with queue.expect_navigation():
        queue.keyboard.press("Control+Enter")


def test_a_question_mark_lists_the_keys_and_escape_closes_the_list(queue: Page):
    queue.keyboard.press("?")
    expect(queue.get_by_role("dialog", name="Keys")).to_be_visible()
    assert_accessible(queue)
    queue.keyboard.press("Escape")
    expect(queue.locator("#keys")).not_to_be_visible()


def test_what_is_wrong_is_told_beside_the_list_and_what_was_typed_stays(queue: Page):
    queue.keyboard.press("j")
    queue.keyboard.press("Enter")
    expect(queue.locator("#case")).to_be_focused()
    queue.keyboard.press("2")
    queue.keyboard.press("Tab")
    queue.keyboard.press("Tab")
    queue.keyboard.type("It matters.")
    queue.keyboard.press("Control+Enter")
    expect(queue.locator("#decide_caveat_error")).to_contain_text("Write the caveat")
    expect(queue.locator("#decide_reason")).to_have_value("It matters.")
    expect(queue.locator("#decide_caveat")).to_be_focused()
    assert_accessible(queue)


@pytest.fixture
def edith(as_colleague: Callable[[str], Page]) -> Page:
    """An editor's browser."""
    return as_colleague("edith")


def at_the_queue(page: Page, query: str = "") -> Page:
    """The queue, when it listens to keys."""
    page.goto(f"/review/{query}")
    ready(page)
    return page


def test_two_editors_decide_the_same_claim_at_once(
    edith: Page, as_colleague: Callable[[str], Page]
):
    for page in (edith, egon := as_colleague("egon")):
        at_the_queue(page).locator("a.open", has_text=CLAIM).click()
        expect(page.locator("#case")).to_have_text(CLAIM)
    egon.keyboard.press("3")
    egon.keyboard.type("The forums are gone.")
    egon.keyboard.press("Control+Enter")
    expect(egon.locator("#said")).to_contain_text("Decided: withhold.")

    edith.keyboard.press("2")
    edith.keyboard.type("Rests on one forum.")
    edith.locator("#decide_reason").fill("It matters.")
    edith.keyboard.press("Control+Enter")
    form = edith.locator("#decide")
    expect(form).to_contain_text("egon has decided in the meantime: withhold")
    expect(form).to_contain_text("The forums are gone.")
    expect(edith.locator("#decide_caveat")).to_have_value("Rests on one forum.")
    expect(edith.locator("#decide_reason")).to_have_value("It matters.")
    edith.locator("#decide_reason").focus()
    edith.keyboard.press("Control+Enter")
    expect(edith.locator("#said")).to_contain_text("Decided: publish with a caveat.")
    edith.goto("/claims/?q=lawn")
    expect(edith.locator(".caveat")).to_contain_text("Rests on one forum.")


def test_a_claim_that_a_colleague_took_meanwhile_says_so_and_keeps_what_was_typed(
    edith: Page, as_colleague: Callable[[str], Page]
):
    at_the_queue(edith).keyboard.press("j")
    edith.keyboard.press("Enter")
    expect(edith.locator("#case")).to_be_focused()
    claim = opened(edith)
    edith.keyboard.press("3")
    edith.keyboard.type("One origin.")
    egon = at_the_queue(as_colleague("egon"))
    egon.locator(f"#row-{claim} button[name=take]").click()
    expect(egon.locator(f"#row-{claim} .whose")).to_contain_text("egon")

    edith.keyboard.press("Control+Enter")
    expect(edith.locator("#decide")).to_contain_text("This claim went to egon in the meantime.")
    expect(edith.locator("#decide_reason")).to_have_value("One origin.")
    expect(edith.locator("[data-whose]")).to_have_text("egon")
    expect(edith.locator(f"#row-{claim} .whose span")).to_have_text("egon")


def test_k_leads_to_the_claim_before_where_there_is_no_list(edith: Page):
    at_the_queue(edith)
    first, second = (edith.locator("a.open").nth(place) for place in (0, 1))
    before, after = first.get_attribute("href"), second.get_attribute("href")
    edith.goto(str(after))
    edith.keyboard.press("k")
    expect(edith).to_have_url(re.compile(f"{before}$"))
    edith.keyboard.press("k")
    edith.keyboard.press("j")
    expect(edith).to_have_url(re.compile(f"{after}$"))


def test_a_journalists_correction_makes_a_published_decision_return_with_before_and_after(
    edith: Page, as_colleague: Callable[[str], Page]
):
    at_the_queue(edith, "?q=union").keyboard.press("j")
    edith.keyboard.press("1")
    expect(edith.locator("#decide_reason")).to_be_focused()
    edith.keyboard.type("Two newsrooms.")
    edith.keyboard.press("Control+Enter")
    expect(edith.locator("#said")).to_contain_text("Decided: publish as corroborated. 0 left")

    jola = as_colleague("jola")
    jola.goto("/claims/?q=union")
    jola.locator(".list a", has_text=UNION).click()
    claim = jola.url
    jola.locator(".appearance a").first.click()
    jola.get_by_role("link", name="Record a correction or a retraction").click()
    jola.get_by_label("Kind").select_option("correction")
    jola.get_by_label("What it says").fill("It was in June 2022.")
    jola.get_by_role("button", name="Record it").click()
    expect(jola.get_by_role("main")).to_contain_text("It was in June 2022.")

    row = at_the_queue(edith).locator(".row", has_text=UNION)
    expect(row).to_contain_text("published; article corrected; decision out of date")
    at_the_queue(edith, "?q=union").keyboard.press("j")
    edith.keyboard.press("Enter")
    expect(edith.locator("#case")).to_have_text(UNION)
    table = edith.locator(".changes")
    expect(table).to_contain_text("Flag: Article corrected")
    expect(table).to_contain_text("not raised")
    expect(edith.locator("[aria-labelledby=words]")).to_contain_text("It was in June 2022.")
    assert_accessible(edith)
    edith.keyboard.press("c")
    expect(edith.locator("#said")).to_contain_text("Decided: publish as corroborated.")
    expect(edith.locator(".row", has_text=UNION)).to_have_count(0)
    edith.goto(claim)
    expect(edith.get_by_role("main")).to_contain_text("Confirmed: Two newsrooms.")


def test_without_javascript_a_claim_is_decided_page_by_page(plain: Page, site: Site):
    sign_in(plain, site)
    plain.goto("/review/")
    plain.locator("a.open").last.click()
    plain.get_by_label("Withhold").check()
    plain.locator("#decide_reason").fill("Nothing stands behind it.")
    plain.locator("#decide button.main").click()
    expect(plain.locator("#said")).to_contain_text("Decided: withhold.")


PAGES = [
    "/review/",
    "/review/?flag=anonymous_only",
    "/review/?status=x",
    "/review/4/",
    "/review/15/",
]
PAGES += ["/review/tasks/", "/review/filters/?query=status=disputed"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(page: Page, site: Site, scheme: str):
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    sign_in(page, site)
    for address in PAGES:
        page.goto(address)
        assert_accessible(page)


def test_axe_finds_nothing_beside_the_list(queue: Page):
    queue.keyboard.press("j")
    queue.keyboard.press("Enter")
    expect(queue.locator("#case")).to_be_focused()
    for summary in queue.locator(".origins summary").all():
        summary.click()
    assert_accessible(queue)


def test_nothing_sticks_out_on_a_small_screen(page: Page, site: Site):
    page.set_viewport_size({"width": 360, "height": 740})
    sign_in(page, site)
    for address in PAGES:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, address
        assert_accessible(page)
    page.goto("/review/")
    page.locator("a.open").first.click()
    expect(page.locator("#case")).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert_accessible(page)
