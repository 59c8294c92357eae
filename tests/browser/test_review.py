"""The queue in a browser: by keyboard alone, two at once, and a decision that goes out of date."""

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site, assert_accessible
from tests.browser.test_record import sign_in

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


def waiting(page: Page) -> int:
    """How many claims wait, by the heading."""
    return int(page.locator("#count").inner_text().split()[0])


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
    before = waiting(queue)
    keys, began = Keys(queue), time.monotonic()
    keys.press("j", "Enter")
    expect(queue.locator("#case")).to_be_focused()
    for number, (outcome, reason) in enumerate(
        [
            ("3", "Nothing but the office's own word."),
            ("5", "Ask for the survey itself."),
            ("4", "Nobody could count this."),
            ("2", "One origin, and it matters."),
            ("3", "An illustration, not a figure."),
        ],
        start=1,
    ):
        current = opened(queue)
        keys.press(outcome)
        if outcome == "2":
            expect(queue.get_by_label("Caveat", exact=True)).to_be_focused()
            keys.type("Rests on one origin.")
            keys.press("Tab", "Tab")
        expect(queue.locator("#decide_reason")).to_be_focused()
        keys.type(reason)
        keys.press("Control+Enter")
        expect(queue.locator("#said")).to_contain_text(f"{before - number} left in the queue")
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
    assert waiting(queue) == before - 5


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


def test_two_editors_decide_the_same_claim_at_once(
    queue: Page, browser: Browser, site: Site, base_url: str
):
    queue.locator("a.open", has_text=CLAIM).click()
    expect(queue.locator("#case")).to_have_text(CLAIM)
    with browser.new_context(base_url=base_url) as context:
        other = context.new_page()
        sign_in(other, site)
        other.goto("/review/")
        ready(other)
        other.locator("a.open", has_text=CLAIM).click()
        expect(other.locator("#case")).to_have_text(CLAIM)
        other.keyboard.press("3")
        other.keyboard.type("The forums are gone.")
        other.keyboard.press("Control+Enter")
        expect(other.locator("#said")).to_contain_text("Decided: withhold.")
    queue.keyboard.press("2")
    queue.keyboard.type("Rests on one forum.")
    queue.locator("#decide_reason").fill("It matters.")
    queue.keyboard.press("Control+Enter")
    form = queue.locator("#decide")
    expect(form).to_contain_text("admin has decided in the meantime: withhold")
    expect(form).to_contain_text("The forums are gone.")
    expect(queue.locator("#decide_caveat")).to_have_value("Rests on one forum.")
    expect(queue.locator("#decide_reason")).to_have_value("It matters.")
    queue.locator("#decide_reason").focus()
    queue.keyboard.press("Control+Enter")
    expect(queue.locator("#said")).to_contain_text("Decided: publish with a caveat.")
    queue.goto("/claims/?q=lawn")
    expect(queue.locator(".caveat")).to_contain_text("Rests on one forum.")


def test_a_correction_makes_a_published_decision_return_with_before_and_after(queue: Page):
    queue.goto("/review/?q=union")
    queue.keyboard.press("j")
    queue.keyboard.press("1")
    expect(queue.locator("#decide_reason")).to_be_focused()
    queue.keyboard.type("Two newsrooms.")
    queue.keyboard.press("Control+Enter")
    expect(queue.locator("#said")).to_contain_text("Decided: publish as corroborated. 0 left")

    queue.goto("/claims/?q=union")
    queue.locator(".list a", has_text=UNION).click()
    claim = queue.url
    queue.locator(".appearance a").first.click()
    queue.get_by_role("link", name="Record a correction or a retraction").click()
    queue.get_by_label("Kind").select_option("correction")
    queue.get_by_label("What it says").fill("It was in June 2022.")
    queue.get_by_role("button", name="Record it").click()

    queue.goto("/review/")
    ready(queue)
    row = queue.locator(".row", has_text=UNION)
    expect(row).to_contain_text("published; article corrected; decision out of date")
    queue.goto("/review/?q=union")
    ready(queue)
    queue.keyboard.press("j")
    queue.keyboard.press("Enter")
    expect(queue.locator("#case")).to_have_text(UNION)
    table = queue.locator(".changes")
    expect(table).to_contain_text("Flag: Article corrected")
    expect(table).to_contain_text("not raised")
    assert_accessible(queue)
    queue.keyboard.press("c")
    expect(queue.locator("#said")).to_contain_text("Decided: publish as corroborated.")
    expect(queue.locator(".row", has_text=UNION)).to_have_count(0)
    queue.goto(claim)
    expect(queue.get_by_role("main")).to_contain_text("Confirmed: Two newsrooms.")


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
