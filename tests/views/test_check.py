"""`/check/`: a draft is held against the record, and nothing of it stays."""

import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponseBase
from django.test import Client

from claims.actions.embedding import make_waiting
from claims.actions.merging import merge
from claims.drafts import checking
from claims.models import Claim, Draft, User
from tests import builders as make
from tests.capture import word
from tests.capture.made import pdf

pytestmark = pytest.mark.django_db

WORDS = "Complaints about the ferry rose by 807% between January and June, the harbour office said."
DRAFT = f"A quiet place.\n\n{WORDS} Nobody slept.\n"
TOLD = re.compile(r'<p class="problem" role="alert"[^>]*>(.*?)</p>', re.DOTALL)


@pytest.fixture
def ana(client: Client) -> Client:
    """The browser of a journalist."""
    client.force_login(make.user("ana", role="journalist"))
    return client


@pytest.fixture
def ferry(db: None) -> Claim:
    """A claim that rests on one office."""
    claim = make.claim("Complaints about the ferry rose by 807% between January and June.")
    make.says(claim, make.source(), make.source("the harbour office", "organisation"))
    make_waiting()
    return claim


def page(response: HttpResponseBase, status: int = 200) -> str:
    """The HTML, whether it came in one piece or in several."""
    assert response.status_code == status, response
    content = response.getvalue() if response.streaming else response.content
    return content.decode()


def checked(client: Client, text: str = DRAFT, **fields: object) -> str:
    return page(client.post("/check/", {"text": text, **fields}))


def marks(told: str) -> list[tuple[str, str]]:
    """The marked sentences in their order, with their marks."""
    found = re.findall(r'<mark class="(\w+)" id="place-\d+">(.*?)</mark>', told, re.DOTALL)
    return [(words, mark) for mark, words in found]


def sent_file(client: Client, content: bytes, name: str = "draft.docx", **fields: object) -> str:
    response = client.post("/check/", {"file": SimpleUploadedFile(name, content), **fields})
    return page(response, status=response.status_code)


# What the record knows


def test_the_page_says_what_becomes_of_a_draft(ana):
    assert "is gone with the page" in page(ana.get("/check/"))


def test_a_sentence_that_the_record_knows_is_marked_with_its_claim_and_the_reason(ana, ferry):
    told = checked(ana)
    assert (WORDS, "known_uncorroborated") in marks(told)
    assert f"May be claim {ferry.pk}:" in told
    assert ferry.flags.standing().first().explanation in told
    assert f'hx-get="/check/claims/{ferry.pk}/"' in told


def test_a_claim_that_was_only_recorded_to_be_looked_into_is_said_to_be_unsupported(ana):
    make.claim(WORDS)
    told = checked(ana)
    assert (WORDS, "known_unsupported") in marks(told)
    assert "1 on record, but unsupported" in told


def test_the_summary_stands_on_top(ana, ferry):
    told = checked(ana)
    assert "1 rests on one origin" in told
    assert told.index('id="summary"') < told.index('class="reading whole"')


def test_another_figure_is_said_to_be_one(ana, ferry):
    told = checked(ana, WORDS.replace("807", "870"))
    assert marks(told) == [(WORDS.replace("807", "870"), "other_figure")]
    assert "1 differs in a figure" in told
    assert "Known with another figure" in told
    assert "It differs: other figure (“870%”, on record “807%”)." in told


def test_corroborated_and_disputed_claims_are_marked_as_such(ana, ferry):
    make.says(ferry, make.source("The Echo"), basis="own_reporting")
    assert marks(checked(ana))[0][1] == "known_corroborated"
    make.says(ferry, make.source("The Post"), basis="own_reporting", stance="disputes")
    assert marks(checked(ana))[0][1] == "disputed"


def test_what_no_claim_is_near_to_is_not_recorded(ana):
    told = checked(ana)
    assert marks(told) == [(WORDS, "not_recorded")]
    assert "Record it as a claim to look into" in told


def test_the_draft_stands_there_letter_for_letter(ana, ferry):
    text = f"  “Quiet”,\ttwo  spaces <b>&amp;</b>.\n\n\n{WORDS}\n  The end"
    told = page(ana.post("/check/", {"text": text.replace("\n", "\r\n")}))
    whole = told[told.index('class="reading whole"') :]
    whole = whole[whole.index(">") + 1 : whole.index("</div>")]
    whole = re.sub(r" <a class=\"label\".*?</a>", "", whole, flags=re.DOTALL)
    assert unescape(re.sub(r"<mark [^>]*>|</mark>", "", whole)) == text


