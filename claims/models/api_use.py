"""How often somebody asked the API, minute by minute."""

from datetime import datetime

from django.db import connection, models

COUNT = """
    INSERT INTO claims_apiuse (who, minute, requests) VALUES (%s, %s, 1)
    ON CONFLICT (who, minute) DO UPDATE SET requests = claims_apiuse.requests + 1
    RETURNING requests
"""


class ApiUseManager(models.Manager["ApiUse"]):
    """The counts."""

    def count(self, who: str, minute: datetime) -> int:  # type: ignore[override]
        """Count one request more, and say how many that makes in this minute, in all processes."""
        with connection.cursor() as cursor:
            cursor.execute(COUNT, [who, minute])
            return int(cursor.fetchone()[0])


class ApiUse(models.Model):
    """The requests of a token, a person or an address in one minute.

    The table is UNLOGGED: a count costs no wait for the disk, and after a crash it starts at nothing.
    """

    who = models.CharField(max_length=80)
    minute = models.DateTimeField()
    requests = models.PositiveIntegerField()

    objects = ApiUseManager()

    class Meta:
        constraints = [models.UniqueConstraint("who", "minute", name="api_use_is_one_a_minute")]
        indexes = [
            # the job that removes past minutes
            models.Index(fields=["minute"], name="api_use_by_minute"),
        ]

    def __str__(self) -> str:
        return f"{self.who}: {self.requests}"
