"""Claims that a text may be near to: found by PostgreSQL, in a few queries for any number of texts."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from django.db import connection

from claims.models.claim import SEARCH_CONFIGURATION, ClaimQuerySet

MOST_CHARACTERS = 2_000  # of a text that are read
RAREST = 8  # words of a text that are looked up, the rarest
PAIRED = 4  # of those, how many are looked up two by two as well: common words are rare together
MOST_ROWS = 300  # claims that are looked at for one word, or one pair
KEPT = 50  # candidates for each text

WORDS = """
    WITH known AS (
        SELECT word, frequency FROM pg_stats,
            unnest(most_common_elems::text::text[], most_common_elem_freqs)
                AS each (word, frequency)
        WHERE schemaname = current_schema() AND tablename = 'claims_claim' AND attname = 'search'
            AND word IS NOT NULL
    )
    SELECT text.number, word, coalesce(frequency, 0)
    FROM unnest(%(texts)s::text[]) WITH ORDINALITY AS text (words, number)
    CROSS JOIN LATERAL unnest(tsvector_to_array(to_tsvector(%(configuration)s::regconfig, text.words)))
        AS own (word)
    LEFT JOIN known USING (word)
"""

BY_WORDS = """
    WITH asked AS (
        SELECT * FROM unnest(%(numbers)s::int[], %(queries)s::tsquery[], %(weights)s::float8[])
            AS asked (number, query, weight)
    ), found AS (
        SELECT number, id, sum(weight) AS weight,
            row_number() OVER (PARTITION BY number ORDER BY sum(weight) DESC, id DESC) AS place
        FROM asked CROSS JOIN LATERAL (
            SELECT id FROM claims_claim claim
            WHERE claim.search @@ asked.query AND claim.merged_into_id IS NULL {within}
            LIMIT %(rows)s
        ) near
        GROUP BY number, id
    )
    SELECT number, id, statement, tsvector_to_array(ts_filter(search, '{{a,b}}'))
    FROM found JOIN claims_claim claim USING (id) WHERE place <= %(kept)s
"""


@dataclass(frozen=True)
class Candidate:
    """A claim that may be near; `words` are those of its statement, its figures and its quotes."""

    claim: int
    statement: str
    words: frozenset[str]


def weighed_words(texts: Sequence[str]) -> list[dict[str, float]]:
    """The words of each text as PostgreSQL indexes them, with how much each says: the rarer, the more.

    How many claims have a word is what PostgreSQL's own statistics of the column say. A word that is not
    among the most common ones counts as rare.
    """
    words: list[dict[str, float]] = [{} for _text in texts]
    given = {"texts": [_readable(text) for text in texts], "configuration": SEARCH_CONFIGURATION}
    with connection.cursor() as cursor:
        cursor.execute(WORDS, given)
        for number, word, frequency in cursor.fetchall():
            words[number - 1][word] = -math.log(max(frequency, 0.0005))
    return words


def candidates(
    words: Sequence[dict[str, float]], within: ClaimQuerySet | None = None
) -> list[list[Candidate]]:
    """For the words of each text, the claims that share the rarest of them."""
    asked = [(number, *query) for number, own in enumerate(words) for query in _queries(own)]
    found: list[list[Candidate]] = [[] for _own in words]
    if not asked:
        return found
    numbers, queries, weights = (list(column) for column in zip(*asked, strict=True))
    restriction, given = _restriction(within)
    given |= {"numbers": numbers, "queries": queries, "weights": weights}
    with connection.cursor() as cursor:
        cursor.execute(
            BY_WORDS.format(within=restriction), {**given, "rows": MOST_ROWS, "kept": KEPT}
        )
        for number, claim, statement, own in cursor.fetchall():
            found[number].append(Candidate(claim, statement, frozenset(own)))
    return found


def _readable(text: str) -> str:
    """What is read of a text: PostgreSQL takes no NUL."""
    return text[:MOST_CHARACTERS].replace("\0", " ")


def _queries(words: dict[str, float]) -> list[tuple[str, float]]:
    """What is looked up for a text: its rarest words, and the rarest of them in pairs."""
    rarest = sorted(words, key=lambda word: (-words[word], word))[:RAREST]
    single = [(_quoted(word), words[word]) for word in rarest]
    pairs = combinations(rarest[:PAIRED], 2)
    return single + [
        (f"{_quoted(one)} & {_quoted(other)}", words[one] + words[other]) for one, other in pairs
    ]


def _quoted(word: str) -> str:
    """A word of the index as a query has it."""
    escaped = word.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


def _restriction(within: ClaimQuerySet | None) -> tuple[str, dict[str, object]]:
    """The condition that a claim is one of `within`, with its parameters by name."""
    if within is None:
        return "", {}
    sql, values = within.order_by().values("pk").query.sql_with_params()
    named = {f"within{number}": value for number, value in enumerate(values)}
    placed = sql % tuple(f"%({name})s" for name in named)
    return f"AND claim.id IN ({placed})", named
