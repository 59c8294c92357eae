"""What a sentence of a draft may be marked as.

PURE: no Django.
"""

from enum import StrEnum

from claims.vocabulary import Term


class Mark(StrEnum):
    """What the record knows of a sentence. Every mark is a proposal: the person who reads judges."""

    CORROBORATED = "known_corroborated"
    UNCORROBORATED = "known_uncorroborated"
    UNSUPPORTED = "known_unsupported"
    DISPUTED = "disputed"
    OTHER_FIGURE = "other_figure"
    DIFFERS = "differs"
    NOT_RECORDED = "not_recorded"


MARKS = {
    Mark.CORROBORATED: Term(
        "Known, corroborated",
        "It may be a claim on record behind which two or more independent origins stand.",
    ),
    Mark.UNCORROBORATED: Term(
        "Known, uncorroborated",
        "It may be a claim on record behind which fewer than two origins stand that count.",
    ),
    Mark.UNSUPPORTED: Term(
        "On record, unsupported",
        "It may be a claim on record, but no article there asserts it, or none still does.",
    ),
    Mark.DISPUTED: Term(
        "Disputed", "It may be a claim on record of which somebody says that it is not so."
    ),
    Mark.OTHER_FIGURE: Term(
        "Known with another figure", "A claim on record is near, but gives another figure."
    ),
    Mark.DIFFERS: Term(
        "Near a claim that differs",
        "A claim on record is near, but is negated, goes the other way, or speaks of another time or name, "
        "or of a time in other words.",
    ),
    Mark.NOT_RECORDED: Term("Not recorded", "No claim on record is near enough to be this one."),
}
