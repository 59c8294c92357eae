"""Putting right what is recorded of an article, after a capture has read it or at any time later."""

from copy import copy
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as now_in_words
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from claims.actions.articles import edit_article
from claims.forms.sources import named, named_after_host, named_source
from claims.models import Article, Source, User
from claims.models.typed import language, words
from claims.vocabulary import SOURCE_KINDS, choices

PARTICULARS = ("title", "published_on", "byline", "language", "url")
UNREAD = _("Could not be read. Enter it if you know it; it is never made up.")
UNRECORDED = _("Not recorded. Leave it empty if it is not known.")


class ArticleForm(forms.ModelForm):
    """Title, publisher, date and the like. `version` says what they were when they were shown: what
    somebody else saved since is not overwritten unseen."""

    publisher = forms.CharField(
        label=_("Publisher"),
        max_length=300,
        help_text=_("Search by name. One that is not on record is made here."),
        validators=[words],
        error_messages={"required": _("Name the publisher. Everything published has one.")},
    )
    publisher_kind = forms.ChoiceField(
        label=_("If the publisher is new, what it is"),
        choices=[("", _("it is not new")), *choices(SOURCE_KINDS)],
        required=False,
    )
    rename = forms.BooleanField(required=False)
    why = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=1000,
        help_text=_("It is kept in the history, beside your name and the time. It may stay empty."),
    )
    url = forms.URLField(label=_("Address"), max_length=2000, required=False, assume_scheme="https")
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    field_order = ("title", "publisher", "rename", "publisher_kind", *PARTICULARS[1:], "why")

    class Meta:
        model = Article
        fields = PARTICULARS
        labels = {"title": _("Title"), "byline": _("Byline")}
        widgets = {
            "title": forms.Textarea(attrs={"rows": 2}),
            "published_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, data: Any = None, *, instance: Article) -> None:
        """A form for an article on record. The article itself stays as it is."""
        super().__init__(data, instance=copy(instance))
        self.article = instance
        self.initial["publisher"] = named(instance.publisher)
        self.initial["version"] = instance.version
        self._describe()

    def _describe(self) -> None:
        """Labels and hints, for this article."""
        publisher = self.article.publisher
        for name in ("published_on", "language"):
            self.fields[name].label = str(self.fields[name].label).capitalize()
        self.fields["publisher"].widget.attrs |= {"list": "source-names", "autocomplete": "off"}
        if named_after_host(publisher):
            self.fields["rename"].label = _rename(publisher)
        else:
            del self.fields["rename"]
        hint = UNREAD if self.article.capture_results.exists() else UNRECORDED
        for name in PARTICULARS:
            if getattr(self.article, name) in ("", None):
                self.fields[name].help_text = hint

    def clean_title(self) -> str:
        """On one line."""
        title = " ".join(self.cleaned_data["title"].split())
        words(title)
        return title

    def clean_language(self) -> str:
        """With its usual capitals."""
        return language(self.cleaned_data["language"])

    def clean_url(self) -> str:
        """An address that no other article has."""
        url = self.cleaned_data["url"]
        other = Article.objects.exclude(pk=self.article.pk).filter(url=url).first() if url else None
        if other:
            raise forms.ValidationError(
                format_html(
                    '{} <a href="{}">{}</a>. {}',
                    now_in_words("Another article on record has this address:"),
                    other.get_absolute_url(),
                    other.label,
                    now_in_words("Use that one, or correct the address."),
                )
            )
        return url

    def clean(self) -> dict[str, Any]:
        """Find the publisher, or see that a new one or a new name can be put on record."""
        data = super().clean() or self.cleaned_data
        name, kind = data.get("publisher"), data.get("publisher_kind", "")
        if not name:
            return data
        data["called"] = ""
        try:
            data["publisher"] = self._publisher(name, kind)
        except forms.ValidationError as error:
            self.add_error("publisher", error)
        return data

    def _publisher(self, name: str, kind: str) -> Source:
        """The source that is meant by what was typed."""
        current = self.article.publisher
        if name == self.initial["publisher"]:
            return current
        if not self.cleaned_data.get("rename"):
            return named_source(name, kind)
        namesake = Source.objects.named(name).filter(kind=current.kind).exclude(pk=current.pk)
        if namesake.exists():
            raise forms.ValidationError(
                _("Another source has this name. To use that one, do not tick “rename”.")
            )
        self.cleaned_data["called"] = name
        return current

    def record(self, *, by: User) -> Article:
        """Store what the form holds. Raises ChangedMeanwhile if that would undo what somebody else
        saved."""
        data = self.cleaned_data
        return edit_article(
            article=self.article,
            version=data["version"] or 0,
            publisher=data["publisher"],
            called=data["called"],
            by=by,
            reason=data["why"] or "edited",
            **{name: data[name] for name in PARTICULARS},
        )

    def show_changes(self) -> None:
        """Say what somebody else saved meanwhile. It is shown in the fields that were left alone here;
        what was typed stays, to be saved over it knowingly."""
        article = Article.objects.select_related("publisher").get(pk=self.article.pk)
        trail = article.events.order_by("pgh_id")  # type: ignore[attr-defined]
        read = trail.filter(pgh_id=self.cleaned_data["version"] or 0).first()
        latest = trail.select_related("pgh_context").last()
        before = _shown(read) if read else {}
        shown, told = cast(QueryDict, self.data).copy(), []
        for name, value in _shown(article).items():
            if value == before.get(name):
                continue
            told.append(f"{self.fields[name].label}: “{value}”")
            if shown.get(name, "") == before.get(name):
                shown[name] = value
        shown["version"] = str(article.version)
        self.data = shown
        self.add_error(None, _told(latest, told))


def _rename(publisher: Source) -> str:
    """What renaming it would bear on."""
    count = publisher.articles.count()
    return ngettext(
        "The same publisher, wrongly named: rename “%(name)s”. That concerns %(count)s article.",
        "The same publisher, wrongly named: rename “%(name)s”. That concerns %(count)s articles.",
        count,
    ) % {"name": publisher.name, "count": f"{count:,}"}


def _shown(of: Any) -> dict[str, str]:
    """An article, or an entry of its trail, as the form's fields show it."""
    found = {name: str(getattr(of, name) or "") for name in PARTICULARS}
    publisher = Source.objects.filter(pk=of.publisher_id).first()
    return {**found, "publisher": named(publisher) if publisher else ""}


def _told(latest: Any, changes: list[str]) -> str:
    """Who changed what, and what to do."""
    noted = latest.pgh_context.metadata if latest.pgh_context else {}
    user = User.objects.filter(pk=noted.get("user") or 0).first()
    return now_in_words(
        "Not saved: %(who)s changed this article at %(when)s, while you had it open. Now recorded: "
        "%(changes)s. What you typed is still here. Save again to put it in place of theirs."
    ) % {
        "who": user.get_username() if user else now_in_words("the program"),
        "when": date_format(timezone.localtime(latest.pgh_created_at), "H:i T"),
        "changes": "; ".join(changes) or "—",
    }
