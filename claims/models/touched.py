"""Claims that wait to be assessed again."""

from typing import Any

from django.db import connection, models

# Of an import that puts off what it touches: each claim once, however often its rows touch it.
PUT_OFF = """
    WITH taken AS (
        DELETE FROM claims_touched touched USING claims_claim claim
        WHERE claim.id = touched.claim_id AND touched.put_off_by IS NULL
            AND (claim.assessed_at IS NULL OR %(all)s)
        RETURNING touched.claim_id
    )
    INSERT INTO claims_touched (claim_id, put_off_by) SELECT DISTINCT claim_id, %(run)s::bigint FROM taken
    ON CONFLICT (put_off_by, claim_id) WHERE put_off_by IS NOT NULL DO NOTHING"""
TAKE_PUT_OFF = """
    DELETE FROM claims_touched WHERE put_off_by = %(run)s AND claim_id IN (
        SELECT claim_id FROM claims_touched
        WHERE put_off_by = %(run)s AND claim_id > %(after)s AND claim_id <= %(upto)s
        ORDER BY claim_id LIMIT %(most)s
    )
    RETURNING claim_id"""
TAKE = """
    DELETE FROM claims_touched WHERE id IN (
        SELECT id FROM claims_touched WHERE put_off_by IS NULL FOR UPDATE SKIP LOCKED
    )
    RETURNING claim_id"""
MIDDLE = """
    SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY claim_id) FROM claims_touched
    WHERE put_off_by = %(run)s HAVING count(*) >= %(least)s"""
LAST = 2**63 - 1  # no id is above


class TouchedManager(models.Manager["Touched"]):
    """The waiting list."""

    def take(self) -> set[int]:
        """Empty the list and return the ids of the claims that were on it.

        Rows that another transaction is just taking are left to it, and those that an import has put
        off to that import.
        """
        return {claim for (claim,) in self._run(TAKE, {})}

    def put_off(self, run: int, *, assessed: bool) -> None:
        """Keep for the end of an import what was touched: claims that were never assessed, and if
        `assessed` the others too."""
        self._run(PUT_OFF, {"run": run, "all": assessed})

    def middle_of_put_off(self, run: int, least: int) -> int | None:
        """The claim in the middle of those that an import has put off; None of fewer than `least`."""
        return next((claim for (claim,) in self._run(MIDDLE, {"run": run, "least": least})), None)

    def take_put_off(self, run: int, after: int, most: int, upto: int = LAST) -> list[int]:
        """Take so many claims with an id above `after`, up to `upto`, that an import has put off, in their
        order."""
        asked = {"run": run, "after": after, "upto": upto, "most": most}
        rows = self._run(TAKE_PUT_OFF, asked)
        return sorted(claim for (claim,) in rows)

    def _run(self, statement: str, values: dict[str, Any]) -> list[tuple[int]]:
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            return cursor.fetchall() if cursor.description else []


class Touched(models.Model):
    """A claim whose evidence has changed in this transaction. Written by triggers alone.

    Triggers see every write, also a cascade, a bulk update or a psql session, so no writer can forget
    to say which claims it bears on. An import puts claims off until its end (`put_off_by` is its run): of
    many of its rows on one claim, one assessment.
    """

    claim_id = models.BigIntegerField()
    put_off_by = models.BigIntegerField(null=True)

    objects = TouchedManager()

    class Meta:
        constraints = [
            # and what an import has put off, in the order of the claims
            models.UniqueConstraint(
                "put_off_by",
                "claim_id",
                condition=models.Q(put_off_by__isnull=False),
                name="touched_is_put_off_once",
            ),
        ]
        indexes = [
            # /claims/<id>/: whether what is kept of the claim still holds
            models.Index(fields=["claim_id"], name="touched_by_claim"),
        ]

    def __str__(self) -> str:
        return f"claim {self.claim_id}"
