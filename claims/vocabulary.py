"""The words of the record, each with its label and what it means.

PURE: no Django. The models take their choices from here, the assessment its reasons, and the page
that explains the method its text, so that the three cannot drift apart.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Scope(StrEnum):
    """What a token of the API may do."""

    READ = "read"
    CAPTURE = "capture"
    RECORD = "record"
    MARK = "mark"
    CHECK = "check"


class SourceKind(StrEnum):
    """What a source is (PROV `Agent`)."""

    OUTLET = "outlet"
    ORGANISATION = "organisation"
    PERSON = "person"
    DOCUMENT = "document"
    DATASET = "dataset"
    ANONYMOUS = "anonymous"
    UNIDENTIFIED = "unidentified"


class Stance(StrEnum):
    """What an appearance does with the claim."""

    ASSERTS = "asserts"
    DISPUTES = "disputes"
    MENTIONS = "mentions"


class Basis(StrEnum):
    """On whose word the article says it."""

    ATTRIBUTED = "attributed"
    OWN_REPORTING = "own_reporting"
    UNATTRIBUTED = "unattributed"
    ILLUSTRATIVE = "illustrative"


class Verdict(StrEnum):
    """What an editor found about an origin, for one claim."""

    INDEPENDENT = "independent"
    NOT_INDEPENDENT = "not_independent"
    SAME_AS = "same_as"


class QuoteState(StrEnum):
    """What became of a quote in the latest capture of its article."""

    IDENTICAL = "identical"
    MOVED = "moved"
    REWORDED = "reworded"
    CHANGED = "changed"
    GONE = "gone"


class Finding(StrEnum):
    """Why two figures differ, as an editor found it."""

    OTHER_PERIOD = "other_period"
    OTHER_POPULATION = "other_population"
    OTHER_DEFINITION = "other_definition"
    REVISED = "revised"
    CONTRADICTORY = "contradictory"
    UNRECORDED = "unrecorded"
    OTHER_MEASURE = "other_measure"


class Status(StrEnum):
    """What the origins of a claim amount to, in the order in which the rules are tried."""

    UNSUPPORTED = "unsupported"
    DISPUTED = "disputed"
    CORROBORATED = "corroborated"
    UNCORROBORATED = "uncorroborated"


class State(StrEnum):
    """Where a claim is in its life."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    PUBLISHED = "published"
    WITHHELD = "withheld"


class Outcome(StrEnum):
    """What an editor decided about a claim."""

    CORROBORATED = "corroborated"
    CAVEAT = "caveat"
    WITHHOLD = "withhold"
    NOT_CHECKABLE = "not_checkable"
    SENT_BACK = "sent_back"


class FlagCode(StrEnum):
    """One reason why a claim needs a person."""

    SINGLE_ORIGIN = "single_origin"
    REPEATED_ORIGIN = "repeated_origin"
    CIRCULAR = "circular"
    UNCONFIRMED_INDEPENDENCE = "unconfirmed_independence"
    ORIGIN_NOT_CAPTURED = "origin_not_captured"
    ANONYMOUS_ONLY = "anonymous_only"
    SELF_INTERESTED_ONLY = "self_interested_only"
    ILLUSTRATIVE_FIGURE = "illustrative_figure"
    CONFLICTING_FIGURES = "conflicting_figures"
    QUOTE_CHANGED = "quote_changed"
    QUOTE_GONE = "quote_gone"
    SOURCE_CORRECTED = "source_corrected"
    SOURCE_RETRACTED = "source_retracted"
    PREDATES_EVENT = "predates_event"
    POSSIBLE_COPY = "possible_copy"
    DECISION_STALE = "decision_stale"


class Reason(StrEnum):
    """Why an origin counts, or does not."""

    CONFIRMED = "confirmed"
    NAMED = "named"
    OWN_REPORTING = "own_reporting"
    RULED_OUT = "ruled_out"
    ILLUSTRATIVE = "illustrative"
    SELF_INTERESTED = "self_interested"
    UNKNOWN = "unknown"
    NOT_CAPTURED = "not_captured"
    UNATTRIBUTED = "unattributed"
    COPIED = "copied"


class Difference(StrEnum):
    """How a claim on record differs from what a text says, though the two are near."""

    OTHER_FIGURE = "other_figure"
    NEGATED = "negated"
    OTHER_DIRECTION = "other_direction"
    OTHER_PERIOD = "other_period"
    PERIOD_IN_WORDS = "period_in_words"
    OTHER_NAME = "other_name"


