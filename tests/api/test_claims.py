"""Claims by the API: read, filtered, recorded, put right."""

import pytest

from claims.actions.merging import merge
from claims.models import Claim
from tests import builders as make
from tests.api.conftest import fields

pytestmark = pytest.mark.django_db


def published(statement: str = "The bridge was closed", **options: object) -> Claim:
    """A claim that everybody may see while the sample is open."""
    return make.claim(statement, external_id=f"sample:{statement[-20:]}", **options)


def test_a_list_has_the_newest_first_and_leads_on(program):
    for number in range(3):
        make.claim(f"The bridge was closed {number} times")
    first = program.ask("/claims/?size=2")
    assert [one["statement"][-7:] for one in first.json()["results"]] == ["2 times", "1 times"]
    following = first.json()["next"]
    assert first["Link"] == f'<{following}>; rel="next"'
    second = program.get(following).json()
    assert [one["statement"][-7:] for one in second["results"]] == ["0 times"]
    assert second["next"] is None


def test_a_stranger_reads_what_is_open_and_no_notes(stranger):
    claim = published(note="Ask the mayor.")
    make.claim("Nobody is to read this")
    assert [one["id"] for one in stranger.ask("/claims/").json()["results"]] == [claim.pk]
    told = stranger.ask(f"/claims/{claim.pk}/").json()
    assert (told["note"], told["external_id"]) == (None, None)


def test_a_stranger_finds_no_other_claim(stranger):
    hidden = make.claim("Nobody is to read this")
    assert stranger.ask(f"/claims/{hidden.pk}/").status_code == 404
    assert stranger.ask(f"/claims/{hidden.pk}/assessment/").status_code == 404


def test_the_filters_of_the_page_serve_here(program):
    wanted = make.claim("The bridge was closed", topics=["bridges"])
    make.claim("The tunnel was closed", topics=["tunnels"])
    found = program.ask("/claims/?topic=bridges&status=unsupported&status=disputed").json()
    assert [one["id"] for one in found["results"]] == [wanted.pk]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("colour=red", "colour"),
        ("status=closed", "status"),
        ("topic=nothing", "topic"),
        ("published_after=tomorrow", "published_after"),
        ("published_after=10/25/2019", "published_after"),
        ("sort=", "sort"),
        ("sort=newest&sort=articles", "sort"),
        ("size=0", "size"),
        ("size=1000", "size"),
        ("after=nowhere", "after"),
        ("source=x", "source"),
    ],
)
def test_a_filter_that_cannot_be_used_is_named(program, query, field):
    response = program.ask(f"/claims/?{query}")
    assert response.status_code == 400
    assert fields(response) == [field]


def test_the_filters_and_choices_that_there_are_are_told(program):
    [fault] = program.ask("/claims/?stauts=disputed").json()["errors"]
    assert "There are: q, status, " in fault["message"]
    [fault] = program.ask("/claims/?status=disputed&status=settled").json()["errors"]
    assert fault["message"].endswith("corroborated, disputed, uncorroborated, unsupported.")


def test_a_detail_takes_no_filters(program):
    response = program.ask(f"/claims/{make.claim().pk}/?status=disputed")
    assert (response.status_code, fields(response)) == (400, ["status"])


def test_a_list_of_many_costs_as_many_queries_as_one_of_few(program, django_assert_num_queries):
    for number in range(12):
        make.claim(f"The bridge was closed {number} times", topics=["bridges"])
    program.ask("/claims/?size=1")  # from here on the token's use is noted
    for size in (2, 12):
        with django_assert_num_queries(5):  # token, role, throttle, claims, topics
            program.ask(f"/claims/?size={size}")


def test_an_assessment_tells_families_flags_and_the_graph(program):
    claim = make.claim()
    make.says(claim, make.source("The Times"), make.source("an officer", "anonymous"))
    told = program.ask(f"/claims/{claim.pk}/assessment/").json()
    assert told["status"] == "uncorroborated"
    [family] = told["asserting"]
    assert [origin["name"] for origin in family["origins"]] == ["an officer"]
    assert "anonymous_only" in [flag["code"] for flag in told["flags"]]
    assert {source["name"] for source in told["graph"]["sources"]} == {"The Times", "an officer"}