def test_nothing_of_the_answer_is_cached(ana):
    for response in (ana.get("/check/"), ana.post("/check/", {"text": DRAFT}), ana.post("/check/")):
        assert "no-store" in response["Cache-Control"]


def test_a_draft_may_be_sent_by_those_who_may_check_alone(client):
    client.force_login(make.user("rita", role="reader"))
    assert client.post("/check/", {"text": DRAFT}).status_code == 403
    assert "/check/" not in client.get("/claims/").content.decode()


def test_a_forged_form_is_refused_before_it_is_read(ana):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(User.objects.get(username="ana"))
    assert strict.post("/check/", {"text": DRAFT}).status_code == 403


# How far it is


def test_a_long_draft_says_how_far_it_is_before_the_result(ana, ferry, monkeypatch):
    monkeypatch.setattr(checking, "AT_ONCE", 10)
    told = checked(ana, "\n\n".join(f"In {2000 + n} the ferry had {n} owners." for n in range(25)))
    steps = re.findall(r"Checking: (\d+) of 25 sentences", told)
    assert steps == ["0", "10", "20"]
    assert told.index("Checking: 20 of 25") < told.index('id="summary"')


def test_a_fault_is_told_on_the_page_and_logged_without_a_word_of_the_draft(
    ana, monkeypatch, caplog
):
    def broken(texts, **options):
        raise RuntimeError(f"invalid input: {texts}")

    monkeypatch.setattr(checking.matching, "find_each", broken)
    told = checked(ana)
    assert "something went wrong in Provenance itself" in told
    assert "RuntimeError at" in caplog.text
    assert "ferry" not in caplog.text


# While a draft is checked


def test_a_claim_that_is_removed_meanwhile_is_told(ana, ferry, monkeypatch):
    find = checking.matching.find_each

    def and_remove(*args, **options):
        found = find(*args, **options)
        Claim.objects.filter(pk=ferry.pk).delete()
        return found

    monkeypatch.setattr(checking.matching, "find_each", and_remove)
    told = checked(ana)
    assert "has been removed from the record while this was checked" in told
    assert marks(told) == [(WORDS, "not_recorded")]


def test_a_claim_that_is_merged_meanwhile_leads_to_the_one_that_took_it_in(ana, ferry, monkeypatch):
    kept = make.claim("The ferry drew more complaints")
    find = checking.matching.find_each

    def and_merge(*args, **options):
        found = find(*args, **options)
        merge(kept=kept, gone=ferry, reason="The same.", by=make.user("bo"))
        return found

    monkeypatch.setattr(checking.matching, "find_each", and_merge)
    assert f"May be claim {kept.pk}:" in checked(ana)


# Files


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (DRAFT.encode(), "draft.txt"),
        (f"# Ferry\n\n{DRAFT}".encode(), "draft.md"),
        (word.docx("A quiet place.", WORDS), "draft.docx"),
        (pdf(WORDS), "draft.pdf"),
        (pdf(WORDS), "draft.txt"),
    ],
    ids=["txt", "md", "docx", "pdf", "a PDF by another name"],
)
def test_a_file_is_checked_like_a_paste(ana, ferry, content, name):
    told = sent_file(ana, content, name)
    assert [mark for _words, mark in marks(told)] == ["known_uncorroborated"]
    assert WORDS in told[told.index("<textarea") : told.index("</textarea>")]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (bytes(range(256)) * 30, "This is not a text, a Word document (.docx) or a PDF"),
        (b"PK\x03\x04" + bytes(range(256)) * 9, "This is not a Word document"),
        (word.bomb(), "unpacks to more than 100 MB"),
        (word.lying_bomb(), "damaged or was cut off"),
        (word.entities(), "instructions to the program that reads it"),
        (word.locked(), "locked with a password"),
        (b"{\\rtf1 Words.}", "save it as .docx"),
        (word.docx(), "There is no text in it"),
        (b" \n", "There is no text in it"),
        (b"", "The file is empty"),
        (pdf("", ""), "holds only pictures of pages"),
        (pdf("Secret.", password="bath"), "locked with a password"),
        (b"%PDF-1.7 and nothing else", "damaged or was cut off"),
        ("words " * 60_000, "more than 300,000 characters"),
        ("😀 ✨ !!", "only signs"),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 60 else "",
)
def test_a_file_that_is_no_draft_is_refused_in_plain_words(ana, content, says):
    told = sent_file(ana, content.encode() if isinstance(content, str) else content)
    assert says in " ".join(TOLD.findall(told))


