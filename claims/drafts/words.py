"""What came of a check, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, ngettext_lazy

from claims.checking.judging import Contrast, Verdict
from claims.checking.marks import MARKS
from claims.checking.tallies import Kind
from claims.drafts.checking import Checked
from claims.vocabulary import DIFFERENCES

COUNTED = {
    Kind.CORROBORATED: ngettext_lazy("%(n)d corroborated", "%(n)d corroborated", "n"),
    Kind.ONE_ORIGIN: ngettext_lazy("%(n)d rests on one origin", "%(n)d rest on one origin", "n"),
    Kind.UNCORROBORATED: ngettext_lazy("%(n)d not corroborated", "%(n)d not corroborated", "n"),
    Kind.UNSUPPORTED: ngettext_lazy(
        "%(n)d on record, but unsupported", "%(n)d on record, but unsupported", "n"
    ),
    Kind.DISPUTED: ngettext_lazy("%(n)d disputed", "%(n)d disputed", "n"),
    Kind.OTHER_FIGURE: ngettext_lazy("%(n)d differs in a figure", "%(n)d differ in a figure", "n"),
    Kind.DIFFERS: ngettext_lazy(
        "%(n)d differs in something else", "%(n)d differ in something else", "n"
    ),
    Kind.UNKNOWN: ngettext_lazy("%(n)d unknown", "%(n)d unknown", "n"),
}


def summary(checked: Checked) -> str:
    """ "14 checkable sentences: 5 corroborated, 3 rest on one origin, 1 differs in a figure, 5 unknown"."""
    number = len(checked.marked)
    if not number:
        return _("No checkable sentence was found, and none that the record knows")
    opening = ngettext("%(n)d checkable sentence", "%(n)d checkable sentences", number)
    parts = [str(COUNTED[kind] % {"n": count}) for kind, count in checked.tally.items()]
    return f"{opening % {'n': number}}: {', '.join(parts)}"


def label(verdict: Verdict) -> str:
    """The mark in words; empty if there is none."""
    return MARKS[verdict.mark].label if verdict.mark else ""


def differences(verdict: Verdict) -> str:
    """In what the claim differs from the sentence: "other figure (“870%”, on record “807%”), negated";
    empty if in nothing."""
    words = {one.difference: one for one in verdict.contrasts if one.here and one.there}
    return ", ".join(
        DIFFERENCES[one].label + (_beside(words[one]) if one in words else "")
        for one in verdict.differs
    )


def _beside(contrast: Contrast) -> str:
    both = {"here": contrast.here, "there": contrast.there}
    return " " + _("(“%(here)s”, on record “%(there)s”)") % both


def why(verdict: Verdict) -> str:
    """What to know beside the mark, in sentences."""
    said = []
    if verdict.removed:
        said.append(
            _("A claim that was near has been removed from the record while this was checked.")
        )
    if verdict.differs:
        said.append(_("It differs: %(how)s.") % {"how": differences(verdict)})
    if verdict.known:
        said.append(verdict.known.reason)
    return " ".join(filter(None, said))
