"""Claims typed in: their quotes, who said so, figures and findings."""

from typing import Any

import pytest
from django.test import Client

from claims.models import Appearance, Attribution, Claim, OriginMark, Snapshot, Source, Topic, User
from tests import builders as make
from tests.admin.conftest import ONCE, TEXT, TWICE, errors, filled, page, row


def add_quote(client: Client, claim: Claim, snapshot: Snapshot, **fields: Any) -> Any:
    """Type a quote on the claim's page and press Save."""
    typed = {"snapshot": snapshot.pk, "exact": ONCE, "stance": "asserts", "basis": "unattributed"}
    form = filled(client.get(page(claim)))
    return client.post(page(claim), form | row("new_appearances", 0, 1, **(typed | fields)))


def test_a_claim_is_typed_with_its_quote_its_figure_and_who_said_so(
    client: Client, snapshot: Snapshot, officer: Source, atlantic: Source
) -> None:
    topic = Topic.objects.create(name="pay")
    address = page(Claim, "add")
    form = filled(
        client.get(address), statement="Overtime rose by 870%", topics=[topic.pk], why="The letter"
    )
    form |= row(
        "new_appearances",
        0,
        1,
        snapshot=snapshot.pk,
        exact="Overtime rose by 870% last year",
        stance="asserts",
        said_by=officer.pk,
        by_way_of=atlantic.pk,
    )
    form |= row("figures", 0, 1, comparator="exact", value="870", unit="%", kind="unrecorded")
    response = client.post(address, form)
    assert response.status_code == 302

    claim = Claim.objects.get()
    assert claim.topics.get() == topic
    assert claim.figure_label == "870%"
    assert claim.status == "uncorroborated"
    appearance = claim.appearances.get()
    assert (appearance.start, appearance.end) == (0, 31)
    assert appearance.basis == "attributed"
    last = appearance.attributions.get(source=officer)
    assert last.via.source == atlantic
    assert last.via.via is None


def test_a_new_claim_that_looks_like_others_is_stored_when_they_have_been_seen(
    client: Client,
) -> None:
    known = make.claim("Overtime rose by 807%")
    address = page(Claim, "add")
    response = client.post(address, filled(client.get(address), statement="Overtime rose by 870%"))
    html = response.content.decode()
    assert "1 claim looks like this one." in html
    assert known.get_absolute_url() in html
    assert "other figure" in html
    assert client.post(address, filled(response)).status_code == 302
    assert Claim.objects.count() == 2


def test_too_many_topics_are_told_beside_their_field_and_nothing_typed_is_lost(
    client: Client, claim: Claim
) -> None:
    *hundred, last = make.topics(101)
    keys = [topic.pk for topic in hundred]
    form = filled(client.get(page(claim)), topics=[*keys, last.pk], note="Ask.", why="The letter")
    response = client.post(page(claim), form)
    assert errors(response) == ["A claim can be filed under 100 topics at most. Remove some."]
    shown = response.context["adminform"].form
    assert shown.errors.keys() == {"topics"}
    assert (shown["note"].value(), len(shown["topics"].value())) == ("Ask.", 101)
    assert claim.topics.count() == 0
    assert client.post(page(claim), filled(response, topics=keys)).status_code == 302
    assert claim.topics.count() == 100


def test_a_quote_with_another_figure_than_its_claim_is_added_with_a_tick_alone(
    client: Client, snapshot: Snapshot
) -> None:
    claim = make.claim("Overtime rose by 807%")
    typed = {"exact": "Overtime rose by 870%", "said_by": ""}
    html = add_quote(client, claim, snapshot, **typed).content.decode()
    assert "The claim says 807%, the words quoted say 870%." in html
    assert not claim.appearances.exists()
    assert add_quote(client, claim, snapshot, **typed, meant="on").status_code == 302
    assert claim.appearances.get().exact == "Overtime rose by 870%"


def test_the_quote_is_found_though_it_was_pasted_with_space_around_it(
    client: Client, claim: Claim, snapshot: Snapshot
) -> None:
    add_quote(client, claim, snapshot, exact=f"\r\n  {ONCE} \r\n")
    assert claim.appearances.get().exact == ONCE


def test_a_quote_over_two_lines_is_found_though_browsers_send_other_line_ends(
    client: Client, claim: Claim, snapshot: Snapshot
) -> None:
    words = "is not paid.\n\nOfficers told The Atlantic"
    add_quote(client, claim, snapshot, exact=words.replace("\n", "\r\n"))
    assert claim.appearances.get().exact == words


def test_a_quote_that_stands_twice_is_asked_about_and_nothing_typed_is_lost(
    client: Client, claim: Claim, snapshot: Snapshot, officer: Source
) -> None:
    response = add_quote(
        client, claim, snapshot, exact=TWICE, basis="attributed", said_by=officer.pk
    )
    assert "stands in 2 places" in errors(response)[0]
    shown = response.content.decode()
    assert "<mark>overtime is not paid</mark>" in shown
    assert f'<option value="{officer.pk}" selected>a former officer (anonymous)</option>' in shown
    assert f'<option value="{snapshot.pk}" selected>{snapshot}</option>' in shown
    assert not claim.appearances.exists()


