"""A spreadsheet with errors, imported in a real browser: corrected, and done."""

from pathlib import Path

from playwright.sync_api import Page, expect

from claims.spreadsheets.reading import opened
from tests.browser.conftest import Site, assert_accessible, sign_in
from tests.importing_files import as_csv, row

PATIENCE = 60_000  # milliseconds for a worker to take a job and do it

GOOD = row(statement="The lighthouse was painted.", article_URL="https://paper.example.org/lamp")
BAD = {**GOOD, "date": "14.3.2026", "quote": "it shone again by dawn", "statement": "It shone."}


def choose(page: Page, name: str, content: bytes) -> None:
    """Choose a file and have it checked."""
    page.goto("/import/")
    page.get_by_label("Spreadsheet").set_input_files(
        {"name": name, "mimeType": "text/csv", "buffer": content}
    )
    page.get_by_role("button", name="Check it").click()


def test_errors_are_told_the_corrected_file_is_recorded(
    page: Page, site: Site, tmp_path: Path
) -> None:
    sign_in(page, site)
    choose(page, "wrong.csv", as_csv(GOOD).replace(b"quote", b"qoute", 1))
    expect(page.get_by_role("alert")).to_contain_text("Did you mean “quote”?")
    assert_accessible(page)

    choose(page, "rows.csv", as_csv(GOOD, BAD))
    expect(page.get_by_role("status")).to_contain_text("nothing is recorded", timeout=PATIENCE)
    expect(page.locator("#rows")).to_contain_text("2026-03-14")
    assert_accessible(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the refused rows").click()
    content = Path(download.value.path()).read_bytes()
    assert [read.cells["statement"] for read in opened(download.value.path().open("rb")).rows]

    choose(page, "corrected.csv", content.replace(b"14.3.2026", b"2026-03-14"))
    page.get_by_role("button", name="Record 1 row").click(timeout=PATIENCE)
    expect(page.get_by_role("status")).to_contain_text("Recorded", timeout=PATIENCE)
    expect(page.locator("#progress")).to_contain_text("New on record: quotes 1, claims 1")
    assert_accessible(page)
    page.goto("/claims/?q=shone")
    expect(page.get_by_text("It shone.")).to_be_visible()
