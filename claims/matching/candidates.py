"""Claims that a text may be near to: found by PostgreSQL, in a few queries for any number of texts.

Two ways lead to a claim. By its vector: the nearest in the HNSW index. By its words: the rarest words of
the text are looked up one by one and two by two, and the claims that have most of them are kept. Claims
with a common word alone are never gone through, so neither way slows down much with the record.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from django.core.exceptions import EmptyResultSet
from pgvector import HalfVector

from claims.models.claim import SEARCH_CONFIGURATION, ClaimQuerySet
from provenance.replicas import reading

MOST_CHARACTERS = 2_000  # of a text that are read
RAREST = 8  # words of a text that are looked up, the rarest
PAIRED = 4  # of those, how many are looked up two by two as well: common words are rare together
MOST_ROWS = 300  # claims that are looked at for one word, or one pair
# The index is read to the end for a word: one that more claims are expected to have says little and costs
# much. Of a pair, the rarer word decides what is read.
MOST_EXPECTED = 3_000
MOST_PAIRED = 10_000
KEPT = 50  # candidates for each text, by words and by vectors
VISITED = 4 * KEPT  # vectors that the index keeps in view on its way to the nearest
RARE = 0.0005  # the part of all claims that a word is taken to be in, if it is not among the common ones

# How many claims have a word: PostgreSQL's statistics of the column, as the latest ANALYZE left them.
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

# An index scan that is filtered goes on until it has found enough.
SETTINGS = """
    SELECT set_config('hnsw.ef_search', %(near)s, true),
        set_config('hnsw.iterative_scan', 'relaxed_order', true)
"""

CANDIDATES = """
    WITH text AS MATERIALIZED (
        SELECT number, vector::halfvec(384) AS vector
        FROM unnest(%(texts)s::int[], %(vectors)s::text[]) AS text (number, vector)
    ), nearest AS MATERIALIZED (
        SELECT number, claim_id FROM text CROSS JOIN LATERAL (
            SELECT claim_id FROM claims_claimvector stored
            WHERE TRUE {vectors_within}
            ORDER BY stored.vector <=> text.vector LIMIT %(kept)s
        ) each
    ), asked AS MATERIALIZED (
        SELECT number, query, weight
        FROM unnest(
            %(numbers)s::int[], %(queries)s::tsquery[], %(weights)s::float8[], %(until)s::float8[],
            %(rarest)s::bool[]
        ) AS asked (number, query, weight, until, rarest)
        WHERE until >= (SELECT reltuples FROM pg_class WHERE oid = 'claims_claim'::regclass)
            OR rarest AND number NOT IN (
                SELECT number FROM nearest GROUP BY number HAVING count(*) >= %(kept)s
            )
    ), by_words AS (
        SELECT number, id,
            row_number() OVER (PARTITION BY number ORDER BY sum(weight) DESC, id DESC) AS place
        FROM asked CROSS JOIN LATERAL (
            SELECT id FROM claims_claim claim
            WHERE claim.search @@ asked.query AND claim.merged_into_id IS NULL {claims_within}
            LIMIT %(rows)s
        ) near
        GROUP BY number, id
    ), near AS (
        SELECT number, id FROM by_words WHERE place <= %(kept)s
        UNION
        SELECT number, claim_id FROM nearest
    )
    SELECT number, claim.id, claim.statement, tsvector_to_array(ts_filter(search, '{{a,b}}')),
        1 - (stored.vector <=> text.vector)
    FROM near JOIN claims_claim claim ON claim.id = near.id AND claim.merged_into_id IS NULL
    LEFT JOIN text USING (number)
    LEFT JOIN claims_claimvector stored ON stored.claim_id = claim.id AND stored.model = %(model)s
        AND stored.digest = encode(sha256(convert_to(claim.statement, 'UTF8')), 'hex')