def test_the_number_typed_after_that_chooses_the_place(
    client: Client, claim: Claim, snapshot: Snapshot
) -> None:
    add_quote(client, claim, snapshot, exact=TWICE, place="2")
    assert claim.appearances.get().start == TEXT.rindex(TWICE)


def test_a_quote_that_is_not_there_is_refused_with_the_nearest_passage(
    client: Client, claim: Claim, snapshot: Snapshot
) -> None:
    response = add_quote(client, claim, snapshot, exact="Overtime rose by 807% last year")
    said = errors(response)
    assert said[0] == "These words do not stand in the captured text."
    assert "Overtime rose by 870% last year" in said[1]
    assert not claim.appearances.exists()


def test_a_quote_without_an_article_is_refused(
    client: Client, claim: Claim, snapshot: Snapshot
) -> None:
    form = filled(client.get(page(claim)))
    form |= row("new_appearances", 0, 1, exact=ONCE, stance="asserts", basis="unattributed")
    assert errors(client.post(page(claim), form)) == ["This field is required."]


def test_a_quote_on_record_is_refused_a_second_time(
    client: Client, claim: Claim, snapshot: Snapshot, appearance: Appearance
) -> None:
    response = add_quote(client, claim, snapshot)
    assert "recorded for this claim already" in errors(response)[0]


def test_the_same_words_in_two_rows_are_refused(
    client: Client, claim: Claim, snapshot: Snapshot
) -> None:
    typed = {"snapshot": snapshot.pk, "exact": ONCE, "stance": "asserts", "basis": "unattributed"}
    form = filled(client.get(page(claim)))
    form |= row("new_appearances", 0, 2, **typed) | row("new_appearances", 1, 2, **typed)
    assert "recorded for this claim already" in errors(client.post(page(claim), form))[0]


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({"basis": ""}, "Choose on whose word the article says it."),
        ({"basis": "own_reporting", "said_by": "officer"}, "choose “attributed”"),
        ({"basis": "attributed", "by_way_of": "officer"}, "Say who said it"),
        (
            {"basis": "attributed", "said_by": "officer", "by_way_of": "officer"},
            "Nobody passes on their own words",
        ),
    ],
)
def test_who_said_so_must_fit_together(
    client: Client,
    claim: Claim,
    snapshot: Snapshot,
    officer: Source,
    fields: dict[str, str],
    complaint: str,
) -> None:
    typed = {name: officer.pk if value == "officer" else value for name, value in fields.items()}
    response = add_quote(client, claim, snapshot, **typed)
    assert complaint in errors(response)[0]
    assert not claim.appearances.exists()


def test_an_attributed_quote_that_names_nobody_is_stored_with_a_warning(
    client: Client, claim: Claim, snapshot: Snapshot
) -> None:
    form = filled(client.get(page(claim)))
    form |= row(
        "new_appearances",
        0,
        1,
        snapshot=snapshot.pk,
        exact=ONCE,
        stance="asserts",
        basis="attributed",
    )
    response = client.post(page(claim), form, follow=True)
    assert claim.appearances.count() == 1
    assert "it is not recorded who said so" in response.content.decode()


def test_stance_and_basis_of_an_appearance_change_on_the_claims_page(
    client: Client, claim: Claim, appearance: Appearance
) -> None:
    form = filled(
        client.get(page(claim)),
        appearances__0__stance="disputes",
        appearances__0__basis="own_reporting",
    )
    assert client.post(page(claim), form).status_code == 302
    appearance.refresh_from_db()
    assert (appearance.stance, appearance.basis) == ("disputes", "own_reporting")
    claim.refresh_from_db()
    assert claim.status == "unsupported"


def test_a_basis_that_leaves_no_room_for_who_said_so_is_refused_there(
    client: Client, claim: Claim, chain: Attribution
) -> None:
    form = filled(client.get(page(claim)), appearances__0__basis="own_reporting")
    response = client.post(page(claim), form)
    assert "Choose “attributed”, or remove the attributions" in errors(response)[0]


def test_an_appearance_is_removed_with_who_said_so(
    client: Client, claim: Claim, chain: Attribution
) -> None:
    form = filled(client.get(page(claim)), appearances__0__DELETE="on")
    assert client.post(page(claim), form).status_code == 302
    assert not Appearance.objects.exists()
    assert not Attribution.objects.exists()


def test_a_row_shows_the_whole_chain(client: Client, claim: Claim, chain: Attribution) -> None:
    shown = client.get(page(claim)).content.decode()
    assert "Said by: a former officer, passed on by The Atlantic" in shown


