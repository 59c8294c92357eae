"""The origin graph of a claim, drawn: boxes, edges and outlines with their places, twice, and in words.

PURE: no Django. A template makes a page of what `draw` returns.

    the claim     is made in   which had it from  which rest on
    ┌───────┐     ┌─────────┐                      ╔═════════╗
    │ claim ├──┬─>│ article ├─────────────────────>║ origin  ║  counts: double border
    └───────┘  │  └────┬────┘                      ╚═════════╝
               │       │ copied from               ╭ one family ─╮
               │  ┌────┴────┐      ┌───────┐       │ (╌╌╌╌╌╌╌╌╌) │
               └─>│ article ├─────>│ relay ├──────>│ ( origin  ) │  does not: dashed pill
                  └─────────┘      └───────┘       ╰─────────────╯

`Facts` gathers what there is to draw, `Plot` says what is drawn of it within some limits (boxes and
links, the many folded into few), `in_order` puts the boxes of a column where few links cross,
`wide` and `narrow` give them places, and `words` says the same in lists. `markup` writes what has a
place as SVG. These are Sugiyama's layers with barycentres, in the simple form that four fixed
columns allow.
"""

from claims.drawing.facts import Facts
from claims.drawing.lettering import clean
from claims.drawing.narrow import narrow
from claims.drawing.parts import LIMITS
from claims.drawing.plot import Plot
from claims.drawing.shapes import Drawings
from claims.drawing.wide import wide
from claims.drawing.words import words
from claims.graph import Assessment, Graph


def draw(graph: Graph, assessment: Assessment, statement: str) -> Drawings:
    """The origin graph of the claim `statement`, which `assess` found to be `assessment`."""
    facts = Facts(graph, assessment)
    for limits in LIMITS:
        plan = Plot(facts, clean(statement), limits).plan
        if not plan.crowded:
            break
    return Drawings(wide(plan), narrow(plan), plan.folds, words(facts), assessment.sentence)
