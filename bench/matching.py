"""How well known claims are found, beside BM25 and the sentence model alone, in the same run.

Run from the project's directory: `python -m bench.matching [FOLDER]`. The folder, or
PROVENANCE_BENCH_DATA with `claim-matching` below it, holds the public data of CheckThat! 2021 and 2022, task
2A in English; it is not in the project. Without it speeds alone are measured.

- `vclaims.jsonl`: the recorded claims (`vclaim_id`, `vclaim`, `title`, `in_ct2021`).
- `queries_train_dev.tsv`: id TAB text. `qrels_dev.tsv`: query, 0, claim, 1.

A claim here has a statement and a title. "Statement" knows the statement alone, as a claim without a
quote; "with title" has the title as the words of a quote. MAP@5 is the mean over the queries of the average
precision of the first five; P@1 is how often the first is right.
"""

import json
import os
import random
import re
import resource
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.record import empty_record

DEPTH = 5
MANY = 100_000
AT_ONCE = 60  # sentences of a draft of about 1,000 words
ROUNDS = 5

LOAD = """
    INSERT INTO claims_claim (statement, note, external_id, created_at, state, caveat, rating, status,
        sentence, counted_origins, asserting_families, disputing_families, article_count, flag_codes,
        figure_label, origin_ids, publisher_ids, digest, urgency, search)
    SELECT statement, '', '', now(), 'draft', '', '', 'unsupported', '', 0, 0, 0, 0, '{}', '', '{}', '{}',
        '', 0, setweight(to_tsvector('provenance', statement), 'A')
            || setweight(to_tsvector('provenance', quote), 'B')
    FROM unnest(%s::text[], %s::text[]) WITH ORDINALITY AS given (statement, quote, place)
    ORDER BY place RETURNING id
"""
STORE = """
    INSERT INTO claims_claimvector (claim_id, vector, digest, model)
    SELECT claim.id, given.vector::halfvec, encode(sha256(convert_to(statement, 'UTF8')), 'hex'), %s
    FROM unnest(%s::bigint[], %s::text[]) AS given (id, vector) JOIN claims_claim claim USING (id)
"""

Ranked = list[list[int]]


@dataclass(frozen=True)
class Data:
    """Claims, and queries with the places of the claims that they make."""

    statements: list[str]
    titles: list[str]
    in_2021: list[bool]
    queries: list[str]
    right: list[set[int]]


