"""Copies among articles: how many of each kind are found, what is proposed that is none, and how long
one article takes among many.

Run from the project's directory: `python -m bench.copies`. The articles are made up: a chain of words
learnt from the project's own documentation writes them, so they share turns of phrase as reports of one
subject do, and more than most. Beside what the site does stand, on the same articles and in the same
run: MinHash with bands (datasketch) followed by the same comparison, all pairs by TF-IDF and cosine, and
all pairs by the Jaccard similarity of their shingles, each of the last two at its best threshold here.

The second part fills a PostgreSQL of its own with the prints of 300,000 articles and captures one more.
"""

import os
import random
import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from claims.copies import Read, compare, read, worth_comparing
from claims.copies.limits import BOILERPLATE

OF_A_KIND, OUTLETS, LOOSE = 60, 40, 900
RECORD, PRINTS = 300_000, 75  # articles, and prints of each: those of about 650 words
ROUNDS = 15
Pair = tuple[int, int]


class Writer:
    """Writes as the documentation does: each word follows the one before as often as it does there."""

    def __init__(self) -> None:
        """Learn from what stands in docs/."""
        files = [Path("README.md"), *sorted(Path("docs").rglob("*.md"))]
        words = re.findall(r"[A-Za-z’']+[.,]?", " ".join(file.read_text() for file in files))
        self.follows = defaultdict(list)
        for one, other in pairwise(words):
            self.follows[one].append(other)
        self.words = words
        self.chance = random.Random(7)

    def sentences(self, number: int) -> str:
        """So many words, in paragraphs."""
        word, found = self.chance.choice(self.words), []
        for _ in range(number):
            found.append(word)
            # Now and then it thinks of something else, or it would recite.
            again = self.chance.random() < 0.15 or word not in self.follows
            word = self.chance.choice(self.words if again else self.follows[word])
        return "\n\n".join(" ".join(found[at : at + 60]) for at in range(0, number, 60))

    def article(self) -> str:
        """One of 300 to 900 words."""
        return self.sentences(self.chance.randint(300, 900))

    def replaced(self, text: str, percent: int) -> str:
        """With so many of the words replaced."""
        return " ".join(
            self.chance.choice(self.words) if self.chance.random() * 100 < percent else word
            for word in text.split(" ")
        )


@dataclass(frozen=True)
class Article:
    """A made-up article."""

    publisher: int
    text: str


@dataclass
class Corpus:
    """The articles; the pairs that are copies, by their kind; and those that are none and look like it."""

    articles: list[Article]
    copies: dict[str, list[Pair]]
    traps: dict[str, list[Pair]]

    @property
    def all_copies(self) -> set[Pair]:
        """The copies of every kind."""
        return {pair for pairs in self.copies.values() for pair in pairs}


def corpus() -> Corpus:
    """The articles of every kind, and others beside them."""
    writer = Writer()
    notices = [writer.sentences(90) for _ in range(OUTLETS)]
    made = Corpus([], defaultdict(list), defaultdict(list))

    def add(text: str) -> int:
        publisher = writer.chance.randrange(OUTLETS)
        made.articles.append(Article(publisher, f"{text}\n\n{notices[publisher]}"))
        return len(made.articles) - 1

    def pairs(found: dict[str, list[Pair]], kind: str, make: Callable[[], tuple[str, str]]) -> None:
        for _ in range(OF_A_KIND):
            one, other = make()
            found[kind].append((add(one), add(other)))

    for kind, copied in kinds(writer).items():
        pairs(made.copies, kind, copied)
    for kind, alike in distractors(writer).items():
        pairs(made.traps, kind, alike)
    for _ in range(LOOSE):
        add(writer.article())
    return made