class Agreement(StrEnum):
    """In what they agree that could have differed."""

    SAME_FIGURE = "same_figure"


@dataclass(frozen=True)
class Term:
    """A word as people read it: its label, and a sentence that says what it means."""

    label: str
    meaning: str
    clears: str = ""


def choices(terms: Mapping[Any, Term]) -> list[tuple[str, str]]:
    """The values of a vocabulary with their labels, as a form or a model field takes them."""
    return [(str(value), term.label) for value, term in terms.items()]


MOST_TOPICS = 100  # of one claim: an entry of an index has to hold them (migration 0054)

SCOPES = {
    Scope.READ: Term("read", "Read what you may read, and search it."),
    Scope.CAPTURE: Term("capture", "Have pages and texts captured."),
    Scope.RECORD: Term("record", "Record and correct claims, quotes, articles and sources."),
    Scope.MARK: Term("mark origins", "Say which origins are independent."),
    Scope.CHECK: Term("check drafts", "Hold a draft against the record. Nothing of it is kept."),
}
SOURCE_KINDS = {
    SourceKind.OUTLET: Term("outlet", "Publishes articles. Its own reporting counts as an origin."),
    SourceKind.ORGANISATION: Term("organisation", "A body that speaks or publishes in its name."),
    SourceKind.PERSON: Term("person", "A person who is named."),
    SourceKind.DOCUMENT: Term("document", "A letter, law, court filing, report or recording."),
    SourceKind.DATASET: Term("dataset", "Figures that can be looked up and counted again."),
    SourceKind.ANONYMOUS: Term(
        "anonymous", "Somebody whom the article does not name. Does not count until confirmed."
    ),
    SourceKind.UNIDENTIFIED: Term(
        "unidentified", "The record does not say who. Does not count until confirmed."
    ),
}

STANCES = {
    Stance.ASSERTS: Term("asserts", "The article says that the claim is so, or quotes it as so."),
    Stance.DISPUTES: Term("disputes", "The article says, or quotes, that the claim is not so."),
    Stance.MENTIONS: Term("mentions", "The article touches on the claim and takes no side."),
}

BASES = {
    Basis.ATTRIBUTED: Term("attributed", "The article says who said so."),
    Basis.OWN_REPORTING: Term(
        "own reporting", "The outlet's own people saw it, counted it or established it."
    ),
    Basis.UNATTRIBUTED: Term("unattributed", "The article just says so, on nobody's word."),
    Basis.ILLUSTRATIVE: Term(
        "illustrative", "An estimate or example made up to show something. Never counts."
    ),
}

VERDICTS = {
    Verdict.INDEPENDENT: Term(
        "speaks from its own knowledge", "Counts as an origin of this claim."
    ),
    Verdict.NOT_INDEPENDENT: Term(
        "does not speak from its own knowledge", "Does not count as an origin of this claim."
    ),
    Verdict.SAME_AS: Term("is the same origin as", "The two count once, as one family."),
}

QUOTE_STATES = {
    QuoteState.IDENTICAL: Term("identical", "The words stand where they stood."),
    QuoteState.MOVED: Term("moved", "The same words stand elsewhere in the text."),
    QuoteState.REWORDED: Term("reworded", "Only typography, inflection or order differ."),
    QuoteState.CHANGED: Term("changed", "A figure, a negation or another word differs."),
    QuoteState.GONE: Term("gone", "The words are no longer in the text."),
}

FINDINGS = {
    Finding.OTHER_PERIOD: Term("other period", "They were counted over different times."),
    Finding.OTHER_POPULATION: Term(
        "other population", "They count different people, places or things."
    ),
    Finding.OTHER_DEFINITION: Term(
        "other definition", "They count by different rules: what is an arrest, who is an officer."
    ),
    Finding.REVISED: Term("revised", "One is a later count of the same, and takes its place."),
    Finding.CONTRADICTORY: Term(
        "truly contradictory", "They say the same of the same, and cannot both be right."
    ),
    Finding.UNRECORDED: Term(
        "unrecorded", "Somebody looked, and nothing on record says why they differ."
    ),
    Finding.OTHER_MEASURE: Term(
        "not one measure", "They measure different things, and are no longer compared."
    ),
}
# Findings after which two figures no longer conflict. The others say that they do.
EXPLAINING = frozenset(FINDINGS) - {Finding.CONTRADICTORY, Finding.UNRECORDED}
# Those that are given for figures of one measure.
OF_ONE_MEASURE = tuple(finding for finding in FINDINGS if finding != Finding.OTHER_MEASURE)

