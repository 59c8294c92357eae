"""`/claims/<id>/`: the status and why, the origins, the appearances, the flags, the history."""

import json
import re
from datetime import timedelta
from html import unescape

import pytest

from claims import assessed
from claims.actions.anchoring import anchor_again
from claims.actions.articles import correct, record_article
from claims.actions.assessing import reassess
from claims.actions.claims import record_claim
from claims.actions.editing import decide, mark_origin
from claims.models import Claim, Drawn, Flag, Source, Touched, User
from claims.views import claim as page
from tests import builders as make

pytestmark = pytest.mark.django_db


def page_of(read, claim: Claim) -> str:
    """The claim's page as text with its entities resolved."""
    return unescape(read(f"/claims/{claim.pk}/"))


def test_it_states_the_claim_and_its_status_in_words(sample, read):
    html = page_of(read, sample[3])
    assert "Agents left equipment unattended after detaining people at work" in html
    assert "Uncorroborated" in html


def test_it_explains_the_status_in_a_sentence(sample, read):
    html = page_of(read, sample[3])
    assert "2 articles make this claim; both rest on officers posting in ICE and CBP forums" in html
    assert "one origin, told twice" in html


def test_each_flag_says_why_and_what_would_clear_it(sample, read):
    html = page_of(read, sample[3])
    for flag in Flag.objects.standing().filter(claim=sample[3]):
        assert flag.explanation in html
        assert flag.clears in html


def test_each_appearance_shows_its_quote_stance_basis_and_who_said_so(sample, read):
    html = page_of(read, sample[3])
    assert "<mark>A person working on a lawn mower when federal agents arrive gets" in html
    assert "asserts" in html
    assert "attributed" in html
    assert "officers posting in ICE and CBP forums</a>" in html


def test_a_chain_names_who_passed_the_words_on(sample, read):
    html = page_of(read, sample[1])
    former, outlet = html.index("a former officer quoted by"), html.index("passed on by")
    assert former < outlet
    assert "Hollywood Unlocked</a>" in html


def test_an_appearance_links_to_the_article_at_the_quote(sample, read):
    appearance = sample[3].appearances.first()
    html = page_of(read, sample[3])
    page = f"/articles/{appearance.snapshot.article_id}/"
    link = f"{page}?snapshot={appearance.snapshot_id}#appearance-{appearance.pk}"
    assert f'href="{link}"' in html


def test_an_appearance_links_to_the_words_on_the_live_page(db, read):
    claim = make.claim()
    article = record_article(publisher=make.source(), url="https://a.example/x", by=None)
    make.appearance(claim, make.captured_of(article))
    html = read(f"/claims/{claim.pk}/")
    quote = "the%20bridge%20was%20closed%20on%20Monday"
    assert f'href="https://a.example/x#:~:text={quote}"' in html


def test_a_quote_that_stands_twice_is_linked_with_the_words_beside_it(db, read):
    claim = make.claim()
    article = record_article(publisher=make.source(), url="https://a.example/x", by=None)
    text = f"So {make.WORDS}, and again The bridge was closed on Monday."
    make.appearance(claim, make.captured_of(article, text))
    assert "Monday,-%2C%20and%20again" in read(f"/claims/{claim.pk}/")


def test_an_article_without_an_address_has_no_live_page(sample, read):
    assert "on the live page" not in page_of(read, sample[3])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"A city report: {make.WORDS}.", "identical in the latest capture"),
        (f"Now: a city report: {make.WORDS}.", "moved in the latest capture"),
        (
            "A city report: the bridge was closed on Sunday.",
            "says something else in the latest capture: <del>Monday</del> → <ins>Sunday</ins>",
        ),
        ("Nothing of it.", "gone from the latest capture"),
    ],
)
def test_what_became_of_a_quote_is_told(db, read, text, told):
    claim = make.claim()
    appearance = make.says(claim, make.source())
    later = make.captured_of(appearance.snapshot.article, text)
    anchor_again(snapshot=later, by=None)
    assert told in page_of(read, claim)


def test_what_is_not_known_is_shown_as_unrecorded(sample, read):
    html = page_of(read, sample[0])
    assert "unrecorded" in html
    assert "None" not in html.replace("None yet.", "")


def test_figures_have_value_unit_and_kind(sample, read):
    html = page_of(read, sample[1])
    assert "3,000" in html
    assert "arrests/day" in html
    assert "unrecorded" in html


def test_the_marks_of_editors_are_shown_with_their_reasons(sample, read):
    html = page_of(read, sample[2])
    assert "speaks from its own knowledge" in html
    assert "a matter of public record" in html


