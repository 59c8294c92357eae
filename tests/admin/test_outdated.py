"""Two people at once: nothing is saved over what the other has saved since the page was opened."""

from concurrent.futures import ThreadPoolExecutor
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client

from claims.models import Appearance, Article, Claim, Source, Topic, User
from tests import builders as make
from tests.admin.conftest import errors, filled, page, row, signed_in


@pytest.fixture
def bo(db: None) -> Client:
    """The other's browser."""
    return signed_in(make.user("bo", is_staff=True, is_superuser=True))


def opened(client: Client, record: Any, **changes: Any) -> dict[str, Any]:
    """The form of a record as it is now, with these fields changed."""
    return filled(client.get(page(record)), **changes)


def chosen(response: Any, form: dict[str, Any], *over: str, prefix: str = "") -> dict[str, Any]:
    """The form that came back, sent again with these fields ticked."""
    html = response.content.decode()
    seen = html.split(f'name="{prefix}seen" value="')[1].split('"')[0]
    return {**form, f"{prefix}seen": seen, f"{prefix}over": list(over)}


@pytest.fixture
def clash(client: Client, bo: Client, claim: Claim) -> tuple[dict[str, Any], Any]:
    """The editor opens a claim; bo rewords it; the editor saves another wording, and a note."""
    form = opened(client, claim, statement="Mine", note="my note")
    assert bo.post(page(claim), opened(bo, claim, statement="Theirs")).status_code == 302
    return form, client.post(page(claim), form)


def test_an_outdated_form_is_not_saved_over_the_newer_record(clash, claim: Claim) -> None:
    claim.refresh_from_db()
    assert (claim.statement, claim.note) == ("Theirs", "")


def test_its_author_sees_both_and_who_changed_it(clash) -> None:
    (told,) = [error for error in errors(clash[1]) if "Save mine" in error]
    assert "bo changed this since you opened the page." in told
    assert "Now on record: <q>Theirs</q>. In your form: <q>Mine</q>." in told


def test_what_was_typed_stays_in_the_form(clash) -> None:
    html = unescape(clash[1].content.decode())
    assert "Mine</textarea>" in html
    assert "my note</textarea>" in html


def test_ticked_ones_own_is_saved_over_it(clash, client: Client, claim: Claim) -> None:
    form, response = clash
    assert client.post(page(claim), chosen(response, form, "statement")).status_code == 302
    claim.refresh_from_db()
    assert (claim.statement, claim.note) == ("Mine", "my note")


def test_without_the_tick_the_record_stays_and_the_rest_is_saved(
    clash, client: Client, claim: Claim
) -> None:
    form, response = clash
    assert client.post(page(claim), chosen(response, form)).status_code == 302
    claim.refresh_from_db()
    assert (claim.statement, claim.note) == ("Theirs", "my note")


def test_sent_again_without_having_seen_it_is_refused_again(
    clash, client: Client, claim: Claim
) -> None:
    assert client.post(page(claim), clash[0]).status_code == 200
    assert client.post(page(claim), {**clash[0], "over": ["statement"]}).status_code == 200
    claim.refresh_from_db()
    assert claim.statement == "Theirs"


def test_changed_once_more_meanwhile_it_is_asked_once_more(
    clash, client: Client, bo: Client, claim: Claim
) -> None:
    form, response = clash
    bo.post(page(claim), opened(bo, claim, statement="Theirs, better"))
    again = client.post(page(claim), chosen(response, form, "statement"))
    assert "Theirs, better" in str(errors(again))
    assert client.post(page(claim), chosen(again, form, "statement")).status_code == 302


def test_another_mistake_in_the_form_loses_no_choice(clash, client: Client, claim: Claim) -> None:
    form, response = clash
    wrong = client.post(page(claim), {**chosen(response, form), "event_on": "soon"})
    assert wrong.status_code == 200
    assert client.post(page(claim), form).status_code == 200
    claim.refresh_from_db()
    assert claim.statement == "Theirs"


def test_a_form_without_a_version_is_compared_too(client: Client, claim: Claim) -> None:
    form = opened(client, claim, statement="Mine")
    del form["version"]
    assert client.post(page(claim), form).status_code == 200
    claim.refresh_from_db()
    assert claim.statement != "Mine"


def test_both_saved_the_same_and_nobody_is_asked(client: Client, bo: Client, claim: Claim) -> None:
    form = opened(client, claim, statement="The same")
    bo.post(page(claim), opened(bo, claim, statement="The same"))
    assert client.post(page(claim), form).status_code == 302


def test_an_assessment_meanwhile_asks_nobody(client: Client, claim: Claim) -> None:
    form = opened(client, claim, note="my note")
    make.says(claim, make.source(), basis="own_reporting")
    assert client.post(page(claim), form).status_code == 302