def test_status_and_flags_are_shown_with_their_reasons(
    client: Client, claim: Claim, chain: Attribution
) -> None:
    shown = client.get(page(claim)).content.decode()
    claim.refresh_from_db()
    assert "<strong>Uncorroborated</strong>" in shown
    flag = claim.flags.get(code="anonymous_only")
    assert flag.explanation in shown
    assert flag.clears in shown


def test_a_finding_notes_who_made_it(
    client: Client, claim: Claim, officer: Source, editor: User
) -> None:
    form = filled(client.get(page(claim)))
    form |= row("marks", 0, 1, source=officer.pk, verdict="independent", reason="We met them.")
    assert client.post(page(claim), form).status_code == 302
    assert OriginMark.objects.get().made_by == editor


def test_a_finding_left_alone_stays_with_the_person_who_made_it(
    client: Client, claim: Claim, officer: Source
) -> None:
    other = make.user("colleague")
    OriginMark.objects.create(
        claim=claim, source=officer, verdict="independent", reason="We met them.", made_by=other
    )
    form = filled(client.get(page(claim)), statement="Overtime is not paid to officers")
    assert client.post(page(claim), form).status_code == 302
    assert OriginMark.objects.get().made_by == other


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({"verdict": "same_as"}, "Name the other source"),
        ({"verdict": "independent", "same_as": "atlantic"}, "Name the other source"),
        ({"verdict": "same_as", "same_as": "officer"}, "always the same as itself"),
        ({"verdict": "independent", "reason": ""}, "This field is required."),
    ],
)
def test_a_finding_that_makes_no_sense_is_refused(
    client: Client,
    claim: Claim,
    officer: Source,
    atlantic: Source,
    fields: dict[str, str],
    complaint: str,
) -> None:
    known = {"officer": officer.pk, "atlantic": atlantic.pk}
    typed = {"source": officer.pk, "reason": "We met them."}
    typed |= {name: known.get(value, value) for name, value in fields.items()}
    form = filled(client.get(page(claim))) | row("marks", 0, 1, **typed)
    said = errors(client.post(page(claim), form))
    assert len(said) == 1
    assert complaint in said[0]


def test_two_findings_about_one_source_are_refused(
    client: Client, claim: Claim, officer: Source
) -> None:
    form = filled(client.get(page(claim)))
    for number, verdict in enumerate(["independent", "not_independent"]):
        form |= row("marks", number, 2, source=officer.pk, verdict=verdict, reason="We met them.")
    said = errors(client.post(page(claim), form))
    assert said == ["There is a finding about this source already. Change that one."]


def test_a_claim_without_a_statement_is_refused(client: Client, editor: User) -> None:
    address = page(Claim, "add")
    response = client.post(address, filled(client.get(address), statement=" "))
    assert errors(response) == ["This field is required."]


def found(client: Client, **query: str) -> list[str]:
    """The statements that the list shows."""
    response = client.get(page(Claim, "changelist"), query)
    return [claim.statement for claim in response.context["cl"].result_list]


def test_the_search_finds_words_of_the_statement_and_of_the_quotes(
    client: Client, claim: Claim, appearance: Appearance
) -> None:
    make.claim("The bridge was closed")
    assert found(client, q="overtime") == [claim.statement]
    assert found(client, q="letter") == [claim.statement]
    assert found(client, q="bridge -closed") == []


def test_the_search_finds_a_word_that_is_half_typed(client: Client, claim: Claim) -> None:
    assert found(client, q="officers overt") == [claim.statement]


@pytest.mark.parametrize(
    "term", ["'", "a & b", "the", ":*", "a:* | b", "  ", "ö", "_", "a_b", "\0"]
)
def test_the_search_takes_whatever_is_typed(client: Client, claim: Claim, term: str) -> None:
    assert client.get(page(Claim, "changelist"), {"q": term}).status_code in {200, 302}


def test_the_list_is_narrowed_by_status_flag_figure_and_topic(
    client: Client, claim: Claim, chain: Attribution
) -> None:
    other = make.claim("The bridge was closed", topics=["roads"])
    assert found(client, status__exact="uncorroborated") == [claim.statement]
    assert found(client, flag="anonymous_only") == [claim.statement]
    assert found(client, figure="yes") == []
    assert len(found(client, figure="no")) == 2
    topic = other.topics.get()
    assert found(client, topics__id__exact=str(topic.pk)) == [other.statement]


def test_the_list_shows_status_flags_and_counts(
    client: Client, claim: Claim, chain: Attribution
) -> None:
    shown = client.get(page(Claim, "changelist")).content.decode()
    assert "Uncorroborated" in shown
    assert "Anonymous only" in shown


@pytest.mark.parametrize(("stored", "shown"), [("870", "870"), ("0.5", "0.5"), ("100", "100")])
def test_a_figure_is_shown_without_idle_zeros(
    client: Client, claim: Claim, stored: str, shown: str
) -> None:
    claim.figures.create(value=stored, unit="%")
    assert f'name="figures-0-value" value="{shown}"' in client.get(page(claim)).content.decode()
