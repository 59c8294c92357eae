"""How well sentences worth checking are told from others, beside TF-IDF with logistic regression alone,
both trained and measured in the same run.

Run from the project's directory, with the bench extra installed: `python -m bench.suggesting`. The data
(`bench/train_checkworthy.py` names them) are other people's and no part of the project:
PROVENANCE_BENCH_DATA names the folder that has them in its subfolder check-worthiness.

The debates are dealt into three parts, all debates of a year together, so that no debate is both learned
from and measured. Every sentence is judged by what was learned from the other two parts. Average precision
(AP) over all sentences, and the mean of the AP of each debate (MAP). "Sure" leaves out the sentences that
readers found factual but unimportant: the line on which they agreed least.
"""

import random
import time
from collections.abc import Iterable, Sequence

import bench.apps  # noqa: F401
from claims.matching import rank

FOLDS = 3
SPEED_SENTENCES = 1_000


def main() -> None:
    """Print the table, and how fast it is."""
    speed()
    try:
        import sklearn  # noqa: F401
    except ImportError:
        print("not measured: AP needs the bench extra (scikit-learn)")
        return
    from bench.train_checkworthy import rows

    found = rows()
    if not found:
        print("not measured: no check-worthiness/crowdsourced.csv where PROVENANCE_BENCH_DATA says")
        return
    compare(found)


def speed() -> None:
    """Invented sentences, so that the speed is known where the data are not."""
    chance = random.Random(5)
    things = ("The ministry", "A former officer", "Nobody here", "The auditor's report", "We")
    done = ("said that", "found that", "denies that", "thinks that", "wrote in 2021 that")
    what = ("files were lost", "crime rose by 14%", "about 3,000 people wait", "it will rain")
    text = " ".join(
        f"{chance.choice(things)} {chance.choice(done)} {chance.choice(what)}, as it did in the "
        f"north of the country for {chance.choice(('years', 'three years', 'a while'))}."
        for _ in range(SPEED_SENTENCES)
    )
    rank("Read the weights.")
    started = time.process_time()
    rank(text)
    took = 1000 * (time.process_time() - started)
    words = len(text.split())
    print(f"{SPEED_SENTENCES:,} sentences, {words:,} words: {took:.0f} ms of one core")


def compare(found: Sequence) -> None:
    """AP of three rankings of the same sentences."""
    import numpy as np
    from sklearn.model_selection import GroupKFold

    from bench.train_checkworthy import for_articles, trained
    from claims.matching.features import features

    seen = [features(row.text) for row in found]
    scores = {name: np.zeros(len(found)) for name in ("baseline", "as learned", "as shipped")}
    years = [row.debate[:4] for row in found]
    for learn, measure in GroupKFold(FOLDS).split(found, groups=years):
        learned = [found[at] for at in learn]
        texts = [found[at].text for at in measure]
        scores["baseline"][measure] = baseline(learned, texts)
        weights = trained(learned, [seen[at] for at in learn])
        for name, used in (("as learned", weights), ("as shipped", for_articles(weights))):
            scores[name][measure] = [scored(found[at].text, seen[at], used) for at in measure]
    print(f"{len(found):,} sentences of {len({row.debate for row in found})} debates")
    print(f"{'':12}{'AP':>8}{'MAP':>8}{'AP, sure':>10}")
    for name, given in scores.items():
        print(f"{name:12}" + "".join(f"{value:8.3f}" for value in measured(found, given)))


def baseline(learned: Iterable, texts: Sequence[str]) -> Sequence[float]:
    """scikit-learn's TF-IDF and logistic regression as they come."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    learned = list(learned)
    model = make_pipeline(TfidfVectorizer(), LogisticRegression(max_iter=1000))
    model.fit([row.text for row in learned], [row.worthy for row in learned])
    return model.decision_function(texts)


def scored(text: str, seen: dict[str, float], weights: dict) -> float:
    """The sum that `claims.matching.rank` squeezes into a score, with weights of this run."""
    from claims.matching.weights import of_words

    words = weights["words"]
    named = sum(weights["features"].get(name, 0.0) * value for name, value in seen.items())
    return weights["bias"] + named + of_words(text, words)


def measured(found: Sequence, scores: Sequence[float]) -> tuple[float, float, float]:
    """AP over all sentences, the mean over debates, and AP without the unsure."""
    import numpy as np
    from sklearn.metrics import average_precision_score

    worthy = np.array([row.worthy for row in found])
    debates = np.array([row.debate for row in found])
    sure = np.array([not row.unsure for row in found])
    scores = np.asarray(scores)
    each = [
        average_precision_score(worthy[debates == name], scores[debates == name])
        for name in sorted(set(debates))
        if worthy[debates == name].any()
    ]
    return (
        average_precision_score(worthy, scores),
        float(np.mean(each)),
        average_precision_score(worthy[sure], scores[sure]),
    )


if __name__ == "__main__":
    main()
