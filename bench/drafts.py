"""Seconds that a draft takes: 1,000 and 10,000 words against 100,000 claims, in this process.

The baseline is a check that asks the record nothing: sentences and their ranking alone. `--claims N` for
another number of claims. The model makes the vectors of the first thousand claims, among which are
those that the drafts speak of; the other claims have neighbours of these, which cost a search as much.
"""

import os
import random
import time
from argparse import ArgumentParser
from pathlib import Path

from bench.record import empty_record

CLAIMS = 100_000
EMBEDDED = 1_000
NOISE = 0.02  # in each of 384 directions: a cosine of some 0.93 to the vector that it was made from
WORDS = (1_000, 10_000)
WHO = (
    "The harbour office",
    "A council committee",
    "The hospital trust",
    "One inspector",
    "A union",
)
DID = ("reported", "counted", "admitted", "denied", "registered", "published")
WHAT = ("complaints about noise", "new permits", "closed wards", "late departures", "empty flats")
WHERE = ("Lower Wetherby", "Eastmere", "the northern district", "Port Alder", "the old town")
CHANGE = ("a rise of {n}%", "a fall of {n}%", "{n} more than before", "{n} in all", "at least {n}")

SEARCHABLE = """
    UPDATE claims_claim SET search = setweight(to_tsvector('provenance', statement), 'A')
"""
FILL = """
    UPDATE claims_claimvector AS stored SET vector = made.vector::halfvec, model = %(model)s,
        digest = encode(sha256(convert_to(claim.statement, 'UTF8')), 'hex')
    FROM unnest(%(ids)s::bigint[], %(vectors)s::text[]) AS made (id, vector)
    JOIN claims_claim claim ON claim.id = made.id WHERE stored.claim_id = made.id
"""


def main() -> None:
    """Fill a record of its own and check drafts against it."""
    options = ArgumentParser(description=__doc__)
    options.add_argument("--claims", type=int, default=CLAIMS)
    with empty_record():
        measure(options.parse_args().claims)


def sentence(chance: random.Random) -> str:
    """One of some millions of sentences, with a figure, a place and a year."""
    change = chance.choice(CHANGE).format(n=chance.randrange(2, 9_000))
    return (
        f"{chance.choice(WHO)} {chance.choice(DID)} {chance.choice(WHAT)} in {chance.choice(WHERE)}, "
        f"{change}, between {chance.randrange(1990, 2010)} and {chance.randrange(2010, 2026)}."
    )


def draft(words: int, known: list[str], chance: random.Random) -> str:
    """A draft of so many words, in paragraphs: a third of its sentences are on record, a third look like
    others that are, and a third is small talk."""
    said: list[str] = []
    while sum(len(one.split()) for one in said) < words:
        said += [
            chance.choice(known),
            sentence(chance),
            "Nobody who was asked wanted to add to that.",
        ]
    return "\n\n".join(" ".join(said[at : at + 5]) for at in range(0, len(said), 5))


def fill(statements: list[str]) -> None:
    """Claims with these statements, and vectors."""
    import numpy
    from django.db import connection

    from claims.actions.embedding import embed_all
    from claims.models import Claim, ClaimVector

    for at in range(0, len(statements), 10_000):
        Claim.objects.bulk_create(Claim(statement=one) for one in statements[at : at + 10_000])
    with connection.cursor() as cursor:
        cursor.execute(SEARCHABLE)
    made = 0
    for _after, number in embed_all():
        made += number
        if made >= EMBEDDED:
            break
    real = ClaimVector.objects.exclude(vector=None)
    vectors = numpy.array(list(real.values_list("vector", flat=True)))
    name = real.values_list("model", flat=True)[0]
    waiting = list(ClaimVector.objects.waiting().values_list("pk", flat=True))
    numbers = numpy.random.default_rng(5)
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX claim_by_vector")
        for at in range(0, len(waiting), 5_000):
            ids = waiting[at : at + 5_000]
            near = vectors[numbers.integers(len(vectors), size=len(ids))]
            near = near + numbers.normal(0, NOISE, near.shape)
            shown = ["[" + ",".join(f"{x:.4f}" for x in row) + "]" for row in near]
            cursor.execute(FILL, {"ids": ids, "vectors": shown, "model": name})
        cursor.execute(
            "CREATE INDEX claim_by_vector ON claims_claimvector USING hnsw "
            "(vector halfvec_cosine_ops) WITH (m = 16, ef_construction = 64)"
        )
        cursor.execute("VACUUM ANALYZE")


def database_seconds() -> float:
    """The processor time that our connection's server process has used; 0 where that cannot be told."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        path = Path(f"/proc/{cursor.fetchone()[0]}/stat")
    if not path.exists():
        return 0.0
    used = path.read_text().rsplit(")", 1)[1].split()[11:13]
    return sum(map(int, used)) / os.sysconf("SC_CLK_TCK")


def measure(claims: int) -> None:
    """Print a line a draft."""
    from claims.drafts.checking import check
    from claims.drafts.words import summary
    from claims.matching import means, rank, sentences
    from claims.models import Claim

    chance = random.Random(5)
    known = list(dict.fromkeys(sentence(chance) for _ in range(claims)))
    begun = time.perf_counter()
    fill(known)
    print(f"{len(known):,} claims, made in {time.perf_counter() - begun:.0f} s. {means()}")
    everything = Claim.objects.all()
    check(draft(100, known[:EMBEDDED], chance), everything)  # the model is loaded once a process
    print(
        f"{'words':>8} {'sentences':>10} {'seconds':>8} {'without the record':>20}  what came of it"
    )
    for words in WORDS:
        text = draft(words, known[:EMBEDDED], chance)
        begun = time.perf_counter()
        sentences(text)
        rank(text)
        alone = time.perf_counter() - begun
        begun, worked, asked = time.perf_counter(), time.process_time(), database_seconds()
        found = check(text, everything)
        took, busy = time.perf_counter() - begun, time.process_time() - worked
        found_by = database_seconds() - asked
        told = f"{words:8,} {len(found.sentences):10,} {took:8.2f} {busy:9.2f} {found_by:13.2f} {alone:18.2f}"
        print(f"{told}  {summary(found)}", flush=True)


if __name__ == "__main__":
    main()
