"""Make the weights by which sentences are ranked: claims/matching/checkworthy.json.

Run from the project's directory, with the bench extra installed: `python -m bench.train_checkworthy`.

The data are ClaimBuster's sentences of U.S. presidential debates with what readers found of each
(crowdsourced.csv of Arslan et al. 2020, doi 10.5281/zenodo.3609356), in the subfolder check-worthiness of
the folder that PROVENANCE_BENCH_DATA names. No sentence of it is in the project: the weights are of
single words and pairs of words, with names and numbers masked, that at least three sentences have.

Two steps, so that the weight of what can be said in words does not hide in the words beside it: logistic
regression on the features alone, then on its result together with the TF-IDF of words and pairs. A third
model knows only what needs no words, for other languages.

`BY_HAND` is not learned: debates have no headings, no captions and nothing to click. So is `SHIFT`, for an
article is written to inform and a debate is not: what a debate takes for granted is news in an article.
"""

import csv
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

import bench.apps  # noqa: F401
from bench.folders import data_folder
from claims.matching.features import WITHOUT_WORDS, features
from claims.matching.weights import FILE, terms

DATA_SET = "ClaimBuster, crowdsourced.csv (Arslan et al. 2020, doi 10.5281/zenodo.3609356)"
FEWEST = 3  # sentences that have a word
# How much an unsure sentence (`Row.unsure`) counts among those that are not worth checking: at one half the
# sure ones are told apart better, and all together no worse.
UNSURE = 0.4
STRENGTH = 3.0  # the inverse of how far weights are pulled to nought
# Weights in the unit of the score before it is squeezed into 0 to 1: two are a factor of seven.
BY_HAND = {"furniture": -4.0, "unfinished": -1.6, "short": -0.5, "fragment": -2.0}
BY_HAND |= {"quotation": 0.3, "attributed": 1.0, "estimate": 0.3}
# A caption that calls its data estimated, or a sentence that only supposes, may be a claim, but after facts.
BY_HAND |= {"captioned": -2.0, "supposed": -2.0}
SHIFT = 0.6


@dataclass(frozen=True)
class Row:
    """A labelled sentence of a debate."""

    text: str
    worthy: bool
    unsure: bool  # factual, but unimportant to those who read it
    debate: str


def rows() -> list[Row]:
    """The labelled sentences; none if the data are not there."""
    path = data_folder("check-worthiness") / "crowdsourced.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        return [
            Row(row["Text"], row["Verdict"] == "1", row["Verdict"] == "0", row["File_id"])
            for row in csv.DictReader(file)
        ]


def regression(inputs: Any, outputs: Any, weights: Any, strength: float) -> Any:
    """Logistic regression, the same every time."""
    return LogisticRegression(C=strength, solver="liblinear", random_state=0).fit(
        inputs, outputs, sample_weight=weights
    )


def trained(sentences: Sequence[Row], seen: Sequence[dict[str, float]]) -> dict[str, Any]:
    """The weights that these sentences, with their features, ask for; as they stand in the file."""
    worthy = np.array([row.worthy for row in sentences], dtype=int)
    counted = np.array([UNSURE if row.unsure else 1.0 for row in sentences])
    vocabulary = DictVectorizer(sparse=False)
    inputs = vocabulary.fit_transform(list(seen))
    plain = regression(inputs, worthy, counted, 1.0)
    words = TfidfVectorizer(analyzer=terms, sublinear_tf=True, min_df=FEWEST)
    columns = words.fit_transform([row.text for row in sentences])
    told = csr_matrix(plain.decision_function(inputs)[:, None])
    both = regression(hstack([columns, told]).tocsr(), worthy, counted, STRENGTH)
    *of_words, share = both.coef_[0]
    return {
        "data": DATA_SET,
        "made_by": "bench/train_checkworthy.py",
        "bias": _short(both.intercept_[0] + share * plain.intercept_[0]),
        "features": _named(vocabulary.feature_names_, share * plain.coef_[0]),
        "without_words": _without_words(seen, worthy, counted),
        "words": {
            term: [_short(words.idf_[at]), _short(of_words[at])]
            for term, at in sorted(words.vocabulary_.items())
        },
    }


def _without_words(seen: Sequence[dict[str, float]], worthy: Any, counted: Any) -> dict[str, Any]:
    """The model of other languages."""
    kept = [{name: one[name] for name in WITHOUT_WORDS if name in one} for one in seen]
    vocabulary = DictVectorizer(sparse=False)
    model = regression(vocabulary.fit_transform(kept), worthy, counted, 1.0)
    return {
        "bias": _short(model.intercept_[0]),
        "features": _named(vocabulary.feature_names_, model.coef_[0]),
    }


def _named(names: Sequence[str], weights: Any) -> dict[str, float]:
    return {name: _short(weight) for name, weight in zip(names, weights, strict=True)}


def _short(weight: float) -> float:
    return round(float(weight), 3)


def for_articles(weights: dict[str, Any]) -> dict[str, Any]:
    """The same with what debates cannot teach."""
    plain = weights["without_words"]
    by_hand = {name: weight for name, weight in BY_HAND.items() if name in WITHOUT_WORDS}
    return weights | {
        "bias": _short(weights["bias"] + SHIFT),
        "features": weights["features"] | BY_HAND,
        "without_words": {
            "bias": _short(plain["bias"] + SHIFT),
            "features": plain["features"] | by_hand,
        },
    }


def main() -> None:
    """Train on all sentences, and write the file."""
    found = rows()
    if not found:
        print("not trained: no check-worthiness/crowdsourced.csv where PROVENANCE_BENCH_DATA says")
        return
    weights = for_articles(trained(found, [features(row.text) for row in found]))
    path = Path(FILE)
    lines = json.dumps(weights, ensure_ascii=False, separators=(",", ":"))
    path.write_text(lines.replace('],"', '],\n"') + "\n", encoding="utf-8")
    size = math.ceil(path.stat().st_size / 1024)
    print(f"{len(weights['words']):,} words and pairs from {len(found):,} sentences, {size} KB")


if __name__ == "__main__":
    main()
