"""The mail server, from one variable."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from provenance.mail import Mail, from_url


def test_without_one_e_mails_are_printed():
    assert "console" in from_url("").backend


@pytest.mark.parametrize(
    ("url", "port", "starttls", "ssl"),
    [
        ("smtp://mail.example.org", 25, False, False),
        ("smtp+tls://mail.example.org", 587, True, False),
        ("smtps://mail.example.org", 465, False, True),
        ("smtps://mail.example.org:2465", 2465, False, True),
    ],
)
def test_the_scheme_says_how_it_is_encrypted(url, port, starttls, ssl):
    found = from_url(url)
    assert (found.host, found.port, found.starttls, found.ssl) == (
        "mail.example.org",
        port,
        starttls,
        ssl,
    )


def test_name_and_password_may_hold_anything():
    found = from_url("smtps://ana%40example.org:p%2Fw%3A@mail.example.org")
    assert (found.user, found.password) == ("ana@example.org", "p/w:")


@pytest.mark.parametrize(
    "url", ["mail.example.org", "http://a", "smtp://", "smtp://a:x", "smtp://["]
)
def test_what_names_no_mail_server_is_refused_without_repeating_it(url):
    with pytest.raises(ImproperlyConfigured, match="PROVENANCE_EMAIL_URL must name") as caught:
        from_url(url)
    assert url not in str(caught.value) or url == "smtp://"


def test_nothing_but_the_settings_is_kept():
    assert from_url("smtp://a") == Mail(
        backend="django.core.mail.backends.smtp.EmailBackend", host="a", port=25
    )