def test_topics_are_compared(client: Client, bo: Client, claim: Claim) -> None:
    bridges, ferries = (Topic.objects.create(name=name) for name in ("bridges", "ferries"))
    form = opened(client, claim, topics=[ferries.pk])
    bo.post(page(claim), opened(bo, claim, topics=[bridges.pk]))
    response = client.post(page(claim), form)
    assert "Now on record: <q>bridges</q>. In your form: <q>ferries</q>" in str(errors(response))
    assert client.post(page(claim), chosen(response, form, "topics")).status_code == 302
    assert list(claim.topics.all()) == [ferries]


def test_rows_are_compared_each_by_itself(
    client: Client, bo: Client, claim: Claim, appearance: Appearance
) -> None:
    form = opened(client, claim, note="my note")
    bo.post(page(claim), opened(bo, claim, appearances__0__stance="disputes"))
    response = client.post(page(claim), form)
    assert "Now on record: <q>disputes</q>. In your form: <q>asserts</q>" in str(errors(response))
    sent = chosen(response, form, prefix="appearances-0-")
    assert client.post(page(claim), sent).status_code == 302
    appearance.refresh_from_db()
    claim.refresh_from_db()
    assert (appearance.stance, claim.note) == ("disputes", "my note")


def test_ticked_a_row_is_saved_over(
    client: Client, bo: Client, claim: Claim, appearance: Appearance
) -> None:
    form = opened(client, claim, appearances__0__stance="mentions")
    bo.post(page(claim), opened(bo, claim, appearances__0__stance="disputes"))
    response = client.post(page(claim), form)
    sent = chosen(response, form, "stance", prefix="appearances-0-")
    assert client.post(page(claim), sent).status_code == 302
    appearance.refresh_from_db()
    assert appearance.stance == "mentions"


def test_a_row_that_was_changed_is_not_removed_unseen(
    client: Client, bo: Client, claim: Claim
) -> None:
    figure = claim.figures.create(value=1, unit="day")
    form = opened(client, claim, figures__0__DELETE="on")
    bo.post(page(claim), opened(bo, claim, figures__0__value="2"))
    response = client.post(page(claim), form)
    assert "A row that you remove was changed" in str(errors(response))
    assert claim.figures.filter(pk=figure.pk).exists()
    sent = chosen(response, form, prefix="figures-0-")
    assert client.post(page(claim), sent).status_code == 302
    assert not claim.figures.exists()


def test_an_appearances_own_page_compares(
    client: Client, bo: Client, claim: Claim, appearance: Appearance
) -> None:
    form = opened(client, appearance, stance="mentions")
    bo.post(page(claim), opened(bo, claim, appearances__0__stance="disputes"))
    assert "<q>disputes</q>" in str(errors(client.post(page(appearance), form)))


def test_an_article_compares(client: Client, bo: Client, article: Article) -> None:
    form = opened(client, article, byline="Ana", published_on="2026-01-02")
    bo.post(page(article), opened(bo, article, byline="Bo", published_on="2026-01-03"))
    told = str(errors(client.post(page(article), form)))
    assert "<q>Bo</q>. In your form: <q>Ana</q>" in told
    assert "<q>3 January 2026</q>. In your form: <q>2 January 2026</q>" in told


def test_a_source_compares_and_names_its_owner(
    client: Client, bo: Client, outlet: Source, atlantic: Source, officer: Source
) -> None:
    form = opened(client, outlet, owner=atlantic.pk)
    bo.post(page(outlet), opened(bo, outlet, owner=officer.pk))
    response = client.post(page(outlet), form)
    assert "<q>a former officer</q>. In your form: <q>The Atlantic</q>" in str(errors(response))
    client.post(page(outlet), chosen(response, form))
    outlet.refresh_from_db()
    assert outlet.owner == officer


def test_hostile_words_are_escaped(client: Client, bo: Client, claim: Claim) -> None:
    form = opened(client, claim, statement="<b>mine</b>")
    bo.post(page(claim), opened(bo, claim, statement="<script>alert(1)</script>"))
    html = client.post(page(claim), form).content.decode()
    assert "<script>alert(1)" not in html
    assert "<q>&lt;b&gt;mine&lt;/b&gt;</q>" in html


def test_a_new_record_and_new_rows_have_nothing_to_compare(client: Client, claim: Claim) -> None:
    form = opened(client, claim) | row(
        "figures", 0, 1, comparator="exact", value="1", kind="measured"
    )
    assert client.post(page(claim), form).status_code == 302
    assert claim.figures.count() == 1


def test_whoever_may_only_look_sees_no_versions(
    claim: Claim, appearance: Appearance, chain: Any
) -> None:
    user = User.objects.create_user("cy", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    html = signed_in(user).get(page(claim)).content.decode()
    assert "ersion" not in html.split("<form")[-1].split("</form")[0]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_in_the_same_moment_one_is_asked(client: Client, bo: Client) -> None:
    claim = make.claim("On record")
    forms = [opened(one, claim, statement=words) for one, words in ((client, "A"), (bo, "B"))]

    def save(browser: Client, form: dict[str, Any]) -> int:
        try:
            return browser.post(page(claim), form).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as both:
        answers = list(both.map(save, (client, bo), forms))
    assert sorted(answers) == [200, 302]
    claim.refresh_from_db()
    assert claim.statement == "AB"[answers.index(302)]