def test_the_origin_graph_is_drawn_and_told_in_words(sample, read):
    html = page_of(read, sample[3])
    assert "<svg" in html
    assert "The same in words" in html


def test_the_latest_of_its_history_is_shown_to_those_who_read_the_trail(sample, read, staff):
    html = page_of(read, sample[2])
    assert "Claim recorded" in html
    assert "sample-editor" in html
    assert f'href="/claims/{sample[2].pk}/history/"' in html


def test_the_public_reads_no_history(sample, read_as_public):
    html = page_of(read_as_public, sample[2])
    assert "Assessed: corroborated" not in html
    assert f"/claims/{sample[2].pk}/history/" not in html


def test_a_decision_is_shown_with_its_reason(sample, read):
    editor = User.objects.create_user("edda")
    decide(claim=sample[2], outcome="corroborated", reason="Two publishers say so.", by=editor)
    html = page_of(read, sample[2])
    assert "publish as corroborated" in html
    assert "Two publishers say so." in html


def test_a_decision_goes_stale_on_the_page_when_the_evidence_changes(sample, read):
    editor = User.objects.create_user("edda")
    decide(claim=sample[2], outcome="corroborated", reason="Two publishers say so.", by=editor)
    mark_origin(
        claim=sample[2],
        source=Source.objects.get(name="Runable"),
        verdict="not_independent",
        reason="It copied a press release.",
        by=editor,
    )
    assert "Decision out of date" in page_of(read, sample[2])


def test_the_page_shows_a_fresh_assessment_even_if_the_stored_one_is_wrong(sample, read):
    Claim.objects.filter(pk=sample[3].pk).update(status="corroborated")
    assert 'class="finding uncorroborated"' in page_of(read, sample[3])


def test_a_quote_of_a_retracted_article_says_so(sample, read):
    article = sample[3].appearances.first().snapshot.article
    correct(article=article, kind="retraction", text="It was made up.", by=None)
    assert "Retracted: this article no longer counts." in page_of(read, sample[3])


def test_hostile_words_are_escaped_everywhere(db, read):
    claim = record_claim(statement="<script>alert(1)</script> is <b>so</b>", by=None)
    html = read(f"/claims/{claim.pk}/")
    assert "<script>alert" not in html
    assert "<b>so</b>" not in html


def test_hostile_names_are_escaped_under_a_quote(db, read):
    claim = make.claim()
    captured = make.snapshot(publisher=make.source("<b>Paper</b>"), title="<b>Title</b>")
    make.appearance(claim, captured, make.source("<b>Officer</b>", "anonymous"))
    html = read(f"/claims/{claim.pk}/")
    facts = html.partition('<dl class="facts">')[2].partition("</dl>")[0]
    assert "<b>" not in facts
    assert all(f"&lt;b&gt;{name}&lt;/b&gt;" in facts for name in ("Paper", "Title", "Officer"))


def test_a_claim_without_appearances_says_so(db, read):
    claim = record_claim(statement="Nobody has said this yet", by=None)
    html = page_of(read, claim)
    assert "No article on record makes this claim." in html
    assert "Unsupported" in html


@pytest.mark.parametrize("number", ["999999999", "9" * 40])
def test_a_claim_that_is_not_there_is_not_found(db, read, number):
    assert "There is nothing at this address" in read(f"/claims/{number}/", status=404)


def test_a_claim_can_only_be_read_here(sample, client):
    assert client.post(f"/claims/{sample[0].pk}/").status_code == 405


def test_ways_to_edit_are_shown_to_staff_alone(sample, read, staff):
    assert "Edit this claim" in page_of(read, sample[0])
    staff.logout()
    assert "Edit this claim" not in page_of(read, sample[0])


def test_the_page_takes_the_same_queries_however_many_appearances(
    sample, client, staff, django_assert_num_queries
):
    for claim in (sample[0], sample[3]):
        with django_assert_num_queries(QUERIES + bool(claim.figure_label)):
            client.get(f"/claims/{claim.pk}/")


def test_dates_and_times_carry_their_zone(sample, read):
    assert "UTC" in page_of(read, sample[0])
    assert sample[0].created_at.utcoffset() == timedelta(0)


QUERIES = 16  # some of them for who asks


# A claim that is made in very many places


@pytest.fixture
def many(db, monkeypatch) -> Claim:
    """A claim with five quotes, of which two are a page and more than two are many."""
    monkeypatch.setattr(page, "QUOTES", 2)
    monkeypatch.setattr(assessed, "MANY", 2)
    claim = make.claim()
    for place in range(5):
        make.says(claim, make.source(f"Paper {place}"), make.source("an officer", "anonymous"))
    return claim


