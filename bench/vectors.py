"""Vectors of the made-up claims: made of those that the model gives to the parts of their statements.

The model makes some 150 vectors a second, so that a million would take two hours. It reads each part once
(of the places the most frequent) and a few hundred whole statements: these tell by least squares how much
each part adds to what all have in common. A claim's vector is that sum with a little noise, of length one:
about 0.8 to what the model makes of its statement, and spread much as such vectors are. The same in each
run.
"""

import hashlib

import numpy
from django.db import connection

from bench import words
from bench.shape import Shape, chance
from claims.matching.model import SIZE, model
from claims.models import ClaimVector

AT_ONCE = 20_000
SAMPLE = 1_000  # places that the model reads
FITTED = 400  # whole statements that the model reads
NOISE = 0.2  # the length of what is added at random
STRONGER = (
    1.4  # parts count more than the fit says, so that statements are as far apart as the model's
)
COPY = "COPY {} (claim_id, vector, digest, model) FROM STDIN (FORMAT BINARY)"
SIGNATURE = b"PGCOPY\n\xff\r\n\0" + bytes(8)


def part_vectors(shape: Shape) -> dict[str, numpy.ndarray]:
    """The vector of each word of each part that occurs, beside the mean of its part."""
    texts = {
        "body": [f"the {body}" for body in words.BODIES],
        "place": [f"in {place}" for place in words.names(0)[:SAMPLE]],
        "verb": words.VERBS,
        "kind": words.KINDS,
        "thing": words.THINGS,
        "time": words.TIMES,
        "ending": [ending.strip(", ") or "." for ending in words.ENDINGS],
    }
    found = {}
    for part, said in texts.items():
        used = numpy.unique(shape.parts[part] % SAMPLE)
        read = numpy.asarray(model().vectors([said[place] for place in used]))
        found[part] = numpy.zeros((len(said), SIZE), dtype=numpy.float32)
        found[part][used] = read - read.mean(axis=0)
    places = len(words.names(0))  # a rare place is near to a frequent one
    strange = chance(30).normal(0, 0.6 / SIZE**0.5, (places, SIZE)).astype(numpy.float32)
    strange[:SAMPLE] = 0
    found["place"] = found["place"][numpy.arange(places) % SAMPLE] + strange
    return found


def fitted(shape: Shape, parts: dict[str, numpy.ndarray]) -> tuple[numpy.ndarray, numpy.ndarray]:
    """What all statements have in common, and how much each part adds to it, by the model's own vectors."""
    ids = numpy.linspace(1, shape.size, min(FITTED, shape.size), dtype=numpy.int64)
    whole = numpy.asarray(model().vectors([shape.statement(int(key)) for key in ids]))
    common = whole.mean(axis=0)
    made = numpy.stack([parts[part][shape.parts[part][ids - 1]] for part in words.PARTS], axis=2)
    columns = made.reshape(-1, len(words.PARTS))
    weights, *_ = numpy.linalg.lstsq(columns, (whole - common).reshape(-1), rcond=None)
    return common, STRONGER * weights


def load(shape: Shape) -> None:
    """The row of each claim."""
    parts = part_vectors(shape)
    common, weights = fitted(shape, parts)
    parts = {
        part: rows * weight for (part, rows), weight in zip(parts.items(), weights, strict=True)
    }
    name = model().name.encode()
    row = numpy.dtype(
        [
            *(("fields", ">i2"), ("a", ">i4"), ("id", ">i8"), ("b", ">i4"), ("size", ">u2")),
            *(("unused", ">u2"), ("vector", ">f2", SIZE), ("c", ">i4"), ("digest", "S64")),
            *(("d", ">i4"), ("model", f"S{len(name)}")),
        ]
    )
    with connection.cursor() as cursor, cursor.copy(COPY.format(_table())) as copy:
        copy.write(SIGNATURE)
        for first in range(1, shape.size + 1, AT_ONCE):
            ids = numpy.arange(first, min(first + AT_ONCE, shape.size + 1))
            rows = numpy.zeros(len(ids), row)
            rows["fields"], rows["size"], rows["id"], rows["model"] = 4, SIZE, ids, name
            rows["a"], rows["b"], rows["c"], rows["d"] = 8, 4 + 2 * SIZE, 64, len(name)
            rows["vector"] = _vectors(shape, common, parts, ids)
            rows["digest"] = [_digest(shape, int(key)) for key in ids]
            copy.write(rows.tobytes())
        copy.write(b"\xff\xff")


def _table() -> str:
    return ClaimVector._meta.db_table


def _vectors(
    shape: Shape, common: numpy.ndarray, parts: dict[str, numpy.ndarray], ids: numpy.ndarray
) -> numpy.ndarray:
    noise = chance(31, int(ids[0])).standard_normal((len(ids), SIZE), dtype=numpy.float32)
    found = common + noise * (NOISE / SIZE**0.5)
    for part, rows in parts.items():
        found += rows[shape.parts[part][ids - 1]]
    return found / numpy.linalg.norm(found, axis=1, keepdims=True)


def _digest(shape: Shape, claim: int) -> bytes:
    return hashlib.sha256(shape.statement(claim).encode()).hexdigest().encode()
