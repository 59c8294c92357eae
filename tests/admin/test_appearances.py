"""One appearance on its own page: its quote, its basis, and the chains of who said so."""

from typing import Any

import pytest
from django.test import Client

from claims.models import Appearance, Attribution, Claim, Snapshot, Source
from tests import builders as make
from tests.admin.conftest import ONCE, TEXT, TWICE, errors, filled, page, row


def change(client: Client, appearance: Appearance, **fields: Any) -> Any:
    """Type on the appearance's page and press Save."""
    return client.post(page(appearance), filled(client.get(page(appearance)), **fields))


def add_link(client: Client, appearance: Appearance, number: int, **fields: Any) -> Any:
    """Add a row of who said so, after `number` that are there."""
    form = filled(client.get(page(appearance)))
    return client.post(page(appearance), form | row("attributions", number, number + 1, **fields))


def test_an_appearance_is_typed_on_a_page_of_its_own(
    client: Client, claim: Claim, snapshot: Snapshot, officer: Source
) -> None:
    address = page(Appearance, "add")
    form = filled(
        client.get(address),
        claim=claim.pk,
        snapshot=snapshot.pk,
        exact=TWICE,
        place="2",
        said_by=officer.pk,
    )
    assert client.post(address, form).status_code == 302
    found = Appearance.objects.get()
    assert found.start == TEXT.rindex(TWICE)
    assert found.basis == "attributed"
    assert found.attributions.get().source == officer


def test_a_quote_is_selected_anew_in_the_same_text(client: Client, appearance: Appearance) -> None:
    assert change(client, appearance, exact="A union confirmed it").status_code == 302
    appearance.refresh_from_db()
    assert appearance.start == TEXT.index("A union")
    assert appearance.suffix == "."


def test_the_same_words_are_selected_at_another_place(
    client: Client, appearance: Appearance
) -> None:
    change(client, appearance, exact=TWICE, place="1")
    change(client, appearance, place="2")
    appearance.refresh_from_db()
    assert appearance.start == TEXT.rindex(TWICE)


def test_a_quote_that_stands_twice_is_not_asked_about_again_when_something_else_changes(
    client: Client, appearance: Appearance
) -> None:
    change(client, appearance, exact=TWICE, place="2")
    assert change(client, appearance, stance="mentions").status_code == 302
    appearance.refresh_from_db()
    assert (appearance.start, appearance.stance) == (TEXT.rindex(TWICE), "mentions")


def test_a_quote_stored_with_space_around_it_stays_as_it_is_when_something_else_changes(
    client: Client, claim: Claim, snapshot: Snapshot
) -> None:
    appearance = make.appearance(claim, snapshot, quote=f" {TWICE}.")
    assert change(client, appearance, stance="mentions").status_code == 302
    appearance.refresh_from_db()
    assert appearance.exact == f" {TWICE}."


def test_words_that_are_not_there_are_refused(client: Client, appearance: Appearance) -> None:
    said = errors(change(client, appearance, exact="The letter says that overtime is paid"))
    assert said[0] == "These words do not stand in the captured text."
    assert ONCE in said[1]


def test_words_that_the_claim_has_already_are_refused(
    client: Client, claim: Claim, snapshot: Snapshot, appearance: Appearance
) -> None:
    make.appearance(claim, snapshot, quote="A union confirmed it")
    said = errors(change(client, appearance, exact="A union confirmed it"))
    assert "recorded for this claim already" in said[0]


def test_claim_and_captured_text_of_an_appearance_do_not_change(
    client: Client, appearance: Appearance, claim: Claim, snapshot: Snapshot
) -> None:
    other, elsewhere = (
        make.claim("The bridge was closed"),
        make.snapshot(TEXT, snapshot.article.publisher),
    )
    change(client, appearance, claim=other.pk, snapshot=elsewhere.pk)
    appearance.refresh_from_db()
    assert (appearance.claim, appearance.snapshot) == (claim, snapshot)


def test_the_quote_is_shown_in_its_context(client: Client, appearance: Appearance) -> None:
    shown = client.get(page(appearance)).content.decode()
    assert f"Overtime rose by 870% last year. <mark>{ONCE}</mark>." in shown


def test_a_chain_is_typed_link_by_link(
    client: Client, appearance: Appearance, officer: Source, atlantic: Source
) -> None:
    assert add_link(client, appearance, 0, source=atlantic.pk).status_code == 302
    relay = appearance.attributions.get()
    assert add_link(client, appearance, 1, source=officer.pk, via=relay.pk).status_code == 302
    assert appearance.attributions.get(source=officer).via == relay


