"""Forms that were filled in on a version that is no longer the latest.

Nothing is saved over what somebody else has saved since: the form comes back with what was typed, what
is now on record beside it, and a tick for each field to save one's own over it.
"""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Model
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from claims.versions import changed_by, changed_since, versions


class VersionField(forms.CharField):
    """The version that the form was opened on. It is no value that anybody changes."""

    widget = forms.HiddenInput

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Never."""
        return False


class Versioned(forms.ModelForm):
    """A form that knows which version of its record it was opened on."""

    version = VersionField(required=False, max_length=40)

    outdated: tuple[str, ...] = ()  # fields in which others have saved something else

    def open(self, version: str) -> None:
        """Note the version that is now the latest."""
        self.initial["version"] = version

    def clean(self) -> dict[str, Any] | None:
        """Compare what was typed with what others have saved since the form was opened."""
        cleaned = super().clean()
        self.outdated = self._outdated() if self.instance.pk else ()
        if self.outdated:
            self._choose() if self._asked("seen") == [self.initial["version"]] else self._ask()
        return cleaned

    def _outdated(self) -> tuple[str, ...]:
        """The fields in which others have saved something, and the form holds something else."""
        sent = self.cleaned_data.get("version", "")
        if sent == self.initial.get("version"):
            return ()
        known = {
            field.name
            for field in (*self._meta.model._meta.fields, *self._meta.model._meta.many_to_many)
        }
        names = [name for name in self.changed_data if name in known and name in self.cleaned_data]
        newer = changed_since(self.instance, sent, names) if names else set()
        return tuple(name for name in names if name in newer)

    def _choose(self) -> None:
        """Keep what is on record, but for the fields that somebody ticked."""
        mine = self._asked("over")
        for name in self.outdated:
            if name not in mine:
                self.cleaned_data[name] = self._on_record(name)

    def _ask(self) -> None:
        """Show both beside each field."""
        who = changed_by(self.instance)
        for name in self.outdated:
            self.add_error(name, self._both(name, who))

    def _both(self, name: str, who: str) -> SafeString:
        """What is on record, what was typed, and a tick."""
        told = _("%(who)s changed this since you opened the page.") % {"who": who}
        return format_html(
            '{} {} <q>{}</q>. {} <q>{}</q>. <label><input type="checkbox" name="{}" value="{}"> {}</label>'
            '<input type="hidden" name="{}" value="{}"> {}',
            told if who else _("This was changed since you opened the page."),
            _("Now on record:"),
            in_words(self.fields[name], self._on_record(name)),
            _("In your form:"),
            in_words(self.fields[name], self.cleaned_data[name]),
            self.add_prefix("over"),
            name,
            _("Save mine over it"),
            self.add_prefix("seen"),
            self.initial["version"],
            _("Without the tick, what is on record stays."),
        )

    def _on_record(self, name: str) -> Any:
        """The value that stands in the database; the form has not touched the record yet."""
        value = getattr(self.instance, name)
        return value.all() if hasattr(value, "all") else value

    def _asked(self, name: str) -> list[str]:
        """What came along of the ticks; the same value once."""
        key = self.add_prefix(name)
        found = self.data.getlist(key) if hasattr(self.data, "getlist") else [self.data.get(key)]
        return list(dict.fromkeys(value for value in found if value))


def open_all(forms_of_rows: list[Any]) -> None:
    """Note the versions of the rows of a formset. One query."""
    rows = {form.instance.pk: form for form in forms_of_rows if form.instance.pk}
    for key, version in versions(form.instance for form in rows.values()).items():
        rows[key].open(version)


def in_words(field: forms.Field, value: Any) -> str:
    """A value of a form as people read it."""
    if value is None or value == "":
        return _("nothing")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return date_format(value, "j F Y")
    if isinstance(value, Model):
        return str(value)
    if hasattr(value, "all"):
        return ", ".join(str(one) for one in value) or _("nothing")
    labels = (
        dict(getattr(field, "choices", ()) or ())
        if not isinstance(field, forms.ModelChoiceField)
        else {}
    )
    return str(labels.get(value, value))
