"""The jobs that workers do."""

from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app

from claims.actions import capturing, digesting, embedding, jobs, mending, recapturing


@app.task(name=jobs.JOB, queue=jobs.JOB)
def capture(capture_id: int) -> None:
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


@app.periodic(cron="0 * * * *")
@app.task(name="digest", queue="mail", queueing_lock="digest")
def digest(timestamp: int) -> None:
    """Send the daily mail, from its hour on: what could not be sent is tried again an hour later."""
    now = timezone.localtime()
    if now.hour >= settings.DIGEST_HOUR:
        digesting.send_all(now.date())


@app.periodic(cron="*/10 * * * *")
@app.task(name=embedding.JOB, queue=embedding.JOB, queueing_lock=embedding.JOB)
def embed(timestamp: int) -> None:
    """Make the vectors that wait; each write that leaves some asks for it, and the clock now and then."""
    embedding.make_waiting()