def test_a_claim_is_recorded_with_figures_and_topics(program):
    body = {
        "statement": "The bridge was closed for 12 hours",
        "topics": ["bridges"],
        "figures": [{"value": "12", "unit": "hours"}],
        "event_on": "2019-03-01",
    }
    response = program.send("/claims/", body)
    assert response.status_code == 201
    claim = Claim.objects.get()
    assert response["Location"] == f"/api/v1/claims/{claim.pk}/"
    told = response.json()
    assert told["topics"] == ["bridges"]
    assert told["figures"][0]["value"] == "12"
    assert program.ask(f"/claims/{claim.pk}/")["ETag"] == response["ETag"]


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ({}, 400, "statement"),
        ({"statement": "So.", "colour": "red"}, 400, "colour"),
        ({"statement": 7}, 400, "statement"),
        ({"statement": "So.", "event_on": "1/2/2019"}, 400, "event_on"),
        ({"statement": "So.", "topics": "bridges"}, 400, "topics"),
        ({"statement": "So.", "topics": [7]}, 400, "topics.0"),
        ({"statement": "So.", "figures": [{"value": 12}]}, 400, "figures.0.value"),
        ({"statement": "So.", "figures": [{"value": "1", "size": 2}]}, 400, "figures.0.size"),
        ({"statement": "\u00a0\u200b"}, 422, "statement"),
        ({"statement": "So.", "topics": [" "]}, 422, "topics.0"),
        ({"statement": "So.", "external_id": "taken"}, 422, "external_id"),
        ({"statement": "So.", "figures": [{"value": "1", "upper": "2"}]}, 422, "upper"),
    ],
)
def test_what_cannot_be_recorded_is_named_and_nothing_is_saved(program, body, status, field):
    make.claim("On record", external_id="taken")
    response = program.send("/claims/", body)
    assert (response.status_code, fields(response)) == (status, [field])
    assert Claim.objects.count() == 1


@pytest.mark.parametrize("typed", ["The bridge was CLOSED", "The bridge  was\nclosed"])
def test_a_statement_that_is_on_record_is_not_recorded_twice(program, typed):
    claim = make.claim("The bridge was closed")
    for key in ("one", "another"):
        again = program.send("/claims/", {"statement": typed}, Idempotency_Key=key)
        assert (again.status_code, fields(again)) == (409, ["statement"])
        assert again["Location"] == f"/api/v1/claims/{claim.pk}/"
        assert f"claim {claim.pk}: /api/v1/claims/{claim.pk}/" in again.json()["detail"]
    assert Claim.objects.count() == 1


def test_whoever_means_another_claim_by_the_same_words_says_so(program):
    make.claim("The bridge was closed")
    body = {"statement": "The bridge was closed", "meant": True}
    assert program.send("/claims/", body).status_code == 201
    assert Claim.objects.count() == 2


def test_a_statement_that_was_merged_leads_to_the_claim_that_took_it_in(program, ana):
    kept, gone = make.claim("The bridge was shut"), make.claim("The bridge was closed")
    merge(kept=kept, gone=gone, reason="The same.", by=ana)
    again = program.send("/claims/", {"statement": "The bridge was closed"})
    assert (again.status_code, again["Location"]) == (409, f"/api/v1/claims/{kept.pk}/")


def test_a_change_needs_the_version_that_was_read(program):
    claim = make.claim("The bridge was shut", topics=["bridges"])
    address = f"/claims/{claim.pk}/"
    tag = program.ask(address)["ETag"]
    assert program.send(address, {"note": "Ask."}, "patch").status_code == 428
    done = program.send(address, {"statement": "The bridge was closed"}, "patch", If_Match=tag)
    assert done.status_code == 200
    assert done.json()["topics"] == ["bridges"]
    stale = program.send(address, {"note": "Ask."}, "patch", If_Match=tag)
    assert stale.status_code == 412
    assert stale["ETag"] == done["ETag"]
    again = program.send(address, {"note": "Ask."}, "patch", If_Match=done["ETag"])
    assert again.json()["note"] == "Ask."


def test_fifty_topics_take_the_place_of_all_that_a_claim_has(program):
    claim = make.claim()
    claim.topics.set(make.topics(100))
    address, fifty = f"/claims/{claim.pk}/", [f"another {number}" for number in range(50)]
    tag = program.ask(address)["ETag"]
    many = program.send(address, {"topics": [*fifty, "one more"]}, "patch", If_Match=tag)
    assert (many.status_code, fields(many)) == (400, ["topics"])
    assert claim.topics.count() == 100
    done = program.send(address, {"topics": fifty}, "patch", If_Match=tag)
    assert (done.status_code, done.json()["topics"]) == (200, sorted(fifty))


def test_whoever_has_an_answer_is_told_so(program):
    claim = make.claim()
    for address in (f"/claims/{claim.pk}/", "/claims/", f"/claims/{claim.pk}/assessment/"):
        tag = program.ask(address)["ETag"]
        known = program.ask(address, If_None_Match=tag)
        assert (known.status_code, known.content, known["ETag"]) == (304, b"", tag)
        assert program.ask(address, If_None_Match='"another"').status_code == 200


def test_a_merged_claim_leads_to_what_it_went_into(program, ana):
    kept, gone = make.claim("Kept"), make.claim("Gone")
    merge(kept=kept, gone=gone, reason="The same.", by=ana)
    response = program.ask(f"/claims/{gone.pk}/")
    assert (response.status_code, response["Location"]) == (301, f"/api/v1/claims/{kept.pk}/")
    stale = program.send("/figures/", {"claim": gone.pk, "value": "1"})
    assert fields(stale) == ["claim"]
    assert str(kept.pk) in stale.json()["errors"][0]["message"]
