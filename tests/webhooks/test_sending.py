"""One attempt, over real sockets: what is refused, and what is made of the answer."""

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from standardwebhooks import Webhook as Verifier
from standardwebhooks.webhooks import WebhookVerificationError

from claims.capture.policy import Policy
from claims.webhooks import retrying
from claims.webhooks.sending import NotSent, receiver, send
from claims.webhooks.signing import fresh_secret, headers
from tests.capture.server import Page, Raw, redirect, serving

PUBLIC = Policy(connect_timeout=1, total_timeout=1, resolve=lambda host, port: ["127.0.0.1"])
LOCAL = replace(PUBLIC, private_hosts=frozenset({"127.0.0.1", "in.test"}))


def not_sent(address: str, policy: Policy = LOCAL) -> str:
    """Why nothing was sent there."""
    with pytest.raises(NotSent) as caught:
        send(address, "{}", {}, policy)
    return caught.value.message


def sent_to(answer, policy: Policy = LOCAL):
    """What is made of an answer."""
    with serving({"/in": answer}) as site:
        return send(site.url("/in"), "{}", {"webhook-id": "msg_1"}, policy)


# Where to


@pytest.mark.parametrize(
    "address",
    ["https://127.0.0.1/", "https://[::1]/", "https://10.0.0.8/in", "https://169.254.169.254/"],
)
def test_nothing_is_sent_to_a_private_address(address):
    assert "not on the public web" in not_sent(address, PUBLIC)
    with pytest.raises(NotSent, match="not on the public web"):
        receiver(address, PUBLIC)


def test_nothing_is_sent_to_a_name_that_leads_to_a_private_address():
    with serving({"/in": Page()}) as site:
        address = f"https://in.example:{site.port}/in"
        assert "not on the public web" in not_sent(address, PUBLIC)
        assert site.connections == 0


def test_metadata_services_stay_closed_even_where_private_hosts_are_allowed():
    policy = replace(LOCAL, private_hosts=frozenset({"169.254.169.254"}))
    assert "not on the public web" in not_sent("http://169.254.169.254/", policy)


def test_plain_http_is_for_hosts_that_a_setting_names():
    assert "https://" in not_sent("http://in.example/")
    assert sent_to(Page(b"", 200)).received


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("in.example", "begins with https://"),
        ("ftp://in.example/", "begin with https://"),
        ("https://me:word@in.example/", "user name or a password"),
        ("https://in.example:22/", "port"),
        ("https://in.example/" + "a" * 2_000, "longer than 2,000"),
        ("", "begins with https://"),
    ],
)
def test_what_is_no_address_of_a_receiver_is_refused_in_plain_words(address, said):
    assert said in not_sent(address)


def test_a_redirect_is_an_answer_and_not_followed():
    with serving({"/in": redirect("/other"), "/other": Page()}) as site:
        answer = send(site.url("/in"), "{}", {}, LOCAL)
        assert site.paths == ["/in"]
    assert (answer.status, answer.received) == (302, False)


# What came of it


def test_the_body_arrives_to_the_letter_with_the_headers():
    body = '{"statement":"Die Brücke 🌉 „ist zu“"}'
    with serving({"/in": Page(b"ok", 200)}) as site:
        send(site.url("/in"), body, {"webhook-id": "msg_1"}, LOCAL)
        [(sent, received)] = site.received
    assert received.decode() == body
    assert (sent["webhook-id"], sent["Content-Type"]) == ("msg_1", "application/json")


def test_a_receiver_that_does_not_answer_is_given_up_in_time():
    began = time.monotonic()
    with serving({"/in": Raw((b"",), pause=9)}) as site:
        assert "no answer" in not_sent(site.url("/in"))
    assert time.monotonic() - began < 3


def test_nobody_there_is_told():
    assert "could not be reached" in not_sent("http://127.0.0.1:18099")


def test_of_a_long_answer_the_beginning_is_read():
    endless = Raw((b"HTTP/1.1 200 OK\r\n\r\n", *[b"x" * 600 for _ in range(9)]), pause=0.05)
    answer = sent_to(endless, replace(LOCAL, total_timeout=9))
    assert answer.text == "x" * 1_000
    assert answer.duration < 450


def test_an_answer_whose_body_never_ends_counts_by_its_status():
    slow = Raw((b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nwell", b"", b""), pause=2)
    answer = sent_to(slow)
    assert (answer.received, answer.text) == (True, "well")


def test_what_a_database_cannot_hold_is_replaced():
    assert sent_to(Page(b"\0\xff", 500)).text == "��"


@pytest.mark.parametrize(("asked", "seconds"), [("120", 120), ("9" * 12, 86_400), ("soon", None)])
def test_a_receiver_says_when_to_come_back(asked, seconds):
    assert sent_to(Page(b"", 429, {"Retry-After": asked})).retry_after == seconds


# Signatures


@given(st.text(st.characters(codec="utf-8")))
def test_whatever_is_sent_verifies_with_the_specifications_library(body):
    secret = fresh_secret()
    signed = headers("msg_1", datetime.now(UTC), body, [secret])
    Verifier(secret).verify(body, signed, json_parse=False)


def test_each_secret_that_holds_signs():
    old, new = fresh_secret(), fresh_secret()
    signed = headers("msg_1", datetime.now(UTC), "{}", [new, old])
    for secret in (old, new):
        assert Verifier(secret).verify("{}", signed) == {}


@pytest.mark.parametrize(
    "changed",
    [
        {"body": '{"a":2}'},
        {"webhook-id": "msg_2"},
        {"webhook-timestamp": str(int(datetime.now(UTC).timestamp()) + 1)},
    ],
)
def test_what_was_changed_on_the_way_does_not_verify(changed):
    secret, body = fresh_secret(), '{"a":1}'
    signed = headers("msg_1", datetime.now(UTC), body, [secret]) | changed
    with pytest.raises(WebhookVerificationError):
        Verifier(secret).verify(signed.pop("body", body), signed)


def test_no_other_secret_verifies():
    with pytest.raises(WebhookVerificationError):
        Verifier(fresh_secret()).verify(
            "{}", headers("msg_1", datetime.now(UTC), "{}", [fresh_secret()])
        )


# When next


def test_the_waits_grow_and_end_after_some_three_days():
    waits = [retrying.wait(tries, 0) for tries in range(1, retrying.MOST)]
    assert waits == sorted(waits)
    assert timedelta(days=3) < sum(waits, timedelta()) < timedelta(days=4)
    assert retrying.wait(retrying.MOST, 0) is None


@given(st.integers(1, retrying.MOST - 1), st.floats(0, 1))
def test_chance_makes_a_wait_a_tenth_longer_at_most(tries, chance):
    wait = retrying.WAITS[tries - 1]
    assert wait <= retrying.wait(tries, chance) <= wait * 1.1


def test_what_the_receiver_asks_for_counts_if_it_is_longer():
    assert retrying.wait(1, 0, asked=60) == timedelta(seconds=60)
    assert retrying.wait(2, 0, asked=60) == timedelta(minutes=5)
