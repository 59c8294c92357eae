"""The jobs that workers do."""

from django.conf import settings
from procrastinate.contrib.django import app

from claims.actions import capturing


@app.task(name=capturing.JOB, queue="capture")
def capture(capture_id: int) -> None:
    """Capture what somebody asked for."""
    capturing.run(capture_id)


@app.periodic(cron="*/10 * * * *")
@app.task(name="recapture", queue="capture", queueing_lock="recapture")
def recapture(timestamp: int) -> None:
    """Look again at articles whose quotes are on record, a batch at a time."""
    if settings.RECAPTURE_DAYS:
        capturing.ask_for_due(days=settings.RECAPTURE_DAYS, most=settings.RECAPTURE_BATCH)
