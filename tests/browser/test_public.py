"""Somebody who has not signed in walks through every page that there is a link to."""

import re

from playwright.sync_api import Browser, Page

from tests.browser.conftest import Site, sign_in

SECRET = "The lighthouse keeper resigned"
INTERNAL = re.compile(r'href="(/[^"#]*)')
MOST = 120


def test_the_public_sees_nothing_unpublished_anywhere(
    browser: Browser, plain: Page, site: Site
) -> None:
    with browser.new_context(base_url=site.address) as newsroom:
        page = newsroom.new_page()
        sign_in(page, site)
        page.goto("/admin/claims/claim/add/")
        page.get_by_label("Statement").fill(SECRET)
        page.get_by_role("button", name="Save", exact=True).click()
        page.goto("/claims/?q=lighthouse")
        address = page.get_by_role("link", name=SECRET).get_attribute("href")
        assert address
    answer = plain.goto(address)
    assert answer
    assert answer.status == 404
    waiting, seen = ["/", "/claims/?q=lighthouse", "/claims/?q=keeper"], set()
    while waiting and len(seen) < MOST:
        path = waiting.pop(0)
        if path in seen or path.startswith(("/static/", "/accounts/")):
            continue
        seen.add(path)
        answer = plain.request.get(path)
        assert answer.status < 500, path
        told = answer.text()
        assert SECRET not in told, path
        assert f'href="{address}"' not in told, path
        waiting += [found.replace("&amp;", "&") for found in INTERNAL.findall(told)]
    assert len(seen) > 60
