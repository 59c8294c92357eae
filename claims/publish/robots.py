"""What crawlers are asked to leave alone (RFC 9309), by what the newsroom opens to everybody.

It keeps nobody out: what is not open is not answered either, whoever asks.
"""

from claims.publish.site import Site

# Behind a sign-in, about people, or the same once more for every filter. Without the star, crawlers that
# drop an empty query would leave the page itself alone.
CLOSED = (
    "/accounts/",
    "/admin/",
    "/capture/",
    "/check/",
    "/invitation/",
    "/me/",
    "/merges/",
    "/people/",
    "/review/",
    "/snapshots/",
    "/claims/?*",
    "/articles/?*",
    "/articles/*/?*",
    "/sources/?*",
    "/figures/?*",
)


def robots(opened: str, site: Site) -> str:
    """The file. `opened` is `settings.PUBLIC`: only what editors published is to be found; the sample is
    there for whoever tries the program, and not for search engines."""
    if opened != "published":
        return "User-agent: *\nDisallow: /\n"
    closed = "".join(f"Disallow: {path}\n" for path in CLOSED)
    return f"User-agent: *\n{closed}\nSitemap: {site.named('sitemap')}\n"
