"""Words that may be one word, misspelt."""

import pytest

from claims.matching.misspelt import may_mean


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("bridge", {"bridge"}),
        ("birdge", {"bridge"}),
        ("brige", {"bridge"}),
        ("bridgge", {"bridge"}),
        ("ridge", set()),
        ("bride", {"bridge"}),
        ("8070", set()),
        ("teh", set()),
        ("", set()),
    ],
)
def test_what_a_word_may_mean(word, meant):
    assert may_mean(word, {"bridge", "8700", "the", "officer"}) == meant