def kinds(writer: Writer) -> dict[str, Callable[[], tuple[str, str]]]:
    """An original and its copy, by the kind of copy."""

    def headed() -> tuple[str, str]:
        text = writer.article()
        return text, f"{writer.sentences(40)}\n\n{text}"

    def cut() -> tuple[str, str]:
        text = writer.article()
        return text, text[: len(text) * 4 // 10]

    def turned() -> tuple[str, str]:
        text = writer.article()
        paragraphs = text.split("\n\n")
        writer.chance.shuffle(paragraphs)
        return text, "\n\n".join(paragraphs)

    def contained(words: int, around: int) -> Callable[[], tuple[str, str]]:
        def make() -> tuple[str, str]:
            wire = writer.sentences(words)
            return wire, f"{writer.sentences(around)}\n\n{wire}\n\n{writer.sentences(around)}"

        return make

    def rewritten(percent: int) -> Callable[[], tuple[str, str]]:
        def make() -> tuple[str, str]:
            text = writer.article()
            return text, writer.replaced(text, percent)

        return make

    return {
        "whole, under another header": headed,
        "cut to 40 %": cut,
        "paragraphs in another order": turned,
        "wire item of 120 words in 1,500": contained(120, 700),
        "wire item of 70 words in 1,500": contained(70, 700),
        **{f"{n} % of the words replaced": rewritten(n) for n in (5, 10, 15, 20, 30)},
    }


def distractors(writer: Writer) -> dict[str, Callable[[], tuple[str, str]]]:
    """Two articles that share something, and neither is a copy."""

    def quoting() -> tuple[str, str]:
        speech = " ".join(f"“{writer.sentences(50)}”" for _ in range(4))
        return tuple(f"{writer.sentences(250)}\n\n{speech}" for _ in range(2))  # type: ignore[return-value]

    def unmarked() -> tuple[str, str]:
        speech = writer.sentences(100)
        return tuple(f"{writer.sentences(400)}\n\n{speech}" for _ in range(2))  # type: ignore[return-value]

    def short() -> tuple[str, str]:
        same = writer.sentences(50)
        return tuple(f"{writer.sentences(60)}\n\n{same}" for _ in range(2))  # type: ignore[return-value]

    return {
        "200 words of one speech, quoted": quoting,
        "100 of 500 words in common": unmarked,
        "50 of 110 words in common": short,
    }


# What is compared


def winnowed(found: Corpus) -> set[Pair]:
    """As the site does: texts that share prints, but for boilerplate, compared word by word."""
    texts = [read(article.text) for article in found.articles]
    held = _holders(texts)
    common = _common(found, held)
    shared: dict[Pair, int] = defaultdict(int)
    for one, numbers in held.items():
        for other, number in _all_pairs(numbers) if one not in common else ():
            shared[other, number] += 1
    return {
        (one, other)
        for (one, other), number in shared.items()
        if worth_comparing(texts[one].prints, texts[other].prints, number)
        and compare(texts[one], texts[other], common).looks_copied
    }


def _holders(texts: list[Read]) -> dict[int, list[int]]:
    held: dict[int, list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        for one in text.prints:
            held[one].append(number)
    return held


def _common(found: Corpus, held: dict[int, list[int]]) -> set[int]:
    return {one for one, numbers in held.items() if _boilerplate(found, numbers)}


def _boilerplate(found: Corpus, numbers: list[int]) -> bool:
    publishers = [found.articles[number].publisher for number in numbers]
    return max(map(publishers.count, set(publishers))) > BOILERPLATE


def _all_pairs(numbers: list[int]) -> Iterator[Pair]:
    for place, one in enumerate(numbers):
        for other in numbers[place + 1 :]:
            yield one, other


def min_hashed(found: Corpus) -> set[Pair]:
    """MinHash of the same shingles, 128 permutations in bands for a similarity of 0.3, and the same
    comparison behind it, told what is boilerplate."""
    from datasketch import MinHash, MinHashLSH

    bands, pairs = MinHashLSH(threshold=0.3, num_perm=128), set()
    texts = [read(article.text) for article in found.articles]
    for number, text in enumerate(texts):
        sketch = MinHash(num_perm=128, seed=1)
        sketch.update_batch([hash.to_bytes(8, "big", signed=True) for hash in text.hashes])
        pairs |= {(other, number) for other in bands.query(sketch)}
        bands.insert(number, sketch)
    common = _common(found, _holders(texts))
    return {
        (one, other)
        for one, other in pairs
        if compare(texts[one], texts[other], common).looks_copied
    }


def by_jaccard(found: Corpus) -> Iterator[tuple[float, Pair]]:
    """Every pair that shares a shingle, by the Jaccard similarity of the shingles."""
    texts = [set(read(article.text).hashes) for article in found.articles]
    held: dict[int, list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        for shingle in text:
            held[shingle].append(number)
    shared: dict[Pair, int] = defaultdict(int)
    for numbers in held.values():
        for pair in _all_pairs(numbers):
            shared[pair] += 1
    for (one, other), number in shared.items():
        yield number / (len(texts[one]) + len(texts[other]) - number), (one, other)


def by_cosine(found: Corpus) -> Iterator[tuple[float, Pair]]:
    """Every pair, by the cosine of the TF-IDF of their words."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    weights = TfidfVectorizer(sublinear_tf=True).fit_transform(
        article.text for article in found.articles
    )
    like = (weights @ weights.T).tocoo()
    for one, other, value in zip(like.row, like.col, like.data, strict=True):
        if one < other and value > 0.1:
            yield float(value), (int(one), int(other))


def at_its_best(scored: Iterator[tuple[float, Pair]], copies: set[Pair]) -> tuple[set[Pair], float]:
    """The pairs above the threshold with the best F1, chosen on these very pairs: a favour to it."""
    ranked = sorted(scored, reverse=True)
    best, kept, right = -1.0, 0, 0
    for number, (_, pair) in enumerate(ranked, start=1):
        right += pair in copies
        if (f1 := 2 * right / (number + len(copies))) > best:
            best, kept = f1, number
    return {pair for _, pair in ranked[:kept]}, ranked[kept - 1][0]


def quality() -> None:
    """Print the share of each kind that each way finds, and what it proposes that is no copy."""
    found = corpus()
    copies = found.all_copies
    took, ways = {}, {}
    for name, way in {
        "prints": winnowed,
        "MinHash": min_hashed,
        "Jaccard": lambda corpus: at_its_best(by_jaccard(corpus), copies),
        "TF-IDF": lambda corpus: at_its_best(by_cosine(corpus), copies),
    }.items():
        begun = time.perf_counter()
        ways[name] = way(found)
        took[name] = time.perf_counter() - begun
    print(f"{len(found.articles):,} articles, {len(copies)} copies, {OF_A_KIND} of each kind\n")
    for name in ("Jaccard", "TF-IDF"):
        ways[name], threshold = ways[name]
        print(f"{name}: best threshold {threshold:.2f}")
    print(f"\n{'recall':36}" + "".join(f"{name:>10}" for name in ways))
    for kind, pairs in found.copies.items():
        shares = (len(pairs_found & set(pairs)) / len(pairs) for pairs_found in ways.values())
        print(f"{kind:36}" + "".join(f"{share:10.2f}" for share in shares))
    print(f"{'proposed, and no copy':36}")
    for kind, pairs in found.traps.items():
        wrong = (len(pairs_found & set(pairs)) for pairs_found in ways.values())
        print(f"  {kind:34}" + "".join(f"{number:10}" for number in wrong))
    traps = {pair for pairs in found.traps.values() for pair in pairs}
    others = (len(pairs_found - copies - traps) for pairs_found in ways.values())
    print(f"  {'any other two':34}" + "".join(f"{number:10}" for number in others))
    print(f"{'seconds for all':36}" + "".join(f"{took[name]:10.1f}" for name in ways))


# How long one takes

FILL = """
    SET session_replication_role = replica;
    INSERT INTO claims_source (id, name, kind, host, description, external_id)
    SELECT n, 'Outlet ' || n, 'outlet', '', '', '' FROM generate_series(1, 3000) n;
    INSERT INTO claims_article (id, title, publisher_id, url, byline, language, opening_words,
        external_id, created_at, looked_at)
    SELECT n, 'Article ' || n, 1 + n % 3000, '', '', '', '', '', now(), now()
    FROM generate_series(1, {record}) n;
    ALTER TABLE claims_fingerprint DROP CONSTRAINT claims_fingerprint_pkey;
    DROP INDEX {index};
    INSERT INTO claims_fingerprint (article_id, print)
    SELECT article, hashint8extended(article * 1000 + n, 1)
    FROM generate_series(1, {record}) article, generate_series(1, {prints}) n;
    -- and three prints that stand in every article of a hundred outlets
    INSERT INTO claims_fingerprint (article_id, print)
    SELECT id, 100 + n FROM claims_article, generate_series(1, 3) n WHERE publisher_id <= 100;
    ALTER TABLE claims_fingerprint ADD CONSTRAINT claims_fingerprint_pkey
        PRIMARY KEY (print, article_id);
    CREATE INDEX {index} ON claims_fingerprint (article_id);
    SET session_replication_role = DEFAULT;
    SELECT setval('claims_article_id_seq', {record}), setval('claims_source_id_seq', 3000);
"""

# Indexes are made after the rows, or filling would take half an hour.
INDEX_OF_ARTICLES = """
    SELECT indexname FROM pg_indexes
    WHERE tablename = 'claims_fingerprint' AND indexdef LIKE '%(article_id)'"""


def speed() -> None:
    """Fill a record, and print how long captures take to be compared with all of it."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "provenance.settings"
    from bench.record import empty_record

    with empty_record():
        from django.db import connection

        begun = time.perf_counter()
        with connection.cursor() as cursor:
            cursor.execute(INDEX_OF_ARTICLES)
            index = cursor.fetchone()[0]
            cursor.execute(FILL.format(record=RECORD, prints=PRINTS, index=index))
            cursor.execute("ANALYZE claims_fingerprint")
            cursor.execute(
                "SELECT pg_table_size('claims_fingerprint'), pg_indexes_size('claims_fingerprint')"
            )
            table, indexes = (size / 1e6 for size in cursor.fetchone())
        print(f"\n{RECORD:,} articles filled in {time.perf_counter() - begun:.0f} s: ", end="")
        print(f"prints {table:,.0f} MB, their indexes {indexes:,.0f} MB")
        print(f"one more article: {_timed(lambda writer: writer.sentences(650))}")
        text = Writer().sentences(650)
        print(f"one more copy of a text that is there: {_timed(lambda _: text)}")


def _timed(text: Callable[[Writer], str]) -> str:
    """The milliseconds that comparing takes, of as many articles as there are rounds."""
    from claims.actions.articles import record_article, store_snapshot
    from claims.actions.copying import look_for_copies
    from claims.models import Snapshot, Source

    writer, took = Writer(), []
    for number in range(ROUNDS):
        article = record_article(publisher=Source.objects.get(pk=1 + number), by=None)
        words = text(writer)
        store_snapshot(
            article=article,
            content=words.encode(),
            text=words,
            extent=Snapshot.Extent.FULL,
            method=Snapshot.Method.PASTED,
            media_type="text/plain",
            by=None,
        )
        begun = time.perf_counter()
        look_for_copies(article_id=article.pk)
        took.append(1000 * (time.perf_counter() - begun))
    took.sort()
    return f"{took[len(took) // 2]:.0f} ms in the middle, {took[-1]:.0f} ms at most"


if __name__ == "__main__":
    quality()
    speed()