def test_by_way_of_offers_the_other_links_of_this_appearance_alone(
    client: Client, claim: Claim, snapshot: Snapshot, chain: Attribution, atlantic: Source
) -> None:
    make.appearance(claim, snapshot, make.source("elsewhere"), quote="A union confirmed it")
    formset = client.get(page(chain.appearance)).context["inline_admin_formsets"][0].formset
    offered = [[label for _, label in form.fields["via"].choices] for form in formset.forms]
    assert offered == [["---------", "a former officer"], ["---------", "The Atlantic"]]


def test_a_link_of_another_appearance_is_refused_as_a_relay(
    client: Client, claim: Claim, snapshot: Snapshot, chain: Attribution, officer: Source
) -> None:
    other = make.appearance(claim, snapshot, quote="A union confirmed it", basis="attributed")
    response = add_link(client, other, 0, source=officer.pk, via=chain.pk)
    assert "Select a valid choice" in errors(response)[0]


def test_a_chain_that_comes_back_to_itself_is_refused(client: Client, chain: Attribution) -> None:
    said = errors(change(client, chain.appearance, attributions__0__via=chain.pk))
    assert len(said) == 2
    assert "come back to where they started" in said[0]


def test_the_same_link_twice_is_refused(
    client: Client, appearance: Appearance, officer: Source
) -> None:
    form = filled(client.get(page(appearance)))
    for number in range(2):
        form |= row("attributions", number, 2, source=officer.pk)
    said = errors(client.post(page(appearance), form))
    assert "recorded here already" in said[0]


def test_a_relay_is_not_removed_from_under_those_who_spoke_by_way_of_it(
    client: Client, chain: Attribution
) -> None:
    said = errors(change(client, chain.appearance, attributions__0__DELETE="on"))
    assert said == ["You remove the one that passed it on. Clear this, or keep that."]


def test_a_whole_chain_is_removed_at_once(client: Client, chain: Attribution) -> None:
    both = {"attributions__0__DELETE": "on", "attributions__1__DELETE": "on"}
    assert change(client, chain.appearance, **both).status_code == 302
    assert not Attribution.objects.exists()


def test_a_basis_that_leaves_no_room_for_who_said_so_is_refused(
    client: Client, chain: Attribution
) -> None:
    said = errors(change(client, chain.appearance, basis="own_reporting"))
    assert "Choose “attributed”, or remove the attributions" in said[0]


def test_the_basis_changes_together_with_the_removal_of_who_said_so(
    client: Client, chain: Attribution
) -> None:
    response = change(
        client,
        chain.appearance,
        basis="own_reporting",
        attributions__0__DELETE="on",
        attributions__1__DELETE="on",
    )
    assert response.status_code == 302
    chain.appearance.refresh_from_db()
    assert chain.appearance.basis == "own_reporting"
    assert not Attribution.objects.exists()


def test_who_said_so_is_added_the_quick_way_through_a_relay_that_is_there(
    client: Client, chain: Attribution, atlantic: Source
) -> None:
    union = make.source("a union", "organisation")
    response = change(
        client, chain.appearance, said_by=union.pk, by_way_of=atlantic.pk, about_itself="on"
    )
    assert response.status_code == 302
    link = chain.appearance.attributions.get(source=union)
    assert link.via == chain.via
    assert link.self_interested


def test_who_said_so_is_not_added_twice_the_quick_way(
    client: Client, chain: Attribution, atlantic: Source
) -> None:
    change(client, chain.appearance, said_by=chain.source.pk, by_way_of=atlantic.pk)
    assert chain.appearance.attributions.count() == 2


def test_the_list_is_searched_by_words_of_claim_and_quote(
    client: Client, appearance: Appearance
) -> None:
    address = page(Appearance, "changelist")
    assert ONCE in client.get(address, {"q": "letter"}).content.decode()
    assert ONCE not in client.get(address, {"q": "bridge"}).content.decode()


@pytest.mark.parametrize("which", ["chain", "appearance"])
def test_the_list_shows_where_and_who_said_so(
    client: Client, which: str, request: pytest.FixtureRequest
) -> None:
    request.getfixturevalue(which)
    shown = client.get(page(Appearance, "changelist")).content.decode()
    assert "The Courier: Overtime" in shown
    said = "Said by: a former officer, passed on by The Atlantic"
    assert (said in shown) == (which == "chain")


def test_a_link_that_is_removed_is_not_complained_of_beside_one_that_is_wrong(
    client: Client, chain: Attribution
) -> None:
    form = filled(
        client.get(page(chain.appearance)),
        basis="own_reporting",
        attributions__0__DELETE="on",
        attributions__1__DELETE="on",
    )
    form |= row("attributions", 2, 3, source="nobody")
    said = errors(client.post(page(chain.appearance), form))
    assert len(said) == 1
    assert "Select a valid choice" in said[0]
