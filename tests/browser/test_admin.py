"""Records typed in, under the content security policy, as somebody does it all day."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, sign_in

TEXT = (
    "Ferries ran on 870 days. The harbour master says that no ferry was late.\n\n"
    "Sailors told The Atlantic that no ferry was late. A union confirmed it."
)


def choose(page: Page, field: str, typed: str, wanted: str) -> None:
    """Search in a select by keyboard, and take what it suggests."""
    page.locator(f"#id_{field} + .select2 .select2-selection").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".select2-dropdown .select2-search__field")).to_be_focused()
    page.keyboard.type(typed)
    expect(page.locator(".select2-results__option--highlighted")).to_contain_text(wanted)
    page.keyboard.press("Enter")


def test_a_source_an_article_and_a_claim_are_typed_in_one_go(page: Page, site: Site):
    sign_in(page, site)

    page.goto("/admin/claims/article/add/")
    with page.expect_popup() as opened:
        page.locator("#add_id_publisher").click()
    popup = opened.value
    popup.get_by_label("Name").fill("The Harbour Courier")
    popup.get_by_label("Kind").select_option("outlet")
    with popup.expect_event("close"):
        popup.get_by_role("button", name="Save").click()
    expect(page.locator("#id_publisher")).to_contain_text("The Harbour Courier")
    page.get_by_label("Title").fill("No ferry was late")
    page.get_by_label("Text of an excerpt").fill(TEXT)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("The excerpt is captured")

    page.goto("/admin/claims/claim/add/")
    page.get_by_label("Statement").fill("No ferry was late")
    choose(page, "new_appearances-0-snapshot", "ferry was", "No ferry was late")
    page.locator("#id_new_appearances-0-exact").fill(" no ferry was late ")
    choose(page, "new_appearances-0-said_by", "hospital med", "hospital medical professionals")
    choose(page, "new_appearances-0-by_way_of", "the atlan", "The Atlantic")
    page.get_by_role("button", name="Save and continue editing").click()

    asked = page.locator("#new_appearances-0 .errorlist")
    expect(asked).to_contain_text("The quote stands in 2 places.")
    expect(asked.locator("mark")).to_have_text(["no ferry was late"] * 2)
    page.locator("#id_new_appearances-0-place").fill("2")
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.locator(".field-assessment")).to_contain_text("Uncorroborated")
    expect(page.locator("#appearances-group")).to_contain_text(
        "Said by: hospital medical professionals, passed on by The Atlantic"
    )


def test_a_quote_that_is_not_there_is_answered_with_the_passage_to_copy(page: Page, site: Site):
    sign_in(page, site)
    page.goto("/admin/claims/claim/add/")
    page.get_by_label("Statement").fill("Arrests of 3,000 a day were ordered")
    choose(page, "new_appearances-0-snapshot", "mandated ICE", "mandated ICE officers")
    page.locator("#id_new_appearances-0-exact").fill(
        "mandated ICE officers to achieve 5,000 arrests daily"
    )
    page.locator("#id_new_appearances-0-basis").select_option("unattributed")
    page.get_by_role("button", name="Save", exact=True).click()
    nearest = page.locator("#new_appearances-0 q.passage")
    expect(nearest).to_have_text("mandated ICE officers to achieve 3,000 arrests daily")
    page.locator("#id_new_appearances-0-exact").fill(nearest.inner_text())
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("was added successfully")


def test_rows_are_added_and_their_selects_search(page: Page, site: Site):
    sign_in(page, site)
    page.goto("/admin/claims/claim/?q=raids")
    page.locator("#result_list tbody th a").first.click()
    page.get_by_role("button", name="Add another Origin mark").click()
    choose(page, "marks-0-source", "forums", "officers posting in ICE and CBP forums")
    page.locator("#id_marks-0-verdict").select_option("not_independent")
    page.locator("#id_marks-0-reason").fill("Nobody has met them.")
    page.get_by_label("Why").fill("We asked around.")
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.locator("#marks-group")).to_contain_text("does not speak from its own knowledge")
