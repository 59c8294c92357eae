"""`/import/<id>/`: what a spreadsheet would record, and recording it."""

import io

import pytest
from django.db import ProgrammingError

from claims.actions import importing
from claims.importing import planning
from claims.models import Claim, ImportRun, User
from tests import builders as make
from tests.importing_files import as_csv, row
from tests.sql import run as ask

pytestmark = pytest.mark.django_db

FAILS = """
    CREATE FUNCTION claims_test_fail() RETURNS trigger LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'not foreseen'; END $$;
    CREATE TRIGGER claims_test BEFORE INSERT ON claims_appearance
    FOR EACH ROW EXECUTE FUNCTION claims_test_fail();
"""


def asked(*rows) -> ImportRun:
    """A file that Ana chose, which waits."""
    return importing.ask_for_import(
        file=io.BytesIO(as_csv(*rows)),
        filename="rows.csv",
        by=User.objects.get(username="ana"),
        queued=False,
    )


@pytest.fixture
def run(staff) -> ImportRun:
    """A file of a good row and one that is not, checked."""
    found = asked(row(), row(date="soon", quote="other words"))
    importing.run_import(found.pk)
    return found


def test_a_file_that_is_checked_shows_what_it_would_do_the_refused_rows_first(run, staff):
    page = staff.get(f"/import/{run.pk}/").content.decode()
    assert "nothing is recorded yet" in page
    assert "Row 3" in page
    assert "year-month-day" in page
    assert "other words" in page
    assert "Row 2" in staff.get(f"/import/{run.pk}/?show=new").content.decode()


def test_rows_to_look_at_again_come_before_those_that_are_new(staff):
    said = {"statement": "The ferry sank 3 boats.", "quote": "the ferry sank 5 boats at noon"}
    found = asked(row(), row(**said))
    importing.run_import(found.pk)
    page = staff.get(f"/import/{found.pk}/").content.decode()
    assert "to look at again" in page
    assert "Row 3" in page
    assert "the claim says 3 boats, the words quoted say 5 boats" in page
    assert "Row 2" not in page
    assert "Record 2 rows" in page


def test_it_offers_the_good_rows_only_where_others_are_refused(run, staff):
    page = staff.get(f"/import/{run.pk}/").content.decode()
    assert "Record 1 good row only" in page
    assert 'value="all"' not in page


def test_sending_the_form_has_a_job_record_the_rows(run, staff):
    assert staff.post(f"/import/{run.pk}/", {"mode": "good"}).status_code == 302
    run.refresh_from_db()
    assert (run.state, run.mode) == ("starting", "good")
    importing.run_import(run.pk)
    assert Claim.objects.count() == 1
    page = staff.get(f"/import/{run.pk}/").content.decode()
    assert "New on record: quotes 1, claims 1" in page


def test_it_is_recorded_once_however_often_the_form_is_sent(run, staff):
    for _time in range(2):
        staff.post(f"/import/{run.pk}/", {"mode": "good"})
        importing.run_import(run.pk)
    assert Claim.objects.count() == 1


def test_a_run_that_failed_midway_offers_to_go_on_whatever_became_of_its_first_rows(
    staff, monkeypatch
):
    """Its first row is refused, and PostgreSQL fails at its second."""
    found = asked(row(date="soon"), row(quote="other words"))
    importing.run_import(found.pk)
    staff.post(f"/import/{found.pk}/", {"mode": "good"})
    monkeypatch.setattr(importing, "chunks", lambda rows: planning.chunks(rows, 1))
    ask(FAILS)
    with pytest.raises(ProgrammingError, match="not foreseen"):
        importing.run_import(found.pk)
    ask("DROP TRIGGER claims_test ON claims_appearance")
    page = staff.get(f"/import/{found.pk}/").content.decode()
    assert "The good rows up to 2 are on record" in page
    assert "Go on with the good rows that are left" in page
    assert "No row can be recorded" not in page
    staff.post(f"/import/{found.pk}/", {"mode": "good"})
    importing.run_import(found.pk)
    page = staff.get(f"/import/{found.pk}/").content.decode()
    assert "New on record: quotes 1, claims 1" in page
    assert "Row 2" in page


def test_a_mode_that_is_none_does_nothing(run, staff):
    staff.post(f"/import/{run.pk}/", {"mode": "some"})
    run.refresh_from_db()
    assert run.state == "checked"


