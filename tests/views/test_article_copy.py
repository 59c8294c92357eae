"""`/articles/<id>/copies/<other>/`: what two articles share, and saying what it is."""

import pytest

from claims.actions.copying import look_for_copies
from claims.models import CopyProposal, Derivation, Source
from tests import builders as make
from tests import prose

pytestmark = pytest.mark.django_db

TEXT = f"It says that {make.WORDS}. {prose.text(100, 'wire')}"


@pytest.fixture
def proposal() -> CopyProposal:
    """Two articles with one text, of which one has a word of its own."""
    for name, text in (("The Wire", TEXT), ("The Post", TEXT.replace("Monday", "Tuesday"))):
        article = make.snapshot(text, make.source(name), f"{name} on it").article
        look_for_copies(article_id=article.pk)
    return CopyProposal.objects.get()


@pytest.fixture
def address(proposal) -> str:
    """Its page."""
    return proposal.get_absolute_url()


def sent(proposal: CopyProposal, answer: str, **values: object) -> dict[str, object]:
    """What the form sends when a button is pressed."""
    return {
        "answer": answer,
        "kind": "rewrite",
        "reason": "",
        "version": proposal.version,
        **values,
    }


def test_the_public_is_asked_to_sign_in(address, client):
    assert client.get(address)["Location"].startswith("/accounts/login/")


def test_somebody_without_a_role_is_refused(address, client):
    client.force_login(make.user("nobody"))
    assert client.get(address).status_code == 403


def test_a_reader_sees_the_passages_and_cannot_answer(proposal, address, client):
    client.force_login(make.user("rea", role="reader"))
    html = client.get(address).content.decode()

    assert "1 shared passage" in html
    assert "Not a copy" not in html
    assert client.post(address, sent(proposal, "derived")).status_code == 403
    assert not Derivation.objects.exists()


def test_where_no_publisher_is_known_the_button_names_the_article(proposal, address, staff):
    Source.objects.filter(pk=proposal.original.publisher_id).update(kind="unidentified")
    html = staff.get(address).content.decode()

    assert f"Derived from “{proposal.original.title}”" in html
    assert "publisher not recorded" in html
    told = staff.get(proposal.article.get_absolute_url()).content.decode()
    assert "(publisher not recorded)" in told


def test_the_passages_stand_side_by_side_with_what_differs_marked(address, staff):
    html = staff.get(address).content.decode()

    assert "<ins>Tuesday. </ins>" in html
    assert "<ins>Monday. </ins>" in html
    assert html.count(prose.text(100, "wire")[-60:-1]) == 2


def test_the_other_address_leads_to_the_same_page(proposal, address, staff):
    turned = f"/articles/{proposal.original_id}/copies/{proposal.article_id}/"
    assert staff.get(turned)["Location"] == address


def test_two_articles_that_nobody_compared_are_not_found(staff):
    one, other = make.snapshot().article, make.snapshot().article
    assert staff.get(f"/articles/{one.pk}/copies/{other.pk}/").status_code == 404
    assert staff.get(f"/articles/{one.pk}/copies/{one.pk}/").status_code == 404


def test_the_first_button_records_that_it_derives(proposal, address, staff):
    response = staff.post(address, sent(proposal, "derived", kind="wire_copy"))

    assert response["Location"] == proposal.article.get_absolute_url()
    found = Derivation.objects.get()
    assert (found.article, found.based_on, found.kind) == (
        proposal.article,
        proposal.original,
        "wire_copy",
    )
    assert (
        "“The Post on it” is a wire copy of “The Wire on it”."
        in staff.get(address).content.decode()
    )


def test_the_second_button_records_it_the_other_way_round(proposal, address, staff):
    staff.post(address, sent(proposal, "turned"))
    assert Derivation.objects.get().article == proposal.original


def test_the_third_button_needs_a_reason_and_keeps_what_was_typed(proposal, address, staff):
    response = staff.post(address, sent(proposal, "not", reason="  ", kind="translation"))
    html = response.content.decode()

    assert response.status_code == 400
    assert "Say why it is not a copy" in html
    assert '<option value="translation" selected>' in html
    assert CopyProposal.objects.get().is_open


def test_with_a_reason_it_is_no_copy(proposal, address, staff):
    staff.post(address, sent(proposal, "not", reason="One press release."))
    html = staff.get(address).content.decode()

    assert "Not a copy" in html
    assert "says ana: One press release." in html


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"answer": ""}, "Choose one of the buttons."),
        ({"answer": "perhaps"}, "perhaps"),
        ({"kind": ""}, "Say how it derives."),
        ({"kind": "theft"}, "theft"),
    ],
)
def test_an_answer_that_makes_no_sense_is_refused(proposal, address, staff, values, said):
    response = staff.post(address, sent(proposal, "derived") | values)

    assert response.status_code == 400
    assert said in response.content.decode()
    assert CopyProposal.objects.get().is_open


def test_an_answer_after_somebody_elses_is_not_saved_and_what_was_typed_stays(
    proposal, address, staff
):
    old = sent(proposal, "not", reason="A press release.")
    staff.post(address, sent(proposal, "derived"))
    response = staff.post(address, old)
    html = response.content.decode()

    assert response.status_code == 400
    assert "Not saved: this was answered" in html
    assert "A press release." in html
    assert f'name="version" value="{CopyProposal.objects.get().version}"' in html
    assert Derivation.objects.exists()


def test_the_articles_page_tells_those_who_record(proposal, staff, client):
    html = staff.get(proposal.article.get_absolute_url()).content.decode()
    other = staff.get(proposal.original.get_absolute_url()).content.decode()

    assert "Looks copied from" in html
    assert "99&nbsp;% of its words stand there too;" in html
    assert "looks copied from this" in other
    assert proposal.get_absolute_url() in html


def test_the_articles_page_does_not_tell_a_reader(proposal, client):
    client.force_login(make.user("rea", role="reader"))
    assert "Looks copied" not in client.get(proposal.article.get_absolute_url()).content.decode()


def test_the_history_of_both_tells_it(proposal, address, staff):
    staff.post(address, sent(proposal, "not", reason="One press release."))
    html = staff.get(f"/articles/{proposal.article_id}/history/").content.decode()
    other = staff.get(f"/articles/{proposal.original_id}/history/").content.decode()

    assert "Looks copied" in html and "One press release." in html
    assert "Looks like an original" in other