def test_what_was_typed_is_kept_when_the_file_is_refused(ana):
    told = sent_file(ana, b"{\\rtf1 Words.}", text=" ")
    assert "save it as .docx" in told
    told = sent_file(ana, b"Words.", "draft.txt", text="What I typed.")
    assert "not both at once" in told
    assert "What I typed." in told


def test_a_file_that_is_too_large_is_refused_and_never_held_whole(ana, monkeypatch):
    monkeypatch.setattr("claims.forms.check.MOST_BYTES", 10)
    monkeypatch.setattr("claims.drafts.privacy.MOST_BYTES", 10)
    assert "larger than 20 MB" in sent_file(ana, b"a" * 100, "draft.txt")


# Texts


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "Paste the words of the draft, or choose a file."),
        (" \n\t ", "Paste the words of the draft, or choose a file."),
        ("😀🎉 … \x07\x1b\u202e\u200d —", "There is no sentence in it, only signs."),
        ("word " * 70_000, "more than 300,000 characters"),
    ],
    ids=["empty", "space", "signs", "too long"],
)
def test_a_text_without_a_sentence_or_with_too_many_is_refused(ana, text, says):
    told = page(ana.post("/check/", {"text": text}), 400)
    assert says in " ".join(TOLD.findall(told))


def test_one_sentence_of_100_000_characters_is_compared_by_its_beginning(ana, ferry):
    told = checked(ana, f"{WORDS[:-1]} and {'so on and ' * 10_000}on.")
    assert "Only its beginning is compared" in told


def test_a_text_in_which_no_sentence_ends_counts_by_lines(ana, ferry):
    told = checked(ana, f"{WORDS[:-1]}\n\nAnother line about nothing much")
    assert "Each line, or paragraph, counts as one" in told
    assert marks(told)[0] == (WORDS[:-1], "known_uncorroborated")


def test_emoji_and_control_characters_do_no_harm(ana, ferry):
    told = checked(ana, f"😀\x00\x07 {WORDS} 👩‍🔬\u202e\x1b")
    assert len(marks(told)) == 1


def test_another_language_is_said_to_be_one_and_its_figures_are_looked_up(ana):
    told = checked(
        ana,
        "Der Rat hat am Montag beschlossen, das Bad zu schließen. Es verlor in sechs Jahren 870.000 "
        "Euro, sagte der Kämmerer nach der Sitzung.",
    )
    assert "does not read as English" in told
    assert [mark for words, mark in marks(told) if "870.000" in words] == ["not_recorded"]


# Kept for named people


def test_a_draft_is_kept_for_those_who_are_named(ana):
    bo = make.user("bo", role="editor")
    response = ana.post("/check/", {"text": DRAFT, "keep": "1", "readers": [bo.pk]})
    draft = Draft.objects.get()
    assert response["Location"] == f"/check/drafts/{draft.pk}/"
    assert draft.text == DRAFT
    assert list(draft.readers.all()) == [bo]


def test_it_is_said_when_there_is_nobody_to_keep_it_for(ana):
    alone = "Nobody else has an account that may check drafts"
    assert alone in page(ana.post("/check/", {"text": DRAFT}))
    make.user("bo", role="editor")
    assert alone not in page(ana.post("/check/", {"text": DRAFT}))


def test_a_draft_is_kept_for_nobody_who_may_not_check(ana):
    reader = make.user("rita", role="reader")
    told = page(ana.post("/check/", {"text": DRAFT, "keep": "1", "readers": [reader.pk]}))
    assert "may not check drafts any more" in told
    assert WORDS in told
    assert not Draft.objects.exists()


def test_drafts_kept_for_somebody_are_listed_without_a_word_of_them(ana):
    ana.post("/check/", {"text": DRAFT, "keep": "1"})
    told = page(ana.get("/check/"))
    assert "By ana" in told
    assert "ferry" not in told
