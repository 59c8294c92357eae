"""Reading an article and recording claims from it: with the mouse, with the keyboard, and without
JavaScript."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, assert_accessible, sign_in

TEXT = (
    "Café 😀😀 owners “wait” a year. Applications rose by 41% in a year, it said. "
    "The mean x\u0304 fell in 👩‍👩‍👧 June.\n\n"
    "אמר השר כי המספר עלה. Two offices stopped answering the telephone in May."
)


def captured(page: Page, text: str) -> str:
    """Paste a text and wait until it is captured; the address of its article."""
    page.goto("/capture/")
    page.get_by_label("or a text").fill(text)
    page.get_by_role("button", name="Capture").click()
    link = page.locator("#progress .finding a").first
    for _ in range(40):
        if link.count():
            break
        page.wait_for_timeout(500)
        page.reload()
    return link.get_attribute("href") or ""


@pytest.fixture
def article(page: Page, site: Site, request: pytest.FixtureRequest) -> Iterator[Page]:
    """An article with emoji, combining marks and Hebrew, opened by somebody on the staff."""
    sign_in(page, site)
    page.goto(captured(page, f"{request.node.name}. {TEXT}"))
    yield page


def select(page: Page, words: str) -> None:
    """Drag the mouse over words that stand in one piece of the text, once nothing more is loading that
    could move them."""
    page.wait_for_load_state("networkidle")
    box = page.evaluate(
        """(words) => {
            for (const piece of document.querySelectorAll("#reading [data-at]")) {
                const at = piece.textContent.indexOf(words);
                if (at < 0) continue;
                const range = document.createRange();
                range.setStart(piece.firstChild, at);
                range.setEnd(piece.firstChild, at + words.length);
                piece.scrollIntoView({ block: "center" });
                const lines = [...range.getClientRects()];
                const first = lines[0], last = lines[lines.length - 1];
                return [first.left + 1, first.top + first.height / 2,
                        last.right - 1, last.top + last.height / 2];
            }
        }""",
        words,
    )
    page.mouse.move(box[0], box[1])
    page.mouse.down()
    page.mouse.move(box[2], box[3], steps=8)
    with page.expect_response("**/record/?*"):
        page.mouse.up()
    settled(page)


def settled(page: Page) -> None:
    """Wait until the panel is there and htmx listens to its fields."""
    page.wait_for_function(
        """() => document.querySelector("#panel form") && !document.querySelector(
            ".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added")"""
    )


def record(page: Page, statement: str) -> None:
    """Fill in what the panel needs, and record."""
    page.get_by_label("Claim, in neutral words").fill(statement)
    page.get_by_label("Basis").select_option("own_reporting")
    page.get_by_role("button", name=re.compile("^Record")).click()


@pytest.mark.parametrize(
    "words, statement",
    [
        ("Applications rose by 41%", "Requests grew by 41 percent"),
        ("owners “wait”", "People have patience"),
        ("x\u0304 fell in 👩‍👩‍👧", "Some average sank"),
    ],
)
def test_words_selected_with_the_mouse_become_a_claim(article: Page, words: str, statement: str):
    select(article, words)
    expect(article.get_by_label("Quote", exact=True)).to_have_value(words)
    assert_accessible(article)
    record(article, statement)
    expect(article.locator("#reading mark.uncorroborated", has_text=words)).to_be_visible()
    expect(article.locator("#said")).to_contain_text(f"Recorded: {statement}")
    expect(article.locator("#panel form")).to_have_count(0)
    expect(article.locator("#reading")).to_be_focused()
    assert_accessible(article)


def test_words_after_a_mark_and_its_number_are_counted_right(article: Page):
    select(article, "Applications rose by 41%")
    record(article, "Zebras wander freely")
    expect(article.locator("#reading mark")).to_have_count(1)
    select(article, "Two offices stopped")
    expect(article.get_by_label("Quote", exact=True)).to_have_value("Two offices stopped")
    record(article, "Telephones rang unheard")
    expect(article.locator("#reading mark")).to_have_text(
        ["Applications rose by 41%", "Two offices stopped"]
    )


def test_a_sentence_chosen_with_the_keyboard_becomes_a_claim(article: Page):
    article.locator("#reading").focus()
    for key in ["j", "j", "ArrowDown", "ArrowDown", "k"]:
        article.keyboard.press(key)
    expect(article.locator("#said")).to_have_text("Applications rose by 41% in a year, it said.")
    article.keyboard.press("Enter")
    expect(article.get_by_label("Claim, in neutral words")).to_be_focused()
    expect(article.get_by_label("Quote", exact=True)).to_have_value(
        "Applications rose by 41% in a year, it said."
    )
    article.keyboard.type("Twelve months saw growth")
    article.get_by_label("Basis").focus()
    article.keyboard.type("own")
    article.keyboard.press("Control+Enter")
    expect(article.locator("#reading mark")).to_have_text(
        "Applications rose by 41% in a year, it said."
    )
    expect(article.locator("#reading")).to_be_focused()
    article.keyboard.press("j")
    expect(article.locator("#said")).to_have_text("The mean x\u0304 fell in 👩‍👩‍👧 June.")


def test_a_sentence_in_hebrew_is_chosen_whole(article: Page):
    article.locator("#reading").focus()
    for _ in range(5):
        article.keyboard.press("j")
    article.keyboard.press("Enter")
    expect(article.get_by_label("Quote", exact=True)).to_have_value("אמר השר כי המספר עלה.")


def test_escape_closes_the_panel_and_goes_back_to_the_text(article: Page):
    article.locator("#reading").focus()
    article.keyboard.press("j")
    article.keyboard.press("Enter")
    expect(article.get_by_label("Claim, in neutral words")).to_be_focused()
    article.keyboard.press("Escape")
    expect(article.locator("#panel form")).to_have_count(0)
    expect(article.locator("#reading")).to_be_focused()


def test_what_is_missing_is_said_in_the_panel_and_what_was_typed_stays(article: Page):
    select(article, "Applications rose by 41%")
    article.get_by_label("Claim, in neutral words").fill("As typed")
    article.get_by_role("button", name=re.compile("^Record")).click()
    expect(article.get_by_role("alert")).to_have_text("Choose on whose word the article says it.")
    expect(article.get_by_label("Claim, in neutral words")).to_have_value("As typed")
    expect(article.get_by_label("Basis")).to_be_focused()
    assert_accessible(article)


def test_other_words_may_be_selected_and_what_was_typed_stays(article: Page):
    select(article, "Applications rose by 41%")
    article.get_by_label("Claim, in neutral words").fill("As typed")
    article.get_by_label("Basis").select_option("own_reporting")
    select(article, "owners “wait”")
    expect(article.get_by_label("Quote", exact=True)).to_have_value("owners “wait”")
    expect(article.get_by_label("Claim, in neutral words")).to_have_value("As typed")
    expect(article.get_by_label("Basis")).to_have_value("own_reporting")


def test_a_selection_that_reaches_outside_the_article_is_told(article: Page):
    article.evaluate(
        """() => {
            const range = document.createRange();
            range.setStart(document.querySelector("#reading [data-at]").firstChild, 3);
            range.setEndAfter(document.getElementById("quotes"));
            getSelection().removeAllRanges();
            getSelection().addRange(range);
            document.dispatchEvent(new Event("pointerdown"));
            document.dispatchEvent(new Event("pointerup"));
        }"""
    )
    expect(article.locator("#said")).to_contain_text("reaches outside the article")
    expect(article.locator("#panel form")).to_have_count(0)


def test_a_claim_on_record_is_linked_with_one_click(article: Page):
    select(article, "rose by 41%")
    statement = "Burglars visited Luxembourg"
    record(article, statement)
    expect(article.locator("#reading mark")).to_have_count(1)
    select(article, "Two offices stopped")
    article.get_by_label("Claim, in neutral words").press_sequentially(statement[:20])
    article.get_by_label("Basis").select_option("own_reporting")
    article.get_by_role("button", name=f"Link to: {statement}").click()
    expect(article.locator("#reading mark")).to_have_count(2)
    expect(article.locator(".legend li")).to_have_count(2)
    expect(article.locator(".legend")).to_contain_text(statement)
    expect(article.locator("#said")).to_contain_text("Linked to claim")
    article.locator("#said").get_by_role("button", name="Close").click()
    expect(article.locator("#said")).to_be_empty()


def test_enter_in_a_field_records_and_never_links(article: Page):
    select(article, "rose by 41%")
    statement = "Pigeons visited Liechtenstein"
    record(article, statement)
    expect(article.locator("#reading mark")).to_have_count(1)
    select(article, "Two offices stopped")
    article.get_by_label("Claim, in neutral words").press_sequentially(statement[:20])
    expect(article.get_by_role("button", name=f"Link to: {statement}")).to_be_visible()
    article.get_by_label("Basis").select_option("own_reporting")
    article.get_by_label("Who said so").press("Enter")
    expect(article.locator("#reading mark")).to_have_count(2)
    expect(article.locator(".legend li").nth(1)).not_to_contain_text(statement)


def test_a_claim_is_recorded_with_several_figures(article: Page):
    select(article, "Applications rose by 41% in a year")
    expect(article.get_by_label("read from the quote: “41%”")).to_be_checked()
    expect(article.get_by_role("spinbutton", name="Value").nth(0)).to_have_value("41")
    article.get_by_role("combobox", name="Comparator").nth(1).select_option("about")
    article.get_by_role("spinbutton", name="Value").nth(1).fill("1.5")
    article.get_by_role("textbox", name="Unit").nth(1).fill("years")
    assert_accessible(article)
    record(article, "Zeppelins outnumber gondolas")
    article.locator("#said a").first.click()
    expect(article.locator("main")).to_contain_text("about 1.5")


def test_sources_are_offered_as_one_types(article: Page):
    select(article, "Applications rose by 41%")
    article.get_by_label("Who said so").press_sequentially("Atlan")
    expect(article.locator("#source-names option").first).to_have_attribute("value", "The Atlantic")


def test_on_a_small_screen_the_panel_fits(article: Page):
    article.set_viewport_size({"width": 360, "height": 600})
    article.locator("#reading").focus()
    for _sentence in range(12):  # to the last
        article.keyboard.press("j")
    article.keyboard.press("Enter")
    expect(article.get_by_label("Claim, in neutral words")).to_be_focused()
    below_words, panel = article.evaluate(
        """[[...CSS.highlights.get("chosen")][0].getBoundingClientRect().bottom,
            document.querySelector(".beside").getBoundingClientRect().top]"""
    )
    assert 0 < below_words <= panel
    assert article.evaluate("document.documentElement.scrollWidth") <= 360
    assert_accessible(article)


def test_without_javascript_a_form_takes_the_quote(plain: Page, site: Site):
    sign_in(plain, site)
    plain.goto(captured(plain, f"Plainly. {TEXT}"))
    expect(plain.get_by_text("With the keyboard")).to_be_hidden()
    plain.get_by_role("link", name="Paste a quote").click()
    plain.get_by_label("Quote", exact=True).fill("Café 😀😀 owners “wait” a month")
    plain.get_by_label("Claim, in neutral words").fill("Owners of cafés have to be patient")
    plain.get_by_label("Who said so").fill("a café owner in town")
    plain.get_by_label("If new, what it is").first.select_option("anonymous")
    plain.get_by_role("button", name="Record").click()
    expect(plain.get_by_role("alert").first).to_contain_text("do not stand in the captured text")
    plain.get_by_label("Quote", exact=True).fill("Café 😀😀 owners “wait” a year")
    plain.get_by_role("button", name="Record").click()
    expect(plain.locator("mark", has_text="Café 😀😀 owners “wait” a year")).to_be_visible()
    expect(plain.get_by_role("status").first).to_contain_text("Recorded: Owners of cafés")


def test_axe_finds_nothing_on_the_form_alone(article: Page):
    article.get_by_role("link", name="Paste a quote").click()
    assert_accessible(article)
