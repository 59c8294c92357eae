"""The jobs that workers do."""

from procrastinate.contrib.django import app

from claims.actions import capturing


@app.task(name=capturing.JOB, queue="capture")
def capture(capture_id: int) -> None:
    """Capture what somebody asked for."""
    capturing.run(capture_id)