"""


@dataclass(frozen=True)
class Candidate:
    """A claim that may be near.

    `words` are those of its statement, its figures and its quotes. `cosine` is of the vectors of text
    and statement; None where the text or the claim has none of this model and of its present words.
    """

    claim: int
    statement: str
    words: frozenset[str]
    cosine: float | None


def weighed_words(texts: Sequence[str]) -> list[dict[str, float]]:
    """The words of each text as PostgreSQL indexes them, with how much each says: the rarer, the more."""
    words: list[dict[str, float]] = [{} for _text in texts]
    given: Any = {"texts": list(map(readable, texts)), "configuration": SEARCH_CONFIGURATION}
    with reading().cursor() as cursor:
        cursor.execute(WORDS, given)
        for number, word, frequency in cursor.fetchall():
            words[number - 1][word] = -math.log(min(max(frequency, RARE), 0.99))
    return words


def candidates(
    words: Sequence[dict[str, float]],
    vectors: dict[int, Any],
    model: str,
    within: ClaimQuerySet | None = None,
) -> list[list[Candidate]]:
    """For each text, given as its words, and its vector by its number if it has one, the claims that may
    be near."""
    restriction, given = _restriction(within)
    given |= _asked(words)
    given |= {
        "texts": list(vectors),
        "vectors": [HalfVector(vector).to_text() for vector in vectors.values()],
        "model": model,
        "rows": MOST_ROWS,
        "kept": KEPT,
    }
    statement = CANDIDATES.format(
        claims_within=restriction.format("claim.id"),
        vectors_within=restriction.format("stored.claim_id"),
    )
    found: list[list[Candidate]] = [[] for _own in words]
    with reading().cursor() as cursor:
        # What is sent together is one transaction, and the settings are gone after it.
        cursor.execute(f"{SETTINGS}; {statement}", given | {"near": str(VISITED)})
        cursor.nextset()
        for number, claim, said, own, cosine in cursor.fetchall():
            found[number].append(Candidate(claim, said, frozenset(own or ()), cosine))
    return found


def readable(text: str) -> str:
    """What is read of a text: its beginning, without NUL, which PostgreSQL does not take."""
    return text[:MOST_CHARACTERS].replace("\0", " ")


def _asked(words: Sequence[dict[str, float]]) -> dict[str, Any]:
    """What is looked up, as five columns: the number of the text, the query, its weight, until how many
    claims are on record it is looked up, and whether it is also where vectors lead to few claims."""
    rows = [(number, *query) for number, own in enumerate(words) for query in queries(own)]
    names = ("numbers", "queries", "weights", "until", "rarest")
    return {name: [row[place] for row in rows] for place, name in enumerate(names)}


def queries(words: dict[str, float]) -> list[tuple[str, float, float, bool]]:
    """What is looked up for a text: its rarest words, and the rarest of them in pairs, each with its weight
    and until how many claims are on record it is.

    One is marked, the two rarest together or the only word: it is looked up however common it is, where
    vectors do not lead to KEPT claims. Where they do, MOST_ROWS of very many would be any.
    """
    rarest = sorted(words, key=lambda word: (-words[word], word))[:RAREST]
    single = [(_quoted(word), words[word], _until(words[word], MOST_EXPECTED)) for word in rarest]
    pairs = [
        (
            f"{_quoted(one)} & {_quoted(other)}",
            words[one] + words[other],
            _until(words[one], MOST_PAIRED),
        )
        for one, other in combinations(rarest[:PAIRED], 2)
    ]
    first = pairs[:1] or single[:1]
    marked = [
        (query, weight, max(until, _until(weight, MOST_EXPECTED)), True)
        for query, weight, until in first
    ]
    return marked + [(*one, False) for one in [*single, *pairs] if one not in first]


def _until(weight: float, most: int) -> float:
    """Until how many claims are on record no more than `most` are expected to have a word of this weight."""
    return math.inf if weight >= -math.log(RARE) else most * math.exp(weight)


def _quoted(word: str) -> str:
    """A word of the index as a query has it."""
    escaped = word.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


def _restriction(within: ClaimQuerySet | None) -> tuple[str, dict[str, Any]]:
    """The condition that a claim, to be named in its braces, is one of `within`, and its parameters."""
    if within is None:
        return "", {}
    try:
        sql, values = within.order_by().values("pk").query.sql_with_params()
    except EmptyResultSet:  # Django asks nothing where nothing can be
        return "AND FALSE", {}
    named = {f"within{number}": value for number, value in enumerate(values)}
    placed = sql.replace("{", "{{").replace("}", "}}") % tuple(f"%({name})s" for name in named)
    return f"AND {{}} IN ({placed})", named
