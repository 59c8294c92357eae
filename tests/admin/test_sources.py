"""Sources and whom they belong to."""

from typing import Any

import pytest
from django.test import Client

from claims.models import Attribution, Claim, Source
from tests import builders as make
from tests.admin.conftest import errors, filled, page


def change(client: Client, source: Source, **fields: Any) -> Any:
    """Type on the source's page and press Save."""
    return client.post(page(source), filled(client.get(page(source)), **fields))


def test_a_source_is_typed(client: Client, outlet: Source) -> None:
    address = page(Source, "add")
    form = filled(client.get(address), name="The Sunday Courier", kind="outlet", owner=outlet.pk)
    assert client.post(address, form).status_code == 302
    assert Source.objects.get(name="The Sunday Courier").owner == outlet


def test_a_source_does_not_belong_to_itself(client: Client, outlet: Source) -> None:
    assert "cannot belong to itself" in errors(change(client, outlet, owner=outlet.pk))[0]


def test_a_source_does_not_belong_to_what_belongs_to_it(client: Client, outlet: Source) -> None:
    below = make.source("The Sunday Courier", owner=make.source("Courier Media", owner=outlet))
    assert "cannot belong to itself" in errors(change(client, outlet, owner=below.pk))[0]


def test_a_new_owner_joins_two_origins_into_one_family(client: Client, claim: Claim) -> None:
    times, herald = make.source("The Times"), make.source("The Herald")
    make.says(claim, times, basis="own_reporting")
    make.says(claim, herald, basis="own_reporting")
    claim.refresh_from_db()
    assert claim.status == "corroborated"
    assert change(client, herald, owner=times.pk).status_code == 302
    claim.refresh_from_db()
    assert claim.status == "uncorroborated"


def test_a_web_host_that_is_on_record_is_refused_in_plain_words(
    client: Client, outlet: Source, atlantic: Source
) -> None:
    change(client, atlantic, host="www.example.org")
    said = errors(change(client, outlet, host="www.example.org"))
    assert said == ["Another source has this web host. Search for it and use that one."]


def test_a_web_host_is_kept_as_addresses_are_compared_with_it(
    client: Client, outlet: Source
) -> None:
    change(client, outlet, host="https://www.Courier.example/news")
    outlet.refresh_from_db()
    assert outlet.host == "courier.example"


def test_a_web_host_that_is_none_is_refused_in_plain_words(client: Client, outlet: Source) -> None:
    said = errors(change(client, outlet, host="The Courier"))
    assert said == ["This is not the name of a web site. Write it like example.org."]


def test_a_name_of_space_alone_is_refused_in_plain_words(client: Client, outlet: Source) -> None:
    assert errors(change(client, outlet, name="\u200b")) == ["Give the source a name."]


def test_the_page_leads_to_what_the_source_published_and_where_it_is_named(
    client: Client, chain: Attribution, outlet: Source
) -> None:
    shown = client.get(page(outlet)).content.decode()
    articles = f"/admin/claims/article/?publisher__id__exact={outlet.pk}"
    assert f'<a href="{articles}">1</a>' in shown
    assert len(client.get(articles).context["cl"].result_list) == 1

    shown = client.get(page(chain.source)).content.decode()
    quotes = f"/admin/claims/appearance/?attributions__source__id__exact={chain.source.pk}"
    assert f'<a href="{quotes}">1</a>' in shown
    assert len(client.get(quotes).context["cl"].result_list) == 1


@pytest.mark.parametrize("term", ["atlan", "theatlantic.c"])
def test_sources_are_found_by_name_or_host(
    client: Client, atlantic: Source, outlet: Source, term: str
) -> None:
    Source.objects.filter(pk=atlantic.pk).update(host="theatlantic.com")
    asked = {"app_label": "claims", "model_name": "attribution", "field_name": "source"}
    found = client.get("/admin/autocomplete/", asked | {"term": term}).json()["results"]
    assert found == [{"id": str(atlantic.pk), "text": "The Atlantic (outlet)"}]
