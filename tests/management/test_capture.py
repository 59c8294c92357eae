"""`manage.py capture`: pages and files from the command line."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from procrastinate.contrib.django.models import ProcrastinateJob

from claims.actions import capturing
from claims.management.commands import capture as command
from claims.models import Article, Capture
from tests.capture import made
from tests.capture.server import Page, serving

pytestmark = pytest.mark.django_db


def captured(*what: str, **options: bool) -> str:
    """What the command says."""
    out = StringIO()
    call_command("capture", *what, stdout=out, stderr=out, **options)
    return out.getvalue()


@pytest.fixture
def site(settings):
    """A site with one page."""
    settings.CAPTURE_PRIVATE_HOSTS = ["127.0.0.1"]
    with serving({"/bath": Page(made.page().encode())}) as site:
        yield site


def test_pages_and_files_are_captured_at_once(site, tmp_path):
    file = tmp_path / "letter.txt"
    file.write_text("Words of a letter.")
    said = captured(site.url("/bath"), str(file))
    page, letter = Article.objects.order_by("pk")
    assert said.splitlines() == [
        f"{site.url('/bath')}: captured, article {page.pk}: Bath to close",
        f"letter.txt: captured, article {letter.pk}: {letter.label}",
    ]
    assert not ProcrastinateJob.objects.exists()


def test_a_page_that_did_not_change_is_said_to_be(site):
    captured(site.url("/bath"))
    assert ": unchanged, article" in captured(site.url("/bath"))


def test_a_failure_is_told_and_does_not_stop_the_rest(site):
    out = StringIO()
    with pytest.raises(CommandError, match="1 capture of 2 failed"):
        call_command("capture", site.url("/no"), site.url("/bath"), stdout=out, stderr=out)
    assert "no such page (404)" in out.getvalue()
    assert Article.objects.count() == 1


def test_each_is_asked_for_when_its_turn_has_come(site, monkeypatch):
    waiting = []

    def run(pk: int) -> None:
        waiting.append(Capture.objects.under_way().count())
        capturing.run(pk)

    monkeypatch.setattr(command, "run", run)
    captured(site.url("/bath"), site.url("/bath"))
    assert waiting == [1, 1]


def test_left_for_later_a_worker_does_it(site):
    assert captured(site.url("/bath"), later=True) == "1 capture asked for.\n"
    assert ProcrastinateJob.objects.count() == 1
    assert Capture.objects.get().state == "waiting"


def test_a_file_that_is_not_there_stops_it_before_it_begins(site):
    with pytest.raises(CommandError, match=r"No such file: nowhere\.txt"):
        captured(site.url("/bath"), "nowhere.txt")
    assert not Capture.objects.exists()
