"""The jobs that workers do.

Those that a request asks for are given its number, `request_id`, which is for the log alone
(provenance/jobs.py).
"""

from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app

from claims.actions import (
    capturing,
    copying,
    counting,
    delivering,
    digesting,
    drafting,
    embedding,
    importing,
    jobs,
    measuring,
    mending,
    notifying,
    recapturing,
    tokens,
)


@app.task(name=jobs.JOB, queue=jobs.JOB)
def capture(capture_id: int, request_id: str = "") -> None:
    """Capture what somebody asked for."""
    capturing.run(capture_id)


@app.periodic(cron="*/10 * * * *")
@app.task(name="recapture", queue=jobs.JOB, queueing_lock="recapture")
def recapture(timestamp: int) -> None:
    """Look again at articles that carry published claims, a batch at a time."""
    if settings.RECAPTURE_DAYS:
        recapturing.ask_for_due(days=settings.RECAPTURE_DAYS, most=settings.RECAPTURE_BATCH)


@app.periodic(cron="* * * * *")
@app.task(name="mend", queue=jobs.JOB, queueing_lock="mend")
def mend(timestamp: int) -> None:
    """Go on with what a worker left in the middle that was killed."""
    mending.mend()


@app.periodic(cron="* * * * *")
@app.task(name="compare_figures", queue=jobs.JOB, queueing_lock="compare_figures")
def compare_figures(timestamp: int) -> None:
    """Propose figures that may be of one measure, for those that are new or have changed."""
    measuring.compare_due()


@app.periodic(cron="*/10 * * * *")
@app.task(name="copies", queue=jobs.JOB, queueing_lock="copies")
def copies(timestamp: int) -> None:
    """Compare the captures that no worker came to compare with what else is on record."""
    copying.look_again_at_recent()


@app.periodic(cron="*/10 * * * *")
@app.task(name="count_claims", queue=jobs.JOB, queueing_lock="count_claims")
def count_claims(timestamp: int) -> None:
    """Count all claims anew, for the lists that no filter narrows."""
    counting.count_claims()


@app.periodic(cron="15 3 * * *")
@app.task(name="forget_drafts", queue=jobs.JOB, queueing_lock="forget_drafts")
def forget_drafts(timestamp: int) -> None:
    """Delete kept drafts that nobody opens any more."""
    drafting.forget_drafts()


@app.periodic(cron="0 * * * *")
@app.task(name="digest", queue="mail", queueing_lock="digest")
def digest(timestamp: int) -> None:
    """Send the daily mail, from its hour on: what could not be sent is tried again an hour later."""
    now = timezone.localtime()
    if now.hour >= settings.DIGEST_HOUR:
        digesting.send_all(now.date())


@app.periodic(cron="*/10 * * * *")
@app.task(name=embedding.JOB, queue=embedding.JOB, queueing_lock=embedding.JOB)
def embed(timestamp: int, request_id: str = "") -> None:
    """Make the vectors that wait; each write that leaves some asks for it, and the clock now and then."""
    embedding.make_waiting()


@app.task(name=notifying.JOB, queue=notifying.JOB)
def webhook(webhook_id: int, request_id: str = "") -> None:
    """Send what is due to a webhook."""
    delivering.deliver(webhook_id)


@app.periodic(cron="* * * * *")
@app.task(name="webhooks", queue=notifying.JOB, queueing_lock="webhooks")
def webhooks(timestamp: int) -> None:
    """Have later attempts made, and those that a killed worker left in the middle."""
    delivering.deliver_late()


@app.periodic(cron="30 3 * * *")
@app.task(name="forget_deliveries", queue=notifying.JOB, queueing_lock="forget_deliveries")
def forget_deliveries(timestamp: int) -> None:
    """Forget what was sent to webhooks long ago."""
    delivering.forget_old()


@app.periodic(cron="*/10 * * * *")
@app.task(name="clear_up", queue=jobs.JOB, queueing_lock="clear_up")
def clear_up(timestamp: int) -> None:
    """Remove what the API keeps for a while only."""
    tokens.clear_up()


@app.task(name=importing.JOB, queue=importing.JOB)
def import_rows(run_id: int, request_id: str = "") -> None:
    """Check a spreadsheet, or record what was checked."""
    importing.run_import(run_id)


@app.periodic(cron="30 3 * * *")
@app.task(name="forget_imports", queue=importing.JOB, queueing_lock="forget_imports")
def forget_imports(timestamp: int) -> None:
    """Throw away the files of imports that have long been over."""
    importing.forget_old()