STATUSES = {
    Status.UNSUPPORTED: Term("Unsupported", "No article on record asserts it, or none still does."),
    Status.DISPUTED: Term(
        "Disputed",
        "An origin outside the families that assert it says that it is not so. "
        "Doubt needs less than proof: the origin need not count.",
    ),
    Status.CORROBORATED: Term(
        "Corroborated", "Two or more origins that count, with no tie between them, assert it."
    ),
    Status.UNCORROBORATED: Term(
        "Uncorroborated", "It is asserted, but fewer than two origins that count stand behind it."
    ),
}

STATES = {
    State.DRAFT: Term("draft", "Being worked on. Only the newsroom sees it."),
    State.IN_REVIEW: Term("in review", "Waits for an editor to decide. Only the newsroom sees it."),
    State.PUBLISHED: Term("published", "Decided by an editor, and open to whoever may read."),
    State.WITHHELD: Term("withheld", "Decided by an editor: not published."),
}

OUTCOMES = {
    Outcome.CORROBORATED: Term(
        "publish as corroborated", "Two or more independent origins stand behind it."
    ),
    Outcome.CAVEAT: Term(
        "publish with a caveat", "Published, and the caveat is shown wherever the claim is."
    ),
    Outcome.WITHHOLD: Term("withhold", "Not published."),
    Outcome.NOT_CHECKABLE: Term("not checkable", "Nothing could show it true or false."),
    Outcome.SENT_BACK: Term("send back with a note", "A draft again, with what is to be done."),
}
# Where a decision leaves the claim.
LEADS_TO = {
    Outcome.CORROBORATED: State.PUBLISHED,
    Outcome.CAVEAT: State.PUBLISHED,
    Outcome.WITHHOLD: State.WITHHELD,
    Outcome.NOT_CHECKABLE: State.WITHHELD,
    Outcome.SENT_BACK: State.DRAFT,
}
PUBLISHING = frozenset(outcome for outcome, state in LEADS_TO.items() if state == State.PUBLISHED)

# The order in which people look at them: what waits for them first.
BY_ATTENTION = (
    Status.UNCORROBORATED,
    Status.DISPUTED,
    Status.CORROBORATED,
    Status.UNSUPPORTED,
)

REASONS = {
    Reason.CONFIRMED: Term(
        "counts: confirmed by an editor", "An editor found that it speaks from its own knowledge."
    ),
    Reason.NAMED: Term(
        "counts: named", "A named person, an organisation, a document or a dataset says so."
    ),
    Reason.OWN_REPORTING: Term(
        "counts: own reporting", "The outlet established it itself, in a captured article."
    ),
    Reason.RULED_OUT: Term(
        "does not count: ruled out by an editor",
        "An editor found that it does not speak from its own knowledge.",
    ),
    Reason.ILLUSTRATIVE: Term(
        "never counts: illustrative", "An illustrative figure shows nothing about the world."
    ),
    Reason.SELF_INTERESTED: Term(
        "does not count until confirmed: speaks about itself",
        "A party that speaks about itself does not count until an editor confirms it.",
    ),
    Reason.UNKNOWN: Term(
        "does not count until confirmed: not identified",
        "Nobody can be asked: anonymous and unidentified origins wait for an editor.",
    ),
    Reason.NOT_CAPTURED: Term(
        "does not count until captured or confirmed",
        "An outlet whose own article is not on record may itself repeat somebody.",
    ),
    Reason.UNATTRIBUTED: Term(
        "does not count until confirmed: unattributed",
        "The article says so on nobody's word, so its origin is unknown.",
    ),
    Reason.COPIED: Term(
        "does not count until confirmed: in copies of a retracted article",
        "Only copies of an article that has been retracted name it.",
    ),
}
COUNTING = frozenset({Reason.CONFIRMED, Reason.NAMED, Reason.OWN_REPORTING})

