"""Two papers print one wire story: the page says so, shows both side by side, and a person decides."""

import os
import subprocess
import sys

from playwright.sync_api import Page, expect

from tests import prose
from tests.browser.conftest import ROOT, Site, assert_accessible, sign_in

PRINT = """
import sys
from claims.actions.articles import record_article, store_snapshot
from claims.actions.copying import look_for_copies
from claims.actions.sources import record_source
for name, text in (("The Wetherby Wire", sys.argv[1]), ("The Wetherby Post", sys.argv[2])):
    outlet = record_source(name=name, kind="outlet", by=None)
    article = record_article(publisher=outlet, title=f"{name} on the ferry", by=None)
    store_snapshot(article=article, content=text.encode(), text=text, extent="full", method="pasted",
        media_type="text/plain", by=None)
    look_for_copies(article_id=article.pk)
print(article.pk)
"""


def printed(site: Site) -> int:
    """The article of the second of two papers with one story, some words of it changed."""
    words = prose.words(160, "ferry")
    changed = [*words[:80], "as", "they", "say", *words[83:]]
    story, other = " ".join(words), f"{prose.text(40, 'headline')}\n\n{' '.join(changed)}"
    code = f"import sys; sys.argv = ['', {story!r}, {other!r}]\n{PRINT}"
    outside = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment = outside | {
        "PROVENANCE_DATA_DIR": str(site.folder),
        "DJANGO_SETTINGS_MODULE": "provenance.settings",
    }
    command = [sys.executable, str(ROOT / "manage.py"), "shell", "-v", "0", "-c", code]
    done = subprocess.run(
        command, env=environment, check=True, timeout=240, capture_output=True, text=True
    )
    return int(done.stdout.split()[-1])


def test_a_story_that_looks_copied_is_compared_and_answered(page: Page, site: Site) -> None:
    article = printed(site)
    sign_in(page, site)
    page.goto(f"/articles/{article}/")
    expect(page.get_by_text("Looks copied from, or by,")).to_be_visible()
    page.get_by_role("link", name="See what they share").click()

    expect(page.get_by_role("heading", name="1 shared passage")).to_be_visible()
    expect(page.locator("ins", has_text="as they say")).to_be_visible()
    assert_accessible(page)

    page.get_by_role("button", name="Not a copy").click()
    expect(page.get_by_role("alert")).to_contain_text("Say why it is not a copy")
    assert_accessible(page)

    page.get_by_role("button", name="Derived from that of The Wetherby Wire").click()
    expect(page.get_by_text("A copy adds no origin.")).to_be_visible()
    expect(page.get_by_text("Looks copied from")).to_have_count(0)