def test_it_follows_a_job_by_itself(staff):
    found = asked(row())
    page = staff.get(f"/import/{found.pk}/").content.decode()
    assert 'hx-trigger="every 1s"' in page
    part = staff.get(f"/import/{found.pk}/", headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith('<div id="progress"')


def test_rows_come_a_page_at_a_time(staff):
    found = asked(*(row(quote=f"line {number} of it") for number in range(60)))
    importing.run_import(found.pk)
    page = staff.get(f"/import/{found.pk}/?show=linked").content.decode()
    assert "after=52" in page
    assert "Row 61" in staff.get(f"/import/{found.pk}/?show=linked&after=52").content.decode()


def test_nobody_else_sees_it(run, client):
    client.force_login(make.user("bo", role="administrator"))
    assert client.get(f"/import/{run.pk}/").status_code == 404
    assert client.get(f"/import/{run.pk}/refused/").status_code == 404
    assert client.post(f"/import/{run.pk}/", {"mode": "good"}).status_code == 404


def test_an_article_without_an_address_is_shown_by_title_outlet_and_date(staff):
    found = asked(row(article_URL=""))
    importing.run_import(found.pk)
    page = staff.get(f"/import/{found.pk}/").content.decode()
    for cell in ("title</dt> <dd>Ferry aground", "outlet</dt> <dd>The Paper", "date</dt> <dd>2026"):
        assert cell in page


def test_where_all_but_the_refused_rows_are_on_record_it_says_so(run, staff):
    staff.post(f"/import/{run.pk}/", {"mode": "good"})
    importing.run_import(run.pk)
    again = asked(row(), row(date="soon", quote="other words"))
    importing.run_import(again.pk)
    page = staff.get(f"/import/{again.pk}/").content.decode()
    assert "The other rows are on record already" in page
    assert "Choose a corrected file" in page


def test_while_it_is_under_way_a_link_shows_how_far_without_javascript(staff):
    found = asked(row())
    assert "see how far it is" in staff.get(f"/import/{found.pk}/").content.decode()


def test_a_row_shows_every_cell_that_is_filled_in(staff):
    cells = {"via": "The Wire (outlet)", "figures": "12 people", "external_id": "z-5"}
    found = asked(row(**cells))
    importing.run_import(found.pk)
    page = staff.get(f"/import/{found.pk}/").content.decode()
    for value in (*cells.values(), "the captain (person)", "2026-03-14"):
        assert f"<dd>{value}</dd>" in page
    assert "<dt>topics</dt>" not in page


def test_a_row_leads_to_the_claim_on_record_that_it_is_linked_to(staff):
    claim = make.claim("The ferry ran aground.")
    found = asked(row())
    importing.run_import(found.pk)
    page = staff.get(f"/import/{found.pk}/").content.decode()
    assert f'<a href="/claims/{claim.pk}/">Claim {claim.pk}</a> is on record' in page


def test_when_it_is_over_each_row_leads_to_its_claim(run, staff):
    assert "An earlier row" not in staff.get(f"/import/{run.pk}/?show=new").content.decode()
    staff.post(f"/import/{run.pk}/", {"mode": "good"})
    importing.run_import(run.pk)
    page = staff.get(f"/import/{run.pk}/?show=new").content.decode()
    assert f'<a href="/claims/{Claim.objects.get().pk}/">' in page


def test_a_row_of_a_claim_that_an_earlier_row_makes_says_so(staff):
    found = asked(row(), row(quote="another line of it"))
    importing.run_import(found.pk)
    page = staff.get(f"/import/{found.pk}/?show=linked").content.decode()
    assert "An earlier row of this file makes the claim." in page


# The encoding

WESTERN = row(statement="Señor Muñoz était à la mairie.", quote="Muñoz était là")


def guessed(encoding: str = "cp1252") -> ImportRun:
    """A file that does not say its encoding, checked."""
    found = importing.ask_for_import(
        file=io.BytesIO(as_csv(WESTERN).decode().encode(encoding)),
        filename="rows.csv",
        by=User.objects.get(username="ana"),
        queued=False,
    )
    importing.run_import(found.pk)
    found.refresh_from_db()
    return found


def test_a_guessed_encoding_is_preselected_beside_the_warning(staff):
    page = staff.get(f"/import/{guessed().pk}/").content.decode()
    assert "Señor Muñoz était à la mairie." in page
    assert "It was read as Western Europe (Windows-1252)" in page
    assert '<option value="windows-1252" selected>' in page


def test_choosing_another_has_a_job_read_the_file_again(staff):
    found = guessed()
    staff.post(f"/import/{found.pk}/", {"encoding": "windows-1250"})
    found.refresh_from_db()
    assert (found.state, found.counts, found.encoding) == ("waiting", {}, "windows-1250")
    importing.run_import(found.pk)
    page = staff.get(f"/import/{found.pk}/").content.decode()
    assert "Seńor Muńoz" in page
    assert "The file is read as Central Europe (Windows-1250)." in page
    assert '<option value="windows-1250" selected>' in page


def test_it_is_recorded_as_it_was_read_last(staff):
    found = guessed("mac_roman")
    staff.post(f"/import/{found.pk}/", {"encoding": "windows-1252"})
    importing.run_import(found.pk)
    staff.post(f"/import/{found.pk}/", {"encoding": "macintosh"})
    importing.run_import(found.pk)
    staff.post(f"/import/{found.pk}/", {"mode": "all"})
    importing.run_import(found.pk)
    assert Claim.objects.get().statement == WESTERN["statement"]


def test_what_is_recorded_is_not_read_again(staff):
    found = guessed()
    staff.post(f"/import/{found.pk}/", {"mode": "all"})
    importing.run_import(found.pk)
    assert "Read it again" not in staff.get(f"/import/{found.pk}/").content.decode()
    staff.post(f"/import/{found.pk}/", {"encoding": "windows-1250"})
    found.refresh_from_db()
    assert (found.state, found.encoding) == ("done", "windows-1252")


def test_a_file_that_says_its_encoding_offers_no_other(run, staff):
    assert "Read it again" not in staff.get(f"/import/{run.pk}/").content.decode()
    staff.post(f"/import/{run.pk}/", {"encoding": "windows-1250"})
    run.refresh_from_db()
    assert (run.state, run.encoding) == ("checked", "")