FLAGS = {
    FlagCode.SINGLE_ORIGIN: Term(
        "Single origin",
        "Only one origin stands behind the claim.",
        "Find a second origin with no tie to the first: a witness, a document, a dataset, "
        "or another newsroom's own reporting.",
    ),
    FlagCode.REPEATED_ORIGIN: Term(
        "One origin, repeated",
        "Several articles make the claim and all of them rest on one origin.",
        "Find an origin outside it: more articles that repeat it add nothing.",
    ),
    FlagCode.CIRCULAR: Term(
        "Circular",
        "The attributions lead back to themselves and reach no origin.",
        "Find out who said it first, and record that as the end of the chain.",
    ),
    FlagCode.UNCONFIRMED_INDEPENDENCE: Term(
        "Independence not confirmed",
        "Several origins are named, but fewer than two of them count.",
        "Find another origin that counts, or mark of each one whether it speaks from its own "
        "knowledge, with a reason.",
    ),
    FlagCode.ORIGIN_NOT_CAPTURED: Term(
        "Origin not captured",
        "The claim rests on an outlet whose own article is not on record.",
        "Capture that outlet's article and record on whose word it says so.",
    ),
    FlagCode.ANONYMOUS_ONLY: Term(
        "Anonymous only",
        "Everybody who says so is anonymous or unidentified.",
        "If the newsroom knows who spoke and that they saw it, mark the origin as confirmed.",
    ),
    FlagCode.SELF_INTERESTED_ONLY: Term(
        "Self-interested only",
        "Everybody who says so speaks about themselves.",
        "Find an origin with no stake in the answer, or confirm the party with a reason.",
    ),
    FlagCode.ILLUSTRATIVE_FIGURE: Term(
        "Illustrative figure",
        "A figure here was made up to illustrate, and measures nothing.",
        "Find where the figure was measured, or withhold the claim.",
    ),
    FlagCode.CONFLICTING_FIGURES: Term(
        "Conflicting figures",
        "Figures for one measure cannot all be right: those of the claim, or one of it and one of "
        "another claim.",
        "Find out which figure holds for which period and population, and record that. Of figures "
        "side by side, an editor can say why they differ, or that they are not of one measure.",
    ),
    FlagCode.QUOTE_CHANGED: Term(
        "Quote changed",
        "In the latest capture of an article the quote says something else.",
        "Compare the two captures and decide whether the claim still stands.",
    ),
    FlagCode.QUOTE_GONE: Term(
        "Quote gone",
        "The latest capture of an article no longer holds the quote.",
        "Ask the outlet why, or find the statement elsewhere.",
    ),
    FlagCode.SOURCE_CORRECTED: Term(
        "Article corrected",
        "An article that makes the claim has been corrected.",
        "Read the correction and decide whether it touches this claim.",
    ),
    FlagCode.SOURCE_RETRACTED: Term(
        "Article retracted",
        "An article that made the claim has been retracted and no longer counts.",
        "Decide whether the claim still stands without it.",
    ),
    FlagCode.PREDATES_EVENT: Term(
        "Published before the event",
        "An article that makes the claim is older than what the claim tells of.",
        "Check the article's date and the date of the event, and correct the wrong one.",
    ),
    FlagCode.POSSIBLE_COPY: Term(
        "Possible copy",
        "Articles share so much text that one looks copied, and if it is, another number of origins "
        "counts.",
        "Say on the article's page whether it is a copy.",
    ),
    FlagCode.DECISION_STALE: Term(
        "Decision out of date",
        "The evidence has changed since an editor decided.",
        "Look at what changed, and decide again or confirm the decision.",
    ),
}

DIFFERENCES = {
    Difference.OTHER_FIGURE: Term("other figure", "They give different figures for one measure."),
    Difference.NEGATED: Term("negated", "One of them says not, no, never or without."),
    Difference.OTHER_DIRECTION: Term(
        "other direction", "One has a word that says the opposite: rose and fell, more and fewer."
    ),
    Difference.OTHER_PERIOD: Term("other period", "They speak of different times."),
    Difference.PERIOD_IN_WORDS: Term(
        "period differs in words",
        "One names a year, the other a time in words, which may be the same: look at both.",
    ),
    Difference.OTHER_NAME: Term("other name", "They name different people, places or bodies."),
}
AGREEMENTS = {
    Agreement.SAME_FIGURE: Term("same figure", "They give one figure for one measure."),
}