def read(folder: Path, which: str = "dev") -> Data:
    lines = (folder / "vclaims.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    places = {row["vclaim_id"]: place for place, row in enumerate(rows)}
    texts = (folder / "queries_train_dev.tsv").read_text(encoding="utf-8").splitlines()
    said = dict(line.split("\t", 1) for line in texts)
    right: dict[str, set[int]] = defaultdict(set)
    for line in (folder / f"qrels_{which}.tsv").read_text(encoding="utf-8").splitlines():
        query, _zero, claim, _one = line.split()
        right[query].add(places[claim])
    return Data(
        [row["vclaim"] for row in rows],
        [row["title"] for row in rows],
        [bool(row.get("in_ct2021")) for row in rows],
        [said[query] for query in right],
        list(right.values()),
    )


def only_2021(data: Data) -> Data:
    """The claims that were in the first of the two years' sets, and the queries that they answer."""
    kept = [place for place, held in enumerate(data.in_2021) if held]
    places = {was: now for now, was in enumerate(kept)}
    pairs = [
        (query, {places[one] for one in right if one in places})
        for query, right in zip(data.queries, data.right, strict=True)
    ]
    pairs = [(query, right) for query, right in pairs if right]
    return Data(
        [data.statements[place] for place in kept],
        [data.titles[place] for place in kept],
        [True] * len(kept),
        [query for query, _right in pairs],
        [right for _query, right in pairs],
    )


# How right


def scores(ranked: Ranked, right: Sequence[set[int]]) -> tuple[float, float]:
    """MAP@5 and P@1."""
    precise = []
    for found, wanted in zip(ranked, right, strict=True):
        hits, summed = 0, 0.0
        for place, one in enumerate(found[:DEPTH], 1):
            if one in wanted:
                hits += 1
                summed += hits / place
        precise.append(summed / min(DEPTH, len(wanted)))
    first = [found[:1] and found[0] in wanted for found, wanted in zip(ranked, right, strict=True)]
    return statistics.mean(precise), statistics.mean(map(bool, first))


def bm25(texts: list[str], queries: list[str]) -> Ranked | None:
    """The baseline by words; None where it is not installed."""
    try:
        import bm25s
        import snowballstemmer
    except ImportError:
        return None
    stemmer = snowballstemmer.stemmer("english").stemWords

    def tokens(rows: list[str]) -> Any:
        return bm25s.tokenize(rows, stopwords="en", stemmer=stemmer, show_progress=False)

    index = bm25s.BM25()
    index.index(tokens(texts), show_progress=False)
    found, _scores = index.retrieve(tokens(queries), k=DEPTH, show_progress=False)
    return [[int(one) for one in row] for row in found]


def alone(stored: Any, asked: Any) -> Ranked:
    """The model alone: the nearest vectors."""
    near = asked @ stored.T
    return [list(map(int, row)) for row in (-near).argsort(axis=1)[:, :DEPTH]]


def ours(keys: list[int], queries: list[str]) -> Ranked:
    """What the program finds in the database."""
    from claims.matching import find_each

    places = {key: place for place, key in enumerate(keys)}
    found = []
    for start in range(0, len(queries), AT_ONCE):
        found += find_each(queries[start : start + AT_ONCE], DEPTH)
    return [[places[match.claim] for match in own] for own in found]


def told(name: str, ranked: Ranked | None, right: Sequence[set[int]]) -> None:
    if ranked is None:
        print(f"  {name:34} not installed")
        return
    mean, first = scores(ranked, right)
    print(f"  {name:34} MAP@5 {mean:.3f}   P@1 {first:.3f}", flush=True)


def quality(data: Data, vectors: Callable[[list[str]], Any]) -> None:
    """Each way to find, on the same claims and queries."""
    print(f"{len(data.statements):,} claims, {len(data.queries)} queries")
    both = [f"{title}. {said}" for title, said in zip(data.titles, data.statements, strict=True)]
    told("BM25, statement", bm25(data.statements, data.queries), data.right)
    told("BM25, with title", bm25(both, data.queries), data.right)
    stored, asked = vectors(data.statements), vectors(data.queries)
    told("MiniLM alone, statement", alone(stored, asked), data.right)
    for name, quotes in (("statement", [""] * len(both)), ("with title", data.titles)):
        keys = fill(data.statements, quotes, stored)
        told(f"ours, {name}", ours(keys, data.queries), data.right)
        if name == "statement":
            robust(data, keys, stored, vectors)


def robust(data: Data, keys: list[int], stored: Any, vectors: Callable[[list[str]], Any]) -> None:
    """The same queries, written badly."""
    for name, change in SPOILED.items():
        chance = random.Random(1)
        spoiled = [change(query, chance) for query in data.queries]
        told(f"  ours, {name}", ours(keys, spoiled), data.right)
        told(f"  MiniLM alone, {name}", alone(stored, vectors(spoiled)), data.right)


def swapped(text: str, chance: random.Random) -> str:
    """In every tenth word of four letters and more, two letters changed places."""

    def spoil(match: re.Match[str]) -> str:
        word = match.group()
        if chance.random() > 0.1:
            return word
        at = chance.randrange(1, len(word) - 2)
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]

    return re.sub(r"[^\W\d_]{4,}", spoil, text)


def dialect(text: str, _chance: random.Random) -> str:
    """Without apostrophes and with endings dropped, as people write who write as they speak."""
    for was, now in (("'", ""), ("’", ""), ("ing ", "in "), (" the ", " da "), (" you ", " u ")):
        text = text.replace(was, now)
    return text


