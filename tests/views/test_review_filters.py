"""`/review/filters/`: filters of the queue that somebody keeps under a name."""

from html import unescape

import pytest

from claims.models import SavedFilter
from tests import builders as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana(staff):
    """The editor who is signed in."""
    return make.user("ana")


def keep(client, name: str = "Disputed ones", query: str = "status=disputed"):
    """Send the form."""
    return client.post("/review/filters/", {"name": name, "query": query})


def test_a_filter_is_kept_under_a_name_and_leads_to_the_queue(sample, ana, client):
    response = keep(client)
    assert response["Location"] == "/review/?status=disputed"
    kept = SavedFilter.objects.get()
    assert (kept.owner, kept.name, kept.query) == (ana, "Disputed ones", "status=disputed")


def test_it_stands_above_the_queue_with_its_count(sample, ana, client, read):
    keep(client)
    html = read("/review/")
    assert '<a href="/review/?status=disputed">Disputed ones <span class="num">3</span></a>' in html


def test_the_page_of_the_queue_is_not_kept(sample, ana, client):
    keep(client, query="status=disputed&after=1~2~3")
    assert SavedFilter.objects.get().query == "status=disputed"


@pytest.mark.parametrize(
    ("name", "query", "told"),
    [
        ("", "status=disputed", "This field is required."),
        ("All", "", "Nothing is filtered."),
        ("All", "status=", "Nothing is filtered."),
        ("Odd", "status=certain", "This filter cannot be used. Status: Select a valid choice."),
        ("x" * 81, "status=disputed", "at most 80"),
    ],
)
def test_what_cannot_be_kept_is_told(ana, client, name, query, told):
    response = keep(client, name, query)
    assert response.status_code == 400
    assert told in unescape(response.content.decode())
    assert not SavedFilter.objects.exists()


def test_a_name_is_used_once_by_each_person(sample, ana, client):
    keep(client)
    assert "You have a filter of this name." in keep(client).content.decode()
    client.force_login(make.user("bo", role="journalist"))
    assert keep(client).status_code == 302


def test_it_is_renamed_and_deleted(ana, client):
    keep(client)
    kept = SavedFilter.objects.get()
    client.post("/review/filters/", {"kept": kept.pk, "name": "Against"})
    assert SavedFilter.objects.get().name == "Against"
    client.post("/review/filters/", {"kept": kept.pk, "name": "Against", "delete": "1"})
    assert not SavedFilter.objects.exists()


def test_it_is_not_renamed_to_the_name_of_another(ana, client):
    keep(client)
    keep(client, "Against", "state=draft")
    kept = SavedFilter.objects.get(name="Against")
    response = client.post("/review/filters/", {"kept": kept.pk, "name": "Disputed ones"})
    assert response.status_code == 400
    assert SavedFilter.objects.filter(name="Against").exists()


def test_nobody_sees_renames_or_deletes_those_of_others(ana, client, read):
    keep(client)
    kept = SavedFilter.objects.get()
    client.force_login(make.user("bo", role="journalist"))
    assert "Disputed ones" not in read("/review/filters/")
    response = client.post("/review/filters/", {"kept": kept.pk, "name": "x", "delete": "1"})
    assert response.status_code == 404
    assert SavedFilter.objects.exists()


def test_one_that_names_what_is_gone_says_so(ana, client, read):
    keep(client)
    SavedFilter.objects.update(query="topic=gone")
    assert "It cannot be used any more" in read("/review/filters/")
    read("/review/")


def test_twenty_are_enough(ana, client):
    for number in range(20):
        keep(client, f"Filter {number}")
    assert "You keep 20 filters. Delete one first." in keep(client).content.decode()


def test_only_those_who_review_keep_filters(client, db):
    assert "login" in client.get("/review/filters/")["Location"]
    client.force_login(make.user("dee", role="data entry"))
    assert keep(client).status_code == 403
