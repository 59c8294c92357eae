"""Figures of two claims side by side, in a real browser: proposed, put together, explained."""

import os
import re
import subprocess
import sys

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ROOT, Site, assert_accessible, sign_in

MADE = """
from claims.actions.claims import add_figure, record_claim
from claims.actions.measuring import compare
for value, how in ((12, "exact"), (14, "about"), (20, "at_least")):
    claim = record_claim(statement=f"Late buses in the city rose {value}%", by=None)
    made = add_figure(claim=claim, value=value, unit="%", comparator=how, by=None)
    compare(figure=made.pk)
"""


@pytest.fixture(scope="module")
def figures(site: Site) -> None:
    """Three figures on claims of like words, and what the job makes of them."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "provenance.settings",
        "PROVENANCE_DATA_DIR": str(site.folder),
    }
    environment.pop("DATABASE_URL", None)
    command = [sys.executable, str(ROOT / "manage.py"), "shell", "-v", "0", "-c", MADE]
    subprocess.run(command, env=environment, check=True, timeout=240)


@pytest.mark.usefixtures("figures")
def test_an_editor_goes_from_a_proposal_to_figures_side_by_side_and_says_why_they_differ(
    page: Page, site: Site
):
    sign_in(page, site)
    page.goto("/figures/")
    page.get_by_role("link", name="12% beside about 14%").click()
    assert_accessible(page)
    for tick in (
        page.locator("form", has_text="Put under the measure").get_by_role("checkbox").all()
    ):
        tick.check()
    page.get_by_label(re.compile("in neutral words")).fill("Late buses in the city")
    page.locator("#id_under-reason").fill("All count late buses.")
    page.get_by_role("button", name="Put under the measure").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Late buses in the city")
    expect(page.get_by_role("img", name="Late buses in the city")).to_be_visible()
    expect(page.get_by_role("row")).to_have_count(4)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert_accessible(page)
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert_accessible(page)

    for tick in page.locator(".pairs").get_by_role("checkbox").all():
        tick.check()
    page.get_by_label("differ because of").select_option("revised")
    page.get_by_label("How you know").fill("The city corrected its count.")
    page.get_by_role("button", name="Record why").click()
    expect(page.get_by_role("main")).to_contain_text("They differ, and the reasons are on record.")