SPOILED: dict[str, Callable[[str, random.Random], str]] = {
    "typos": swapped,
    "lower case": lambda text, _chance: text.lower(),
    "upper case": lambda text, _chance: text.upper(),
    "dialect": dialect,
}

# Filling a record


def fill(statements: list[str], quotes: list[str], vectors: Any) -> list[int]:
    """A record of these claims and no others; their ids. Past the program, which would take an hour."""
    from django.db import connection, transaction
    from pgvector import HalfVector

    from claims.matching.model import model

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("TRUNCATE claims_claim CASCADE")
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = 'claim_by_vector'")
        (index,) = cursor.fetchone()
        cursor.execute("DROP INDEX claim_by_vector")  # made at once it takes a third of the time
        cursor.execute("SET LOCAL maintenance_work_mem = '512MB'")
        cursor.execute(LOAD, [statements, quotes])
        keys = [row[0] for row in cursor.fetchall()]
        for start in range(0, len(keys), 5_000):
            part = slice(start, start + 5_000)
            texts = [HalfVector(vector).to_text() for vector in vectors[part]]
            cursor.execute(STORE, [model().name, keys[part], texts])
        cursor.execute(index)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE claims_claim, claims_claimvector")
    return keys


def generated(count: int) -> list[str]:
    """Sentences that look like claims, of 5,000 made-up words that are as rare as words are."""
    chance = random.Random(1)
    syllables = re.findall("...?", "badefigokulamenipofutasehanmertondalrickwen")
    words = ["".join(chance.choices(syllables, k=chance.randint(2, 4))) for _ in range(5_000)]
    weights = [1 / place for place in range(1, len(words) + 1)]
    return [
        " ".join(chance.choices(words, weights, k=14)) + f" {chance.randint(2, 9_999):,}"
        for _ in range(count)
    ]


def speed() -> None:
    """Finding among 100,000 claims, whose vectors are spread about those of real sentences at random."""
    import numpy

    from claims.matching import find_each
    from claims.matching.model import model

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = time.perf_counter()
    loaded = model()
    took = time.perf_counter() - begun
    held = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"the model is loaded in {took:.1f} s and takes {held:.0f} MB")
    sentences = generated(MANY)
    centres = loaded.vectors(sentences[:500])
    spread = numpy.random.default_rng(1).normal(scale=0.03, size=(MANY, centres.shape[1]))
    vectors = centres[numpy.arange(MANY) % len(centres)] + spread
    vectors /= numpy.linalg.norm(vectors, axis=1, keepdims=True)
    fill(sentences, [""] * MANY, vectors)
    asked = generated(MANY + AT_ONCE)[MANY:]
    for count in (1, AT_ONCE):
        clock = [timed(lambda count=count: find_each(asked[:count])) for _ in range(ROUNDS)]
        print(
            f"find_each of {count} among {MANY:,} claims: {min(clock) * 1000:.0f} ms at best, "
            f"{statistics.median(clock) * 1000:.0f} ms as a median"
        )
    made = timed(lambda: loaded.vectors(asked))
    print(f"of that, the vectors of {AT_ONCE}: {made * 1000:.0f} ms")


def timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def folder() -> Path | None:
    """Where the data are; None if nobody says, or they are not there."""
    if len(sys.argv) > 1:
        return Path(sys.argv[1])
    named = os.environ.get("PROVENANCE_BENCH_DATA")
    return Path(named, "claim-matching") if named else None


def main() -> None:
    data = folder()
    with empty_record():
        speed()
        if data is None or not (data / "vclaims.jsonl").is_file():
            print("how right: not measured; name the folder of the data in PROVENANCE_BENCH_DATA")
            return
        from claims.matching.model import model

        everything = read(data)
        quality(everything, model().vectors)
        print("of 2021 alone:")
        quality(only_2021(everything), model().vectors)


if __name__ == "__main__":
    main()