def found_of(html: str) -> str:
    """What the page says of the assessment, up to the quotes."""
    return html[html.index('<h1 class="statement">') : html.index('id="appearances"')]


def quotes(html: str) -> list[int]:
    return [int(key) for key in re.findall(r'class="appearance" id="appearance-(\d+)"', html)]


def test_its_quotes_come_a_page_at_a_time_and_say_how_many_there_are(many, read):
    keys = list(many.appearances.order_by("pk").values_list("pk", flat=True))
    html = page_of(read, many)
    assert "2 of 5 quotes." in html
    assert quotes(html) == keys[:2]
    found, shown = quotes(html), html
    while following := re.search(r'id="more"><a class="button" href="([^"]+)#appearances"', shown):
        shown = unescape(read(following[1]))
        assert "Begin with the first" in shown
        found += quotes(shown)
    assert found == keys


def test_htmx_is_sent_the_next_quotes_alone(many, read):
    _first, second, third, *_ = many.appearances.order_by("pk")
    html = read(f"/claims/{many.pk}/?after=~{second.pk}", **{"HX-Request": "true"})
    assert quotes(html)[0] == third.pk
    assert "<h1" not in html
    assert 'id="more"' in html


def test_a_link_to_a_quote_leads_to_where_it_stands(many, read):
    keys = list(many.appearances.order_by("pk").values_list("pk", flat=True))
    assert quotes(read(f"/claims/{many.pk}/?quote={keys[1]}")) == keys[:2]
    assert quotes(read(f"/claims/{many.pk}/?quote={keys[3]}")) == keys[3:5]
    assert (
        many.appearances.get(pk=keys[3])
        .get_quote_url()
        .startswith(f"/claims/{many.pk}/?quote={keys[3]}#")
    )


@pytest.mark.parametrize("typed", ["x", "~", "~x", "~" + "9" * 30])
def test_a_key_that_no_page_gave_out_is_not_found(many, read, typed):
    read(f"/claims/{many.pk}/?after={typed}", status=404)


def test_all_quotes_of_an_ordinary_claim_are_shown_at_once(sample, read):
    html = page_of(read, sample[3])
    assert "quotes." not in html
    assert 'id="more"' not in html
    assert "js/quotes" not in html


def test_what_is_drawn_of_it_is_what_was_last_assessed(many, read):
    as_kept = found_of(page_of(read, many))
    kept = Drawn.objects.get(claim_id=many.pk)
    assert "one origin, told 5 times" in as_kept
    Drawn.objects.all().delete()
    assert found_of(page_of(read, many)) == as_kept
    kept.save(force_insert=True)
    kept.made["drawings"]["sentence"] = "As it was kept."
    kept.save()
    assert "As it was kept." in page_of(read, many)


def test_what_was_kept_is_not_shown_once_something_has_changed(many, read):
    kept = Drawn.objects.get(claim_id=many.pk)
    kept.made["drawings"]["sentence"] = "As it was kept."
    kept.save()
    Touched.objects.create(claim_id=many.pk)
    Claim.objects.filter(pk=many.pk).update(status="corroborated")
    html = page_of(read, many)
    assert "As it was kept." not in html
    assert 'class="finding uncorroborated"' in html


def test_what_another_version_kept_is_not_shown(many, read):
    Drawn.objects.filter(claim_id=many.pk).update(made={"drawings": {}, "origins": []})
    assert "one origin, told 5 times" in page_of(read, many)


def test_it_is_drawn_again_when_it_is_assessed_again(many):
    correct(
        article=many.appearances.first().snapshot.article, kind="retraction", text="No.", by=None
    )
    kept = Drawn.objects.get(claim_id=many.pk).made
    assert "4 articles make this claim" in kept["drawings"]["sentence"]


def test_nothing_is_kept_of_a_claim_that_is_made_in_few_places(many, monkeypatch):
    monkeypatch.setattr(assessed, "MANY", 5)
    reassess([many.pk])
    assert not Drawn.objects.exists()


def test_the_page_tells_other_programs_of_the_quotes_that_it_shows(many, read_as_public, settings):
    Claim.objects.filter(pk=many.pk).update(external_id="sample:x")
    settings.PUBLIC = "sample"
    html = page_of(read_as_public, many)
    data = html.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    (made,) = json.loads(data)["@graph"]
    assert len(made["appearance"]) == 2
    assert "firstAppearance" not in made
